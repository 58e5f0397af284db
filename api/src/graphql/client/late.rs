//! What is said about a case in the course of its life: letters, an extension, a family member who leaves, a re-opening.
//! No field can hold personal data, nor a letter's number.

use almoner_domain::{
    client::RequestReceipt,
    ledger::{Command, ExtendInterimAssistance, RecordLetter, RemoveFamilyMember, ReopenClient},
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        client::{ExtensionReason, LeavingReason, LetterKind, PhaseBasis, ReopeningReason},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// What the provider attests about the request for a child. Age is tested on the day of the receipt and never again; a
/// birth date never enters the ledger.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct RequestReceiptInput {
    /// The day on which the office received the request.
    pub(crate) received_on: scalar::Date,
    /// The child was under 18 on that day.
    #[graphql(name = "under18OnReceipt")]
    pub(crate) under_18_on_receipt: bool,
}

/// Records a letter that you have seen. A Certification Letter and an Eligibility Letter move the case to their phase,
/// a denial closes it. The letter's number is not asked for.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientLetterRecordInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// Which letter.
    pub(crate) kind: LetterKind,
    /// The date on the letter.
    pub(crate) dated_on: scalar::Date,
    /// What a certification rests on; leave it out where the client is certified already.
    pub(crate) basis: Option<PhaseBasis>,
    /// What you attest about the request for a child; an Eligibility Letter needs it.
    pub(crate) receipt: Option<RequestReceiptInput>,
    /// The accounting date: the first day of eligibility. It may lie as far back as the enrolment.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientLetterRecordInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let dated_on = fields.read("datedOn", &self.dated_on);
        let receipt = match &self.receipt {
            Some(receipt) => {
                fields
                    .read("receipt.receivedOn", &receipt.received_on)
                    .map(|received_on| {
                        Some(RequestReceipt {
                            received_on,
                            under_18_on_receipt: receipt.under_18_on_receipt,
                        })
                    })
            }
            None => Some(None),
        };
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RecordLetter {
            client: client?,
            kind: self.kind.into(),
            dated_on: dated_on?,
            basis: self.basis.map(Into::into),
            receipt: receipt?,
            effective_on: effective_on?,
        }))
    }
}

/// Approves that a child's interim assistance goes on by 30 days. Before it ends, and once.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientInterimExtendInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: ExtensionReason,
    /// The accounting date: the day of the approval.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientInterimExtendInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExtendInterimAssistance {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Records that a family member no longer counts: left the household, or is no eligible dependent.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientFamilyMemberRemoveInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The family member, by the random code that joining gave.
    pub(crate) member: scalar::ClientCode,
    /// Why.
    pub(crate) reason: LeavingReason,
    /// The accounting date: the first day on which the member no longer counts.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientFamilyMemberRemoveInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let member = fields.read("member", &self.member);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RemoveFamilyMember {
            client: client?,
            member: member?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Takes up again a case that was closed. The days in between are not covered.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientReopenInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: ReopeningReason,
    /// The accounting date: the first day on which the case is open again, after the day on which it closed.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientReopenInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReopenClient {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}
