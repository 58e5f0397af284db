//! What is left of the rest of a claim when that claim is adjudicated again: the rest is no claim on its own grounds.

use super::super::{
    AdjudicatedLine, Adjustment, Carc, ClaimFile, Edit, Finding, Outcome, group_of,
};
use super::{Adjudication, Cut};
use crate::money::Money;

/// What is left of the rest, once the whole was adjudicated again. `shared` are the lines of the whole that the lines of
/// the rest are parts of, in order. What is lost is taken off for the reason for which the whole lost it.
pub fn rest_again(whole: &Adjudication, rest: &ClaimFile, shared: &[u32]) -> Adjudication {
    let mut findings = Vec::new();
    let mut cuts = Vec::new();
    let mut lines = Vec::new();
    for (billed, of) in rest.billed.iter().zip(shared) {
        let left = whole.waiting.iter().find(|(line, _)| line == of);
        let left = left.map_or(Money::ZERO, |(_, amount)| *amount);
        let lost = billed.billed.less(left);
        let mut adjustments = Vec::new();
        if lost.is_positive() {
            let (edit, carc) = lost_to(whole, *of);
            findings.push(Finding {
                edit,
                line: Some(billed.number),
                carc: Some(carc),
                fatal: false,
            });
            cuts.push(Cut {
                edit,
                line: billed.number,
                carc,
                amount: lost,
            });
            adjustments.push(Adjustment {
                group: group_of(carc),
                carc,
                amount: lost,
            });
        }
        let line = AdjudicatedLine::try_new(billed.number, billed.billed, adjustments)
            .expect("of a line of the rest no more is left than was billed");
        lines.push(line);
    }
    let sum = |amounts: &mut dyn Iterator<Item = Money>| {
        Money::sum(amounts).expect("parts of a claim whose billed sum is in range")
    };
    let billed = sum(&mut lines.iter().map(|line| line.billed));
    let payable = sum(&mut lines.iter().map(|line| line.allowed));
    Adjudication {
        outcome: if payable.is_zero() {
            Outcome::Denied
        } else {
            Outcome::Payable
        },
        lines,
        findings,
        billed,
        adjusted: billed.less(payable),
        payable,
        cuts,
        waiting: Vec::new(),
    }
}

/// Why the whole lost what it lost of a line last; included elsewhere, where the claim itself takes it.
fn lost_to(whole: &Adjudication, line: u32) -> (Edit, Carc) {
    let denial = whole
        .findings
        .iter()
        .find(|found| found.fatal && found.carc.is_some());
    let denied = denial.and_then(|found| found.carc.map(|carc| (found.edit, carc)));
    let cut = whole
        .cuts
        .iter()
        .rev()
        .find(|cut| cut.line == line && cut.edit != Edit::Funds);
    denied
        .or(cut.map(|cut| (cut.edit, cut.carc)))
        .unwrap_or((Edit::Funds, Carc::IncludedElsewhere))
}
