//! An answer about clients, as it is read.

use almoner_projections::client_reads;
use async_graphql::Object;

use super::ClientReadWay;
use crate::graphql::scalar;

pub(crate) struct ClientRead {
    pub(crate) row: client_reads::ClientRead,
}

/// An answer that told of clients: to whom, when, and of whom. It was written down before the answer was given. Officers and
/// auditors see all; a prime and a sub-awardee those that told of clients whose cases they managed at the time.
#[Object]
impl ClientRead {
    /// When it was given.
    async fn read_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.read_at)
    }

    /// The account that was answered. By the command line: who was named with `--as`, or else the account of the operating
    /// system, after `os-`; `command-line` where neither was kept yet.
    async fn actor(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.reading.actor)
    }

    /// Its role.
    async fn role(&self) -> &str {
        &self.row.reading.role
    }

    /// The id of its organization.
    async fn organization_id(&self) -> scalar::OrganizationId {
        scalar::OrganizationId::of(&self.row.reading.organization)
    }

    /// By which way it left; none of an answer from before that was kept.
    async fn way(&self) -> Option<ClientReadWay> {
        self.row.reading.way.map(ClientReadWay::from)
    }

    /// What was asked: the root fields of a query, the name of a report, a command of `almoner`.
    async fn operation(&self) -> &str {
        &self.row.reading.operation
    }

    /// The id of the request, which the answer carried too; none where there was no request.
    async fn request_id(&self) -> Option<&str> {
        let request = self.row.reading.request.as_str();
        (!request.is_empty()).then_some(request)
    }

    /// Of how many clients it told, as far as you may see them; an officer sees all.
    async fn client_count(&self) -> String {
        self.row.client_count.to_string()
    }

    /// The codes of the clients that it told of, as far as you may see them: the first hundred.
    async fn clients(&self) -> Vec<scalar::ClientCode> {
        self.row.codes.iter().map(scalar::ClientCode::of).collect()
    }
}
