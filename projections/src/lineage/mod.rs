//! Lineage: which events an amount came of, and which figures an event moved.
//!
//! An amount is a balance, a figure of a report, what a payment pays, or what one event posted. Most are sums of postings to
//! accounts of awards, so that the events behind an amount are those that posted to its accounts, and what had to happen
//! before these could: the notices of award, the sub-award actions, the enrolment, the claim, its adjudication, the payment.
//! Others are sums of claims, each with the record that says how much of it counts.
//! Nothing is kept for it: postings and the audit trail know it all, and row-level security stands beneath both.

mod figures;
mod financial;
mod items;
mod moved;
mod moved_report;
mod path;
mod query;
mod report;
mod stage;

use almoner_domain::{
    id::SubAwardId,
    identifier::Fain,
    money::Money,
    posting::{AccountKind, Side},
};
use chrono::NaiveDate;

use items::Items;

pub(crate) use figures::payment_request_terms;
pub use financial::FinancialLine;
pub use items::PaymentLines;
pub use moved::{MovedFigure, MovedLine, Movement};
pub use moved_report::MovedReportFigure;
pub use path::Step;
pub use report::FigureOf;
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
    /// What a payment pays: to all, to a sub-awardee less what is withheld of it, or for a claim.
    Payment(PaymentLines),
    /// A figure of a report.
    Figure(Box<FigureOf>),
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
    /// The part of it that no event moved: what a rule derives, such as a share, or a question gives, such as an advance.
    pub computed: Money,
    /// What it is, in words.
    pub statement: String,
    /// The award that it is about; none where it is about several.
    pub award: Option<Fain>,
    /// The accounts that it is a sum of; none where it is one of claims.
    pub terms: Vec<TermSum>,
    origin: Origin,
}

/// What an amount is a sum of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// Of postings.
    Postings(Sources),
    /// Of what the event of a position posted.
    Event(Sources, i64),
    /// Of claims.
    Items(Items),
}

/// The postings that an amount is a sum of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Sources {
    awards: Vec<Fain>,
    /// Of these sub-awards alone; of the awards and all of their sub-awards where there are none.
    sub_awards: Option<Vec<SubAwardId>>,
    terms: Vec<Term>,
    /// From this day of accounting on.
    starts_on: Option<NaiveDate>,
    /// Up to the end of this day of accounting.
    ends_on: Option<NaiveDate>,
    closing: Closing,
    /// Up to this position.
    until: Option<i64>,
}

/// What becomes of what went back to the programme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Closing {
    /// It counts like everything.
    #[default]
    Counted,
    /// What went back when the award closed is left out.
    LeftOut,
    /// What went back when it or a budget period closed is left out.
    ReturnsLeftOut,
    /// Nothing else counts.
    Alone,
}

impl Closing {
    fn code(self) -> &'static str {
        match self {
            Self::Counted => "COUNTED",
            Self::LeftOut => "LEFT_OUT",
            Self::ReturnsLeftOut => "RETURNS_LEFT_OUT",
            Self::Alone => "ALONE",
        }
    }
}

/// Terms as the statements take them: what an entry to a kind of account on a side counts.
#[derive(Debug, Default)]
struct Signs {
    kinds: Vec<&'static str>,
    sides: Vec<&'static str>,
    factors: Vec<i16>,
}

impl Sources {
    fn awards(&self) -> Vec<&str> {
        self.awards.iter().map(Fain::as_str).collect()
    }

    fn sub_awards(&self) -> Option<Vec<&str>> {
        let sub_awards = self.sub_awards.as_ref()?;
        Some(sub_awards.iter().map(SubAwardId::as_str).collect())
    }

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
