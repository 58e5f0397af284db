//! What a claim comes to, by the edits of the notice in their order. Carried out with a sheet of what is left of each
//! line; the first edit that condemns the whole claim decides alone and carries all the money.

use std::collections::BTreeMap;

use almoner_domain::{claim::ClaimPart, ledger::SubmitClaim};
use chrono::NaiveDate;

use super::{Cents, Model, cents, clients::Uncovered};

/// What came of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Come {
    Payable,
    Pended,
    Denied,
}

/// What was taken off a line, by reason code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Administration, or a direct expense.
    part: ClaimPart,
    /// What was asked.
    pub(crate) billed: Cents,
    /// What was taken off.
    pub(crate) taken: BTreeMap<u16, Cents>,
}

impl Sheet {
    pub(crate) fn left(&self) -> Cents {
        self.billed - self.taken.values().sum::<Cents>()
    }

    fn take(&mut self, code: u16, amount: Cents) {
        let amount = amount.min(self.left());
        if amount > 0 {
            *self.taken.entry(code).or_default() += amount;
        }
    }
}

/// How a claim was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// What came of it.
    pub(crate) come: Come,
    /// Line by line.
    pub(crate) lines: Vec<Sheet>,
    /// Payable administration.
    pub(crate) administration: Cents,
    /// Payable direct expenses.
    pub(crate) direct: Cents,
    /// All of it was paid before, of the claim that it replaces.
    pub(crate) settled: bool,
}

impl Judgement {
    /// What is left of each line.
    pub(crate) fn lefts(&self) -> Vec<Cents> {
        self.lines.iter().map(Sheet::left).collect()
    }

    /// Both parts together.
    pub(crate) fn payable(&self) -> Cents {
        self.administration + self.direct
    }
}

impl Model {
    /// Judges a claim that was received on a day, and whose first version was on another, as everything stands.
    pub(crate) fn judge(
        &self,
        claim: &SubmitClaim,
        received_on: NaiveDate,
        first_received_on: NaiveDate,
    ) -> Judgement {
        let mut lines: Vec<Sheet> = claim
            .lines
            .iter()
            .map(|line| Sheet {
                part: line.part,
                billed: cents(line.billed),
                taken: BTreeMap::new(),
            })
            .collect();
        if let Some(code) = self.condemned(claim, received_on, first_received_on) {
            for line in &mut lines {
                line.take(code, line.billed);
            }
        } else {
            self.trim(claim, received_on, &mut lines);
        }
        let left = |part| {
            lines
                .iter()
                .filter(|line| line.part == part)
                .map(Sheet::left)
                .sum()
        };
        let (administration, direct) = (left(ClaimPart::Administration), left(ClaimPart::Direct));
        let come = self.come(claim.sub_award.as_str(), administration + direct);
        Judgement {
            come,
            lines,
            administration,
            direct,
            settled: false,
        }
    }

    /// Insufficient funds pend, never deny; so does a suspension, and so do older claims that wait.
    pub(super) fn come(&self, under: &str, payable: Cents) -> Come {
        if payable == 0 {
            Come::Denied
        } else if self.suspended(under)
            || self.waiting(under).next().is_some()
            || self.available(under) < payable
        {
            Come::Pended
        } else {
            Come::Payable
        }
    }

