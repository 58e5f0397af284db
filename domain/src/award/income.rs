//! Program income (2 CFR 200.307; 45 CFR 75.307, 74.24 and 92.25 before): what the supported activity earns beside the federal
//! funds, and what it is spent on.
//!
//! By *deduction*, which stands where no term of the award says otherwise, it pays for costs of the prime in place of
//! federal funds: the costs that are charged to the award are less by it, and the award is reduced by what it frees. By
//! *addition* it pays for more of the project, beside the award. Either way it is spent before more is drawn (2 CFR
//! 200.305(b)(5)), and all of it before the award closes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear,
    decide::{Decided, positive},
};
use crate::{
    id::IncomeId,
    ledger::{
        ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome, SetProgramIncomeMethod,
    },
    measure::DocumentDigest,
    money::Money,
    period::{not_after, not_before},
    text::Reason,
};

/// How program income is used. Deduction stands in every regime where neither the award nor the agency says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncomeMethod {
    /// It pays for costs of the award in place of federal funds.
    #[default]
    Deduction,
    /// It pays for more of the project, beside the award.
    Addition,
}

/// What earned program income (2 CFR 200.1). Interest on federal cash, rebates, credits and discounts are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IncomeSource {
    /// Fees for services, such as of a training.
    ServiceFees,
    /// The use or rental of property acquired under the award.
    PropertyUse,
    /// Things made under the award that were sold, such as publications.
    ItemsSold,
    /// Licence fees and royalties on patents and copyrights.
    Royalties,
    /// Principal of, and interest on, loans made with federal funds.
    LoanRepayments,
}

/// The program income of an award: earned = spent by deduction + spent by addition + unexpended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProgramIncome {
    /// How it is used.
    pub method: IncomeMethod,
    /// Earned, and stands.
    pub earned: Money,
    /// Spent in place of federal funds.
    pub deducted: Money,
    /// Spent beside the award.
    pub added: Money,
    /// Every entry, reversed or not.
    pub entries: BTreeMap<IncomeId, IncomeEntry>,
}

/// Program income that was earned, or spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeEntry {
    /// Which of the two.
    pub what: IncomeMovement,
    /// How much.
    pub amount: Money,
    /// The day on which it was earned, or the accounting date of the expense.
    pub effective_on: NaiveDate,
    /// Why it no longer stands, and since when.
    pub reversed: Option<(Reason, NaiveDate)>,
}

/// What an entry of program income says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IncomeMovement {
    /// It was earned.
    Earned {
        /// What earned it.
        source: IncomeSource,
        /// The document that shows it.
        document: DocumentDigest,
    },
    /// It was spent.
    Expended {
        /// In place of federal funds, or beside them.
        method: IncomeMethod,
    },
}

/// A command about an award's program income.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncomeCommand {
    /// Say how it is used.
    SetMethod(SetProgramIncomeMethod),
    /// Record what was earned.
    Record(RecordProgramIncome),
    /// Spend it.
    Expend {
        /// What the prime said.
        input: ExpendProgramIncome,
        /// Claims that were reversed in a later federal fiscal year than they were approved in, by the year of the reversal.
        reversed_claims: ByFiscalYear,
    },
    /// Take an entry back.
    Reverse(ReverseProgramIncome),
}

impl ProgramIncome {
    /// Earned, and not spent.
    pub fn unexpended(&self) -> Money {
        self.earned.less(self.deducted).less(self.added)
    }

    /// Spent by a method.
    pub fn expended(&self, method: IncomeMethod) -> Money {
        match method {
            IncomeMethod::Deduction => self.deducted,
            IncomeMethod::Addition => self.added,
        }
    }

    fn set_expended(&mut self, method: IncomeMethod, expended: Money) {
        match method {
            IncomeMethod::Deduction => self.deducted = expended,
            IncomeMethod::Addition => self.added = expended,
        }
    }

    /// The income that stands on a document.
    pub fn standing_on(&self, document: &DocumentDigest) -> Option<&IncomeId> {
        let on = |entry: &IncomeEntry| matches!(&entry.what, IncomeMovement::Earned { document: held, .. } if held == document);
        self.entries
            .iter()
            .find(|(_, entry)| entry.reversed.is_none() && on(entry))
            .map(|(id, _)| id)
    }

