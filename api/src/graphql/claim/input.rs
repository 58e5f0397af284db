//! What sub-awardees and officers say about claims.

use almoner_domain::ledger::{ApproveClaim, Command, DenyClaim, SubmitClaim};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        claim::{ClaimLineInput, DenialReason, read_lines},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// Claims for a client and a month. The claim is adjudicated at once, line by line.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimSubmitInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award that is claimed under.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Your number for the claim, unique in the sub-award.
    pub(crate) number: scalar::ClaimNumber,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The month of service.
    pub(crate) service_month: scalar::Month,
    /// What is claimed: 1 to 50 lines.
    pub(crate) lines: Vec<ClaimLineInput>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimSubmitInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let sub_award = fields.read("subAward", &self.sub_award);
        let number = fields.read("number", &self.number);
        let client = fields.read("client", &self.client);
        let service_month = fields.read("serviceMonth", &self.service_month);
        let lines = read_lines(fields, "lines", &self.lines);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(SubmitClaim {
            sub_award: sub_award?,
            number: number?,
            client: client?,
            service_month: service_month?,
            lines: lines?,
            effective_on: effective_on?,
        }))
    }
}

/// Approves what a claim has payable. A claim that waits is first released, if there are funds now.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimApproveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimApproveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ApproveClaim {
            claim: claim?,
            effective_on: effective_on?,
        }))
    }
}

/// Denies a claim: all that was payable is adjusted away, and its funds and caps are free again.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimDenyInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// Why.
    pub(crate) reason: DenialReason,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimDenyInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(DenyClaim {
            claim: claim?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}
