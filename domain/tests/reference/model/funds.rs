//! Where the money of awards and sub-awards is, counted anew at each question.

use super::{Cents, Claim, Model, Status, awards::Award};

impl Model {
    fn under<'m>(&'m self, id: &'m str, status: &'m [Status]) -> impl Iterator<Item = &'m Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.under == id && status.contains(&claim.status))
    }

    /// What is still to be paid of the claims that stand so.
    fn due(&self, id: &str, status: &[Status]) -> Cents {
        self.under(id, status).map(Claim::due).sum()
    }

    /// What the prime has bound itself to pay.
    pub(crate) fn obligated(&self, id: &str) -> Cents {
        self.sub_awards[id].actions.iter().sum()
    }

    /// Set aside for claims that are not approved yet.
    pub(crate) fn reserved(&self, id: &str) -> Cents {
        self.due(id, &[Status::Reserved])
    }

    /// Approved and unpaid.
    pub(crate) fn accrued(&self, id: &str) -> Cents {
        self.due(id, &[Status::Approved, Status::Scheduled])
    }

    /// Paid.
    pub(crate) fn paid(&self, id: &str) -> Cents {
        self.claims
            .iter()
            .filter(|claim| claim.under == id)
            .map(Claim::paid)
            .sum()
    }

    /// What waits: a memorandum, no part of what is obligated.
    pub(crate) fn pended(&self, id: &str) -> Cents {
        self.due(id, &[Status::Waiting])
    }

    /// Free for claims.
    pub(crate) fn available(&self, id: &str) -> Cents {
        self.obligated(id) - self.reserved(id) - self.accrued(id) - self.paid(id)
    }

    /// What the sub-awardee owes back.
    pub(crate) fn receivable(&self, id: &str) -> Cents {
        self.sub_awards[id].owed.iter().sum()
    }

    /// What it owes back and no payment withholds yet.
    pub(crate) fn unwithheld(&self, id: &str) -> Cents {
        let withheld: Cents = self
            .payments
            .values()
            .filter(|payment| !payment.confirmed)
            .filter_map(|payment| payment.offsets.get(id))
            .sum();
        self.receivable(id) - withheld
    }

    /// The sub-awards of an award.
    pub(crate) fn sub_awards_of<'m>(&'m self, award: &'m str) -> impl Iterator<Item = &'m str> {
        self.sub_awards
            .iter()
            .filter(move |(_, sub_award)| sub_award.award == award)
            .map(|(id, _)| id.as_str())
    }

    /// Awarded, after all actions.
    pub(crate) fn awarded(&self, award: &str) -> Cents {
        self.awards[award].actions.iter().sum()
    }

    /// Spent by the prime itself.
    pub(crate) fn retained(&self, award: &str) -> Cents {
        self.awards[award]
            .direct_costs
            .iter()
            .map(|(_, cost)| cost)
            .sum()
    }

    /// Neither spent by the prime nor obligated.
    pub(crate) fn unassigned(&self, award: &str) -> Cents {
        let obligated: Cents = self.sub_awards_of(award).map(|id| self.obligated(id)).sum();
        self.awarded(award) - self.retained(award) - obligated
    }

    /// The programme's cost: what claims accrued or were paid, and what the prime spent itself.
    pub(crate) fn cost(&self, award: &str) -> Cents {
        let of_claims: Cents = self
            .sub_awards_of(award)
            .map(|id| self.accrued(id) + self.paid(id))
            .sum();
        of_claims + self.retained(award)
    }

    /// What the prime may draw: the cost, and what it paid and is owed back.
    pub(crate) fn payable(&self, award: &str) -> Cents {
        let owed: Cents = self
            .sub_awards_of(award)
            .map(|id| self.receivable(id))
            .sum();
        self.cost(award) + owed
    }

    /// The award of a sub-award.
    pub(crate) fn award_of(&self, id: &str) -> &Award {
        &self.awards[&self.sub_awards[id].award]
    }

    /// Claims wait for the end of a suspension, of the sub-award or of its award.
    pub(crate) fn suspended(&self, id: &str) -> bool {
        self.sub_awards[id].suspended || self.award_of(id).suspended
    }
}
