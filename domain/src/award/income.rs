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

use super::{ByFiscalYear, IncomeEvent};
use crate::{
    id::IncomeId,
    ledger::{
        ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome, SetProgramIncomeMethod,
    },
    measure::DocumentDigest,
    money::Money,
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

    pub(super) fn evolve(&mut self, event: &IncomeEvent) {
        match event {
            IncomeEvent::ProgramIncomeMethodSet { method, .. } => self.method = *method,
            IncomeEvent::ProgramIncomeEarned {
                income,
                source,
                amount,
                document,
                earned,
                effective_on,
                ..
            } => {
                self.earned = *earned;
                let what = IncomeMovement::Earned {
                    source: *source,
                    document: document.clone(),
                };
                self.enter(income, what, *amount, *effective_on);
            }
            IncomeEvent::ProgramIncomeExpended {
                income,
                method,
                amount,
                expended,
                effective_on,
                ..
            } => {
                self.set_expended(*method, *expended);
                let what = IncomeMovement::Expended { method: *method };
                self.enter(income, what, *amount, *effective_on);
            }
            IncomeEvent::ProgramIncomeReversed {
                income,
                earned,
                reason,
                effective_on,
                ..
            } => {
                self.earned = *earned;
                self.reverse(income, reason, *effective_on);
            }
            IncomeEvent::ProgramIncomeExpenseReversed {
                income,
                method,
                expended,
                reason,
                effective_on,
                ..
            } => {
                self.set_expended(*method, *expended);
                self.reverse(income, reason, *effective_on);
            }
        }
    }

    fn reverse(&mut self, id: &IncomeId, reason: &Reason, on: NaiveDate) {
        if let Some(entry) = self.entries.get_mut(id) {
            entry.reversed = Some((reason.clone(), on));
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