    pub(super) fn evolve(&mut self, event: &AwardEvent) {
        if let AwardEvent::ProgramIncomeMethodSet { method, .. } = event {
            self.method = *method;
        }
        if let AwardEvent::ProgramIncomeEarned {
            income,
            source,
            amount,
            document,
            earned,
            effective_on,
            ..
        } = event
        {
            self.earned = *earned;
            let what = IncomeMovement::Earned {
                source: *source,
                document: document.clone(),
            };
            self.enter(income, what, *amount, *effective_on);
        }
        if let AwardEvent::ProgramIncomeExpended {
            income,
            method,
            amount,
            expended,
            effective_on,
            ..
        } = event
        {
            self.set_expended(*method, *expended);
            let what = IncomeMovement::Expended { method: *method };
            self.enter(income, what, *amount, *effective_on);
        }
        self.evolve_reversal(event);
    }

    fn evolve_reversal(&mut self, event: &AwardEvent) {
        if let AwardEvent::ProgramIncomeReversed { earned, .. } = event {
            self.earned = *earned;
        }
        if let AwardEvent::ProgramIncomeExpenseReversed {
            method, expended, ..
        } = event
        {
            self.set_expended(*method, *expended);
        }
        if let AwardEvent::ProgramIncomeReversed {
            income,
            reason,
            effective_on,
            ..
        }
        | AwardEvent::ProgramIncomeExpenseReversed {
            income,
            reason,
            effective_on,
            ..
        } = event
            && let Some(entry) = self.entries.get_mut(income)
        {
            entry.reversed = Some((reason.clone(), *effective_on));
        }
    }

    fn enter(&mut self, id: &IncomeId, what: IncomeMovement, amount: Money, on: NaiveDate) {
        let entry = IncomeEntry {
            what,
            amount,
            effective_on: on,
            reversed: None,
        };
        self.entries.insert(id.clone(), entry);
    }
}

impl Award {
    pub(super) fn income(&self, command: &IncomeCommand, received_on: NaiveDate) -> Decided {
        match command {
            IncomeCommand::SetMethod(input) => self.set_income_method(input, received_on),
            IncomeCommand::Record(input) => self.record_income(input, received_on),
            IncomeCommand::Expend {
                input,
                reversed_claims,
            } => self.expend_income(input, reversed_claims, received_on),
            IncomeCommand::Reverse(input) => self.reverse_income(input, received_on),
        }
    }

