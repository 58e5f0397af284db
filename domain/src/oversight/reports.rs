//! Decisions on reports that were filed with the federal government.

use chrono::NaiveDate;

use super::{
    FiledReport, Oversight, OversightError, OversightEvent, OversightFacts, ReportKind,
    decide::Decided,
};
use crate::{
    deadline::{financial_report_due, semi_annual_ends},
    ledger::{FileFinancialReport, FileSubAwardReport},
    money::Money,
    period::Period,
    regime::{recipient_closeout_due, sub_award_report_due},
};

impl Oversight {
    pub(super) fn file_sub_award_report(
        &self,
        input: &FileSubAwardReport,
        reportable: Option<Money>,
        facts: &OversightFacts,
    ) -> Decided {
        let ends_on = input.month.last_day();
        let filed = FiledReport {
            amount: Some(input.amount),
            period_ends_on: ends_on,
            document: input.document.clone(),
            on: input.effective_on,
        };
        let held = self
            .file_of(&input.sub_award)
            .and_then(|file| file.reports.get(&ends_on));
        if let Some(held) = held {
            return repeated(held, &filed);
        }
        let expected =
            reportable.ok_or(OversightError::NothingReportable { month: input.month })?;
        if input.effective_on <= ends_on {
            return Err(OversightError::PeriodNotEnded { ends_on });
        }
        facts.dated(input.effective_on)?;
        if input.amount != expected {
            return Err(OversightError::ReportDiffers {
                reported: input.amount,
                expected,
            });
        }
        Ok(vec![OversightEvent::ReportFiled {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: Some(input.sub_award.clone()),
            report: ReportKind::SubAward,
            period_ends_on: ends_on,
            amount: Some(input.amount),
            due_on: sub_award_report_due(input.month.first_day()),
            document: filed.document,
            filed_by: facts.actor.clone(),
            effective_on: filed.on,
        }])
    }

    pub(super) fn file_financial_report(
        &self,
        input: &FileFinancialReport,
        project: Period,
        facts: &OversightFacts,
    ) -> Decided {
        let ends_on = input.period_ends_on;
        let filed = FiledReport {
            amount: None,
            period_ends_on: ends_on,
            document: input.document.clone(),
            on: input.effective_on,
        };
        let held = if input.is_final {
            self.final_report.as_ref()
        } else {
            self.financial_reports.get(&ends_on)
        };
        if let Some(held) = held {
            return repeated(held, &filed);
        }
        let (report, due_on) = if input.is_final {
            (ReportKind::FinalFinancial, recipient_closeout_due(ends_on))
        } else {
            (ReportKind::Financial, financial_report_due(ends_on))
        };
        if !is_report_period(ends_on, input.is_final, project) {
            return Err(OversightError::NotAReportPeriod { ends_on });
        }
        if input.effective_on <= ends_on {
            return Err(OversightError::PeriodNotEnded { ends_on });
        }
        facts.dated(input.effective_on)?;
        Ok(vec![OversightEvent::ReportFiled {
            award: facts.award.clone(),
            programme: facts.programme.clone(),
            sub_award: None,
            report,
            period_ends_on: ends_on,
            amount: None,
            due_on,
            document: filed.document,
            filed_by: facts.actor.clone(),
            effective_on: filed.on,
        }])
    }
}

fn is_report_period(ends_on: NaiveDate, is_final: bool, project: Period) -> bool {
    if is_final {
        ends_on == project.ends_on
    } else {
        semi_annual_ends(project).contains(&ends_on)
    }
}

fn repeated(held: &FiledReport, filed: &FiledReport) -> Decided {
    if held == filed {
        Ok(Vec::new())
    } else {
        Err(OversightError::AlreadyFiled { on: held.on })
    }
}
