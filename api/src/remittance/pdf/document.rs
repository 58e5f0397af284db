//! What stands on the pages of an advice, in order.

use std::collections::{BTreeMap, BTreeSet};

use almoner_domain::{
    claim::{AdjustmentGroup, Carc, Edit},
    id::SubAwardId,
    money::Money,
};
use almoner_projections::{
    payments::PaymentStatus,
    remittances::{Advice, AdviceClaim, Party},
};
use chrono::SecondsFormat;

use super::claims;
use crate::{
    print::{
        amount,
        pdf::{
            draw::Imprint,
            length::Length,
            sheet::{PartId, Role, Sheet, Style},
            table::{self, Block, Column, Kind, Row, left, right},
            typeface::Weight,
        },
    },
    remittance::words,
};

const TITLE: Style = Style::new(19_000, Weight::Bold, 0);
const SUBTITLE: Style = Style::new(10_000, Weight::Regular, 50);
const HEADING: Style = Style::new(11_500, Weight::Bold, 0);
const STANDING: Style = Style::new(10_000, Weight::Bold, 0);
pub(super) const BODY: Style = Style::new(8_800, Weight::Regular, 0);
const SMALL: Style = Style::new(8_000, Weight::Regular, 40);

/// A heading stays with the head of what follows, and a row of it.
const KEEP: Length = Length::points(60);
const GAP: Length = Length::points(12);
const LITTLE: Length = Length::points(5);

const FACTS: [i32; 4] = [72, 216, 84, 132];
const CONTROL: [i32; 2] = [110, 394];
const SUMS: [Column; 2] = [left("Item", 384), right("US dollars", 120)];
const REASONS: [Column; 4] = [
    left("Reason", 62),
    left("What it means, and what to do", 302),
    right("Lines", 50),
    right("US dollars", 90),
];
const PROVIDER: [Column; 4] = [
    left("Code", 40),
    left("Settles", 140),
    left("What it means", 234),
    right("US dollars", 90),
];

/// What the foot of every page says.
pub(super) fn footer(advice: &Advice) -> String {
    let control = advice.control();
    format!(
        "Remittance advice {} to {} · {} · position {}",
        advice.header().payment,
        advice.sub_awardee().organization,
        control.origin,
        control.position
    )
}

/// What an advice says of itself outside its pages.
pub(super) fn imprint(advice: &Advice) -> Imprint {
    let (header, control) = (advice.header(), advice.control());
    let paid = &advice.sub_awardee().organization;
    Imprint {
        title: format!(
            "Remittance advice {} to {}",
            header.payment,
            advice.sub_awardee().name
        ),
        description: format!(
            "What payment {} under award {} pays {paid}, claim by claim",
            header.payment, header.award
        ),
        author: advice.prime().name.clone(),
        recorded_at: control.recorded_at,
        id: format!(
            "{}/remittances/{}/{paid}/{}",
            control.origin, header.payment, control.position
        ),
    }
}

/// Sets the whole advice.
pub(super) fn compose(sheet: &mut Sheet<'_>, advice: &Advice) {
    let root = Sheet::root();
    top(sheet, root, advice);
    sums(sheet, root, advice);
    reasons(sheet, root, advice);
    claims::claims(sheet, root, advice);
    provider_adjustments(sheet, root, advice);
    control(sheet, root, advice);
}

pub(super) fn section(sheet: &mut Sheet<'_>, root: PartId, title: &str) -> PartId {
    sheet.skip(GAP);
    let section = sheet.part(root, Role::Section);
    sheet.heading(section, 2, title, HEADING, KEEP);
    sheet.skip(LITTLE);
    section
}

