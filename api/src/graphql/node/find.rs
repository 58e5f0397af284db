//! Finds a thing by its id in the ledger.

use almoner_domain::{
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{StreamId, StreamKind},
};

use crate::graphql::{
    award::Award, claim::Claim, client::Client, error::TopError, measure::Measure,
    organization::Organization, payment::Payment, programme::Programme, scope::Scope,
    sub_award::SubAward,
};

macro_rules! found {
    ($($object:ident $id:ident $method:ident;)+) => {$(
        impl $object {
            /// The one of an id in the ledger; none when there is none, or the caller may not see it.
            pub(crate) async fn find(scope: &Scope, id: &str) -> Result<Option<Self>, TopError> {
                let id = $id::parse(id).map_err(|error| TopError::argument("id", &error))?;
                scope.$method(&id).await
            }

            /// The one that a command was about.
            pub(crate) async fn of_subject(
                scope: &Scope,
                subject: &StreamId,
            ) -> Result<Option<Self>, TopError> {
                if subject.kind == StreamKind::$object {
                    return Self::find(scope, &subject.id).await;
                }
                tracing::error!(%subject, "a command was about another kind than its answer shows");
                Err(TopError::Internal)
            }
        }
    )+};
}

found! {
    Programme ProgrammeCode programme;
    Organization OrganizationId organization;
    Award Fain award;
    SubAward SubAwardId sub_award;
    Client ClientCode client;
    Claim ClaimId claim;
    Payment PaymentId payment;
    Measure MeasureId measure;
}
