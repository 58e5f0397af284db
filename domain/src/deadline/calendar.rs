//! From facts to deadlines.

use chrono::NaiveDate;

use super::{DeadlineKey, DeadlineKind, financial_report_due, semi_annual_ends};
use crate::{
    id::{OrganizationId, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Period,
    programme::FfataBasis,
    regime::{
        clean_claim_due, recipient_closeout_due, retained_until, sub_award_report_due,
        sub_recipient_closeout_due,
    },
    sub_award::{ObligationAction, SubAwardInstrument, reportable},
};

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Its name.
    pub key: DeadlineKey,
    /// What is due.
    pub kind: DeadlineKind,
    /// The award.
    pub award: Fain,
    /// The sub-award, where it is of one.
    pub sub_award: Option<SubAwardId>,
    /// What of it: a period, a month, or an id.
    pub of: String,
    /// Who is to do it.
    pub owner: OrganizationId,
    /// From when on it is known that it will be due.
    pub since: NaiveDate,
    /// The day.
    pub due_on: NaiveDate,
    /// The day on which it was done.
    pub done_on: Option<NaiveDate>,
    /// The day on which a finding about it was resolved.
    pub settled_on: Option<NaiveDate>,
    /// The money that it is about, where there is such.
    pub amount: Option<Money>,
}

/// What the calendar knows of an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardFacts {
    /// The award.
    pub award: Fain,
    /// The prime.
    pub grantee: OrganizationId,
    /// The period of performance, as extended.
    pub project: Period,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The semi-annual reports that were filed: the last day of the period, and the day of filing.
    pub financial_reports: Vec<(NaiveDate, NaiveDate)>,
    /// The day on which the final report was filed.
    pub final_report_on: Option<NaiveDate>,
}

/// What the calendar knows of a sub-award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubAwardFacts {
    /// The award.
    pub award: Fain,
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The prime.
    pub grantee: OrganizationId,
    /// The sub-awardee.
    pub sub_awardee: OrganizationId,
    /// By what instrument.
    pub instrument: SubAwardInstrument,
    /// The period of performance, as extended.
    pub period: Period,
    /// The day of its execution.
    pub executed_on: NaiveDate,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// What the reporting threshold is compared with.
    pub ffata_basis: FfataBasis,
    /// What was obligated when.
    pub obligations: Vec<ObligationAction>,
    /// The sub-award reports that were filed: the last day of the month, and the day of filing.
    pub reports: Vec<(NaiveDate, NaiveDate)>,
}

/// Clean claims that a sub-awardee handed in on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsReceived {
    /// The award.
    pub award: Fain,
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The prime, which pays.
    pub grantee: OrganizationId,
    /// The day of receipt.
    pub received_on: NaiveDate,
    /// What of them is payable and not paid.
    pub unpaid: Money,
}

impl AwardFacts {
    /// What is due of the award itself.
    pub fn deadlines(&self) -> Vec<Deadline> {
        let filed = |ends_on: NaiveDate| {
            self.financial_reports
                .iter()
                .find(|(end, _)| *end == ends_on)
                .map(|(_, on)| *on)
        };
        let mut due: Vec<Deadline> = semi_annual_ends(self.project)
            .into_iter()
            .map(|ends_on| {
                let done_on = filed(ends_on).or(self.closed_on);
                self.one(
                    DeadlineKind::FinancialReport,
                    ends_on,
                    financial_report_due(ends_on),
                    done_on,
                )
            })
            .collect();
        let (ends_on, closes_on) = (
            self.project.ends_on,
            recipient_closeout_due(self.project.ends_on),
        );
        due.push(self.one(
            DeadlineKind::FinalFinancialReport,
            ends_on,
            closes_on,
            self.final_report_on.or(self.closed_on),
        ));
        due.push(self.one(
            DeadlineKind::AwardCloseout,
            ends_on,
            closes_on,
            self.closed_on,
        ));
        if let Some(final_on) = self.final_report_on {
            let mut kept = self.one(
                DeadlineKind::RecordRetention,
                final_on,
                retained_until(final_on),
                None,
            );
            kept.since = final_on;
            due.push(kept);
        }
        due
    }

    fn one(
        &self,
        kind: DeadlineKind,
        of: NaiveDate,
        due_on: NaiveDate,
        done_on: Option<NaiveDate>,
    ) -> Deadline {
        let of = of.to_string();
        Deadline {
            key: DeadlineKey::of(kind, &self.award, None, &of),
            kind,
            award: self.award.clone(),
            sub_award: None,
            of,
            owner: self.grantee.clone(),
            since: self.project.starts_on,
            due_on,
            done_on,
            settled_on: None,
            amount: None,
        }
    }
}

impl SubAwardFacts {
    /// What is due of the sub-award itself.
    pub fn deadlines(&self) -> Vec<Deadline> {
        let ends_on = self.period.ends_on;
        let mut due = vec![Deadline {
            owner: self.sub_awardee.clone(),
            done_on: self.closed_on,
            ..self.one(
                DeadlineKind::SubAwardCloseout,
                &ends_on.to_string(),
                sub_recipient_closeout_due(ends_on),
            )
        }];
        match self.instrument {
            SubAwardInstrument::Procurement => {}
            SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount => {
                due.extend(self.reports_due());
            }
        }
        due
    }

    fn reports_due(&self) -> impl Iterator<Item = Deadline> {
        let months = reportable(&self.obligations, self.ffata_basis);
        months.into_iter().map(|(month, amount)| {
            let filed = self
                .reports
                .iter()
                .find(|(end, _)| *end == month.last_day())
                .map(|(_, on)| *on);
            let first = self
                .obligations
                .iter()
                .filter(|action| month.period().contains(action.on))
                .map(|action| action.on)
                .min();
            Deadline {
                since: first.unwrap_or(self.executed_on),
                done_on: filed,
                amount: Some(amount),
                ..self.one(
                    DeadlineKind::SubAwardReport,
                    &month.to_string(),
                    sub_award_report_due(month.first_day()),
                )
            }
        })
    }

    fn one(&self, kind: DeadlineKind, of: &str, due_on: NaiveDate) -> Deadline {
        Deadline {
            key: DeadlineKey::of(kind, &self.award, Some(&self.sub_award), of),
            kind,
            award: self.award.clone(),
            sub_award: Some(self.sub_award.clone()),
            of: of.to_owned(),
            owner: self.grantee.clone(),
            since: self.executed_on,
            due_on,
            done_on: None,
            settled_on: None,
            amount: None,
        }
    }
}

impl ClaimsReceived {
    /// When they are paid at the latest.
    pub fn deadline(&self) -> Deadline {
        let kind = DeadlineKind::CleanClaims;
        let of = self.received_on.to_string();
        Deadline {
            key: DeadlineKey::of(kind, &self.award, Some(&self.sub_award), &of),
            kind,
            award: self.award.clone(),
            sub_award: Some(self.sub_award.clone()),
            of,
            owner: self.grantee.clone(),
            since: self.received_on,
            due_on: clean_claim_due(self.received_on),
            done_on: None,
            settled_on: None,
            amount: Some(self.unpaid),
        }
    }
}
