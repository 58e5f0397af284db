//! Which answers about clients are asked for.

use almoner_projections::client_reads::{ClientReadFilter, Way};
use async_graphql::{Enum, InputObject};

use crate::graphql::{error::TopError, read::read_optional_argument, scalar};

/// By which way an answer left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_projections::client_reads::Way")]
pub(crate) enum ClientReadWay {
    /// As the answer of GraphQL.
    Graphql,
    /// As what a subscription told.
    Subscription,
    /// As a file, or a page of the journal, over HTTP.
    Download,
    /// As what a command printed or wrote, on a machine that reaches the ledger's database.
    CommandLine,
}

/// Which answers about clients are asked for. What is left out does not matter; what is given must all hold.
#[derive(Debug, Clone, Default, InputObject)]
pub(crate) struct ClientReadFilterInput {
    /// That told of a client.
    client: Option<scalar::ClientCode>,
    /// That were given to an account.
    actor: Option<scalar::ActorId>,
    /// That were given to people of an organization.
    organization: Option<scalar::OrganizationId>,
    /// That left by this way.
    way: Option<ClientReadWay>,
    /// Given at this instant or after it.
    read_from: Option<scalar::DateTime>,
    /// Given before this instant.
    read_before: Option<scalar::DateTime>,
}

impl ClientReadFilterInput {
    /// The filter as the read models take it.
    pub(crate) fn read(self) -> Result<ClientReadFilter, TopError> {
        Ok(ClientReadFilter {
            client: read_optional_argument("client", self.client)?,
            actor: self.actor.map(|actor| actor.0),
            organization: read_optional_argument("organization", self.organization)?,
            way: self.way.map(Way::from),
            read_from: read_optional_argument("readFrom", self.read_from)?,
            read_before: read_optional_argument("readBefore", self.read_before)?,
        })
    }
}
