//! Claims and payments as facts.

use almoner_domain::{claim::ClaimLine, period::Month};
use chrono::NaiveDate;

use super::{Cents, Judgement, Model};

/// Where a claim stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Status {
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
    /// It takes nothing, and never will.
    Denied,
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
    /// How it was judged when it came.
    pub(crate) judgement: Judgement,
    /// Where it stands.
    pub(crate) status: Status,
}

/// A payment.
#[derive(Debug, Clone)]
pub(crate) struct Payment {
    /// Its claims.
    pub(crate) claims: Vec<String>,
    /// A second person authorised it.
    pub(crate) authorised: bool,
    /// The money went out.
    pub(crate) confirmed: bool,
}

impl Claim {
    /// It takes a part of its client's year, and a month: from adjudication until it is denied.
    pub(crate) fn is_live(&self) -> bool {
        self.status != Status::Denied
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
