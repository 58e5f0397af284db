//! A fact that comes late: the claims of the months that it concerns are judged again, as if each had just come.
//!
//! Those that lose go first, the latest first; then those that gain, the first first. What officers denied and what was
//! withdrawn is left alone. What is signed stands until it is paid.

use std::collections::BTreeSet;

use almoner_domain::{ledger::SubmitClaim, period::Month};
use chrono::NaiveDate;

use super::{
    Cents, Claim, Come, Judgement, Model, Status,
    clients::{Case, days},
};

/// A claim that was judged again, and how.
pub(crate) type Again = (String, Judgement);

/// Where a claim goes that was judged again.
enum Turn {
    To(Status),
    WhenPaid,
}

impl Case {
    /// All that the case says of a month towards a sub-award, day by day.
    fn says_of(&self, under: &str, month: Month) -> String {
        let each: Vec<_> = days(month)
            .map(|day| {
                let covered = self.covers(day);
                let phase = self
                    .phase_on(day)
                    .filter(|_| covered)
                    .map(|phase| phase.phase);
                (phase, covered && self.managed_by(under, day))
            })
            .collect();
        let served = self.served_in(under, month);
        let last = self.managed[self.managed.len() - 1].state;
        let members = self
            .members
            .iter()
            .filter(|since| **since <= month.last_day());
        format!(
            "{each:?} {served:?} {:?} {} {} {}",
            served.unwrap_or(last),
            self.household_in(month),
            self.moved_in(month),
            members.count(),
        )
    }
}

impl Model {
    /// Judges again what a change of a case concerns; what came of it, in order, and what was released then.
    pub(super) fn judge_late(
        &mut self,
        of: &str,
        before: &Case,
        today: NaiveDate,
    ) -> (Vec<Again>, Vec<String>) {
        let case = self.cases[of].clone();
        let concerned: Vec<String> = self
            .claims
            .iter()
            .filter(|claim| claim.of == of && claim.year.is_some())
            .filter(|claim| {
                case.says_of(&claim.under, claim.month) != before.says_of(&claim.under, claim.month)
            })
            .map(|claim| claim.id.clone())
            .collect();
        self.judge_again(concerned, today)
    }

    /// Judges claims again.
    pub(super) fn judge_again(
        &mut self,
        mut concerned: Vec<String>,
        today: NaiveDate,
    ) -> (Vec<Again>, Vec<String>) {
        let open = |claim: &Claim| match claim.status {
            Status::Voided | Status::Replaced | Status::Arriving => false,
            Status::Denied => !claim.denied_by_officer,
            Status::Waiting
            | Status::Reserved
            | Status::Approved
            | Status::Scheduled
            | Status::Paid => true,
        };
        concerned.retain(|id| self.claim(id).is_some_and(open));
        concerned.sort_by_key(|id| (self.claim(id).map(|claim| claim.received_on), id.clone()));
        let mut again = Vec::new();
        for id in concerned.iter().rev() {
            let judgement = self.judged_now(id, today);
            let before = self.claim(id).expect("it was submitted").payable();
            if judgement.payable() < before {
                self.turn(id, judgement, &mut again);
            }
        }
        for id in &concerned {
            let judgement = self.judged_now(id, today);
            if !self.stands(id, &judgement) {
                self.turn(id, judgement, &mut again);
            }
        }
        let unders: BTreeSet<String> = concerned
            .iter()
            .filter_map(|id| self.claim(id).map(|claim| claim.under.clone()))
            .collect();
        let released = unders
            .iter()
            .flat_map(|under| self.release(under))
            .collect();
        (again, released)
    }

    /// How the claim would be judged if it took nothing yet.
    fn judged_now(&mut self, id: &str, today: NaiveDate) -> Judgement {
        let claim = self.claim(id).expect("it was submitted").clone();
        self.claim_mut(id).expect("it was submitted").status = Status::Voided;
        let restated = SubmitClaim {
            sub_award: almoner_domain::id::SubAwardId::parse(&claim.under).expect("an id"),
            number: almoner_domain::id::ClaimNumber::parse("1").expect("a number"),
            client: almoner_domain::id::ClientCode::parse(&claim.of).expect("a code"),
            service_month: claim.month,
            lines: claim.lines.clone(),
            effective_on: today,
        };
        let judgement = self.judge(&restated, claim.received_on, claim.first_received_on);
        self.claim_mut(id).expect("it was submitted").status = claim.status;
        judgement
    }

    /// Nothing of it is otherwise, line by line.
    fn stands(&self, id: &str, again: &Judgement) -> bool {
        let claim = self.claim(id).expect("it was submitted");
        if claim.status == Status::Denied {
            return again.payable() == 0;
        }
        claim.judgement.lefts() == again.lefts()
    }

    /// The claim goes where its new judgement leads, and the difference with it.
    fn turn(&mut self, id: &str, judgement: Judgement, again: &mut Vec<Again>) {
        let claim = self.claim(id).expect("it was submitted").clone();
        let paid = claim.paid();
        let due = (judgement.payable() - paid).max(0);
        let Turn::To(status) = self.turn_of(&claim, judgement.payable(), due) else {
            self.claim_mut(id).expect("it was submitted").postponed = true;
            return;
        };
        let overpaid = (paid - judgement.payable()).max(0);
        if overpaid > 0 {
            self.sub_award_mut(&claim.under).owed.push(overpaid);
        }
        let come = match status {
            Status::Waiting => Come::Pended,
            Status::Denied => Come::Denied,
            Status::Arriving
            | Status::Reserved
            | Status::Approved
            | Status::Scheduled
            | Status::Paid
            | Status::Voided
            | Status::Replaced => Come::Payable,
        };
        let judgement = Judgement { come, ..judgement };
        again.push((id.to_owned(), judgement.clone()));
        let begins_to_wait = status == Status::Waiting && claim.status != Status::Waiting;
        let changed = Claim {
            status,
            judgement,
            carried: paid - overpaid,
            postponed: false,
            ..claim
        };
        let at = self.claims.iter().position(|claim| claim.id == id);
        let at = at.expect("it was submitted");
        if begins_to_wait {
            // Behind those who wait already.
            self.claims.remove(at);
            self.claims.push(changed);
        } else {
            self.claims[at] = changed;
        }
    }

    fn turn_of(&self, claim: &Claim, payable: Cents, due: Cents) -> Turn {
        let under = claim.under.as_str();
        let held = match claim.status {
            Status::Reserved | Status::Approved | Status::Scheduled => claim.due(),
            Status::Arriving
            | Status::Waiting
            | Status::Paid
            | Status::Denied
            | Status::Voided
            | Status::Replaced => 0,
        };
        let more = due - held;
        let covered = more <= 0
            || (!self.suspended(under)
                && self.waiting(under).next().is_none()
                && more <= self.available(under));
        let settled = if payable == 0 {
            Status::Denied
        } else {
            Status::Paid
        };
        match claim.status {
            Status::Scheduled => Turn::WhenPaid,
            Status::Approved if more > 0 => Turn::WhenPaid,
            Status::Reserved if !covered => Turn::WhenPaid,
            _ if due == 0 => Turn::To(settled),
            Status::Approved => Turn::To(Status::Approved),
            Status::Waiting => Turn::To(Status::Waiting),
            Status::Reserved
            | Status::Paid
            | Status::Denied
            | Status::Arriving
            | Status::Voided
            | Status::Replaced => Turn::To(if covered {
                Status::Reserved
            } else {
                Status::Waiting
            }),
        }
    }
}
