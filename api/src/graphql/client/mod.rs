//! Clients' cases, under random codes.

mod code;
mod deadline;
mod filter;
mod history;
mod input;
mod late;
mod mutation;
mod object;
mod query;
mod value;

use code::mint_code;
pub(crate) use deadline::ClientDeadline;
pub(crate) use filter::ClientFilterInput;
pub(crate) use history::{ClientFamilyMember, ClientLetter, ClientPhaseSpan};
pub(crate) use input::{
    ClientCloseInput, ClientEnrolInput, ClientFamilyMemberAddInput, ClientPhaseChangeInput,
    ClientTransferInput,
};
pub(crate) use late::{
    ClientFamilyMemberRemoveInput, ClientInterimExtendInput, ClientLetterRecordInput,
    ClientReopenInput,
};
pub(crate) use mutation::ClientMutation;
pub(crate) use object::{Client, ClientYear};
pub(crate) use query::ClientQuery;
pub(crate) use value::{
    AgeBand, ClientPhase, ClientStatus, ClosingReason, DeadlineKind, ExtensionReason,
    FamilyRelation, LeavingReason, LetterKind, PhaseBasis, Population, ReopeningReason,
};
