//! What a replay found, for a program.

use almoner_domain::claim::Explanation;
use almoner_journal::record::format_instant;
use almoner_projections::{replay::Difference, sub_award_shares::SubAwardShareRow};
use serde_json::{Value, json};

use super::{Told, root};
use crate::cli::replay::ask::{ClaimTold, Held};

/// What was found, whole.
pub(in crate::cli::replay) fn json(told: &Told) -> String {
    let control = &told.control;
    let tables: Vec<Value> = told
        .whole_tables()
        .map(|table| {
            json!({"table": table.table, "rows": table.rows, "digest": table.replayed, "live": table.live,
                "equal": table.live.as_ref().map(|_| table.is_equal())})
        })
        .collect();
    let trial_balance: Vec<Value> = told
        .trial_balance
        .own
        .iter()
        .map(|line| {
            json!({"account": line.account, "debit": line.debit.to_string(), "credit": line.credit.to_string()})
        })
        .collect();
    let answer = json!({
        "origin": control.origin,
        "position": control.position.to_string(),
        "head": told.head.to_string(),
        "recordedAt": format_instant(control.recorded_at),
        "checkpoint": {"size": control.checkpoint_size.to_string(), "root": root(control)},
        "withheld": told.withheld,
        "leftOut": told.left_out,
        "notTold": told.left_untold(),
        "equal": told.is_compared.then(|| told.is_equal()),
        "firstDifference": told.first.as_ref().map(difference),
        "digest": told.digest(),
        "tables": tables,
        "trialBalance": (!told.is_partial()).then_some(trial_balance),
        "balances": told.answers.balances.iter().map(balance).collect::<Vec<_>>(),
        "shares": told.answers.shares.iter().map(|(award, row)| {
            json!({"award": award.as_str(), "share": row.as_ref().map(share)})
        }).collect::<Vec<_>>(),
        "claims": told.answers.claims.iter().map(|(id, told)| {
            json!({"claim": id.as_str(), "told": told.as_ref().map(claim)})
        }).collect::<Vec<_>>(),
    });
    format!("{answer:#}\n")
}

fn difference(first: &Difference) -> Value {
    let event = first
        .event
        .as_ref()
        .map(|event| json!({"type": event.event_type, "stream": event.stream}));
    json!({
        "table": first.table,
        "key": first.key,
        "position": first.position.to_string(),
        "event": event,
        "rows": first.rows,
        "columns": first.columns(),
        "replayed": first.replayed,
        "live": first.live,
    })
}

fn balance((account, held): &(String, Held)) -> Value {
    match held {
        Held::Amount(amount, position) => {
            json!({"account": account, "balance": amount.to_string(), "position": position.to_string()})
        }
        Held::Nothing => json!({"account": account, "balance": null}),
        Held::Withheld => json!({"account": account, "balance": null, "withheld": true}),
    }
}

fn share(row: &SubAwardShareRow) -> Value {
    json!({
        "base": row.base.to_string(),
        "subAwarded": row.sub_awarded.to_string(),
        "minimum": row.minimum.to_string(),
        "maximumRetained": row.maximum_retained.to_string(),
        "shortfall": row.shortfall.to_string(),
        "percent": row.percent().map(|percent| percent.to_string()),
        "compliant": row.compliant,
    })
}

fn claim(told: &ClaimTold) -> Value {
    let row = &told.row;
    json!({
        "status": row.status.code(),
        "billed": row.billed.to_string(),
        "adjusted": row.adjusted.to_string(),
        "payable": row.payable.to_string(),
        "explanation": told.explanation.as_ref().map(explanation),
    })
}

fn explanation(told: &Explanation) -> Value {
    let since = told.since.iter();
    let steps = told.steps.iter();
    json!({
        "summary": told.summary,
        "standing": told.standing,
        "whatToDo": told.what_to_do,
        "since": since.map(|happened| json!({"on": happened.on.to_string(), "said": happened.said}))
            .collect::<Vec<_>>(),
        "steps": steps.map(|step| json!({"question": step.question, "finding": step.finding,
            "inputs": step.inputs.iter().map(|input| json!({"name": input.name, "value": input.value}))
                .collect::<Vec<_>>()})).collect::<Vec<_>>(),
    })
}
