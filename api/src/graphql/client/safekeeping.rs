//! How officers hold what is kept about a client, and how two of them give it up.

use almoner_domain::ledger::{
    ApproveClientErasure, Command, LiftClientHold, PlaceClientHold, RequestClientErasure,
    WithdrawClientErasure,
};
use async_graphql::InputObject;

use super::{ErasureReason, ErasureWithdrawalReason, HoldReason};
use crate::{
    clock::Mint,
    graphql::{read::Fields, scalar, submit::Input},
};

/// Places a hold on a case: nothing that is held about the client is erased until it is lifted.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientHoldPlaceInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: HoldReason,
    /// The first day of the hold.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientHoldPlaceInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PlaceClientHold {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Lifts the hold on a case.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientHoldLiftInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code.
    pub(crate) client: scalar::ClientCode,
    /// The day on which the hold ends.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientHoldLiftInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(LiftClientHold {
            client: client?,
            effective_on: effective_on?,
        }))
    }
}

/// Asks that what is held about a client be erased. The case is closed, its claims are finished, no hold lies on it, and
/// the records of its awards need not be kept any longer.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientErasureRequestInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: ErasureReason,
    /// The day.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientErasureRequestInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RequestClientErasure {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Withdraws the request for an erasure before another officer approves it. Nothing is destroyed, and it can be asked for anew.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientErasureWithdrawInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: ErasureWithdrawalReason,
    /// The day.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientErasureWithdrawInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(WithdrawClientErasure {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Approves the erasure that another officer asked for. There is no way back: the client's key is destroyed at once.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientErasureApproveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code.
    pub(crate) client: scalar::ClientCode,
    /// The day, after the last on which records are kept.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientErasureApproveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ApproveClientErasure {
            client: client?,
            effective_on: effective_on?,
        }))
    }
}