    fn set_income_method(&self, input: &SetProgramIncomeMethod, received_on: NaiveDate) -> Decided {
        let books = self.not_closed(&input.award)?;
        if books.income.method == input.method {
            return Ok(Vec::new());
        }
        books.dated(input.effective_on, received_on)?;
        Ok(vec![AwardEvent::ProgramIncomeMethodSet {
            award: input.award.clone(),
            method: input.method,
            reason: input.reason.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn record_income(&self, input: &RecordProgramIncome, received_on: NaiveDate) -> Decided {
        let what = IncomeMovement::Earned {
            source: input.source,
            document: input.document.clone(),
        };
        if self.was_income_entered(&input.income, &what, input.amount, input.effective_on)? {
            return Ok(Vec::new());
        }
        let books = self.not_closed(&input.award)?;
        let project = books.terms.project_period;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, project.starts_on)?;
        not_after(input.effective_on, project.ends_on)?;
        positive(input.amount)?;
        let income = &books.income;
        if let Some(held) = income.standing_on(&input.document) {
            return Err(AwardError::IncomeEvidenceUsed {
                income: held.clone(),
            });
        }
        if let Some(contribution) = books.contributions.standing_on(&input.document) {
            return Err(AwardError::IncomeEvidenceIsMatch {
                contribution: contribution.clone(),
            });
        }
        let plus = |held: Money| held.plus(input.amount).ok_or(AwardError::AmountOutOfRange);
        Ok(vec![AwardEvent::ProgramIncomeEarned {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            income: input.income.clone(),
            source: input.source,
            amount: input.amount,
            document: input.document.clone(),
            earned: plus(income.earned)?,
            unexpended: plus(income.unexpended())?,
            effective_on: input.effective_on,
        }])
    }

    fn expend_income(
        &self,
        input: &ExpendProgramIncome,
        reversed_claims: &ByFiscalYear,
        received_on: NaiveDate,
    ) -> Decided {
        // A repeat is known by its content, whatever method stands by now.
        for method in [IncomeMethod::Deduction, IncomeMethod::Addition] {
            let what = IncomeMovement::Expended { method };
            let held =
                self.was_income_entered(&input.income, &what, input.amount, input.effective_on);
            match (held, method) {
                (Ok(true), _) => return Ok(Vec::new()),
                (Err(error), IncomeMethod::Addition) => return Err(error),
                (Ok(false), _) | (Err(_), IncomeMethod::Deduction) => {}
            }
        }
        let books = self.not_closed(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, books.terms.project_period.starts_on)?;
        positive(input.amount)?;
        let income = &books.income;
        let unexpended = income.unexpended();
        if input.amount > unexpended {
            return Err(AwardError::IncomeOverUnexpended {
                asked: input.amount,
                unexpended,
            });
        }
        let expended = income.expended(income.method).plus(input.amount);
        let expended = expended.ok_or(AwardError::AmountOutOfRange)?;
        let prior_year = match income.method {
            IncomeMethod::Addition => None,
            IncomeMethod::Deduction => {
                let costs = books.funds.retained.less(income.deducted);
                if input.amount > costs {
                    return Err(AwardError::IncomeOverCosts {
                        asked: input.amount,
                        costs,
                    });
                }
                books.prior_year(input.amount, reversed_claims, input.effective_on)
            }
        };
        Ok(vec![AwardEvent::ProgramIncomeExpended {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            income: input.income.clone(),
            method: income.method,
            amount: input.amount,
            expended,
            unexpended: unexpended.less(input.amount),
            prior_year,
            effective_on: input.effective_on,
        }])
    }

    fn reverse_income(&self, input: &ReverseProgramIncome, received_on: NaiveDate) -> Decided {
        let unknown = || AwardError::UnknownIncome {
            income: input.income.clone(),
        };
        let held = self
            .issued(&input.award)?
            .income
            .entries
            .get(&input.income)
            .ok_or_else(unknown)?;
        match &held.reversed {
            Some((reason, on)) if *reason == input.reason && *on == input.effective_on => {
                return Ok(Vec::new());
            }
            Some((_, on)) => return Err(AwardError::IncomeAlreadyReversed { on: *on }),
            None => {}
        }
        let books = self.not_closed(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, held.effective_on)?;
        let unexpended = books.income.unexpended();
        match &held.what {
            IncomeMovement::Earned { .. } if held.amount > unexpended => {
                Err(AwardError::IncomeOverUnexpended {
                    asked: held.amount,
                    unexpended,
                })
            }
            IncomeMovement::Earned { .. } => Ok(vec![AwardEvent::ProgramIncomeReversed {
                award: input.award.clone(),
                programme: books.terms.programme.clone(),
                income: input.income.clone(),
                amount: held.amount,
                earned: books.income.earned.less(held.amount),
                unexpended: unexpended.less(held.amount),
                reason: input.reason.clone(),
                effective_on: input.effective_on,
            }]),
            IncomeMovement::Expended { method } => {
                let after = unexpended.plus(held.amount);
                Ok(vec![AwardEvent::ProgramIncomeExpenseReversed {
                    award: input.award.clone(),
                    programme: books.terms.programme.clone(),
                    income: input.income.clone(),
                    method: *method,
                    amount: held.amount,
                    expended: books.income.expended(*method).less(held.amount),
                    unexpended: after.ok_or(AwardError::AmountOutOfRange)?,
                    reason: input.reason.clone(),
                    effective_on: input.effective_on,
                }])
            }
        }
    }

    fn was_income_entered(
        &self,
        id: &IncomeId,
        what: &IncomeMovement,
        amount: Money,
        effective_on: NaiveDate,
    ) -> Result<bool, AwardError> {
        match self.books().and_then(|books| books.income.entries.get(id)) {
            None => Ok(false),
            Some(entry)
                if entry.what == *what
                    && entry.amount == amount
                    && entry.effective_on == effective_on
                    && entry.reversed.is_none() =>
            {
                Ok(true)
            }
            Some(_) => Err(AwardError::IncomeAlreadyEntered { income: id.clone() }),
        }
    }
}

impl AwardBooks {
    /// What income was deducted from stays: a cost that it paid is not taken back before the income is.
    pub(super) fn covers_income(&self, retained: Money) -> Result<(), AwardError> {
        let deducted = self.income.deducted;
        if retained < deducted {
            return Err(AwardError::CostPaidByIncome { deducted, retained });
        }
        Ok(())
    }

    /// Program income is spent before more is drawn; `room` is what could be drawn without it.
    pub(super) fn income_first(&self, asked: Money, room: Money) -> Result<(), AwardError> {
        let unexpended = self.income.unexpended();
        if unexpended.is_positive() && asked > room.less(unexpended) {
            return Err(AwardError::DrawBeforeIncome {
                asked,
                unexpended,
                room: room.less(unexpended),
            });
        }
        Ok(())
    }
}
