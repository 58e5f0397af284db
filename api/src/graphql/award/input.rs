//! What officers and primes say about awards.

use almoner_domain::ledger::{
    CloseAward, Command, ExtendAward, IssueAward, RecordDirectCost, ReduceAward, ResumeAward,
    SupplementAward, SuspendAward, WaiveSubAwardShare,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        award::CostCategory, period::PeriodInput, read::Fields, region::read_regions, scalar,
        submit::Input,
    },
};

/// Issues an award with its first budget period: the notice of award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardIssueInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The number of the notice: budget year 01, amendment 00, such as `90ZV0134-01-00`.
    pub(crate) number: scalar::AwardNumber,
    /// The programme that pays.
    pub(crate) programme: scalar::ProgrammeCode,
    /// The notice of funding. The programme's rules for it on the first day of the project are pinned to the award.
    pub(crate) notice: String,
    /// The prime: the organization that receives the award.
    pub(crate) grantee: scalar::OrganizationId,
    /// What the award is for, up to 200 characters.
    pub(crate) title: String,
    /// The assistance listing, such as `93.598`.
    pub(crate) assistance_listing: scalar::AssistanceListing,
    /// Federal funds of the first budget period.
    pub(crate) amount: scalar::Money,
    /// The federal part of the total cost, where others share it: 0.7187 is 71.87 percent.
    pub(crate) federal_share: Option<scalar::Rate>,
    /// The HHS regions that it serves, from 1 to 10; none is the whole country.
    pub(crate) regions: Vec<i32>,
    /// The period of performance.
    pub(crate) project_period: PeriodInput,
    /// The first budget period.
    pub(crate) budget_period: PeriodInput,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardIssueInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let number = fields.read("number", &self.number);
        let programme = fields.read("programme", &self.programme);
        let notice = fields.read("notice", &self.notice);
        let grantee = fields.read("grantee", &self.grantee);
        let title = fields.read("title", &self.title);
        let assistance_listing = fields.read("assistanceListing", &self.assistance_listing);
        let amount = fields.read("amount", &self.amount);
        let federal_share = fields.read_optional("federalShare", self.federal_share.as_ref());
        let regions = read_regions(fields, "regions", &self.regions);
        let project_period =
            fields.within("projectPeriod", |fields| self.project_period.read(fields));
        let budget_period = fields.within("budgetPeriod", |fields| self.budget_period.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(IssueAward {
            number: number?,
            programme: programme?,
            notice: notice?,
            grantee: grantee?,
            title: title?,
            assistance_listing: assistance_listing?,
            amount: amount?,
            federal_share: federal_share?,
            regions: regions?,
            project_period: project_period?,
            budget_period: budget_period?,
            effective_on: effective_on?,
        }))
    }
}

/// Adds federal funds to an award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardSupplementInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The number of the notice: the award's next amendment.
    pub(crate) number: scalar::AwardNumber,
    /// Funds added, above zero.
    pub(crate) amount: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardSupplementInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let number = fields.read("number", &self.number);
        let amount = fields.read("amount", &self.amount);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SupplementAward {
            award: award?,
            number: number?,
            amount: amount?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Takes federal funds of an award back; never more than is neither obligated nor spent.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardReduceInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The number of the notice: the award's next amendment.
    pub(crate) number: scalar::AwardNumber,
    /// Funds taken back, above zero.
    pub(crate) amount: scalar::Money,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardReduceInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let number = fields.read("number", &self.number);
        let amount = fields.read("amount", &self.amount);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReduceAward {
            award: award?,
            number: number?,
            amount: amount?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Extends the period of performance at no cost.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardExtendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The number of the notice: the award's next amendment.
    pub(crate) number: scalar::AwardNumber,
    /// The new last day.
    pub(crate) ends_on: scalar::Date,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardExtendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let number = fields.read("number", &self.number);
        let ends_on = fields.read("endsOn", &self.ends_on);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExtendAward {
            award: award?,
            number: number?,
            ends_on: ends_on?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Suspends an award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardSuspendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardSuspendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SuspendAward {
            award: award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Ends the suspension of an award.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardResumeInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardResumeInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ResumeAward {
            award: award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Closes an award; what is unassigned returns to the programme. An award that must pass on a share closes below it only with a waiver.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardCloseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardCloseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(CloseAward {
            award: award?,
            effective_on: effective_on?,
        }))
    }
}

/// Lets an award close below its sub-award share.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardSubAwardShareWaiveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardSubAwardShareWaiveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(WaiveSubAwardShare {
            award: award?,
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}

/// Records a cost that the prime paid from funds that it retained.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct AwardDirectCostRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The award, by its FAIN.
    pub(crate) award: scalar::Fain,
    /// The cost's id, unique in the award.
    pub(crate) cost: scalar::CostId,
    /// What it was for.
    pub(crate) category: CostCategory,
    /// How much, above zero.
    pub(crate) amount: scalar::Money,
    /// SHA-256 of the document that shows it, where you name one. What others contributed is no cost.
    pub(crate) document: Option<scalar::Digest>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for AwardDirectCostRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let award = fields.read("award", &self.award);
        let cost = fields.read("cost", &self.cost);
        let amount = fields.read("amount", &self.amount);
        let document = fields.read_optional("document", self.document.as_ref());
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordDirectCost {
            award: award?,
            cost: cost?,
            category: self.category.into(),
            amount: amount?,
            document: document?,
            effective_on: effective_on?,
        }))
    }
}
