//! Deciding on program income: what is recorded, what it is spent on, and that it is spent before more is drawn.

use chrono::NaiveDate;

use super::{
    Award, AwardBooks, AwardError, AwardEvent, ByFiscalYear, CashError, CostError, IncomeCommand,
    IncomeError, IncomeEvent, IncomeMethod, IncomeMovement,
    decide::{Decided, positive},
};
use crate::{
    id::IncomeId,
    ledger::{
        ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome, SetProgramIncomeMethod,
    },
    money::Money,
    period::{not_after, not_before},
};
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
        Ok(vec![AwardEvent::Income(
            IncomeEvent::ProgramIncomeMethodSet {
                award: input.award.clone(),
                method: input.method,
                reason: input.reason.clone(),
                effective_on: input.effective_on,
            },
        )])
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
            return Err(AwardError::Income(IncomeError::IncomeEvidenceUsed {
                income: held.clone(),
            }));
        }
        if let Some(contribution) = books.contributions.standing_on(&input.document) {
            return Err(AwardError::Income(IncomeError::IncomeEvidenceIsMatch {
                contribution: contribution.clone(),
            }));
        }
        let plus = |held: Money| held.plus(input.amount).ok_or(AwardError::AmountOutOfRange);
        Ok(vec![AwardEvent::Income(IncomeEvent::ProgramIncomeEarned {
            award: input.award.clone(),
            programme: books.terms.programme.clone(),
            income: input.income.clone(),
            source: input.source,
            amount: input.amount,
            document: input.document.clone(),
            earned: plus(income.earned)?,
            unexpended: plus(income.unexpended())?,
            effective_on: input.effective_on,
        })])
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
            return Err(AwardError::Income(IncomeError::IncomeOverUnexpended {
                asked: input.amount,
                unexpended,
            }));
        }
        let expended = income.expended(income.method).plus(input.amount);
        let expended = expended.ok_or(AwardError::AmountOutOfRange)?;
        let prior_year = match income.method {
            IncomeMethod::Addition => None,
            IncomeMethod::Deduction => {
                let costs = books.funds.retained.less(income.deducted);
                if input.amount > costs {
                    return Err(AwardError::Income(IncomeError::IncomeOverCosts {
                        asked: input.amount,
                        costs,
                    }));
                }
                books.prior_year(input.amount, reversed_claims, input.effective_on)
            }
        };
        Ok(vec![AwardEvent::Income(
            IncomeEvent::ProgramIncomeExpended {
                award: input.award.clone(),
                programme: books.terms.programme.clone(),
                income: input.income.clone(),
                method: income.method,
                amount: input.amount,
                expended,
                unexpended: unexpended.less(input.amount),
                prior_year,
                effective_on: input.effective_on,
            },
        )])
    }

    fn reverse_income(&self, input: &ReverseProgramIncome, received_on: NaiveDate) -> Decided {
        let unknown = || {
            AwardError::Income(IncomeError::UnknownIncome {
                income: input.income.clone(),
            })
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
            Some((_, on)) => {
                return Err(AwardError::Income(IncomeError::IncomeAlreadyReversed {
                    on: *on,
                }));
            }
            None => {}
        }
        let books = self.not_closed(&input.award)?;
        books.dated(input.effective_on, received_on)?;
        not_before(input.effective_on, held.effective_on)?;
        let unexpended = books.income.unexpended();
        match &held.what {
            IncomeMovement::Earned { .. } if held.amount > unexpended => {
                Err(AwardError::Income(IncomeError::IncomeOverUnexpended {
                    asked: held.amount,
                    unexpended,
                }))
            }
            IncomeMovement::Earned { .. } => Ok(vec![AwardEvent::Income(
                IncomeEvent::ProgramIncomeReversed {
                    award: input.award.clone(),
                    programme: books.terms.programme.clone(),
                    income: input.income.clone(),
                    amount: held.amount,
                    earned: books.income.earned.less(held.amount),
                    unexpended: unexpended.less(held.amount),
                    reason: input.reason.clone(),
                    effective_on: input.effective_on,
                },
            )]),
            IncomeMovement::Expended { method } => {
                let after = unexpended.plus(held.amount);
                Ok(vec![AwardEvent::Income(
                    IncomeEvent::ProgramIncomeExpenseReversed {
                        award: input.award.clone(),
                        programme: books.terms.programme.clone(),
                        income: input.income.clone(),
                        method: *method,
                        amount: held.amount,
                        expended: books.income.expended(*method).less(held.amount),
                        unexpended: after.ok_or(AwardError::AmountOutOfRange)?,
                        reason: input.reason.clone(),
                        effective_on: input.effective_on,
                    },
                )])
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
            Some(_) => Err(AwardError::Income(IncomeError::IncomeAlreadyEntered {
                income: id.clone(),
            })),
        }
    }
}

impl AwardBooks {
    /// What income was deducted from stays: a cost that it paid is not taken back before the income is.
    pub(super) fn covers_income(&self, retained: Money) -> Result<(), AwardError> {
        let deducted = self.income.deducted;
        if retained < deducted {
            return Err(AwardError::Cost(CostError::CostPaidByIncome {
                deducted,
                retained,
            }));
        }
        Ok(())
    }

    /// Program income is spent before more is drawn; `room` is what could be drawn without it.
    pub(super) fn income_first(&self, asked: Money, room: Money) -> Result<(), AwardError> {
        let unexpended = self.income.unexpended();
        if unexpended.is_positive() && asked > room.less(unexpended) {
            return Err(AwardError::Cash(CashError::DrawBeforeIncome {
                asked,
                unexpended,
                room: room.less(unexpended),
            }));
        }
        Ok(())
    }
}
