//! Where the money of awards and sub-awards is, counted anew at each question.

use super::{Cents, Claim, Model, Status, awards::Award};

impl Model {
    fn under<'m>(&'m self, id: &'m str, status: &'m [Status]) -> impl Iterator<Item = &'m Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.under == id && status.contains(&claim.status))
    }

    fn held(&self, id: &str, status: &[Status]) -> Cents {
        self.under(id, status).map(Claim::payable).sum()
    }

    /// What the prime has bound itself to pay.
    pub(crate) fn obligated(&self, id: &str) -> Cents {
        self.sub_awards[id].actions.iter().sum()
    }

    /// Set aside for claims that are not approved yet.
    pub(crate) fn reserved(&self, id: &str) -> Cents {
        self.held(id, &[Status::Reserved])
    }

    /// Approved and unpaid.
    pub(crate) fn accrued(&self, id: &str) -> Cents {
        self.held(id, &[Status::Approved, Status::Scheduled])
    }

    /// Paid.
    pub(crate) fn paid(&self, id: &str) -> Cents {
        self.held(id, &[Status::Paid])
    }

    /// What waits: a memorandum, no part of what is obligated.
    pub(crate) fn pended(&self, id: &str) -> Cents {
        self.held(id, &[Status::Waiting])
    }

    /// Free for claims.
    pub(crate) fn available(&self, id: &str) -> Cents {
        self.obligated(id) - self.reserved(id) - self.accrued(id) - self.paid(id)
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

    /// The award of a sub-award.
    pub(crate) fn award_of(&self, id: &str) -> &Award {
        &self.awards[&self.sub_awards[id].award]
    }

    /// Claims wait for the end of a suspension, of the sub-award or of its award.
    pub(crate) fn suspended(&self, id: &str) -> bool {
        self.sub_awards[id].suspended || self.award_of(id).suspended
    }
}
