//! Who read what of which clients. That somebody read is no fact of the ledger: it stands beside the journal, is only
//! added to, and is not copied from anything.

mod query;
mod record;

use almoner_domain::id::{ClientCode, OrganizationId};
use chrono::{DateTime, Utc};

/// By which way an answer leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As the answer of GraphQL.
    Graphql,
    /// As what a subscription tells.
    Subscription,
    /// As a file, or a page of the journal, over HTTP.
    Download,
    /// As what a command of the binary prints or writes.
    CommandLine,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 4] = [
        Self::Graphql,
        Self::Subscription,
        Self::Download,
        Self::CommandLine,
    ];

    /// Its name, as it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Graphql => "GRAPHQL",
            Self::Subscription => "SUBSCRIPTION",
            Self::Download => "DOWNLOAD",
            Self::CommandLine => "COMMAND_LINE",
        }
    }
}

/// Who is answered, and what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The account.
    pub actor: String,
    /// Its role.
    pub role: String,
    /// Its organization.
    pub organization: String,
    /// By which way it is answered; none of an answer from before that was kept.
    pub way: Option<Way>,
    /// What was asked: the root fields of a query, the name of a report, a command of the binary.
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
    /// That left by a way.
    pub way: Option<Way>,
    /// At an instant or after it.
    pub read_from: Option<DateTime<Utc>>,
    /// Before an instant.
    pub read_before: Option<DateTime<Utc>>,
}
