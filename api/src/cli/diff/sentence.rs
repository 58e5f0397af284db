//! A sentence for each change.

use almoner_domain::money::Money;
use almoner_projections::{
    award_actions::{AwardActionKind, AwardActionRow},
    changes::{BalanceMoved, Before, ClaimsInState, ClaimsMoved, DeadlinesMoved},
    claims::ClaimStatus,
    organizations::OrganizationRow,
    oversight::{EntryKind, OversightEntryRow},
    period_closes::{PeriodCloseRow, PeriodCloseState},
    sub_award_actions::SubAwardActionRow,
    sub_award_shares::SubAwardShareRow,
};

/// By how much an amount moved, with its sign.
pub(super) fn by(before: Money, after: Money) -> String {
    match after.minus(before) {
        Some(moved) if moved.is_negative() => moved.to_string(),
        Some(moved) => format!("+{moved}"),
        None => "out of range".to_owned(),
    }
}

/// An amount without its sign, where the words tell it.
fn plain(amount: Money) -> String {
    amount.to_string().trim_start_matches('-').to_owned()
}

/// A count with its word.
pub(super) fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn award_action(row: &AwardActionRow) -> String {
    let amount = row.amount.map(plain);
    let said = |before: &str, after: &str| match &amount {
        Some(amount) => format!("{before}{amount}{after}"),
        None => String::new(),
    };
    let by = said(" by ", "");
    let did = match row.action {
        AwardActionKind::New => format!("was issued for {}", row.awarded),
        AwardActionKind::Supplement => format!("was supplemented{by}"),
        AwardActionKind::Reduction => format!("was reduced{by}"),
        AwardActionKind::BudgetPeriodClose => "closed a budget period".to_owned(),
        AwardActionKind::Continuation => format!("was continued{by}"),
        AwardActionKind::NoCostExtension => {
            format!("was extended without funds to {}", row.project_ends_on)
        }
        AwardActionKind::Administrative => "was amended, neither in money nor in days".to_owned(),
        AwardActionKind::Suspension => "was suspended".to_owned(),
        AwardActionKind::Resumption => "was resumed".to_owned(),
        AwardActionKind::Termination => format!("was terminated as of {}", row.project_ends_on),
        AwardActionKind::ShareWaiver => {
            "may close below its sub-award share: an officer waived it".to_owned()
        }
        AwardActionKind::Close => format!("was closed{}", said(", and ", " went back")),
        AwardActionKind::Release => format!("gave back what was disallowed{}", said(": ", "")),
    };
    let because = row
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| format!(" ({})", reason.as_str()));
    format!(
        "Award {} {did} on {}; awarded are {}{because}. [event {}]",
        row.award, row.effective_on, row.awarded, row.position
    )
}

pub(super) fn sub_award_action(row: &SubAwardActionRow) -> String {
    let did = if row.amount.is_negative() {
        "taken back from"
    } else {
        "obligated to"
    };
    format!(
        "{} was {did} sub-award {} of {} on {}; it has {}. [event {}]",
        plain(row.amount),
        row.sub_award,
        row.award,
        row.effective_on,
        row.obligated,
        row.position
    )
}

pub(super) fn balance(moved: &BalanceMoved) -> String {
    format!(
        "{}: from {} to {}, by {}.",
        moved.account,
        moved.before,
        moved.after,
        by(moved.before, moved.after)
    )
}

pub(super) fn share(moved: &Before<Option<SubAwardShareRow>>) -> Option<String> {
    let of = |row: &SubAwardShareRow| {
        let percent = row
            .percent()
            .map_or_else(|| "nothing".to_owned(), |percent| format!("{percent}%"));
        if row.compliant {
            format!("{percent} of {}, kept", row.base)
        } else if row.waived {
            format!(
                "{percent} of {}, {} short and waived",
                row.base, row.shortfall
            )
        } else {
            format!("{percent} of {}, {} short", row.base, row.shortfall)
        }
    };
    let after = moved.after.as_ref()?;
    let before = moved
        .before
        .as_ref()
        .map_or_else(|| "no award yet".to_owned(), of);
    Some(format!("{}: {before} → {}.", after.award, of(after)))
}

fn state(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Submitted => "submitted",
        ClaimStatus::Payable => "payable, before an officer",
        ClaimStatus::Pended => "waiting for funds",
        ClaimStatus::Denied => "denied",
        ClaimStatus::Approved => "approved",
        ClaimStatus::Scheduled => "in a payment",
        ClaimStatus::Paid => "paid",
        ClaimStatus::Voided => "voided",
        ClaimStatus::Replaced => "replaced",
    }
}

