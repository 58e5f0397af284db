//! What officers and primes say about program income.

use almoner_domain::ledger::{
    Command, ExpendProgramIncome, RecordProgramIncome, ReverseProgramIncome, SetProgramIncomeMethod,
};
use async_graphql::InputObject;

use super::object::{IncomeMethod, IncomeSource};
use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Says how program income of an award is used from now on: a term of the award. Without one it is deducted.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ProgramIncomeMethodSetInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// By deduction or by addition.
    pub(crate) method: IncomeMethod,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ProgramIncomeMethodSetInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SetProgramIncomeMethod {
            award: award?,
            method: self.method.into(),
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Records program income that the project earned in its period of performance.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ProgramIncomeRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the income, unique in the award among what is earned and spent.
    pub(crate) income: scalar::IncomeId,
    /// What earned it.
    pub(crate) source: IncomeSource,
    /// How much, above zero; where others share the cost of the project, the federal share of it.
    pub(crate) amount: scalar::Money,
    /// SHA-256 of the document that shows it. You keep the document; it shows one income, and no contribution.
    pub(crate) document: scalar::Digest,
    /// The day on which it was earned.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ProgramIncomeRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let income = fields.read("income", &self.income);
        let amount = fields.read("amount", &self.amount);
        let document = fields.read("document", &self.document);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordProgramIncome {
            award: award?,
            income: income?,
            source: self.source.into(),
            amount: amount?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}

/// Spends program income by the award's method: in place of federal funds, or beside them.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ProgramIncomeExpendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Your id for the expense, unique in the award among what is earned and spent.
    pub(crate) income: scalar::IncomeId,
    /// How much, above zero: at most what is unexpended, and by deduction at most your own costs that federal funds pay for.
    pub(crate) amount: scalar::Money,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ProgramIncomeExpendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let income = fields.read("income", &self.income);
        let amount = fields.read("amount", &self.amount);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExpendProgramIncome {
            award: award?,
            income: income?,
            amount: amount?,
            effective_on: effective_on?,
        }))
    }
}

/// Takes back what was recorded in error as earned or as spent.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ProgramIncomeReverseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// What was earned or spent.
    pub(crate) income: scalar::IncomeId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ProgramIncomeReverseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let income = fields.read("income", &self.income);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReverseProgramIncome {
            award: award?,
            income: income?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}
