//! The Federal Financial Report (SF-425), line 10.

use almoner_domain::money::Money;

use super::FormError;
use crate::lineage::FinancialLine;

/// The lines of an SF-425 that are read from the books; the others follow from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FinancialFigures {
    /// a: cash receipts.
    pub receipts: Money,
    /// b: cash disbursements.
    pub disbursements: Money,
    /// d: total federal funds authorized.
    pub authorized: Money,
    /// e: the federal share of expenditures.
    pub expenditures: Money,
    /// f: the federal share of unliquidated obligations.
    pub unliquidated: Money,
    /// i: the total recipient share required.
    pub share_required: Money,
    /// j: the recipient share of expenditures.
    pub share_spent: Money,
    /// l: total federal program income earned.
    pub income: Money,
    /// m: program income expended in accordance with the deduction alternative.
    pub income_deducted: Money,
    /// n: program income expended in accordance with the addition alternative.
    pub income_added: Money,
}

/// Line 10 of an SF-425, a to o. The derived lines hold: c = a − b, g = e + f, h = d − g, k = i − j, o = l − m − n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinancialStatus {
    figures: FinancialFigures,
    on_hand: Money,
    federal_share: Money,
    unobligated: Money,
    share_remaining: Money,
    income_unexpended: Money,
}

impl FinancialStatus {
    /// The whole of line 10.
    ///
    /// # Errors
    /// [`FormError`] where a line is out of range, or the report is final and obligations are left.
    pub fn try_new(figures: FinancialFigures, is_final: bool) -> Result<Self, FormError> {
        if is_final && !figures.unliquidated.is_zero() {
            return Err(FormError::Unliquidated {
                unliquidated: figures.unliquidated,
            });
        }
        let derived = || {
            let federal_share = figures.expenditures.plus(figures.unliquidated)?;
            let unexpended = figures.income.minus(figures.income_deducted)?;
            Some(Self {
                figures,
                on_hand: figures.receipts.minus(figures.disbursements)?,
                federal_share,
                unobligated: figures.authorized.minus(federal_share)?,
                share_remaining: figures.share_required.minus(figures.share_spent)?,
                income_unexpended: unexpended.minus(figures.income_added)?,
            })
        };
        derived().ok_or(FormError::OutOfRange)
    }

    /// Every line in its order: its letter, what the form calls it, its amount.
    pub fn lines(&self) -> [(&'static str, &'static str, Money); 15] {
        FinancialLine::ALL.map(|line| (line.letter(), line.title(), self.amount(line)))
    }

    fn amount(&self, line: FinancialLine) -> Money {
        let it = &self.figures;
        match line {
            FinancialLine::A => it.receipts,
            FinancialLine::B => it.disbursements,
            FinancialLine::C => self.on_hand,
            FinancialLine::D => it.authorized,
            FinancialLine::E => it.expenditures,
            FinancialLine::F => it.unliquidated,
            FinancialLine::G => self.federal_share,
            FinancialLine::H => self.unobligated,
            FinancialLine::I => it.share_required,
            FinancialLine::J => it.share_spent,
            FinancialLine::K => self.share_remaining,
            FinancialLine::L => it.income,
            FinancialLine::M => it.income_deducted,
            FinancialLine::N => it.income_added,
            FinancialLine::O => self.income_unexpended,
        }
    }

    /// The amount of a line, by its letter.
    pub fn line(&self, letter: &str) -> Option<Money> {
        let lines = self.lines();
        lines
            .iter()
            .find(|(known, ..)| *known == letter)
            .map(|(.., amount)| *amount)
    }
}
