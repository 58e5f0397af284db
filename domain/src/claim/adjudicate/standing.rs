//! Edits about the sub-award: active, within its period, in time, funded.

use chrono::Days;

use super::super::{Carc, Edit, SubAwardStanding};
use super::worksheet::Worksheet;

/// 197: the sub-award is closed or its organization excluded. A suspended one lets the claim wait.
pub(super) fn sub_award_active(sheet: &mut Worksheet<'_>) {
    match sheet.facts.sub_award {
        SubAwardStanding::Active => {}
        SubAwardStanding::Suspended => sheet.pend(Edit::SubAwardActive),
        SubAwardStanding::Closed | SubAwardStanding::Excluded => {
            sheet.deny(Edit::SubAwardActive, Carc::NoAuthorization);
        }
    }
}

/// 96: no day of the month lies in the sub-award's period of performance, or none had come yet.
pub(super) fn period(sheet: &mut Worksheet<'_>) {
    let month = sheet.submission.terms.service_month;
    let served = sheet.facts.period.overlaps(&month.period());
    if !served || month.first_day() > sheet.submission.received_on() {
        sheet.deny(Edit::Period, Carc::NotCovered);
    }
}

/// 29: it came later than the programme's limit, counted from the end of the month of service.
pub(super) fn timely(sheet: &mut Worksheet<'_>) {
    let Some(days) = sheet.facts.rules.filing_limit_days else {
        return;
    };
    let month_end = sheet.submission.terms.service_month.last_day();
    let deadline = month_end.checked_add_days(Days::new(u64::from(days)));
    if deadline.is_some_and(|deadline| sheet.submission.first_received_on() > deadline) {
        sheet.deny(Edit::Timely, Carc::Late);
    }
}

/// Funds never deny: the claim waits when there are too few, or while claims wait that are released before it. Where a
/// claim is paid in part, it is paid as far as the funds go, and the rest waits as a claim of its own (97).
pub(super) fn funds(sheet: &mut Worksheet<'_>) {
    if sheet.payable().is_positive() {
        sheet.share(Edit::Funds);
    }
    let (payable, available) = (sheet.payable(), sheet.facts.available);
    let short = payable > available || sheet.facts.queue_waits;
    if !payable.is_positive() || !short {
        return;
    }
    if is_paid_in_part(sheet) {
        sheet.split(Edit::Funds, available);
    } else {
        sheet.pend(Edit::Funds);
    }
}

fn is_paid_in_part(sheet: &Worksheet<'_>) -> bool {
    sheet.facts.remainder.is_some()
        && !sheet.facts.queue_waits
        && sheet.facts.available.is_positive()
        && sheet.facts.sub_award == SubAwardStanding::Active
}
