//! What an organization is asked, with the facts that the ledger looked up for it.

use chrono::NaiveDate;

use super::Evidence;
use crate::{
    id::{ActorId, SubAwardId},
    identifier::Fain,
    ledger::{
        AttestGrassroots, ExcludeOrganization, RegisterOrganization, ReinstateOrganization,
        WithdrawGrassroots,
    },
};

/// A command to an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganizationCommand {
    /// Enter the register.
    Register {
        /// What the officer said.
        input: RegisterOrganization,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// SAM excludes it.
    Exclude {
        /// What the officer said.
        input: ExcludeOrganization,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// It is a qualified local grassroots organization.
    Attest {
        /// What the officer said.
        input: AttestGrassroots,
        /// The officer's account.
        attested_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// It is none any more.
    Withdraw {
        /// What the officer said.
        input: WithdrawGrassroots,
        /// The officer's account.
        withdrawn_by: ActorId,
        /// The day it was received.
        received_on: NaiveDate,
    },
    /// A sub-award to it counts towards a sub-award share.
    CountSubAward {
        /// The sub-award.
        sub_award: SubAwardId,
        /// Its award.
        award: Fain,
        /// The accounting date.
        effective_on: NaiveDate,
    },
    /// A document shows something for one of its awards.
    CountEvidence(Evidence),
    /// What it showed was taken back.
    FreeEvidence(Evidence),
    /// The exclusion ended.
    Reinstate {
        /// What the officer said.
        input: ReinstateOrganization,
        /// The day it was received.
        received_on: NaiveDate,
    },
}
