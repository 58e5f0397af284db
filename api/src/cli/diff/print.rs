//! What became different, for a person and for a program.

use almoner_domain::identifier::Fain;
use almoner_projections::{
    changes::{AwardTotals, Before, Changes},
    claims::ClaimStatus,
    sub_award_shares::SubAwardShareRow,
};
use serde_json::{Value, json};

use super::sentence;

/// The most lines of a section; JSON has all of them.
const LINES_MAX: usize = 40;

/// For a person, section by section; what did not change is left out.
pub(super) fn lines(changes: &Changes, award: Option<&Fain>) -> Vec<String> {
    let of = award.map_or_else(String::new, |award| format!(" about award {award}"));
    let mut lines = vec![format!(
        "From position {} to position {}: {}{of}.",
        changes.from,
        changes.to,
        sentence::counted(changes.event_count(), "event", "events")
    )];
    section(&mut lines, "Awards", awards(changes));
    let rows = changes.sub_award_actions.iter();
    section(
        &mut lines,
        "Sub-awards",
        rows.map(sentence::sub_award_action).collect(),
    );
    section(
        &mut lines,
        "The share of sub-awards",
        told(&changes.shares, sentence::share),
    );
    section(&mut lines, "Claims", claims(changes));
    section(
        &mut lines,
        "Files of awards",
        told(&changes.files, sentence::file),
    );
    let deadlines = changes.client_deadlines.iter().map(sentence::deadlines);
    section(&mut lines, "Deadlines of cases", deadlines.collect());
    let organizations = told(&changes.organizations, sentence::organization);
    section(&mut lines, "Organizations", organizations);
    section(
        &mut lines,
        "Closed months",
        told(&changes.closes, sentence::close),
    );
    let balances = changes.balances.iter().map(sentence::balance);
    section(
        &mut lines,
        "Accounts that hold another amount",
        balances.collect(),
    );
    if lines.len() == 1 {
        lines.push("Nothing became different.".to_owned());
    }
    lines
}

fn awards(changes: &Changes) -> Vec<String> {
    let Before { before, after } = &changes.awards;
    let mut lines = Vec::new();
    if before != after {
        lines.push(format!(
            "{} → {}; awarded {} → {} ({}), committed to sub-awards {} → {} ({}).",
            before.count,
            sentence::counted(after.count, "award", "awards"),
            before.awarded,
            after.awarded,
            sentence::by(before.awarded, after.awarded),
            before.committed,
            after.committed,
            sentence::by(before.committed, after.committed),
        ));
    }
    lines.extend(changes.award_actions.iter().map(sentence::award_action));
    lines
}

fn claims(changes: &Changes) -> Vec<String> {
    let moved = changes.claims_moved.iter().map(sentence::claims_moved);
    let states = changes.claims.iter();
    let states = states.filter(|of| of.count.0 != of.count.1 || of.payable.0 != of.payable.1);
    moved.chain(states.map(sentence::claims)).collect()
}

fn told<R>(
    rows: &[Before<Option<R>>],
    tell: fn(&Before<Option<R>>) -> Option<String>,
) -> Vec<String> {
    rows.iter().filter_map(tell).collect()
}

fn section(lines: &mut Vec<String>, heading: &str, told: Vec<String>) {
    if told.is_empty() {
        return;
    }
    let count = told.len();
    lines.push(String::new());
    lines.push(format!("{heading} ({count})"));
    lines.extend(
        told.into_iter()
            .take(LINES_MAX)
            .map(|line| format!("  {line}")),
    );
    if count > LINES_MAX {
        lines.push(format!(
            "  … and {} more: --json has all",
            count - LINES_MAX
        ));
    }
}

/// The same for a program, whole.
pub(super) fn json(changes: &Changes) -> String {
    let events = changes.events.iter();
    let events: serde_json::Map<String, Value> = events
        .map(|(event_type, count)| (event_type.clone(), json!(count)))
        .collect();
    let awards = |totals: &AwardTotals| {
        json!({"count": totals.count, "awarded": totals.awarded.to_string(),
            "committed": totals.committed.to_string()})
    };
    let actions = changes.award_actions.iter().map(|row| {
        json!({"position": row.position.to_string(), "award": row.award.as_str(), "action": row.action.code(),
            "amount": row.amount.map(|amount| amount.to_string()), "awarded": row.awarded.to_string(),
            "said": sentence::award_action(row)})
    });
    let sub_award_actions = changes.sub_award_actions.iter().map(|row| {
        json!({"position": row.position.to_string(), "subAward": row.sub_award.as_str(), "award": row.award.as_str(),
            "amount": row.amount.to_string(), "obligated": row.obligated.to_string(),
            "said": sentence::sub_award_action(row)})
    });
    let balances = changes.balances.iter().map(|moved| {
        json!({"account": moved.account, "from": moved.before.to_string(), "to": moved.after.to_string(),
            "by": moved.after.minus(moved.before).map(|by| by.to_string())})
    });
    let states = changes.claims.iter().map(|of| {
        json!({"status": of.status.code(), "countBefore": of.count.0, "countAfter": of.count.1,
            "payableBefore": of.payable.0.to_string(), "payableAfter": of.payable.1.to_string()})
    });
    let moved = changes.claims_moved.iter().map(|moved| {
        json!({"from": moved.from.map(ClaimStatus::code), "to": moved.to.code(),
            "count": moved.count, "billed": moved.billed.to_string(), "payable": moved.payable.to_string()})
    });
    let deadlines = changes
        .client_deadlines
        .iter()
        .map(|moved| json!({"kind": moved.kind, "set": moved.set, "over": moved.over}));
    let answer = json!({
        "from": changes.from.to_string(),
        "to": changes.to.to_string(),
        "eventCount": changes.event_count(),
        "events": events,
        "awards": {"before": awards(&changes.awards.before), "after": awards(&changes.awards.after)},
        "awardActions": actions.collect::<Vec<_>>(),
        "subAwardActions": sub_award_actions.collect::<Vec<_>>(),
        "shares": changes.shares.iter().map(share).collect::<Vec<_>>(),
        "claims": states.collect::<Vec<_>>(),
        "claimsMoved": moved.collect::<Vec<_>>(),
        "files": told(&changes.files, sentence::file),
        "clientDeadlines": deadlines.collect::<Vec<_>>(),
        "organizations": told(&changes.organizations, sentence::organization),
        "closes": told(&changes.closes, sentence::close),
        "balances": balances.collect::<Vec<_>>(),
    });
    format!("{answer:#}\n")
}

fn share(moved: &Before<Option<SubAwardShareRow>>) -> Value {
    let of = |row: &SubAwardShareRow| {
        json!({"award": row.award.as_str(), "base": row.base.to_string(), "subAwarded": row.sub_awarded.to_string(),
            "percent": row.percent().map(|percent| percent.to_string()), "shortfall": row.shortfall.to_string(),
            "compliant": row.compliant})
    };
    json!({"before": moved.before.as_ref().map(of), "after": moved.after.as_ref().map(of),
        "said": sentence::share(moved)})
}
