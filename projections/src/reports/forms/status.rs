//! The Federal Financial Report (SF-425), line 10.

use almoner_domain::money::Money;

use super::FormError;

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
        let it = &self.figures;
        [
            ("a", "Cash receipts", it.receipts),
            ("b", "Cash disbursements", it.disbursements),
            ("c", "Cash on hand (a minus b)", self.on_hand),
            ("d", "Total federal funds authorized", it.authorized),
            ("e", "Federal share of expenditures", it.expenditures),
            (
                "f",
                "Federal share of unliquidated obligations",
                it.unliquidated,
            ),
            (
                "g",
                "Total federal share (sum of e and f)",
                self.federal_share,
            ),
            (
                "h",
                "Unobligated balance of federal funds (d minus g)",
                self.unobligated,
            ),
            ("i", "Total recipient share required", it.share_required),
            ("j", "Recipient share of expenditures", it.share_spent),
            (
                "k",
                "Remaining recipient share to be provided (i minus j)",
                self.share_remaining,
            ),
            ("l", "Total federal program income earned", it.income),
            (
                "m",
                "Program income expended, deduction alternative",
                it.income_deducted,
            ),
            (
                "n",
                "Program income expended, addition alternative",
                it.income_added,
            ),
            (
                "o",
                "Unexpended program income (l minus m or n)",
                self.income_unexpended,
            ),
        ]
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
