//! What a verification found, for a person and for a program.

use almoner_domain::posting::Book;
use almoner_journal::record::Position;
use almoner_journal::verify::{Contradiction, Fault, Report};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::verification::Verified;

/// The books that have debits and credits, by name.
const BOOKS: [(&str, Book); 2] = [
    ("budgetary", Book::Budgetary),
    ("proprietary", Book::Proprietary),
];

/// A report for a person; the verdict is the last line.
pub(super) fn lines(verified: &Verified, keys: &[String]) -> Vec<String> {
    let Verified {
        report, accounts, ..
    } = verified;
    let mut lines = vec![
        format!("log          {}", report.origin),
        format!(
            "records      {} in {} streams",
            report.records, report.streams
        ),
    ];
    if report.withheld > 0 {
        lines.push(format!("withheld     {}", report.withheld));
    }
    lines.push(format!("root         {}", root(report)));
    lines.push(format!("checkpoints  {}", report.checkpoints));
    if let Some(size) = report.cosigned {
        lines.push(format!(
            "cosignatures {}, by enough witnesses up to position {size}",
            report.cosignatures
        ));
    }
    lines.push(match report.refusals_unnamed {
        0 => format!("refusals     {}", report.refusals),
        unnamed => format!(
            "refusals     {}, and {unnamed} that the next record will name",
            report.refusals
        ),
    });
    for (name, book) in BOOKS {
        let totals = accounts.book(book).unwrap_or_default();
        lines.push(format!(
            "{name:12} debits {} credits {}",
            totals.debits, totals.credits
        ));
    }
    lines.push(format!("closes       {}", accounts.closes()));
    let last = report
        .stated
        .map(|last| format!(", the last at position {last}"));
    let last = last.unwrap_or_default();
    lines.push(format!("statements   {}{last}", report.statements));
    for key in keys {
        lines.push(format!("key          {key}"));
    }
    for what in &report.skipped {
        lines.push(format!("not checked  {what}"));
    }
    let findings = &report.findings;
    for fault in &findings.faults {
        lines.push(format!("FAULT {fault}"));
    }
    if findings.holds() {
        lines.push("the books hold".to_owned());
    } else {
        let first = findings
            .first_bad_position()
            .map_or_else(String::new, |position| {
                format!(", the first at position {position}")
            });
        lines.push(format!(
            "the books do NOT hold: {} faults{first}",
            findings.fault_count
        ));
    }
    lines.push(findings.verdict());
    lines
}

/// The same for a program.
pub(super) fn json(verified: &Verified, keys: &[String]) -> String {
    let Verified {
        report, accounts, ..
    } = verified;
    let findings = &report.findings;
    let books: serde_json::Map<String, Value> = BOOKS
        .into_iter()
        .map(|(name, book)| {
            let totals = accounts.book(book).unwrap_or_default();
            let (debits, credits) = (totals.debits.to_string(), totals.credits.to_string());
            (
                name.to_owned(),
                json!({"debits": debits, "credits": credits}),
            )
        })
        .collect();
    let contradicted_by = findings
        .contradiction
        .map(|contradiction| match contradiction {
            Contradiction::Issued(size) => json!({"issued": true, "size": size.get()}),
            Contradiction::Held(size) => json!({"issued": false, "size": size.get()}),
            Contradiction::HeldStatement(position) => json!({"statement": position.get()}),
        });
    let answer = json!({
        "holds": findings.holds(),
        "verdict": findings.verdict(),
        "firstBad": findings.first.as_ref().map(fault),
        "contradictedBy": contradicted_by,
        "faultCount": findings.fault_count,
        "faults": findings.faults.iter().map(fault).collect::<Vec<_>>(),
        "notChecked": report.skipped,
        "origin": report.origin,
        "size": report.head.get(),
        "root": root(report),
        "records": report.records,
        "withheld": report.withheld,
        "streams": report.streams,
        "checkpoints": report.checkpoints,
        "closes": accounts.closes(),
        "cosignatures": report.cosignatures,
        "cosignedSize": report.cosigned.map(Position::get),
        "refusals": report.refusals,
        "refusalsUnnamed": report.refusals_unnamed,
        "keys": keys,
        "statements": report.statements,
        "books": books,
    });
    format!("{answer:#}\n")
}

fn fault(fault: &Fault) -> Value {
    json!({"position": fault.position.get(), "code": fault.kind.code(), "text": fault.to_string()})
}

fn root(report: &Report) -> String {
    BASE64_STANDARD.encode(report.root.as_bytes())
}
