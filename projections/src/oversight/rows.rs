//! The entry that each event puts into a file.

use almoner_domain::{
    id::{ActorId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    measure::DocumentDigest,
    oversight::{OversightEvent, ReportKind},
};
use chrono::NaiveDate;

use super::{
    EntryKind, OversightEntryRow,
    apply::{Parties, by},
};
use crate::table::name_of;

/// What every entry says.
struct Heading<'e> {
    kind: EntryKind,
    award: &'e Fain,
    programme: &'e ProgrammeCode,
    sub_award: Option<&'e SubAwardId>,
    entry: String,
    name: String,
    recorded: (&'e ActorId, NaiveDate),
}

impl Heading<'_> {
    fn row(self, parties: Parties) -> OversightEntryRow {
        OversightEntryRow {
            award: self.award.clone(),
            entry: self.entry,
            kind: self.kind,
            programme: self.programme.clone(),
            sub_award: self.sub_award.cloned(),
            name: self.name,
            owner: parties.grantee,
            word: None,
            severity: None,
            words: Vec::new(),
            statement: None,
            amount: None,
            threshold: None,
            count: None,
            reason: None,
            document: None,
            deadline: None,
            starts_on: None,
            ends_on: None,
            due_on: None,
            recorded_by: self.recorded.0.to_string(),
            recorded_on: self.recorded.1,
            outcome: None,
            outcome_reason: None,
            outcome_document: None,
            done_by: None,
            done_on: None,
            organizations: parties.organizations,
        }
    }
}

/// Entries of which the latest one stands.
pub(super) fn told(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let (award, sub_award) = event.about();
    let sub_award = sub_award?;
    let heading = |kind, programme, slug: &str, recorded| Heading {
        kind,
        award,
        programme,
        sub_award: Some(sub_award),
        entry: format!("{slug}:{sub_award}"),
        name: sub_award.to_string(),
        recorded,
    };
    if let OversightEvent::SubAwardTermsStated {
        programme,
        statement,
        missing,
        stated_by,
        effective_on,
        ..
    } = event
    {
        let recorded = (stated_by, *effective_on);
        return Some(OversightEntryRow {
            statement: Some(statement.clone()),
            words: missing.iter().map(|it| name_of(it).into_owned()).collect(),
            ..heading(EntryKind::Terms, programme, "terms", recorded).row(parties)
        });
    }
    if let OversightEvent::FixedAmountApproved {
        programme,
        amount_max,
        reason,
        approved_by,
        effective_on,
        ..
    } = event
    {
        let recorded = (approved_by, *effective_on);
        let kind = EntryKind::FixedAmountApproval;
        return Some(OversightEntryRow {
            amount: Some(*amount_max),
            reason: Some(reason.clone()),
            ..heading(kind, programme, "approval", recorded).row(parties)
        });
    }
    if let OversightEvent::RiskAssessed {
        programme,
        level,
        factors,
        document,
        next_due_on,
        assessed_by,
        effective_on,
        ..
    } = event
    {
        let recorded = (assessed_by, *effective_on);
        return Some(OversightEntryRow {
            word: Some(name_of(level).into_owned()),
            words: factors.iter().map(|it| name_of(it).into_owned()).collect(),
            document: Some(document.clone()),
            due_on: Some(*next_due_on),
            ..heading(EntryKind::Risk, programme, "risk", recorded).row(parties)
        });
    }
    if let OversightEvent::ExclusionRechecked {
        programme,
        excluded,
        document,
        next_due_on,
        checked_by,
        effective_on,
        ..
    } = event
    {
        let word = if *excluded { "EXCLUDED" } else { "CLEAR" };
        let recorded = (checked_by, *effective_on);
        return Some(OversightEntryRow {
            word: Some(word.to_owned()),
            document: Some(document.clone()),
            due_on: Some(*next_due_on),
            ..heading(EntryKind::ExclusionCheck, programme, "exclusion", recorded).row(parties)
        });
    }
    None
}

/// Entries of which each is one of its own.
pub(super) fn opened(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    match event {
        OversightEvent::MonitoringPlanned { .. } => planned(event, parties),
        OversightEvent::FederalExpendituresStated { .. } => expended(event, parties),
        OversightEvent::AuditReportAccepted { .. } => audit(event, parties),
        OversightEvent::FindingRecorded { .. } => found(event, parties),
        OversightEvent::ReportFiled { .. } => filed(event, parties),
        OversightEvent::SubAwardTermsStated { .. }
        | OversightEvent::FixedAmountApproved { .. }
        | OversightEvent::RiskAssessed { .. }
        | OversightEvent::MonitoringPerformed { .. }
        | OversightEvent::ExclusionRechecked { .. }
        | OversightEvent::ManagementDecisionMade { .. }
        | OversightEvent::FindingResolved { .. } => None,
    }
}

