//! Clients' cases, under random codes.

mod code;
mod deadline;
mod erasure;
mod filter;
mod history;
mod input;
mod late;
mod mutation;
mod object;
mod query;
mod reference;
mod safekeeping;
mod sealed;
mod value;

use code::mint_code;
pub(crate) use deadline::ClientDeadline;
pub(crate) use erasure::{ClientErasure, ClientHold};
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
pub(crate) use reference::ClientCaseReferenceRecordInput;
pub(crate) use safekeeping::{
    ClientErasureApproveInput, ClientErasureRequestInput, ClientErasureWithdrawInput,
    ClientHoldLiftInput, ClientHoldPlaceInput,
};
pub(crate) use sealed::{SealedText, Sealing, is_erased, refusal_of, seal_for_client};
pub(crate) use value::{
    AgeBand, ClientPhase, ClientStatus, ClosingReason, DeadlineKind, ErasureReason, ErasureStatus,
    ErasureWithdrawalReason, ExtensionReason, FamilyRelation, HoldReason, LeavingReason,
    LetterKind, PhaseBasis, Population, ReopeningReason,
};
