//! What is asked about the program income of an award.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    award::{IncomeMethod, IncomeSource},
    id::IncomeId,
    identifier::Fain,
    ledger::StreamId,
    measure::DocumentDigest,
    money::Money,
    text::Reason,
};

macro_rules! of_award {
    ($($name:ident)+) => {$(
        impl Asked for $name {
            fn streams(&self) -> Vec<StreamId> {
                vec![StreamId::award(&self.award)]
            }
        }
    )+};
}

of_award! { SetProgramIncomeMethod RecordProgramIncome ExpendProgramIncome ReverseProgramIncome }

/// An officer says how program income of an award is used from now on: a term of the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetProgramIncomeMethod {
    /// The award.
    pub award: Fain,
    /// How.
    pub method: IncomeMethod,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime records program income that the project earned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordProgramIncome {
    /// The award.
    pub award: Fain,
    /// The income, unique in the award among what is earned and spent.
    pub income: IncomeId,
    /// What earned it.
    pub source: IncomeSource,
    /// How much; where others share the cost of the project, the federal share of it.
    pub amount: Money,
    /// SHA-256 of the document that shows it.
    pub document: DocumentDigest,
    /// The day on which it was earned.
    pub effective_on: NaiveDate,
}

/// The prime spends program income, by the method of the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExpendProgramIncome {
    /// The award.
    pub award: Fain,
    /// The expense, unique in the award among what is earned and spent.
    pub income: IncomeId,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime takes back what it recorded in error as earned or as spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReverseProgramIncome {
    /// The award.
    pub award: Fain,
    /// What was earned or spent.
    pub income: IncomeId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}
