//! How sub-awardees correct claims, and how an officer reconsiders a denial.

use almoner_domain::ledger::{Command, ReconsiderClaim, ReplaceClaim, VoidClaim};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        claim::{ClaimLineInput, ReconsiderationDecision, VoidReason, read_lines},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// Voids a claim (frequency 8): its funds, its client's year and month are free again, and what was paid of it is owed
/// back. A claim that is in a payment is voided once the payment is confirmed.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimVoidInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// Why.
    pub(crate) reason: VoidReason,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimVoidInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(VoidClaim {
            claim: claim?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Replaces a claim (frequency 7) by the next version of its number. It is adjudicated at once, as if the claim that it
/// replaces had never been. What was paid counts: a lower replacement leaves the difference owed back, a higher one is
/// paid the difference.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimReplaceInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim that is replaced: the latest version of its number.
    pub(crate) claim: scalar::ClaimId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The month of service.
    pub(crate) service_month: scalar::Month,
    /// What is claimed, all of it, not the difference: 1 to 50 lines.
    pub(crate) lines: Vec<ClaimLineInput>,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimReplaceInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let client = fields.read("client", &self.client);
        let service_month = fields.read("serviceMonth", &self.service_month);
        let lines = read_lines(fields, "lines", &self.lines);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReplaceClaim {
            claim: claim?,
            client: client?,
            service_month: service_month?,
            lines: lines?,
            effective_on: effective_on?,
        }))
    }
}

/// Reconsiders the denial of a claim, once and for all. Who denied it does not reconsider it.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClaimReconsiderInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The claim.
    pub(crate) claim: scalar::ClaimId,
    /// Whether the denial stands.
    pub(crate) decision: ReconsiderationDecision,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClaimReconsiderInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let claim = fields.read("claim", &self.claim);
        let reason = fields.read("reason", &self.reason);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReconsiderClaim {
            claim: claim?,
            decision: self.decision.into(),
            reason: reason?,
            effective_on: effective_on?,
        }))
    }
}
