//! Random histories: what happens to a handful of clients and three sub-awards, so crowded that claims meet.

mod amount;
mod play;
mod strategy;
mod world;

pub(crate) use amount::Amount;
pub(crate) use play::Play;
pub(crate) use strategy::any_history;
pub(crate) use world::World;

use almoner_domain::programme::Category;

/// One thing that happens, after some days.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Days since the step before.
    pub(crate) days: u64,
    /// What happens.
    pub(crate) what: What,
}

/// A line of a claim.
#[derive(Debug, Clone)]
pub(crate) struct Billed {
    /// What for.
    pub(crate) category: Category,
    /// How much.
    pub(crate) amount: Amount,
    /// What is the matter with it.
    pub(crate) flaw: Flaw,
}

/// What is the matter with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Sound,
    Unpaid,
    PaidTomorrow,
    Unreceipted,
    OtherPayer,
}

/// Who is enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Screened,
    Unscreened,
    Child,
}

/// What happens. Clients, claims and payments are chosen by their place among those there are, so that a shrunk history
/// still means something.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// A case is taken up, some days ago.
    Enrol {
        client: usize,
        under: usize,
        kind: Kind,
        ago: u64,
    },
    /// A case goes on to its next phase, from a day some days ago on.
    Phase {
        client: usize,
        ago: u64,
    },
    /// A case moves, some days ago.
    Transfer {
        client: usize,
        to: usize,
        ago: u64,
    },
    /// A case closes, some days ago.
    Close {
        client: usize,
        custody: bool,
        ago: u64,
    },
    /// Somebody of the family joins, some days ago.
    Family {
        client: usize,
        in_household: bool,
        ago: u64,
    },
    /// A claim for a month some months back, by the case manager, or by another sub-award.
    Submit {
        client: usize,
        stranger: Option<usize>,
        months_back: u32,
        lines: Vec<Billed>,
    },
    /// A claim's content under another number.
    SubmitAgain {
        claim: usize,
    },
    /// A claim under a number that is used.
    SubmitOver {
        claim: usize,
    },
    Approve {
        claim: usize,
    },
    /// The claim that waits longest.
    ApproveWaiting {
        under: usize,
    },
    Deny {
        claim: usize,
    },
    /// A claim is withdrawn.
    Void {
        claim: usize,
    },
    /// Other lines take the place of a claim's, perhaps for another month.
    Replace {
        claim: usize,
        months_on: u32,
        lines: Vec<Billed>,
    },
    /// Another officer looks at a denial again.
    Reconsider {
        claim: usize,
        reversed: bool,
    },
    /// A sub-awardee pays something back.
    Refund {
        under: usize,
        amount: Amount,
    },
    Raise {
        under: usize,
        amount: Amount,
    },
    Lower {
        under: usize,
        amount: Amount,
    },
    Suspend {
        under: usize,
    },
    Resume {
        under: usize,
    },
    SuspendAward {
        award: usize,
    },
    ResumeAward {
        award: usize,
    },
    Supplement {
        award: usize,
        amount: Amount,
    },
    Reduce {
        award: usize,
        amount: Amount,
    },
    DirectCost {
        award: usize,
        amount: Amount,
    },
    /// Some of the approved claims of an award go into a payment.
    Prepare {
        award: usize,
        every: usize,
    },
    Authorise {
        payment: usize,
    },
    Confirm {
        payment: usize,
    },
    /// A claim goes all the way: approved, prepared, authorised, confirmed.
    Pay {
        claim: usize,
    },
}
