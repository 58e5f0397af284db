//! One way to find anything again by an id of its own: the type's name and the id in the ledger.

mod find;

use std::fmt::Display;

use async_graphql::{Context, ID, Interface, Object, Result};

use super::{
    award::Award,
    claim::Claim,
    client::Client,
    error::TopError,
    measure::Measure,
    organization::Organization,
    payment::Payment,
    programme::Programme,
    scope::{AsOf, Scope},
    sub_award::SubAward,
};

/// Anything that has an id. It shows the id alone: what else there is depends on what it is.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The id by which `node` finds it."))]
pub(crate) enum Node {
    /// A programme.
    Programme(Programme),
    /// An organization.
    Organization(Organization),
    /// An award.
    Award(Award),
    /// A sub-award.
    SubAward(SubAward),
    /// A client's case.
    Client(Client),
    /// A claim.
    Claim(Claim),
    /// A payment.
    Payment(Payment),
    /// A measure.
    Measure(Measure),
}

/// The id of a node: its type and its id in the ledger, joined by a colon.
pub(crate) fn id(kind: &str, id: impl Display) -> ID {
    ID(format!("{kind}:{id}"))
}

/// Finds anything by its id.
#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything by its id, such as `Award:90ZV0134`; none when there is nothing of that id, or you may not see it.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id: the type and the id in the ledger, joined by a colon.")] id: ID,
        #[graphql(desc = "As of when; the latest if it is left out.")] as_of: Option<AsOf>,
    ) -> Result<Option<Node>> {
        let scope = Scope::of(ctx, as_of).await?;
        let malformed = || {
            TopError::Argument {
            field: "id",
            code: "NODE_ID_MALFORMED",
            message: "an id is a type and an id in the ledger joined by a colon, such as \"Award:90ZV0134\"".to_owned(),
        }
        };
        let (kind, id) = id.0.split_once(':').ok_or_else(malformed)?;
        Ok(match kind {
            "Programme" => Programme::find(&scope, id).await?.map(Node::Programme),
            "Organization" => Organization::find(&scope, id)
                .await?
                .map(Node::Organization),
            "Award" => Award::find(&scope, id).await?.map(Node::Award),
            "SubAward" => SubAward::find(&scope, id).await?.map(Node::SubAward),
            "Client" => Client::find(&scope, id).await?.map(Node::Client),
            "Claim" => Claim::find(&scope, id).await?.map(Node::Claim),
            "Payment" => Payment::find(&scope, id).await?.map(Node::Payment),
            "Measure" => Measure::find(&scope, id).await?.map(Node::Measure),
            _ => return Err(malformed().into()),
        })
    }
}
