//! The state of a measure, its decisions and their application.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    CorrectionReason, Evidence, Figure, MeasureCommand, MeasureError, MeasureEvent, Report,
    counted_by, within_performance,
};
use crate::{
    ledger::aggregate,
    period::{not_before, not_in_future},
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Measure {
    /// Nothing was reported yet.
    #[default]
    Unknown,
    /// The latest report stands.
    Reported(LatestReport),
}

/// The report that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatestReport {
    /// Its number, from 1.
    pub number: u32,
    /// Why it superseded the one before; none for the first.
    pub reason: Option<CorrectionReason>,
    /// The figure.
    pub figure: Figure,
    /// What it rests on.
    pub evidence: Evidence,
    /// The day of the report.
    pub effective_on: NaiveDate,
}

impl Measure {
    /// The report that stands.
    pub fn latest(&self) -> Option<&LatestReport> {
        match self {
            Self::Unknown => None,
            Self::Reported(latest) => Some(latest),
        }
    }

    /// What follows from a command.
    pub fn decide(&self, command: &MeasureCommand) -> Result<Vec<MeasureEvent>, MeasureError> {
        match command {
            MeasureCommand::Report(report) => self.report(report),
        }
    }

    fn report(&self, report: &Report) -> Result<Vec<MeasureEvent>, MeasureError> {
        if self.latest().is_some_and(|latest| latest.says(report)) {
            return Ok(Vec::new());
        }
        match (self.latest(), report.correction) {
            (None, None) => {}
            (None, Some(_)) => return Err(MeasureError::NotReported),
            (Some(latest), None) => {
                return Err(MeasureError::AlreadyReported {
                    latest: latest.number,
                });
            }
            (Some(latest), Some(correction)) => {
                latest.corrected_by(report, correction.supersedes)?;
            }
        }
        counted_by(report.subject.kind, &report.subject.programmes)?;
        Figure::try_new(report.figure.qualifier, report.figure.count)?;
        within_performance(report.subject.period, report.performance)?;
        not_before(report.effective_on, report.subject.period.period().ends_on)?;
        not_in_future(report.effective_on, report.received_on)?;
        Ok(vec![reported(report)])
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &MeasureEvent) {
        let (number, reason, figure, evidence, effective_on) = match event {
            MeasureEvent::MeasureReported {
                number,
                figure,
                evidence,
                effective_on,
                ..
            } => (number, None, figure, evidence, effective_on),
            MeasureEvent::MeasureCorrected {
                number,
                reason,
                figure,
                evidence,
                effective_on,
                ..
            } => (number, Some(*reason), figure, evidence, effective_on),
        };
        *self = Self::Reported(LatestReport {
            number: *number,
            reason,
            figure: *figure,
            evidence: evidence.clone(),
            effective_on: *effective_on,
        });
    }
}

impl LatestReport {
    /// The report is this very one, sent again.
    fn says(&self, report: &Report) -> bool {
        let supersedes = report.correction.map(|correction| correction.supersedes);
        self.number == supersedes.map_or(1, |superseded| superseded.saturating_add(1))
            && self.reason == report.correction.map(|correction| correction.reason)
            && self.tells(report)
            && self.effective_on == report.effective_on
    }

    fn tells(&self, report: &Report) -> bool {
        self.figure == report.figure && self.evidence == report.evidence
    }

    fn corrected_by(&self, report: &Report, supersedes: u32) -> Result<(), MeasureError> {
        if supersedes != self.number {
            return Err(MeasureError::NotLatest {
                supersedes,
                latest: self.number,
            });
        }
        if self.tells(report) {
            return Err(MeasureError::Unchanged {
                latest: self.number,
            });
        }
        Ok(())
    }
}

fn reported(report: &Report) -> MeasureEvent {
    let subject = report.subject.clone();
    let (figure, evidence) = (report.figure, report.evidence.clone());
    match report.correction {
        None => MeasureEvent::MeasureReported {
            measure: subject.measure,
            kind: subject.kind,
            period: subject.period,
            programmes: subject.programmes,
            award: subject.award,
            sub_award: subject.sub_award,
            organization: subject.organization,
            number: 1,
            figure,
            evidence,
            effective_on: report.effective_on,
        },
        Some(correction) => MeasureEvent::MeasureCorrected {
            measure: subject.measure,
            kind: subject.kind,
            period: subject.period,
            programmes: subject.programmes,
            award: subject.award,
            sub_award: subject.sub_award,
            organization: subject.organization,
            number: correction.supersedes.saturating_add(1),
            supersedes: correction.supersedes,
            reason: correction.reason,
            figure,
            evidence,
            effective_on: report.effective_on,
        },
    }
}

aggregate!(Measure, MeasureCommand, MeasureEvent, MeasureError);
