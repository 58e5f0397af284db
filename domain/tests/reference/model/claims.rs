//! Claims and payments as facts.

use std::collections::BTreeMap;

use almoner_domain::{claim::ClaimLine, period::Month};
use chrono::NaiveDate;

use super::{Cents, Come, Judgement, Model};

/// Where a claim stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
    /// Its funds are being looked for, within the decision that brought it.
    Arriving,
    /// It waits for funds, or for a suspension to end.
    Waiting,
    /// Its funds are set aside.
    Reserved,
    /// It is a cost, and owed.
    Approved,
    /// It is part of a payment.
    Scheduled,
    /// The money went out.
    Paid,
    /// It takes nothing: the rules or an officer denied it.
    Denied,
    /// It takes nothing: it was withdrawn.
    Voided,
    /// It takes nothing: another stands in its place.
    Replaced,
}

impl Status {
    /// Where a claim stands that was just judged.
    pub(crate) fn of(come: Come) -> Self {
        match come {
            Come::Payable => Self::Reserved,
            Come::Pended => Self::Waiting,
            Come::Denied => Self::Denied,
        }
    }
}

/// A claim with what came of it.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Its id.
    pub(crate) id: String,
    /// The sub-award.
    pub(crate) under: String,
    /// The client.
    pub(crate) of: String,
    /// The month of service.
    pub(crate) month: Month,
    /// What was billed.
    pub(crate) lines: Vec<ClaimLine>,
    /// The client's year that it counts in; none while there is no case.
    pub(crate) year: Option<NaiveDate>,
    /// The day on which it came.
    pub(crate) received_on: NaiveDate,
    /// The day on which its first version came: timeliness goes by it.
    pub(crate) first_received_on: NaiveDate,
    /// What was paid of the claim that it replaced, and counts for it.
    pub(crate) carried: Cents,
    /// An officer looked at its denial again, which happens once.
    pub(crate) reconsidered: bool,
    /// It was an officer who denied it, and not the rules.
    pub(crate) denied_by_officer: bool,
    /// It is judged again once it is paid.
    pub(crate) postponed: bool,
    /// How it was judged, the last time.
    pub(crate) judgement: Judgement,
    /// Where it stands.
    pub(crate) status: Status,
}

/// A payment.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    /// Its claims.
    pub(crate) claims: Vec<String>,
    /// What it withholds, by sub-award.
    pub(crate) offsets: BTreeMap<String, Cents>,
    /// A second person authorised it.
    pub(crate) authorised: bool,
    /// The money went out.
    pub(crate) confirmed: bool,
}

impl Claim {
    /// It takes a part of its client's year, and a month: from adjudication until it is denied.
    pub(crate) fn is_live(&self) -> bool {
        match self.status {
            Status::Denied | Status::Voided | Status::Replaced => false,
            Status::Arriving
            | Status::Waiting
            | Status::Reserved
            | Status::Approved
            | Status::Scheduled
            | Status::Paid => true,
        }
    }

    /// What was paid of it so far.
    pub(crate) fn paid(&self) -> Cents {
        if self.status == Status::Paid {
            self.payable()
        } else if self.is_live() {
            self.carried
        } else {
            0
        }
    }

    /// What is still to be paid of it.
    pub(crate) fn due(&self) -> Cents {
        self.payable() - self.paid()
    }

    /// What is payable of it as long as it lives.
    pub(crate) fn payable(&self) -> Cents {
        if self.is_live() {
            self.judgement.payable()
        } else {
            0
        }
    }

    /// It has the month's one unit of case management.
    pub(crate) fn has_unit(&self) -> bool {
        self.is_live() && self.judgement.administration > 0
    }

    /// The same is said by another claim, whatever its number.
    pub(crate) fn says(&self, under: &str, of: &str, month: Month, lines: &[ClaimLine]) -> bool {
        self.under == under && self.of == of && self.month == month && self.lines == lines
    }
}

impl Model {
    /// The claims of a client that take something.
    pub(crate) fn live<'m>(&'m self, of: &'m str) -> impl Iterator<Item = &'m Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.of == of && claim.is_live())
    }
}
