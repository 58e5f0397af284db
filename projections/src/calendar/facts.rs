//! From rows to what the domain's calendar knows.

use almoner_domain::{
    deadline::{AwardFacts, Deadline, DeadlineKey, DeadlineKind, SubAwardFacts},
    id::SubAwardId,
    identifier::Fain,
    period::Period,
    programme::FfataBasis,
};
use chrono::NaiveDate;

use crate::{
    awards::AwardRow,
    oversight::{EntryKind, OversightEntryRow},
    sub_award_actions::SubAwardActionRow,
    sub_awards::SubAwardRow,
};

/// Reports of a kind: the last day of the period, and the day of filing.
fn reports<'e>(
    entries: &'e [OversightEntryRow],
    word: &'e str,
    of: impl Fn(&OversightEntryRow) -> bool + 'e,
) -> impl Iterator<Item = (NaiveDate, NaiveDate)> + 'e {
    entries
        .iter()
        .filter(move |entry| {
            entry.kind == EntryKind::Report && entry.word.as_deref() == Some(word) && of(entry)
        })
        .filter_map(|entry| Some((entry.ends_on?, entry.recorded_on)))
}

/// What the calendar knows of an award.
pub(super) fn award_facts(row: &AwardRow, entries: &[OversightEntryRow]) -> AwardFacts {
    let own = |entry: &OversightEntryRow| entry.award == row.award;
    AwardFacts {
        award: row.award.clone(),
        grantee: row.grantee.clone(),
        project: Period {
            starts_on: row.project_starts_on,
            ends_on: row.project_ends_on,
        },
        closed_on: row.closed_on,
        financial_reports: reports(entries, "FINANCIAL", own).collect(),
        final_report_on: reports(entries, "FINAL_FINANCIAL", own)
            .map(|(_, on)| on)
            .next(),
    }
}

/// What the calendar knows of a sub-award.
pub(super) fn sub_award_facts(
    row: &SubAwardRow,
    ffata_basis: FfataBasis,
    actions: &[SubAwardActionRow],
    entries: &[OversightEntryRow],
) -> SubAwardFacts {
    let own = |entry: &OversightEntryRow| entry.sub_award.as_ref() == Some(&row.sub_award);
    SubAwardFacts {
        award: row.award.clone(),
        sub_award: row.sub_award.clone(),
        grantee: row.grantee.clone(),
        sub_awardee: row.sub_awardee.clone(),
        instrument: row.instrument,
        period: Period {
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        },
        executed_on: row.executed_on,
        closed_on: row.closed_on,
        ffata_basis,
        obligations: of_one(actions, &row.sub_award)
            .iter()
            .map(SubAwardActionRow::action)
            .collect(),
        reports: reports(entries, "SUB_AWARD", own).collect(),
    }
}

/// The entries of one award, of entries in order of their awards.
pub(super) fn of_award<'e>(entries: &'e [OversightEntryRow], of: &Fain) -> &'e [OversightEntryRow] {
    let from = entries.partition_point(|entry| entry.award < *of);
    let until = entries.partition_point(|entry| entry.award <= *of);
    entries.get(from..until).unwrap_or_default()
}

/// The actions of one sub-award, of actions in order of their sub-awards.
fn of_one<'a>(actions: &'a [SubAwardActionRow], of: &SubAwardId) -> &'a [SubAwardActionRow] {
    let from = actions.partition_point(|action| action.sub_award < *of);
    let until = actions.partition_point(|action| action.sub_award <= *of);
    actions.get(from..until).unwrap_or_default()
}

/// What follows from an entry of a file, where something does. The sub-awards are in their order.
pub(super) fn filed_deadline(
    entry: &OversightEntryRow,
    sub_awards: &[SubAwardRow],
) -> Option<Deadline> {
    let kind = match entry.kind {
        EntryKind::Risk => DeadlineKind::RiskAssessment,
        EntryKind::Monitoring => DeadlineKind::Monitoring,
        EntryKind::ExclusionCheck => DeadlineKind::ExclusionRecheck,
        EntryKind::Expenditures => DeadlineKind::AuditReport,
        EntryKind::Audit => DeadlineKind::ManagementDecision,
        EntryKind::Finding => DeadlineKind::CorrectiveAction,
        EntryKind::Terms | EntryKind::FixedAmountApproval | EntryKind::Report => return None,
    };
    let due_on = entry.due_on?;
    let sub_award = entry.sub_award.as_ref();
    let closed_on = sub_award
        .and_then(|id| {
            sub_awards
                .binary_search_by(|row| row.sub_award.cmp(id))
                .ok()
        })
        .and_then(|at| sub_awards.get(at))
        .and_then(|row| row.closed_on);
    // What a prime set itself falls with the sub-award; what a regulation dates does not.
    let falls = matches!(
        kind,
        DeadlineKind::RiskAssessment | DeadlineKind::Monitoring | DeadlineKind::ExclusionRecheck
    );
    let of = match entry.kind {
        EntryKind::Risk | EntryKind::ExclusionCheck => due_on.to_string(),
        EntryKind::Monitoring
        | EntryKind::Expenditures
        | EntryKind::Audit
        | EntryKind::Finding
        | EntryKind::Terms
        | EntryKind::FixedAmountApproval
        | EntryKind::Report => entry.name.clone(),
    };
    Some(Deadline {
        key: DeadlineKey::of(kind, &entry.award, sub_award, &of),
        kind,
        award: entry.award.clone(),
        sub_award: entry.sub_award.clone(),
        of,
        owner: entry.owner.clone(),
        since: entry.recorded_on,
        due_on,
        done_on: entry.done_on.or(if falls { closed_on } else { None }),
        settled_on: None,
        amount: entry.amount,
    })
}

/// A finding about a deadline that was resolved settles it.
pub(super) fn settle(deadlines: &mut [Deadline], entries: &[OversightEntryRow]) {
    let resolved = entries.iter().filter_map(|entry| {
        let (key, on) = (entry.deadline.as_deref()?, entry.done_on?);
        (entry.kind == EntryKind::Finding).then_some((key, on))
    });
    for (key, on) in resolved {
        for deadline in deadlines
            .iter_mut()
            .filter(|deadline| deadline.key.as_str() == key)
        {
            deadline.settled_on = Some(on);
        }
    }
}
