//! Who did what, when, and to what: one row a record.

pub(crate) mod apply;
mod query;
mod subject;

use almoner_domain::{
    id::{ClaimId, ClientCode, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::StreamKind,
    programme::DisclosureProfile,
};
use chrono::{DateTime, Utc};

pub use query::AuditFilter;

use crate::table::record;

record! {
    /// A record of the journal, as the audit trail shows it.
    pub struct AuditRow in "audit_trail" {
        /// Its place in the ledger.
        position: i64,
        /// When it was recorded.
        recorded_at: DateTime<Utc>,
        /// The kind of its stream.
        stream_kind: StreamKind,
        /// The id of its stream.
        stream_id: String,
        /// Its place in its stream, from 1.
        sequence: u32,
        /// What happened.
        event_type: String,
        /// The version of its stored shape.
        event_version: String,
        /// Who asked for it.
        actor: String,
        /// In which role.
        role: String,
        /// For which organization.
        actor_organization: String,
        /// By which command.
        command: String,
        /// The client-minted id of the command.
        command_id: String,
        /// What its undertaking is called: the id that all its commands share.
        correlation: Option<String>,
        /// What brought the command about: the position of a record, or the id of a command.
        causation: Option<String>,
        /// The programme that it is about.
        programme: Option<ProgrammeCode>,
        /// The award that it is about.
        award: Option<Fain>,
        /// The sub-award that it is about.
        sub_award: Option<SubAwardId>,
        /// The client that it is about.
        client: Option<ClientCode>,
        /// The claim that it is about.
        claim: Option<ClaimId>,
        /// The payment that it is about.
        payment: Option<PaymentId>,
        /// What may be said about the client; none where it is about no client.
        disclosure: Option<DisclosureProfile>,
        /// Who sees it, besides officers and auditors.
        organizations: Vec<OrganizationId>,
    }
}

record! {
    /// That people of an organization see a record: their way to it, in the order of the ledger.
    pub struct AuditSightRow in "audit_sights" {
        /// Who sees it.
        organization: OrganizationId,
        /// The record.
        position: i64,
    }
}