pub(super) fn claims(of: &ClaimsInState) -> String {
    let ((count_before, count_after), (before, after)) = (of.count, of.payable);
    format!(
        "{}: {count_before} of {before} → {count_after} of {after}.",
        state(of.status)
    )
}

pub(super) fn claims_moved(moved: &ClaimsMoved) -> String {
    let claims = counted(moved.count, "claim", "claims");
    let from = match moved.from {
        Some(from) => format!(
            "{claims} that {} {}",
            if moved.count == 1 { "was" } else { "were" },
            state(from)
        ),
        None => format!("{claims} that came in"),
    };
    let are = if moved.count == 1 { "is" } else { "are" };
    format!(
        "{from} {are} now {}: billed {}, to be paid {}.",
        state(moved.to),
        moved.billed,
        moved.payable
    )
}

fn entry(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Terms => "terms of a sub-award",
        EntryKind::FixedAmountApproval => "an approval of a fixed amount",
        EntryKind::Risk => "an assessment of risk",
        EntryKind::Monitoring => "a piece of monitoring",
        EntryKind::ExclusionCheck => "a look at exclusion",
        EntryKind::Expenditures => "federal expenditures of a year",
        EntryKind::Audit => "an audit report",
        EntryKind::Finding => "a finding",
        EntryKind::Report => "a report",
    }
}

/// What became of an entry of a file.
pub(super) fn file(moved: &Before<Option<OversightEntryRow>>) -> Option<String> {
    let after = moved.after.as_ref()?;
    let is_done = after.done_on.is_some();
    let was_done = moved
        .before
        .as_ref()
        .is_some_and(|row| row.done_on.is_some());
    let did = match (&moved.before, is_done && !was_done) {
        (None, false) => "recorded",
        (None, true) => "recorded and closed",
        (Some(_), true) => "closed",
        (Some(_), false) => "changed",
    };
    let of = after
        .sub_award
        .as_ref()
        .map_or_else(String::new, |sub_award| {
            format!(" on sub-award {sub_award}")
        });
    let due = match (after.due_on, after.done_on) {
        (_, Some(done)) => format!(" on {done}"),
        (Some(due), None) => format!(", due on {due}"),
        (None, None) => String::new(),
    };
    Some(format!(
        "{}: {} ({}){of} was {did}{due}.",
        after.award,
        entry(after.kind),
        after.name
    ))
}

pub(super) fn deadlines(moved: &DeadlinesMoved) -> String {
    format!(
        "{}: {} set, {} over.",
        moved.kind.to_lowercase().replace('_', " "),
        moved.set,
        moved.over
    )
}

pub(super) fn organization(moved: &Before<Option<OrganizationRow>>) -> Option<String> {
    let after = moved.after.as_ref()?;
    let name = format!("{} ({})", after.name.as_str(), after.organization);
    let was = moved.before.as_ref();
    let mut did = Vec::new();
    if was.is_none() {
        did.push(format!("entered the register on {}", after.registered_on));
    }
    let was_excluded = was.is_some_and(|row| row.excluded);
    match (was_excluded, after.excluded, after.excluded_on) {
        (false, true, Some(on)) => did.push(format!("is excluded in SAM from {on}")),
        (false, true, None) => did.push("is excluded in SAM".to_owned()),
        (true, false, _) => did.push("is excluded no more".to_owned()),
        (true, true, _) | (false, false, _) => {}
    }
    match (was.map(|row| row.grassroots), after.grassroots) {
        (Some(false), true) => {
            did.push("was attested as a local grassroots organization".to_owned());
        }
        (Some(true), false) => did.push("is no local grassroots organization any more".to_owned()),
        (Some(_) | None, _) => {}
    }
    if did.is_empty() {
        did.push("is otherwise registered".to_owned());
    }
    Some(format!("{name} {}.", did.join(", ")))
}

pub(super) fn close(moved: &Before<Option<PeriodCloseRow>>) -> Option<String> {
    let after = moved.after.as_ref()?;
    let is = match after.state {
        PeriodCloseState::UnderWay => "are frozen, and wait for their approvals",
        PeriodCloseState::Closed => "are closed for good",
        PeriodCloseState::Withdrawn => "are open again: the close was withdrawn",
    };
    Some(format!(
        "The months of {} to {} {is}.",
        after.programme, after.ends_on
    ))
}
