//! Who read what of which clients. That somebody read is no fact of the ledger: it stands beside the journal, is only
//! added to, and is not copied from anything.

mod query;
mod record;

use almoner_domain::id::{ClientCode, OrganizationId};
use chrono::{DateTime, Utc};

/// Who is answered, and what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The account.
    pub actor: String,
    /// Its role.
    pub role: String,
    /// Its organization.
    pub organization: String,
    /// What was asked: the root fields of a query, the name of a report, a kind of export.
    pub operation: String,
    /// The id of the request; empty where there was none.
    pub request: String,
}

/// An answer that told of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRead {
    /// Its number.
    pub read_id: i64,
    /// When it was given.
    pub read_at: DateTime<Utc>,
    /// To whom, in which role, for which organization, and what was asked.
    pub reading: Reading,
    /// Of how many clients it told, as far as the viewer may see them; an officer sees all.
    pub client_count: i64,
    /// Their codes, as far as the viewer may see them: the first hundred.
    pub codes: Vec<String>,
}

/// Which answers are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientReadFilter {
    /// That told of a client.
    pub client: Option<ClientCode>,
    /// That were given to an account.
    pub actor: Option<String>,
    /// That were given to people of an organization.
    pub organization: Option<OrganizationId>,
    /// At an instant or after it.
    pub read_from: Option<DateTime<Utc>>,
    /// Before an instant.
    pub read_before: Option<DateTime<Utc>>,
}