fn top(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let header = advice.header();
    sheet.heading(root, 1, "Remittance advice", TITLE, KEEP);
    let about = format!(
        "Payment {} under award {} ({})",
        header.payment, header.award, header.programme
    );
    sheet.paragraph(root, &about, SUBTITLE);
    sheet.skip(LITTLE);
    sheet.paragraph(root, &standing(advice), STANDING);
    sheet.skip(LITTLE);
    let date = |day: Option<chrono::NaiveDate>, yet: &str| {
        day.map_or_else(|| yet.to_owned(), |day| day.to_string())
    };
    let party = |party: &Party| {
        if party.name == party.organization.as_str() {
            party.name.clone()
        } else {
            format!("{} ({})", party.name, party.organization)
        }
    };
    let facts = [
        (
            "Paid to",
            party(advice.sub_awardee()),
            "Prepared on",
            header.prepared_on.to_string(),
        ),
        (
            "Paid by",
            party(advice.prime()),
            "Authorised on",
            date(header.authorised_on, "not yet"),
        ),
        (
            "Sub-award",
            sub_awards(advice)
                .into_iter()
                .map(SubAwardId::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            "Paid on",
            date(header.confirmed_on, "not yet"),
        ),
    ];
    let facts =
        facts.map(|(name, value, other, on)| vec![name.to_owned(), value, other.to_owned(), on]);
    table::set_facts(sheet, root, &FACTS, &facts);
    let why = vec![
        "Justification".to_owned(),
        header.justification.as_str().to_owned(),
    ];
    table::set_facts(sheet, root, &[72, 432], &[why]);
}

/// Whether it is paid, in the first words that are read.
fn standing(advice: &Advice) -> String {
    let payment = amount(*advice.totals().payment());
    match advice.header().status {
        PaymentStatus::Prepared => format!(
            "NOT PAID YET: {payment} US dollars are prepared, and neither authorised nor confirmed. This is no evidence \
             of payment."
        ),
        PaymentStatus::Authorised => format!(
            "NOT PAID YET: {payment} US dollars are authorised, and not confirmed. This is no evidence of payment."
        ),
        PaymentStatus::Confirmed => format!("PAID: {payment} US dollars"),
    }
}

/// The sub-awards of the claims, each once.
pub(super) fn sub_awards(advice: &Advice) -> BTreeSet<&SubAwardId> {
    advice.claims().iter().map(AdviceClaim::sub_award).collect()
}

fn sums(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let section = section(sheet, root, "How this payment adds up");
    let totals = advice.totals();
    let row = |kind, text: String, of: Money| Row::new(kind, [text, amount(of)]);
    let count = advice.claims().len();
    let claims = if count == 1 {
        "1 claim".to_owned()
    } else {
        format!("{count} claims")
    };
    let payment = if advice.is_paid() {
        "Payment"
    } else {
        "Payment, once it is confirmed"
    };
    let mut rows = vec![
        row(Kind::Named, format!("Billed in {claims}"), *totals.billed()),
        row(
            Kind::Named,
            "Less adjustments".to_owned(),
            *totals.adjusted(),
        ),
        row(Kind::Named, "Paid for claims".to_owned(), *totals.claims()),
        row(
            Kind::Named,
            "Less provider adjustments".to_owned(),
            *totals.provider_adjustments(),
        ),
        row(Kind::Total, payment.to_owned(), *totals.payment()),
    ];
    rows.push(row(
        Kind::Named,
        "Forward balance: still owed after this payment, for the next remittances".to_owned(),
        *advice.forward_balance(),
    ));
    let blocks: Vec<Block> = rows.into_iter().map(Block::from).collect();
    table::set(sheet, section, &SUMS, &blocks);
    sheet.skip(LITTLE);
    sheet.paragraph(section, &equation(advice), BODY);
}

/// The balancing equation, spelt out.
fn equation(advice: &Advice) -> String {
    let totals = advice.totals();
    let posted = match advice.posted() {
        Some(posted) => format!(" Posted as paid for these claims: {}.", amount(*posted)),
        None => " Nothing is posted as paid yet.".to_owned(),
    };
    format!(
        "Billed {} − adjustments {} = claims {}. Claims {} − provider adjustments {} = payment {}.{posted}",
        amount(*totals.billed()),
        amount(*totals.adjusted()),
        amount(*totals.claims()),
        amount(*totals.claims()),
        amount(*totals.provider_adjustments()),
        amount(*totals.payment()),
    )
}

/// What amounts are added up by: who bears them, the code, and the edit that found it.
type Why = (AdjustmentGroup, Carc, Option<Edit>);

fn reasons(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let section = section(sheet, root, "Adjustments by reason");
    let mut found: BTreeMap<Why, (usize, Vec<Money>)> = BTreeMap::new();
    let lines = advice
        .claims()
        .iter()
        .flat_map(|claim| claim.lines().iter());
    for taken in lines.flat_map(|line| line.adjustments().iter()) {
        let (count, amounts) = found
            .entry((taken.group, taken.carc, taken.edit))
            .or_default();
        *count += 1;
        amounts.push(taken.amount);
    }
    let before: Vec<Money> = advice
        .claims()
        .iter()
        .map(|claim| *claim.paid_before())
        .filter(|before| before.is_positive())
        .collect();
    if found.is_empty() && before.is_empty() {
        sheet.paragraph(section, "None: every line is paid as billed.", BODY);
        return;
    }
    let mut blocks: Vec<Block> = found
        .into_iter()
        .map(|((group, carc, edit), (count, amounts))| {
            let why = words::why(carc, edit);
            // A part of a sum that is in range.
            let sum = Money::sum(amounts).unwrap_or_default();
            Row::new(
                Kind::Named,
                [
                    words::reason(group, carc),
                    format!("{} To do: {}", why.explanation, why.what_to_do),
                    count.to_string(),
                    amount(sum),
                ],
            )
            .into()
        })
        .collect();
    if !before.is_empty() {
        let (group, carc, explanation) = words::PAID_BEFORE;
        let cells = [
            format!("{group}-{carc}"),
            explanation.to_owned(),
            before.len().to_string(),
            amount(Money::sum(before).unwrap_or_default()),
        ];
        blocks.push(Row::new(Kind::Named, cells).into());
    }
    let sum = amount(*advice.totals().adjusted());
    blocks.push(
        Row::new(
            Kind::Total,
            ["All".to_owned(), String::new(), String::new(), sum],
        )
        .into(),
    );
    table::set(sheet, section, &REASONS, &blocks);
    sheet.skip(LITTLE);
    let groups = "Groups: CO contractual obligation, OA other, PI payer initiated, CR correction. Numbers are claim \
                  adjustment reason codes (X12 list 139). No client is ever billed for what is taken off.";
    sheet.paragraph(section, groups, SMALL);
}

fn provider_adjustments(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let section = section(sheet, root, "Provider adjustments");
    if advice.provider_adjustments().is_empty() {
        let none = "None: nothing is taken off for an earlier remittance.";
        sheet.paragraph(section, none, BODY);
        return;
    }
    let mut blocks: Vec<Block> = advice
        .provider_adjustments()
        .iter()
        .map(|taken| {
            let cells = [
                taken.kind.code().to_owned(),
                taken.reference.clone(),
                words::provider_sentence(taken.kind).to_owned(),
                amount(taken.amount),
            ];
            Row::new(Kind::Named, cells).into()
        })
        .collect();
    let sum = amount(*advice.totals().provider_adjustments());
    let all = ["All".to_owned(), String::new(), String::new(), sum];
    blocks.push(Row::new(Kind::Total, all).into());
    table::set(sheet, section, &PROVIDER, &blocks);
}

fn control(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let section = section(sheet, root, "Read from the ledger");
    let control = advice.control();
    let recorded_at = control
        .recorded_at
        .to_rfc3339_opts(SecondsFormat::Secs, true);
    let facts = [
        ("Ledger", control.origin.clone()),
        (
            "As of position",
            format!("{}, recorded at {recorded_at}", control.position),
        ),
        (
            "Checkpoint",
            format!(
                "{} records, root {}",
                control.checkpoint_size,
                hex::encode(&control.checkpoint_root)
            ),
        ),
    ];
    let facts = facts.map(|(name, value)| vec![name.to_owned(), value]);
    table::set_facts(sheet, section, &CONTROL, &facts);
    let again = "Read again as of this position, the advice is the same for ever. The root commits to every record up to the \
                 checkpoint's size; the signed checkpoint is public.";
    sheet.paragraph(section, again, SMALL);
}
