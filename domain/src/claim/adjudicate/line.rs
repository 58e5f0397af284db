//! Edits about single lines: complete, covered, not another payer's, within the rate and receipted.

use super::super::{Carc, ClaimPart, Edit};
use super::worksheet::Worksheet;
use crate::programme::PaymentModel;

/// 16: a direct expense without the day it was paid, or with one still to come.
pub(super) fn syntax(sheet: &mut Worksheet<'_>) {
    let received_on = sheet.submission.received_on();
    sheet.cut_lines(Edit::Syntax, Carc::LacksInformation, |line| {
        line.part == ClaimPart::Direct && line.paid_on.is_none_or(|paid_on| paid_on > received_on)
    });
}

/// 96: the programme takes no claims, or does not pay for the category.
pub(super) fn category(sheet: &mut Worksheet<'_>) {
    match sheet.facts.rules.payment {
        PaymentModel::NoClaims => sheet.deny(Edit::Category, Carc::NotCovered),
        PaymentModel::Hybrid { .. } | PaymentModel::PerClientMonth { .. } => {
            let covered = &sheet.facts.rules.categories;
            sheet.cut_lines(Edit::Category, Carc::NotCovered, |line| {
                !covered.contains(&line.category)
            });
        }
    }
}

/// 22: another payer owes it.
pub(super) fn other_payer(sheet: &mut Worksheet<'_>) {
    sheet.cut_lines(Edit::OtherPayer, Carc::OtherPayer, |line| line.other_payer);
}

/// 45: case management over the month's rate. 16: a direct expense without the digest of its receipt.
pub(super) fn rate(sheet: &mut Worksheet<'_>) {
    match sheet.facts.rules.payment {
        PaymentModel::NoClaims
        | PaymentModel::PerClientMonth { .. }
        | PaymentModel::Hybrid {
            administration_rate: None,
            ..
        } => {}
        PaymentModel::Hybrid {
            administration_rate: Some(rate),
            ..
        } => sheet.cut_to(Edit::Rate, Carc::OverRate, rate, |line| {
            line.part == ClaimPart::Administration
        }),
    }
    sheet.cut_lines(Edit::Rate, Carc::LacksInformation, |line| {
        line.part == ClaimPart::Direct && line.receipt_digest.is_none()
    });
}
