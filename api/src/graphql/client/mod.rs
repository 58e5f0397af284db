//! Clients' cases, under random codes.

mod code;
mod filter;
mod input;
mod mutation;
mod object;
mod query;
mod value;

use code::mint_code;
pub(crate) use filter::ClientFilterInput;
pub(crate) use input::{
    ClientCloseInput, ClientEnrolInput, ClientFamilyMemberAddInput, ClientPhaseChangeInput,
    ClientTransferInput,
};
pub(crate) use mutation::ClientMutation;
pub(crate) use object::{Client, ClientYear};
pub(crate) use query::ClientQuery;
pub(crate) use value::{
    AgeBand, ClientPhase, ClientStatus, ClosingReason, FamilyRelation, PhaseBasis, Population,
};
