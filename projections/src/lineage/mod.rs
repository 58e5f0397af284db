//! Lineage: which events an amount came of, and which figures an event moved.
//!
//! An amount is a balance, a line of a report, or what one event posted. All of them are sums of postings to accounts of one
//! award, so that the events behind an amount are those that posted to its accounts, and what had to happen before these
//! could: the notices of award, the sub-award actions, the enrolment, the claim, its adjudication, the payment.
//! Nothing is kept for it: postings and the audit trail know it all, and row-level security stands beneath both.

mod financial;
mod moved;
mod path;
mod query;
mod stage;

use almoner_domain::{
    id::SubAwardId,
    identifier::Fain,
    money::Money,
    posting::{AccountKind, Side},
};
use chrono::NaiveDate;

pub use financial::FinancialLine;
pub use moved::{MovedFigure, MovedLine, Movement};
pub use path::Step;
pub use stage::Stage;

/// An amount that can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountOf {
    /// What an account holds, by its name as in its postings.
    Account(String),
    /// A line of the federal financial report (SF-425) of an award, to the end of a day.
    FinancialLine {
        /// The award.
        award: Fain,
        /// The line.
        line: FinancialLine,
        /// The end of the reporting period.
        ends_on: NaiveDate,
    },
    /// What the event of a position posted.
    Event(i64),
}

/// Accounts of one kind that an amount is a sum of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// What the accounts hold.
    pub kind: AccountKind,
    /// They are added; else they are taken off.
    pub added: bool,
}

/// Accounts of one kind, and what is posted to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSum {
    /// The accounts.
    pub term: Term,
    /// What was posted to their debit sides.
    pub debits: Money,
    /// What was posted to their credit sides.
    pub credits: Money,
    /// What they add to the amount; below zero where they take from it.
    pub amount: Money,
}

/// What an amount is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The amount.
    pub amount: Money,
    /// What it is, in words.
    pub statement: String,
    /// The award that it is about.
    pub award: Fain,
    /// The accounts that it is a sum of.
    pub terms: Vec<TermSum>,
    sources: Sources,
}

/// The postings that an amount is a sum of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sources {
    award: Fain,
    sub_award: Option<SubAwardId>,
    terms: Vec<Term>,
    /// Up to the end of this day of accounting.
    ends_on: Option<NaiveDate>,
    /// What went back when the award closed is left out.
    without_closing: bool,
    /// Of one event alone.
    position: Option<i64>,
}

/// Terms as the statements take them: what an entry to a kind of account on a side counts.
#[derive(Debug, Default)]
struct Signs {
    kinds: Vec<&'static str>,
    sides: Vec<&'static str>,
    factors: Vec<i16>,
}

impl Sources {
    fn signs(&self) -> Signs {
        let mut signs = Signs::default();
        for term in &self.terms {
            for (side, name) in [(Side::Debit, "DEBIT"), (Side::Credit, "CREDIT")] {
                let grows = side == term.kind.normal_side();
                signs.kinds.push(term.kind.code());
                signs.sides.push(name);
                signs.factors.push(if grows == term.added { 1 } else { -1 });
            }
        }
        signs
    }
}
