//! Edits about a client's year and month: the administration share of the cap, the cap itself, one unit a month.

use super::super::{Carc, ClaimPart, Edit};
use super::{UnitPart, unit_parts, worksheet::Worksheet};
use crate::{client::Standing, money::Money, programme::PaymentModel};

/// What is left of a client's year.
struct Room {
    administration: Money,
    total: Money,
}

fn room(payment: &PaymentModel, client: &Standing) -> Option<Room> {
    match payment {
        PaymentModel::NoClaims | PaymentModel::PerClientMonth { .. } => None,
        PaymentModel::Hybrid {
            individual_cap,
            family_cap,
            administration_share,
            ..
        } => {
            let cap = if client.household {
                *family_cap
            } else {
                *individual_cap
            };
            Some(Room {
                administration: cap
                    .share_floor(*administration_share)
                    .less(client.used_administration),
                total: cap
                    .less(client.used_administration)
                    .less(client.used_direct),
            })
        }
    }
}

/// 119: administration takes at most its share of the year's cap (notice HHS-2018-ACF-IOAS-OTIP-ZV-1369).
pub(super) fn administration_cap(sheet: &mut Worksheet<'_>) {
    let client = sheet.facts.client.as_ref();
    let Some(room) = client.and_then(|client| room(&sheet.facts.rules.payment, client)) else {
        return;
    };
    if !sheet.month_is_taken() {
        sheet.cut_to(
            Edit::AdministrationCap,
            Carc::PeriodMaximum,
            room.administration,
            |line| line.part == ClaimPart::Administration,
        );
    }
}

/// 119: both parts together take at most the year's cap; what stands first on the claim is paid first.
pub(super) fn annual_cap(sheet: &mut Worksheet<'_>) {
    let client = sheet.facts.client.as_ref();
    let Some(room) = client.and_then(|client| room(&sheet.facts.rules.payment, client)) else {
        return;
    };
    let taken = sheet.month_is_taken();
    sheet.cut_to(Edit::AnnualCap, Carc::PeriodMaximum, room.total, |line| {
        line.part == ClaimPart::Direct || !taken
    });
}

/// 97: the sub-award has claimed the month's one unit of case management already. 35: all months of the phase that a
/// flat amount is paid for were claimed, whoever claimed them.
pub(super) fn month_limit(sheet: &mut Worksheet<'_>) {
    if sheet.month_is_taken() {
        sheet.cut_lines(Edit::MonthLimit, Carc::IncludedElsewhere, |line| {
            line.part == ClaimPart::Administration
        });
        return;
    }
    let parts = unit_parts(sheet.facts, sheet.submission.terms.service_month);
    if !parts.iter().any(UnitPart::is_exhausted) {
        return;
    }
    let left = parts.iter().filter(|part| !part.is_exhausted());
    let room = Money::sum(left.map(|part| part.amount)).unwrap_or(Money::ZERO);
    let unit = sheet.unit_line();
    sheet.cut_to(Edit::MonthLimit, Carc::LifetimeMaximum, room, |line| {
        Some(line.number) == unit
    });
}
