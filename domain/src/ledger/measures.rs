//! Decisions that begin with measures. They read programmes, awards and sub-awards, and move nothing of them.

use super::{Draft, Halt, ReportAwardMeasure, ReportMeasure, ReportSubAwardMeasure, StreamId};
use crate::{
    award::AwardError,
    id::{MeasureId, ProgrammeCode},
    measure::{Evidence, MeasureCommand, MeasureSubject, Report, together},
    programme::ProgrammeError,
    sub_award::SubAwardError,
};

pub(super) fn report_measure(
    draft: &mut Draft<'_>,
    command: &ReportMeasure,
) -> Result<StreamId, Halt> {
    let programmes = together(&command.programmes)?;
    for programme in &programmes {
        published(draft, programme)?;
    }
    let measure = MeasureId::of_programmes(command.kind, command.period, &programmes);
    let report = Report {
        subject: MeasureSubject {
            measure: measure.clone(),
            kind: command.kind,
            period: command.period,
            programmes,
            award: None,
            sub_award: None,
            organization: draft.context.organization.clone(),
        },
        figure: command.figure,
        evidence: command.evidence.clone(),
        correction: command.correction,
        effective_on: command.effective_on,
        received_on: draft.context.received_on(),
        performance: None,
    };
    draft.decide_measure(&measure, &MeasureCommand::Report(report))?;
    Ok(StreamId::measure(&measure))
}

pub(super) fn report_award_measure(
    draft: &mut Draft<'_>,
    command: &ReportAwardMeasure,
) -> Result<StreamId, Halt> {
    let award = draft.award(&command.award)?;
    let terms = award.terms().ok_or_else(|| AwardError::Unknown {
        award: command.award.clone(),
    })?;
    let measure = MeasureId::of_award(command.kind, command.period, &command.award);
    let report = Report {
        subject: MeasureSubject {
            measure: measure.clone(),
            kind: command.kind,
            period: command.period,
            programmes: vec![terms.programme.clone()],
            award: Some(command.award.clone()),
            sub_award: None,
            organization: terms.grantee.clone(),
        },
        figure: command.figure,
        evidence: Evidence::Document {
            sha256: command.document.clone(),
        },
        correction: command.correction,
        effective_on: command.effective_on,
        received_on: draft.context.received_on(),
        performance: Some(terms.project_period),
    };
    draft.decide_measure(&measure, &MeasureCommand::Report(report))?;
    Ok(StreamId::measure(&measure))
}

pub(super) fn report_sub_award_measure(
    draft: &mut Draft<'_>,
    command: &ReportSubAwardMeasure,
) -> Result<StreamId, Halt> {
    let terms = draft
        .sub_award(&command.sub_award)?
        .terms()
        .cloned()
        .ok_or_else(|| SubAwardError::Unknown {
            sub_award: command.sub_award.clone(),
        })?;
    let measure = MeasureId::of_sub_award(command.kind, command.period, &command.sub_award);
    let report = Report {
        subject: MeasureSubject {
            measure: measure.clone(),
            kind: command.kind,
            period: command.period,
            programmes: vec![terms.programme],
            award: Some(terms.award),
            sub_award: Some(command.sub_award.clone()),
            organization: terms.sub_awardee,
        },
        figure: command.figure,
        evidence: Evidence::Document {
            sha256: command.document.clone(),
        },
        correction: command.correction,
        effective_on: command.effective_on,
        received_on: draft.context.received_on(),
        performance: Some(terms.period),
    };
    draft.decide_measure(&measure, &MeasureCommand::Report(report))?;
    Ok(StreamId::measure(&measure))
}

fn published(draft: &Draft<'_>, programme: &ProgrammeCode) -> Result<(), Halt> {
    if draft.programme(programme)?.entry().is_none() {
        return Err(Halt::from(ProgrammeError::Unknown {
            programme: programme.clone(),
        })
        .about("programmes"));
    }
    Ok(())
}
