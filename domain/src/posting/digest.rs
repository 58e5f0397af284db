//! A trial balance as two officers, an event and an outsider mean the same one: its lines, its canonical text, its digest.
//!
//! The text is frozen: digests of it stand in ledgers. What it says is told in `docs/period-close.md`.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::Book;
use crate::{
    closing::ChartTotals,
    id::ProgrammeCode,
    identifier::Fain,
    money::Money,
    period::Period,
    written::{held_as_text, is_sha256},
};

/// The first line of the canonical text.
const HEADING: &str = "almoner trial balance 1";

/// SHA-256 of a trial balance's canonical text, in 64 lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrialBalanceDigest(String);

/// The text is not a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a trial balance is named by a SHA-256: 64 lower-case hexadecimal digits")]
pub struct TrialBalanceDigestError;

impl TrialBalanceDigestError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "TRIAL_BALANCE_DIGEST_MALFORMED"
    }
}

impl TrialBalanceDigest {
    /// Checks the shape.
    pub fn parse(text: &str) -> Result<Self, TrialBalanceDigestError> {
        if is_sha256(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(TrialBalanceDigestError)
        }
    }

    /// The digest of a canonical text.
    pub fn of(text: &str) -> Self {
        Self(hex::encode(Sha256::digest(text.as_bytes())))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

held_as_text!(TrialBalanceDigest);

/// One account of a trial balance: what it opened with, what was posted to each side, and what is left on its heavier side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalanceLine {
    /// The kind of account, or the USSGL account.
    pub account: String,
    /// Which book it belongs to.
    pub book: Book,
    /// What it held before the time, debits less credits; nothing where no time is asked for.
    pub opening: Money,
    /// What was posted to debit sides in the time.
    pub debits: Money,
    /// What was posted to credit sides in the time.
    pub credits: Money,
    /// What is left on the debit side at the end of the time.
    pub debit: Money,
    /// What is left on the credit side at the end of the time.
    pub credit: Money,
}

impl TrialBalanceLine {
    /// A line of what an account opened with and what was posted to it; nothing when a sum is out of range.
    pub fn try_new(
        account: &str,
        book: Book,
        opening: Money,
        debits: Money,
        credits: Money,
    ) -> Option<Self> {
        let left = opening.plus(debits)?.minus(credits)?;
        Some(Self {
            account: account.to_owned(),
            book,
            opening,
            debits,
            credits,
            debit: left.less(Money::ZERO),
            credit: Money::ZERO.less(left),
        })
    }
}

/// Of what a trial balance is; what is absent does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrialBalanceScope {
    /// Of a programme.
    pub programme: Option<ProgrammeCode>,
    /// Of an award.
    pub award: Option<Fain>,
    /// By accounting date: what came before it is the opening balance.
    pub period: Option<Period>,
}

/// The canonical text: what it is of, then a line an account, our own and then those of the USSGL, each in the order of
/// their names. Every line ends with a line feed.
pub fn canonical_text(
    scope: &TrialBalanceScope,
    own: &[TrialBalanceLine],
    ussgl: &[TrialBalanceLine],
) -> String {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let programme = or_dash(scope.programme.as_ref().map(ToString::to_string));
    let award = or_dash(scope.award.as_ref().map(ToString::to_string));
    let from = or_dash(scope.period.map(|period| period.starts_on.to_string()));
    let through = or_dash(scope.period.map(|period| period.ends_on.to_string()));
    let mut text = format!(
        "{HEADING}\nprogramme {programme}\naward {award}\nfrom {from}\nthrough {through}\n"
    );
    for (chart, lines) in [("own", own), ("ussgl", ussgl)] {
        let mut lines: Vec<&TrialBalanceLine> = lines.iter().collect();
        lines.sort_by(|one, other| one.account.cmp(&other.account));
        for line in lines {
            let TrialBalanceLine {
                account,
                book,
                opening,
                debits,
                credits,
                debit,
                credit,
            } = line;
            let book = word(*book);
            writeln!(
                text,
                "{chart} {account} {book} {opening} {debits} {credits} {debit} {credit}"
            )
            .expect("writing to a string");
        }
    }
    text
}

/// What is left on the two sides of a chart; nothing when a sum is out of range.
pub fn chart_totals(lines: &[TrialBalanceLine]) -> Option<ChartTotals> {
    Some(ChartTotals {
        debit: Money::sum(lines.iter().map(|line| line.debit))?,
        credit: Money::sum(lines.iter().map(|line| line.credit))?,
    })
}

fn word(book: Book) -> &'static str {
    match book {
        Book::Budgetary => "BUDGETARY",
        Book::Proprietary => "PROPRIETARY",
        Book::Memorandum => "MEMORANDUM",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Month;

    /// Reviewers: a change here changes what the digests in ledgers are of. Add another text instead.
    #[test]
    fn the_canonical_text_is_this() {
        let line = |account: &str, opening, debits, credits| {
            let money = Money::from_cents;
            TrialBalanceLine::try_new(
                account,
                Book::Budgetary,
                money(opening),
                money(debits),
                money(credits),
            )
            .unwrap()
        };
        let scope = TrialBalanceScope {
            programme: Some(ProgrammeCode::parse("RRR").unwrap()),
            award: None,
            period: Some(Month::parse("2019-03").unwrap().period()),
        };
        let own = [
            line("unassigned", -82_500_000, 49_500_000, 0),
            line("allotted", 82_500_000, 0, 5),
        ];
        let text = canonical_text(&scope, &own, &[line("461000", 0, 1, 2)]);
        assert_eq!(
            text,
            "almoner trial balance 1\nprogramme RRR\naward -\nfrom 2019-03-01\nthrough 2019-03-31\n\
             own allotted BUDGETARY 825000.00 0.00 0.05 824999.95 0.00\n\
             own unassigned BUDGETARY -825000.00 495000.00 0.00 0.00 330000.00\n\
             ussgl 461000 BUDGETARY 0.00 0.01 0.02 0.00 0.01\n"
        );
        assert_eq!(
            TrialBalanceDigest::of(&text).as_str(),
            "51b5a12fc6c09638d4787fae7d5ac0b40586aec1457a7d40104de3501e9c90fa"
        );
        let nothing = canonical_text(&TrialBalanceScope::default(), &[], &[]);
        assert!(nothing.ends_with("programme -\naward -\nfrom -\nthrough -\n"));
        assert!(TrialBalanceDigest::parse("AB").is_err());
    }
}
