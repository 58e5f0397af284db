//! What an officer says about organizations.

use almoner_domain::identifier::EntityIdentifier;
use almoner_domain::ledger::{
    AttestGrassroots, Command, ExcludeOrganization, RegisterOrganization, ReinstateOrganization,
    WithdrawGrassroots,
};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{organization::EntityIdentifierScheme, read::Fields, scalar, submit::Input},
};

/// Enters an organization into the register.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct OrganizationRegisterInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The id that it gets; it never changes.
    pub(crate) organization: scalar::OrganizationId,
    /// Its name, up to 200 characters.
    pub(crate) name: String,
    /// By which number it is identified: DUNS before 2022-04-04, UEI from then on.
    pub(crate) identifier_scheme: EntityIdentifierScheme,
    /// The number: a UEI of 12 letters or digits, or a DUNS number of nine digits.
    pub(crate) identifier: String,
    /// Where it is.
    pub(crate) state: scalar::State,
    /// It is a qualified local grassroots organization: sub-awards to it count towards the sub-award share.
    pub(crate) grassroots: bool,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for OrganizationRegisterInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let organization = fields.read("organization", &self.organization);
        let name = fields.read("name", &self.name);
        let identifier = match self.identifier_scheme {
            EntityIdentifierScheme::Uei => fields
                .read("identifier", &self.identifier)
                .map(EntityIdentifier::Uei),
            EntityIdentifierScheme::Duns => fields
                .read("identifier", &self.identifier)
                .map(EntityIdentifier::Duns),
        };
        let state = fields.read("state", &self.state);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(RegisterOrganization {
            organization: organization?,
            name: name?,
            identifier: identifier?,
            state: state?,
            grassroots: self.grassroots,
            effective_on: effective_on?,
        }))
    }
}

/// Records that SAM.gov excludes the organization from federal awards.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct OrganizationExcludeInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The organization.
    pub(crate) organization: scalar::OrganizationId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for OrganizationExcludeInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let organization = fields.read("organization", &self.organization);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ExcludeOrganization {
            organization: organization?,
            effective_on: effective_on?,
        }))
    }
}

/// Records that the exclusion in SAM.gov ended.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct OrganizationReinstateInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The organization.
    pub(crate) organization: scalar::OrganizationId,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for OrganizationReinstateInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let organization = fields.read("organization", &self.organization);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(ReinstateOrganization {
            organization: organization?,
            effective_on: effective_on?,
        }))
    }
}

/// Attests that the organization is a qualified local grassroots one.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct OrganizationAttestGrassrootsInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The organization.
    pub(crate) organization: scalar::OrganizationId,
    /// SHA-256 of the evidence, which you keep.
    pub(crate) evidence: scalar::Digest,
    /// The first day on which it holds: sub-awards executed from then on count towards the sub-award share.
    pub(crate) effective_on: scalar::Date,
}

impl Input for OrganizationAttestGrassrootsInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let organization = fields.read("organization", &self.organization);
        let evidence = fields.read("evidence", &self.evidence);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(AttestGrassroots {
            organization: organization?,
            evidence: evidence?,
            effective_on: effective_on?,
        }))
    }
}

/// Withdraws the attestation that the organization is a qualified local grassroots one. Its sub-awards that are not closed leave
/// the sub-award shares of their awards.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct OrganizationWithdrawGrassrootsInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The organization.
    pub(crate) organization: scalar::OrganizationId,
    /// Why, up to 1,000 characters. No person is named.
    pub(crate) reason: String,
    /// Sub-awards to it that were executed before the ledger held them with their organization: those leave the shares too.
    pub(crate) sub_awards: Option<Vec<scalar::SubAwardId>>,
    /// The first day on which it does not hold.
    pub(crate) effective_on: scalar::Date,
}

impl Input for OrganizationWithdrawGrassrootsInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let organization = fields.read("organization", &self.organization);
        let reason = fields.read("reason", &self.reason);
        let sub_awards = self.sub_awards.as_deref().unwrap_or_default();
        let sub_awards = fields.read_list("subAwards", sub_awards);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(WithdrawGrassroots {
            organization: organization?,
            reason: reason?,
            sub_awards: sub_awards?,
            effective_on: effective_on?,
        }))
    }
}
