//! The program income of awards.

mod input;
mod mutation;
mod object;

pub(crate) use input::{
    ProgramIncomeExpendInput, ProgramIncomeMethodSetInput, ProgramIncomeRecordInput,
    ProgramIncomeReverseInput,
};
pub(crate) use mutation::IncomeMutation;
pub(crate) use object::{IncomeEntry, ProgramIncome};
