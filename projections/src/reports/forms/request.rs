//! The Request for Advance or Reimbursement (SF-270), line 11.

use almoner_domain::money::Money;

use super::FormError;

/// The lines of an SF-270 that are read from the books or asked for; the others follow from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestFigures {
    /// a: total program outlays to date, federal and non-federal.
    pub outlays: Money,
    /// b: cumulative program income that is deducted.
    pub income: Money,
    /// d: estimated net cash outlays for the advance period; nothing on reimbursement.
    pub advance: Money,
    /// f: the non-federal share of the outlays.
    pub non_federal: Money,
    /// h: federal payments that were requested before.
    pub requested: Money,
}

/// Line 11 of an SF-270, a to i: c = a − b, e = c + d, g = e − f, i = g − h.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaymentRequest {
    figures: RequestFigures,
    net_outlays: Money,
    total: Money,
    federal: Money,
    now_requested: Money,
}

impl PaymentRequest {
    /// The whole of line 11.
    ///
    /// # Errors
    /// [`FormError::OutOfRange`].
    pub fn try_new(figures: RequestFigures) -> Result<Self, FormError> {
        let derived = || {
            let net_outlays = figures.outlays.minus(figures.income)?;
            let total = net_outlays.plus(figures.advance)?;
            let federal = total.minus(figures.non_federal)?;
            Some(Self {
                figures,
                net_outlays,
                total,
                federal,
                now_requested: federal.minus(figures.requested)?,
            })
        };
        derived().ok_or(FormError::OutOfRange)
    }

    /// Every line in its order: its letter, what the form calls it, its amount.
    pub fn lines(&self) -> [(&'static str, &'static str, Money); 9] {
        let it = &self.figures;
        [
            ("a", "Total program outlays to date", it.outlays),
            ("b", "Less: cumulative program income", it.income),
            ("c", "Net program outlays (a minus b)", self.net_outlays),
            (
                "d",
                "Estimated net cash outlays for the advance period",
                it.advance,
            ),
            ("e", "Total (sum of c and d)", self.total),
            (
                "f",
                "Non-federal share of the amount on line e",
                it.non_federal,
            ),
            ("g", "Federal share of the amount on line e", self.federal),
            ("h", "Federal payments previously requested", it.requested),
            (
                "i",
                "Federal share now requested (g minus h)",
                self.now_requested,
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
