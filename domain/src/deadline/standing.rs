//! Where a deadline stands on a day, and how grave it is that it has passed.

use chrono::NaiveDate;

use super::{Deadline, DeadlineKind};
use crate::oversight::Severity;

/// Where a deadline stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It lies ahead, or is today.
    Due,
    /// It has passed, and what was due is not done.
    Overdue,
    /// What was due is done.
    Done,
    /// A finding about it was resolved: it is settled, though not done.
    Settled,
}

impl Deadline {
    /// Where it stands on a day; none before there was anything that could be due.
    pub fn on(&self, day: NaiveDate) -> Option<Standing> {
        if day < self.since {
            return None;
        }
        let by = |on: Option<NaiveDate>| on.is_some_and(|on| on <= day);
        Some(if by(self.done_on) {
            Standing::Done
        } else if by(self.settled_on) {
            Standing::Settled
        } else if day <= self.due_on {
            Standing::Due
        } else if self.kind.ends_a_duty() {
            Standing::Done
        } else {
            Standing::Overdue
        })
    }

    /// Days from a day to when it is due; below zero once that has passed.
    pub fn days_left(&self, day: NaiveDate) -> i64 {
        self.due_on.signed_duration_since(day).num_days()
    }

    /// How grave it is on a day that it has passed; none where it is not overdue. Our own policy: what moves money, or
    /// what a regulation dates itself, weighs more than what a prime set itself; a month makes either graver, and three
    /// months grave.
    pub fn severity(&self, day: NaiveDate) -> Option<Severity> {
        if self.on(day) != Some(Standing::Overdue) {
            return None;
        }
        let late = self.days_left(day).saturating_neg();
        Some(match (self.kind.is_dated_by_rule(), late) {
            (_, 91..) | (true, 31..) => Severity::High,
            (true, _) | (false, 31..) => Severity::Moderate,
            (false, _) => Severity::Low,
        })
    }
}

impl DeadlineKind {
    /// A regulation sets the day, not the prime.
    pub fn is_dated_by_rule(self) -> bool {
        match self {
            Self::SubAwardReport
            | Self::FinancialReport
            | Self::FinalFinancialReport
            | Self::AwardCloseout
            | Self::SubAwardCloseout
            | Self::AuditReport
            | Self::ManagementDecision
            | Self::CleanClaims
            | Self::RecordRetention => true,
            Self::RiskAssessment
            | Self::Monitoring
            | Self::ExclusionRecheck
            | Self::CorrectiveAction => false,
        }
    }
}
