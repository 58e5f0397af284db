//! Which accounts each line of an SF-425 is a sum of.

use almoner_domain::posting::AccountKind as Kind;

use super::{Term, figures::terms};

/// Line 10 of a federal financial report (SF-425).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FinancialLine {
    /// Cash receipts.
    A,
    /// Cash disbursements.
    B,
    /// Cash on hand.
    C,
    /// Total federal funds authorized.
    D,
    /// Federal share of expenditures.
    E,
    /// Federal share of unliquidated obligations.
    F,
    /// Total federal share.
    G,
    /// Unobligated balance of federal funds.
    H,
    /// Total recipient share required.
    I,
    /// Recipient share of expenditures.
    J,
    /// Remaining recipient share to be provided.
    K,
    /// Total federal program income earned.
    L,
    /// Program income expended, deduction alternative.
    M,
    /// Program income expended, addition alternative.
    N,
    /// Unexpended program income.
    O,
}

/// What went out of federal cash, but for what program income paid: what sub-awardees owe back went out too.
const DISBURSED: &[Kind] = &[Kind::RetainedSpent, Kind::Paid, Kind::Receivable];

/// What was spent, and what sub-awards hold that no approved claim has taken up.
const SPENT_OR_OBLIGATED: &[Kind] = &[Kind::ProgrammeCost, Kind::Available, Kind::Reserved];

impl FinancialLine {
    /// Every line, in its order.
    pub const ALL: [Self; 15] = [
        Self::A,
        Self::B,
        Self::C,
        Self::D,
        Self::E,
        Self::F,
        Self::G,
        Self::H,
        Self::I,
        Self::J,
        Self::K,
        Self::L,
        Self::M,
        Self::N,
        Self::O,
    ];

    /// The letter that the form gives it.
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
            Self::E => "e",
            Self::F => "f",
            Self::G => "g",
            Self::H => "h",
            Self::I => "i",
            Self::J => "j",
            Self::K => "k",
            Self::L => "l",
            Self::M => "m",
            Self::N => "n",
            Self::O => "o",
        }
    }

    /// What the form calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::A => "Cash receipts",
            Self::B => "Cash disbursements",
            Self::C => "Cash on hand (a minus b)",
            Self::D => "Total federal funds authorized",
            Self::E => "Federal share of expenditures",
            Self::F => "Federal share of unliquidated obligations",
            Self::G => "Total federal share (sum of e and f)",
            Self::H => "Unobligated balance of federal funds (d minus g)",
            Self::I => "Total recipient share required",
            Self::J => "Recipient share of expenditures",
            Self::K => "Remaining recipient share to be provided (i minus j)",
            Self::L => "Total federal program income earned",
            Self::M => "Program income expended, deduction alternative",
            Self::N => "Program income expended, addition alternative",
            Self::O => "Unexpended program income (l minus m or n)",
        }
    }

    /// The accounts whose postings, up to the end of the period, it is a sum of. Lines i and k take the recipient's share
    /// of what is authorized, so they name the same accounts as line d.
    pub fn terms(self) -> Vec<Term> {
        let (added, taken): (&[Kind], &[Kind]) = match self {
            Self::A => (&[Kind::CashDrawn], &[]),
            Self::B => (DISBURSED, &[Kind::PaidByIncome]),
            Self::C => (&[Kind::CashDrawn, Kind::PaidByIncome], DISBURSED),
            Self::D | Self::I => (&[Kind::Allotted], &[]),
            Self::E => (&[Kind::ProgrammeCost], &[]),
            Self::F => (&[Kind::Available, Kind::Reserved], &[]),
            Self::G => (SPENT_OR_OBLIGATED, &[]),
            Self::H => (&[Kind::Allotted], SPENT_OR_OBLIGATED),
            Self::J => (&[Kind::Match], &[]),
            Self::K => (&[Kind::Allotted], &[Kind::Match]),
            Self::L => (&[Kind::IncomeEarned], &[]),
            Self::M => (&[Kind::IncomeDeducted], &[]),
            Self::N => (&[Kind::IncomeAdded], &[]),
            Self::O => (
                &[Kind::IncomeEarned],
                &[Kind::IncomeDeducted, Kind::IncomeAdded],
            ),
        };
        terms(added, taken)
    }
}