pub(super) fn planned(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let OversightEvent::MonitoringPlanned {
        award,
        programme,
        sub_award,
        activity,
        kind,
        due_on,
        planned_by,
        effective_on,
    } = event
    else {
        return None;
    };
    let heading = Heading {
        kind: EntryKind::Monitoring,
        award,
        programme,
        sub_award: Some(sub_award),
        entry: format!("monitoring:{sub_award}:{activity}"),
        name: activity.to_string(),
        recorded: (planned_by, *effective_on),
    };
    Some(OversightEntryRow {
        word: Some(name_of(kind).into_owned()),
        due_on: Some(*due_on),
        ..heading.row(parties)
    })
}

pub(super) fn expended(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let OversightEvent::FederalExpendituresStated {
        award,
        programme,
        sub_award,
        sub_awardee,
        fiscal_year_starts_on,
        fiscal_year_ends_on,
        expended,
        threshold,
        audit_due_on,
        stated_by,
        effective_on,
    } = event
    else {
        return None;
    };
    let heading = Heading {
        kind: EntryKind::Expenditures,
        award,
        programme,
        sub_award: Some(sub_award),
        entry: format!("expenditures:{sub_award}:{fiscal_year_ends_on}"),
        name: fiscal_year_ends_on.to_string(),
        recorded: (stated_by, *effective_on),
    };
    Some(OversightEntryRow {
        owner: sub_awardee.clone(),
        amount: Some(*expended),
        threshold: Some(*threshold),
        starts_on: Some(*fiscal_year_starts_on),
        ends_on: Some(*fiscal_year_ends_on),
        due_on: *audit_due_on,
        ..heading.row(parties)
    })
}

pub(super) fn audit(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let OversightEvent::AuditReportAccepted {
        award,
        programme,
        sub_award,
        fiscal_year_ends_on,
        finding_count,
        document,
        decision_due_on,
        accepted_by,
        effective_on,
        ..
    } = event
    else {
        return None;
    };
    let heading = Heading {
        kind: EntryKind::Audit,
        award,
        programme,
        sub_award: Some(sub_award),
        entry: format!("audit:{sub_award}:{fiscal_year_ends_on}"),
        name: fiscal_year_ends_on.to_string(),
        recorded: (accepted_by, *effective_on),
    };
    Some(OversightEntryRow {
        count: Some(*finding_count),
        document: Some(document.clone()),
        ends_on: Some(*fiscal_year_ends_on),
        due_on: *decision_due_on,
        ..heading.row(parties)
    })
}

pub(super) fn found(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let OversightEvent::FindingRecorded {
        award,
        programme,
        sub_award,
        finding,
        source,
        deadline,
        severity,
        owner,
        questioned,
        reason,
        due_on,
        recorded_by,
        effective_on,
    } = event
    else {
        return None;
    };
    let heading = Heading {
        kind: EntryKind::Finding,
        award,
        programme,
        sub_award: sub_award.as_ref(),
        entry: format!("finding:{finding}"),
        name: finding.to_string(),
        recorded: (recorded_by, *effective_on),
    };
    Some(OversightEntryRow {
        owner: owner.clone(),
        word: Some(name_of(source).into_owned()),
        severity: Some(*severity),
        amount: *questioned,
        reason: Some(reason.clone()),
        deadline: deadline.as_ref().map(ToString::to_string),
        due_on: Some(*due_on),
        ..heading.row(parties)
    })
}

pub(super) fn filed(event: &OversightEvent, parties: Parties) -> Option<OversightEntryRow> {
    let OversightEvent::ReportFiled {
        award,
        programme,
        sub_award,
        report,
        period_ends_on,
        amount,
        due_on,
        document,
        filed_by,
        effective_on,
    } = event
    else {
        return None;
    };
    let slug = match report {
        ReportKind::SubAward => "sub-award",
        ReportKind::Financial => "financial",
        ReportKind::FinalFinancial => "final-financial",
    };
    let of = sub_award.as_ref().map_or("-", SubAwardId::as_str);
    let heading = Heading {
        kind: EntryKind::Report,
        award,
        programme,
        sub_award: sub_award.as_ref(),
        entry: format!("report:{slug}:{of}:{period_ends_on}"),
        name: period_ends_on.to_string(),
        recorded: (filed_by, *effective_on),
    };
    let document: Option<DocumentDigest> = Some(document.clone());
    let mut row = OversightEntryRow {
        word: Some(name_of(report).into_owned()),
        amount: *amount,
        document,
        ends_on: Some(*period_ends_on),
        due_on: Some(*due_on),
        ..heading.row(parties)
    };
    by(&mut row, filed_by, *effective_on);
    Some(row)
}