    /// The code of the first edit that condemns the whole claim.
    fn condemned(
        &self,
        claim: &SubmitClaim,
        received_on: NaiveDate,
        first_received_on: NaiveDate,
    ) -> Option<u16> {
        let under = claim.sub_award.as_str();
        let (of, month) = (claim.client.as_str(), claim.service_month);
        // Identity and enrolment. Where the month is another region's, or another sub-awardee bills it already, that is
        // said instead.
        let Some(case) = self.cases.get(of) else {
            return Some(31);
        };
        let served = case.served_in(under, month);
        let state = served.unwrap_or(case.managed[case.managed.len() - 1].state);
        let regions = &self.award_of(under).regions;
        let foreign = !regions.is_empty() && !regions.contains(&state.region());
        let contested = self.contested(claim);
        if served.is_none() && !foreign && !contested {
            return Some(31);
        }
        // Region.
        if foreign {
            return Some(109);
        }
        // Sub-award active.
        let sub_award = &self.sub_awards[under];
        if sub_award.closed {
            return Some(197);
        }
        // Period, and no month that has not begun.
        let outside =
            month.last_day() < sub_award.starts_on || sub_award.ends_on < month.first_day();
        if outside || received_on < month.first_day() {
            return Some(96);
        }
        // Timely.
        if self.rules.timely_until(month.last_day()) < first_received_on {
            return Some(29);
        }
        // Duplicate.
        let twice = self
            .live(of)
            .any(|other| other.says(under, of, month, &claim.lines));
        if twice || contested {
            return Some(18);
        }
        // Eligibility month.
        case.uncovered(month).map(|side| match side {
            Uncovered::Before => 26,
            Uncovered::After => 27,
        })
    }

    /// It asks for a month's case management that another sub-award has, and the case did not move in the month.
    fn contested(&self, claim: &SubmitClaim) -> bool {
        let asks = claim
            .lines
            .iter()
            .any(|line| line.part == ClaimPart::Administration);
        let moved = self.cases[claim.client.as_str()].moved_in(claim.service_month);
        asks && !moved && self.unit_elsewhere(claim)
    }

    /// Another sub-award has the month's one unit of case management.
    fn unit_elsewhere(&self, claim: &SubmitClaim) -> bool {
        self.units(claim.client.as_str(), claim.service_month)
            .any(|other| other.under != claim.sub_award.as_str())
    }

    /// The edits that take something off single lines.
    fn trim(&self, claim: &SubmitClaim, received_on: NaiveDate, lines: &mut [Sheet]) {
        let under = claim.sub_award.as_str();
        let (of, month) = (claim.client.as_str(), claim.service_month);
        for (sheet, line) in lines.iter_mut().zip(&claim.lines) {
            let direct = line.part == ClaimPart::Direct;
            if direct && line.paid_on.is_none_or(|paid_on| received_on < paid_on) {
                sheet.take(16, sheet.billed);
            }
        }
        // Duplicate: where the case moved, what is billed twice is the one unit of the month, and nothing else.
        if self.unit_elsewhere(claim) {
            within(lines, 97, 0, |sheet| {
                sheet.part == ClaimPart::Administration
            });
        }
        for (sheet, line) in lines.iter_mut().zip(&claim.lines) {
            if !self.rules.categories.contains(&line.category) {
                sheet.take(96, sheet.billed);
            } else if line.other_payer {
                sheet.take(22, sheet.billed);
            }
        }
        // Rate, and with it the receipt: actual and receipted.
        if let Some(rate) = self.rules.monthly_rate {
            within(lines, 45, rate, |sheet| {
                sheet.part == ClaimPart::Administration
            });
        }
        for (sheet, line) in lines.iter_mut().zip(&claim.lines) {
            if line.part == ClaimPart::Direct && line.receipt_digest.is_none() {
                sheet.take(16, sheet.billed);
            }
        }
        // What the month's limit will turn away takes nothing of a cap.
        let taken = self.units(of, month).any(|other| other.under == under);
        let counts = |sheet: &Sheet| !(taken && sheet.part == ClaimPart::Administration);
        let room = self.administration_room(of, under, month);
        within(lines, 119, room, |sheet| {
            counts(sheet) && sheet.part == ClaimPart::Administration
        });
        let room = self.year_room(of, under, month);
        within(lines, 119, room, counts);
        // Month limit.
        if taken {
            within(lines, 97, 0, |sheet| {
                sheet.part == ClaimPart::Administration
            });
        }
    }
}

/// Of the lines that are meant, in their order, only what there is room for stays.
fn within(lines: &mut [Sheet], code: u16, room: Cents, meant: impl Fn(&Sheet) -> bool) {
    let mut room = room;
    for sheet in lines.iter_mut().filter(|sheet| meant(sheet)) {
        let fits = sheet.left().min(room);
        sheet.take(code, sheet.left() - fits);
        room -= fits;
    }
}
