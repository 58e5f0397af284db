//! Edits about the client: enrolled, in the region, not claimed for before, eligible in the month.

use super::super::{Carc, ClaimPart, Edit};
use super::worksheet::Worksheet;
use crate::{
    client::{Coverage, MonthUnit, in_regions},
    programme::UnitPolicy,
};

/// 31: no case has the code, or another sub-awardee manages it in the month. The latter decides only where the
/// region and the duplicate edits do not say more exactly what is wrong.
pub(super) fn enrolment(sheet: &mut Worksheet<'_>) {
    let Some(client) = &sheet.facts.client else {
        sheet.deny(Edit::Enrolment, Carc::NotEnrolled);
        return;
    };
    if client.managed {
        return;
    }
    if outside_region(sheet) || billed_elsewhere(sheet) {
        sheet.note(Edit::Enrolment, Carc::NotEnrolled);
    } else {
        sheet.deny(Edit::Enrolment, Carc::NotEnrolled);
    }
}

/// 32: a line is for somebody who is no family member of the case in the month.
pub(super) fn dependents(sheet: &mut Worksheet<'_>) {
    let Some(client) = &sheet.facts.client else {
        return;
    };
    sheet.cut_lines(Edit::Enrolment, Carc::NotEligibleDependent, |line| {
        line.dependent
            .as_ref()
            .is_some_and(|person| !client.dependents.contains(person))
    });
}

/// 109: the client is served outside the award's regions; another prime pays.
pub(super) fn region(sheet: &mut Worksheet<'_>) {
    if outside_region(sheet) {
        sheet.deny(Edit::Region, Carc::WrongPayer);
    }
}

/// 18: the same content under another number, or case management of a month that another sub-awardee has claimed.
/// 97: the same, where the case moved in the month; that sub-awardee has the month's case management, unless each has
/// its own days of it.
pub(super) fn duplicate(sheet: &mut Worksheet<'_>) {
    let Some(client) = &sheet.facts.client else {
        return;
    };
    if client.content_claimed || billed_elsewhere(sheet) {
        sheet.deny(Edit::Duplicate, Carc::ExactDuplicate);
    }
    if client.unit == MonthUnit::TakenInTransfer && !shared_by_days(sheet) {
        sheet.cut_lines(Edit::Duplicate, Carc::IncludedElsewhere, |line| {
            line.part == ClaimPart::Administration
        });
    }
}

/// 26: the month ended before the enrolment. 27: the case was closed in the whole month, or the window of its phase
/// had ended.
pub(super) fn eligibility_month(sheet: &mut Worksheet<'_>) {
    let Some(client) = &sheet.facts.client else {
        return;
    };
    match client.coverage {
        Coverage::Covered => {}
        Coverage::Before => sheet.deny(Edit::EligibilityMonth, Carc::BeforeCoverage),
        Coverage::After => sheet.deny(Edit::EligibilityMonth, Carc::AfterCoverage),
    }
}

fn shared_by_days(sheet: &Worksheet<'_>) -> bool {
    let flat = sheet.facts.rules.payment.flat();
    flat.is_some_and(|(_, unit)| unit == UnitPolicy::Prorated)
}

fn outside_region(sheet: &Worksheet<'_>) -> bool {
    let client = sheet.facts.client.as_ref();
    client.is_some_and(|client| !in_regions(&sheet.facts.regions, client.state))
}

fn billed_elsewhere(sheet: &Worksheet<'_>) -> bool {
    let client = sheet.facts.client.as_ref();
    sheet.bills_administration()
        && client.is_some_and(|client| client.unit == MonthUnit::TakenElsewhere)
}
