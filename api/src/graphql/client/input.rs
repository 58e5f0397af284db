//! What providers and primes say about clients' cases. No field can hold personal data.

use almoner_domain::client::EnrolmentAttestation;
use almoner_domain::ledger::{
    AddFamilyMember, ChangeClientPhase, CloseClient, Command, EnrolClient, TransferClient,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        client::{
            AgeBand, ClientPhase, ClosingReason, FamilyRelation, PhaseBasis, Population, mint_code,
        },
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// What the enrolling provider attests, so that the facts themselves never enter the ledger.
#[derive(Debug, Clone, InputObject)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent attestations"
)]
pub(crate) struct EnrolmentAttestationInput {
    /// The client is a foreign national: neither a citizen nor a permanent resident.
    pub(crate) foreign_national: bool,
    /// The client is out of the trafficking situation.
    pub(crate) out_of_situation: bool,
    /// The client needs case management.
    pub(crate) needs_case_management: bool,
    /// The client is not in federal or state custody or foster care.
    pub(crate) not_in_custody: bool,
}

/// Takes up a case. The ledger mints the client's random code.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientEnrolInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The sub-award under which the case is managed.
    pub(crate) sub_award: scalar::SubAwardId,
    /// Adult or child.
    pub(crate) population: Population,
    /// A band of ages.
    pub(crate) age_band: AgeBand,
    /// Where the client is served; one of the sub-award's states.
    pub(crate) state: scalar::State,
    /// The first phase of the case.
    pub(crate) phase: ClientPhase,
    /// What the provider attests.
    pub(crate) attestation: EnrolmentAttestationInput,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientEnrolInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, mint: &Mint) -> Option<Command> {
        let client = mint_code(mint);
        let sub_award = fields.read("subAward", &self.sub_award);
        let state = fields.read("state", &self.state);
        let attestation = Some(EnrolmentAttestation {
            foreign_national: self.attestation.foreign_national,
            out_of_situation: self.attestation.out_of_situation,
            needs_case_management: self.attestation.needs_case_management,
            not_in_custody: self.attestation.not_in_custody,
        });
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(EnrolClient {
            client: client?,
            sub_award: sub_award?,
            population: self.population.into(),
            age_band: self.age_band.into(),
            state: state?,
            phase: self.phase.into(),
            attestation: attestation?,
            effective_on: effective_on?,
        }))
    }
}

/// Moves a case to another phase.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientPhaseChangeInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The phase.
    pub(crate) phase: ClientPhase,
    /// What the change rests on.
    pub(crate) basis: PhaseBasis,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientPhaseChangeInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ChangeClientPhase {
            client: client?,
            phase: self.phase.into(),
            basis: self.basis.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Adds a family member to a case. The ledger mints the member's random code.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientFamilyMemberAddInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The derivative class.
    pub(crate) relation: FamilyRelation,
    /// The member lives in the household, which raises the annual cap of the case.
    pub(crate) in_household: bool,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientFamilyMemberAddInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let member = mint_code(mint);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AddFamilyMember {
            client: client?,
            member: member?,
            relation: self.relation.into(),
            in_household: self.in_household,
            effective_on: effective_on?,
        }))
    }
}

/// Moves a case to another sub-award of the same prime. The client keeps the code.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientTransferInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// The sub-award that takes the case over.
    pub(crate) to_sub_award: scalar::SubAwardId,
    /// Where the client is served from then on.
    pub(crate) state: scalar::State,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientTransferInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let to_sub_award = fields.read("toSubAward", &self.to_sub_award);
        let state = fields.read("state", &self.state);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(TransferClient {
            client: client?,
            to_sub_award: to_sub_award?,
            state: state?,
            effective_on: effective_on?,
        }))
    }
}

/// Closes a case.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ClientCloseInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The client, by the random code that the enrolment gave.
    pub(crate) client: scalar::ClientCode,
    /// Why.
    pub(crate) reason: ClosingReason,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ClientCloseInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let client = fields.read("client", &self.client);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(CloseClient {
            client: client?,
            reason: self.reason.into(),
            effective_on: effective_on?,
        }))
    }
}
