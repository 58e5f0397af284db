//! The sheet that the edits write on: what is left of each line, and what was found.

use super::super::{
    AdjudicatedLine, Adjustment, AdjustmentGroup, Carc, ClaimFacts, ClaimLine, ClaimPart, Edit,
    Finding, Outcome, Submission, group_of,
};
use super::{Adjudication, Cut};
use crate::{client::MonthUnit, money::Money};

/// A line in work.
pub(super) struct SheetLine<'c> {
    pub(super) line: &'c ClaimLine,
    left: Money,
    adjustments: Vec<Adjustment>,
}

/// A claim in work.
pub(super) struct Worksheet<'c> {
    pub(super) submission: &'c Submission,
    pub(super) facts: &'c ClaimFacts,
    lines: Vec<SheetLine<'c>>,
    findings: Vec<Finding>,
    cuts: Vec<Cut>,
    waiting: Vec<(u32, Money)>,
}

impl<'c> Worksheet<'c> {
    pub(super) fn new(submission: &'c Submission, facts: &'c ClaimFacts) -> Self {
        let lines = submission
            .lines
            .iter()
            .map(|line| SheetLine {
                line,
                left: line.billed,
                adjustments: Vec::new(),
            })
            .collect();
        Self {
            submission,
            facts,
            lines,
            findings: Vec::new(),
            cuts: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// The whole claim is denied under the code.
    pub(super) fn deny(&mut self, edit: Edit, carc: Carc) {
        self.find(edit, None, Some(carc), true);
    }

    /// The whole claim waits.
    pub(super) fn pend(&mut self, edit: Edit) {
        self.find(edit, None, None, true);
    }

    /// Something is the matter with the claim that a later edit says more exactly.
    pub(super) fn note(&mut self, edit: Edit, carc: Carc) {
        self.find(edit, None, Some(carc), false);
    }

    /// Nothing of the lines that the test picks is payable.
    pub(super) fn cut_lines(&mut self, edit: Edit, carc: Carc, test: impl Fn(&ClaimLine) -> bool) {
        for at in 0..self.lines.len() {
            let SheetLine { line, left, .. } = &self.lines[at];
            if test(line) {
                let (number, left) = (line.number, *left);
                self.find(edit, Some(number), Some(carc), false);
                self.take(at, edit, adjustment(carc, left));
            }
        }
    }

    /// Of the lines that the test picks, in their order, only as much as there is room for is payable.
    pub(super) fn cut_to(
        &mut self,
        edit: Edit,
        carc: Carc,
        room: Money,
        test: impl Fn(&ClaimLine) -> bool,
    ) {
        let mut room = room;
        for at in 0..self.lines.len() {
            let SheetLine { line, left, .. } = &self.lines[at];
            if test(line) {
                let (number, excess) = (line.number, left.less(room));
                room = room.less(*left);
                if excess.is_positive() {
                    self.find(edit, Some(number), Some(carc), false);
                    self.take(at, edit, adjustment(carc, excess));
                }
            }
        }
    }

    /// Of all lines, in their order, only as much as there is room for is payable now. The rest waits as a claim of
    /// its own, and is no loss to whoever claims: it is adjusted under the group OA.
    pub(super) fn split(&mut self, edit: Edit, room: Money) {
        let mut room = room;
        for at in 0..self.lines.len() {
            let SheetLine { line, left, .. } = &self.lines[at];
            let (number, excess) = (line.number, left.less(room));
            room = room.less(*left);
            if excess.is_positive() {
                self.find(edit, Some(number), Some(Carc::IncludedElsewhere), false);
                self.waiting.push((number, excess));
                let moved = Adjustment {
                    group: AdjustmentGroup::Oa,
                    ..adjustment(Carc::IncludedElsewhere, excess)
                };
                self.take(at, edit, moved);
            }
        }
    }

    /// Where a part of the claim went to a remainder before, it stays there: what is lost is lost of that part first,
    /// and what is gained beyond it is the claim's own.
    pub(super) fn share(&mut self, edit: Edit) {
        for shared in &self.facts.shared {
            let Some(at) = self
                .lines
                .iter()
                .position(|sheet| sheet.line.number == shared.line)
            else {
                continue;
            };
            let moved = self.lines[at].left.less(shared.kept).min(shared.rest);
            if moved.is_positive() {
                self.find(
                    edit,
                    Some(shared.line),
                    Some(Carc::IncludedElsewhere),
                    false,
                );
                self.waiting.push((shared.line, moved));
                let elsewhere = Adjustment {
                    group: AdjustmentGroup::Oa,
                    ..adjustment(Carc::IncludedElsewhere, moved)
                };
                self.take(at, edit, elsewhere);
            }
        }
    }

    /// The one line that a flat amount is paid for: the first of case management.
    pub(super) fn unit_line(&self) -> Option<u32> {
        self.submission
            .lines
            .iter()
            .find(|line| line.part == ClaimPart::Administration)
            .map(|line| line.number)
    }

    /// A flat amount is paid for each client and month.
    pub(super) fn is_flat(&self) -> bool {
        self.facts.rules.payment.flat().is_some()
    }

    /// The claim asks for case management.
    pub(super) fn bills_administration(&self) -> bool {
        self.submission
            .lines
            .iter()
            .any(|line| line.part == ClaimPart::Administration)
    }

    /// The sub-award has the month's case management already. What the month's limit will turn away does not use
    /// up a cap.
    pub(super) fn month_is_taken(&self) -> bool {
        self.facts
            .client
            .as_ref()
            .is_some_and(|client| client.unit == MonthUnit::Taken)
    }

    /// What the edits have left so far; nothing once the claim is denied.
    pub(super) fn payable(&self) -> Money {
        if self.denial().is_some() {
            return Money::ZERO;
        }
        sum(self.lines.iter().map(|line| line.left))
    }

    pub(super) fn conclude(self) -> Adjudication {
        let denial = self.denial();
        let waits = self
            .findings
            .iter()
            .any(|found| found.fatal && found.carc.is_none());
        let lines: Vec<_> = self
            .lines
            .into_iter()
            .map(|sheet| {
                let adjustments = match denial {
                    Some(carc) => vec![adjustment(carc, sheet.line.billed)],
                    None => sheet.adjustments,
                };
                AdjudicatedLine::try_new(sheet.line.number, sheet.line.billed, adjustments)
                    .expect("no more is taken off a line than is left of it")
            })
            .collect();
        let billed = sum(lines.iter().map(|line| line.billed));
        let payable = sum(lines.iter().map(|line| line.allowed));
        let outcome = if payable.is_zero() {
            Outcome::Denied
        } else if waits {
            Outcome::Pended
        } else {
            Outcome::Payable
        };
        Adjudication {
            outcome,
            lines,
            findings: self.findings,
            cuts: self.cuts,
            waiting: if denial.is_some() {
                Vec::new()
            } else {
                self.waiting
            },
            billed,
            adjusted: billed.less(payable),
            payable,
        }
    }

    fn denial(&self) -> Option<Carc> {
        self.findings
            .iter()
            .filter(|found| found.fatal)
            .find_map(|found| found.carc)
    }

    fn find(&mut self, edit: Edit, line: Option<u32>, carc: Option<Carc>, fatal: bool) {
        self.findings.push(Finding {
            edit,
            line,
            carc,
            fatal,
        });
    }

    /// Takes an amount off a line, at most what is left of it. One reason appears once a line.
    fn take(&mut self, at: usize, edit: Edit, asked: Adjustment) {
        let sheet = &mut self.lines[at];
        let amount = asked.amount.min(sheet.left);
        if !amount.is_positive() {
            return;
        }
        sheet.left = sheet.left.less(amount);
        let same = sheet
            .adjustments
            .iter_mut()
            .find(|held| held.carc == asked.carc && held.group == asked.group);
        match same {
            Some(held) => held.amount = sum([held.amount, amount]),
            None => sheet.adjustments.push(Adjustment { amount, ..asked }),
        }
        self.cuts.push(Cut {
            edit,
            line: sheet.line.number,
            carc: asked.carc,
            amount,
        });
    }
}

fn adjustment(carc: Carc, amount: Money) -> Adjustment {
    Adjustment {
        group: group_of(carc),
        carc,
        amount,
    }
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).expect("parts of a claim whose billed sum is in range")
}
