//! Edits about single lines: complete, covered, not another payer's, within the rate and receipted.

use super::super::{Carc, ClaimPart, Edit};
use super::{unit_parts, worksheet::Worksheet};
use crate::{client::Coverage, money::Money, programme::PaymentModel};

/// 16: a direct expense without the day it was paid, or with one still to come. A flat amount covers it unpaid.
pub(super) fn syntax(sheet: &mut Worksheet<'_>) {
    if sheet.is_flat() {
        return;
    }
    let received_on = sheet.submission.received_on();
    sheet.cut_lines(Edit::Syntax, Carc::LacksInformation, |line| {
        line.part == ClaimPart::Direct && line.paid_on.is_none_or(|paid_on| paid_on > received_on)
    });
}

/// 96: the programme takes no claims, or does not pay for the category or for any phase of the month. 24: a flat amount
/// covers a direct expense, and a second service in the month.
pub(super) fn category(sheet: &mut Worksheet<'_>) {
    match sheet.facts.rules.payment {
        PaymentModel::NoClaims => sheet.deny(Edit::Category, Carc::NotCovered),
        PaymentModel::Hybrid { .. } => uncovered(sheet),
        PaymentModel::PerClientMonth { .. } => {
            uncovered(sheet);
            in_flat_amount(sheet);
            phases_unpaid(sheet);
        }
    }
}

fn uncovered(sheet: &mut Worksheet<'_>) {
    let covered = &sheet.facts.rules.categories;
    sheet.cut_lines(Edit::Category, Carc::NotCovered, |line| {
        !covered.contains(&line.category)
    });
}

fn in_flat_amount(sheet: &mut Worksheet<'_>) {
    let (unit, covered) = (sheet.unit_line(), &sheet.facts.rules.categories);
    sheet.cut_lines(Edit::Category, Carc::CoveredByFlatAmount, |line| {
        Some(line.number) != unit && covered.contains(&line.category)
    });
}

fn phases_unpaid(sheet: &mut Worksheet<'_>) {
    let client = sheet.facts.client.as_ref();
    let covered = client.is_some_and(|client| client.coverage == Coverage::Covered);
    let month = sheet.submission.terms.service_month;
    if covered && unit_parts(sheet.facts, month).is_empty() {
        let unit = sheet.unit_line();
        sheet.cut_lines(Edit::Category, Carc::NotCovered, |line| {
            Some(line.number) == unit
        });
    }
}

/// 22: another payer owes it.
pub(super) fn other_payer(sheet: &mut Worksheet<'_>) {
    sheet.cut_lines(Edit::OtherPayer, Carc::OtherPayer, |line| line.other_payer);
}

/// 45: case management over the month's rate. 16: a direct expense without the digest of its receipt.
pub(super) fn rate(sheet: &mut Worksheet<'_>) {
    match &sheet.facts.rules.payment {
        PaymentModel::NoClaims => {}
        PaymentModel::PerClientMonth { .. } => return flat_rate(sheet),
        PaymentModel::Hybrid {
            administration_rate,
            ..
        } => {
            if let Some(rate) = administration_rate {
                sheet.cut_to(Edit::Rate, Carc::OverRate, *rate, |line| {
                    line.part == ClaimPart::Administration
                });
            }
        }
    }
    sheet.cut_lines(Edit::Rate, Carc::LacksInformation, |line| {
        line.part == ClaimPart::Direct && line.receipt_digest.is_none()
    });
}

fn flat_rate(sheet: &mut Worksheet<'_>) {
    let parts = unit_parts(sheet.facts, sheet.submission.terms.service_month);
    if parts.is_empty() {
        return;
    }
    let worth = Money::sum(parts.iter().map(|part| part.amount)).unwrap_or(Money::ZERO);
    let unit = sheet.unit_line();
    sheet.cut_to(Edit::Rate, Carc::OverRate, worth, |line| {
        Some(line.number) == unit
    });
}
