//! What a client's case decides.

use chrono::NaiveDate;

use super::{Case, Client, ClientCommand, ClientError, ClientEvent};
use crate::id::ClientCode;

pub(super) type Decided = Result<Vec<ClientEvent>, ClientError>;

impl Client {
    /// What follows from a command.
    pub fn decide(&self, command: &ClientCommand) -> Decided {
        if self.is_erased() && changes_a_case(command) {
            return Err(ClientError::Erased);
        }
        match command {
            ClientCommand::Enrol {
                input,
                placement,
                received_on,
            } => self.enrol(input, placement, *received_on),
            ClientCommand::ChangePhase { input, received_on } => {
                self.change_phase(input, *received_on)
            }
            ClientCommand::AddFamilyMember {
                input,
                member_has_case,
                received_on,
            } => self.add_family_member(input, *member_has_case, *received_on),
            ClientCommand::RecordLetter { input, received_on } => {
                self.record_letter(input, *received_on)
            }
            ClientCommand::ExtendInterimAssistance {
                input,
                approved_by,
                received_on,
            } => self.extend_interim_assistance(input, approved_by, *received_on),
            ClientCommand::RemoveFamilyMember { input, received_on } => {
                self.remove_family_member(input, *received_on)
            }
            ClientCommand::Reopen {
                input,
                placement,
                received_on,
            } => self.reopen(input, placement, *received_on),
            ClientCommand::Transfer {
                input,
                placement,
                from_grantee,
                received_on,
            } => self.transfer(input, placement, from_grantee, *received_on),
            ClientCommand::Close { input, received_on } => self.close(input, *received_on),
            ClientCommand::Reserve { .. } => self.reserve(command),
            ClientCommand::Release {
                claim,
                effective_on,
            } => Ok(self.release(claim, *effective_on)),
            ClientCommand::TurnDown { .. }
            | ClientCommand::DeferReadjudication { .. }
            | ClientCommand::FinishReadjudication { .. } => Ok(self.keep_in_mind(command)),
            ClientCommand::RecordReference { input, received_on } => {
                self.record_reference(input, *received_on)
            }
            ClientCommand::PlaceHold {
                input,
                by,
                received_on,
            } => self.place_hold(input, by, *received_on),
            ClientCommand::LiftHold {
                input,
                by,
                received_on,
            } => self.lift_hold(input, by, *received_on),
            ClientCommand::RequestErasure {
                input,
                keeping,
                by,
                received_on,
            } => self.request_erasure(input, keeping, by, *received_on),
            ClientCommand::WithdrawErasure {
                input,
                by,
                received_on,
            } => self.withdraw_erasure(input, by, *received_on),
            ClientCommand::ApproveErasure {
                input,
                keeping,
                by,
                received_on,
            } => self.approve_erasure(input, keeping, by, *received_on),
            ClientCommand::RecordErasure { input } => self.record_erasure(input),
        }
    }

    /// The case as it was on a day on which it was open: what is learned late may still be about that day.
    pub(super) fn open_on(&self, client: &ClientCode, on: NaiveDate) -> Result<&Case, ClientError> {
        match self {
            Self::Closed {
                case, closed_on, ..
            } if on <= *closed_on => Ok(case),
            Self::Unknown | Self::Open { .. } | Self::Closed { .. } => self.open(client),
        }
    }

    pub(super) fn open(&self, client: &ClientCode) -> Result<&Case, ClientError> {
        match self {
            Self::Unknown => Err(ClientError::Unknown {
                client: client.clone(),
            }),
            Self::Open { case } => Ok(case),
            Self::Closed { closed_on, .. } => Err(ClientError::Closed {
                closed_on: *closed_on,
            }),
        }
    }
}

/// What a person asks of a case, which ends with its erasure; what claims ask of it does not.
fn changes_a_case(command: &ClientCommand) -> bool {
    match command {
        ClientCommand::ChangePhase { .. }
        | ClientCommand::AddFamilyMember { .. }
        | ClientCommand::RecordLetter { .. }
        | ClientCommand::ExtendInterimAssistance { .. }
        | ClientCommand::RemoveFamilyMember { .. }
        | ClientCommand::Reopen { .. }
        | ClientCommand::Transfer { .. }
        | ClientCommand::Close { .. } => true,
        ClientCommand::Enrol { .. }
        | ClientCommand::RecordReference { .. }
        | ClientCommand::PlaceHold { .. }
        | ClientCommand::LiftHold { .. }
        | ClientCommand::RequestErasure { .. }
        | ClientCommand::WithdrawErasure { .. }
        | ClientCommand::ApproveErasure { .. }
        | ClientCommand::RecordErasure { .. }
        | ClientCommand::Reserve { .. }
        | ClientCommand::Release { .. }
        | ClientCommand::TurnDown { .. }
        | ClientCommand::DeferReadjudication { .. }
        | ClientCommand::FinishReadjudication { .. } => false,
    }
}
