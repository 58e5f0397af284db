//! An advice as CSV: a row for the payment, each claim, each line, each adjustment, each provider adjustment. Every row
//! has every column, and says what it is in its first.

use almoner_domain::money::Money;
use almoner_projections::remittances::{Advice, AdviceClaim, AdviceLine};

use super::words;
use crate::print::csv::write_row;

const COLUMNS: [&str; 29] = [
    "record",
    "payment",
    "fain",
    "sub_awardee",
    "sub_awardee_name",
    "prime",
    "prime_name",
    "status",
    "confirmed_on",
    "claim",
    "number",
    "sub_award",
    "client",
    "service_month",
    "line",
    "category",
    "part",
    "group",
    "carc",
    "explanation",
    "billed",
    "adjusted",
    "allowed",
    "paid",
    "forward_balance",
    "justification",
    "position",
    "checkpoint_root",
    "what_to_do",
];

/// What differs from row to row; the rest is the payment's.
#[derive(Default)]
struct Row {
    record: &'static str,
    claim: [String; 5],
    line: [String; 3],
    reason: [String; 3],
    amounts: [String; 4],
    forward_balance: String,
    what_to_do: &'static str,
}

/// The bytes: UTF-8, rows ended as RFC 4180 has it.
pub(super) fn render(advice: &Advice) -> Vec<u8> {
    let mut text = String::new();
    write_row(&mut text, &COLUMNS.map(str::to_owned));
    for row in rows(advice) {
        write_row(&mut text, &cells(advice, row));
    }
    text.into_bytes()
}

fn rows(advice: &Advice) -> Vec<Row> {
    let totals = advice.totals();
    let mut rows = vec![Row {
        record: "PAYMENT",
        amounts: [
            totals.billed().to_string(),
            totals.adjusted().to_string(),
            String::new(),
            totals.payment().to_string(),
        ],
        forward_balance: advice.forward_balance().to_string(),
        ..Row::default()
    }];
    for claim in advice.claims() {
        of_claim(&mut rows, claim);
    }
    for taken in advice.provider_adjustments() {
        rows.push(Row {
            record: "PROVIDER_ADJUSTMENT",
            reason: [
                taken.kind.code().to_owned(),
                taken.reference.clone(),
                words::provider_sentence(taken.kind).to_owned(),
            ],
            amounts: taken_off(taken.amount),
            ..Row::default()
        });
    }
    rows
}

fn of_claim(rows: &mut Vec<Row>, claim: &AdviceClaim) {
    let named = [
        claim.claim().to_string(),
        claim.number().to_string(),
        claim.sub_award().to_string(),
        claim.client().to_string(),
        claim.service_month().to_string(),
    ];
    rows.push(Row {
        record: "CLAIM",
        claim: named.clone(),
        amounts: [
            claim.billed().to_string(),
            claim.adjusted().to_string(),
            String::new(),
            claim.paid().to_string(),
        ],
        ..Row::default()
    });
    for line in claim.lines() {
        of_line(rows, &named, line);
    }
    if claim.paid_before().is_positive() {
        let (group, carc, explanation) = words::PAID_BEFORE;
        rows.push(Row {
            record: "CLAIM_ADJUSTMENT",
            claim: named,
            reason: [group, carc, explanation].map(str::to_owned),
            amounts: taken_off(*claim.paid_before()),
            ..Row::default()
        });
    }
}

fn of_line(rows: &mut Vec<Row>, claim: &[String; 5], line: &AdviceLine) {
    let named = [
        line.number().to_string(),
        words::code(line.category()),
        words::code(line.part()),
    ];
    rows.push(Row {
        record: "LINE",
        claim: claim.clone(),
        line: named.clone(),
        amounts: [
            line.billed().to_string(),
            line.adjusted().to_string(),
            line.allowed().to_string(),
            String::new(),
        ],
        ..Row::default()
    });
    for taken in line.adjustments() {
        let why = words::why(taken.carc, taken.edit);
        rows.push(Row {
            record: "ADJUSTMENT",
            claim: claim.clone(),
            line: named.clone(),
            reason: [
                words::code(&taken.group),
                taken.carc.number().to_string(),
                why.explanation.to_owned(),
            ],
            amounts: taken_off(taken.amount),
            what_to_do: why.what_to_do,
            ..Row::default()
        });
    }
}

fn taken_off(amount: Money) -> [String; 4] {
    [
        String::new(),
        amount.to_string(),
        String::new(),
        String::new(),
    ]
}

fn cells(advice: &Advice, row: Row) -> [String; 29] {
    let header = advice.header();
    let control = advice.control();
    let confirmed_on = header.confirmed_on.map(|day| day.to_string());
    let [claim, number, sub_award, client, service_month] = row.claim;
    let [line, category, part] = row.line;
    let [group, carc, explanation] = row.reason;
    let [billed, adjusted, allowed, paid] = row.amounts;
    [
        row.record.to_owned(),
        header.payment.to_string(),
        header.award.to_string(),
        advice.sub_awardee().organization.to_string(),
        advice.sub_awardee().name.clone(),
        advice.prime().organization.to_string(),
        advice.prime().name.clone(),
        header.status.code().to_owned(),
        confirmed_on.unwrap_or_default(),
        claim,
        number,
        sub_award,
        client,
        service_month,
        line,
        category,
        part,
        group,
        carc,
        explanation,
        billed,
        adjusted,
        allowed,
        paid,
        row.forward_balance,
        header.justification.as_str().to_owned(),
        control.position.to_string(),
        hex::encode(&control.checkpoint_root),
        row.what_to_do.to_owned(),
    ]
}
