//! An organization as it is read.

use almoner_domain::text::Reason;
use almoner_projections::organizations::OrganizationRow;
use async_graphql::{ID, Object};

use super::EntityIdentifierScheme;
use crate::graphql::{node, scalar, scope::Scope};

pub(crate) struct Organization {
    pub(crate) row: OrganizationRow,
    pub(crate) scope: Scope,
}

/// An organization of the register: a prime in one award may be a sub-awardee in another.
#[Object]
impl Organization {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Organization", &self.row.organization)
    }

    /// Its id in the register.
    async fn organization_id(&self) -> scalar::OrganizationId {
        scalar::OrganizationId::of(&self.row.organization)
    }

    /// Its name.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// By which number the federal government knows it.
    async fn identifier_scheme(&self) -> EntityIdentifierScheme {
        if self.row.identifier_scheme == "DUNS" {
            EntityIdentifierScheme::Duns
        } else {
            EntityIdentifierScheme::Uei
        }
    }

    /// Its UEI or DUNS number.
    async fn identifier(&self) -> &str {
        &self.row.identifier
    }

    /// Where it is.
    async fn state(&self) -> scalar::State {
        scalar::State::of(self.row.state.code())
    }

    /// The HHS region that it is in, from 1 to 10.
    async fn region(&self) -> u8 {
        self.row.state.region().into()
    }

    /// It is a qualified local grassroots organization: sub-awards to it count towards the sub-award share.
    async fn grassroots(&self) -> bool {
        self.row.grassroots
    }

    /// SHA-256 of the evidence on which an officer attested that; none where it entered the register as one.
    async fn attestation(&self) -> Option<scalar::Digest> {
        let evidence = self.row.attestation.as_ref();
        evidence.map(|digest| scalar::Digest(digest.as_str().to_owned()))
    }

    /// The officer's account that attested it.
    async fn attested_by(&self) -> Option<scalar::ActorId> {
        self.row.attested_by.as_ref().map(scalar::ActorId::of)
    }

    /// The first day on which the attestation holds.
    async fn attested_on(&self) -> Option<scalar::Date> {
        self.row.attested_on.map(scalar::Date::of)
    }

    /// Why the latest attestation was withdrawn; none while it holds.
    async fn withdrawal(&self) -> Option<&str> {
        self.row.withdrawal.as_ref().map(Reason::as_str)
    }

    /// The officer's account that withdrew it.
    async fn withdrawn_by(&self) -> Option<scalar::ActorId> {
        self.row.withdrawn_by.as_ref().map(scalar::ActorId::of)
    }

    /// The first day on which it does not hold any more.
    async fn withdrawn_on(&self) -> Option<scalar::Date> {
        self.row.withdrawn_on.map(scalar::Date::of)
    }

    /// SAM.gov excludes it from federal awards.
    async fn excluded(&self) -> bool {
        self.row.excluded
    }

    /// The first day of the exclusion, while it is excluded.
    async fn excluded_on(&self) -> Option<scalar::Date> {
        self.row.excluded_on.map(scalar::Date::of)
    }

    /// The day on which it entered the register.
    async fn registered_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.registered_on)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
