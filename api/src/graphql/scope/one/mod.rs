//! Single things: by id, and what belongs to one thing.

mod award;
mod claim;
mod client;
mod record;

use almoner_domain::{
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
};
use almoner_projections::reports::{Question, ReportError};

use super::{
    Scope,
    key::{
        AwardOf, ClaimOf, ClientOf, MeasureOf, MeasureReportsOf, OrganizationOf, PaymentOf,
        ProgrammeOf, RuleSetsOf, SubAwardOf,
    },
};
use crate::graphql::{
    award::Award,
    claim::Claim,
    client::Client,
    error::TopError,
    measure::{Measure, MeasureReport},
    organization::Organization,
    payment::Payment,
    programme::{Programme, RuleSet},
    report::Report,
    sub_award::SubAward,
};

macro_rules! one {
    ($($(#[$doc:meta])* $method:ident($id:ty) by $key:ident => $object:ident;)+) => {$(
        $(#[$doc])*
        pub(crate) async fn $method(&self, id: &$id) -> Result<Option<$object>, TopError> {
            let row = self.0.rows.load_one($key(id.clone())).await?;
            Ok(row.map(|row| $object { row, scope: self.clone() }))
        }
    )+};
}

impl Scope {
    one! {
        /// The programme of a code.
        programme(ProgrammeCode) by ProgrammeOf => Programme;
        /// The organization of an id.
        organization(OrganizationId) by OrganizationOf => Organization;
        /// The award of a FAIN.
        award(Fain) by AwardOf => Award;
        /// The sub-award of an id.
        sub_award(SubAwardId) by SubAwardOf => SubAward;
        /// The client of a code.
        client(ClientCode) by ClientOf => Client;
        /// The claim of an id.
        claim(ClaimId) by ClaimOf => Claim;
        /// The payment of an id.
        payment(PaymentId) by PaymentOf => Payment;
        /// The measure of an id, with the report that stands.
        measure(MeasureId) by MeasureOf => Measure;
    }

    /// The rules of a programme, by number.
    pub(crate) async fn rule_sets(&self, id: &ProgrammeCode) -> Result<Vec<RuleSet>, TopError> {
        let rows = self.0.rows.load_one(RuleSetsOf(id.clone())).await?;
        Ok(rows
            .iter()
            .flat_map(|rows| rows.iter())
            .map(|row| RuleSet { row: row.clone() })
            .collect())
    }

    /// The report that answers a question; none when there is nothing of that name to report on, or the caller may not
    /// see it.
    pub(crate) async fn report(&self, question: &Question) -> Result<Option<Report>, TopError> {
        match self.view().report(question).await {
            Ok(report) => Ok(Some(Report { report })),
            Err(ReportError::SubjectUnknown { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// All reports of a measure, by number.
    pub(crate) async fn measure_reports(
        &self,
        id: &MeasureId,
    ) -> Result<Vec<MeasureReport>, TopError> {
        let rows = self.0.rows.load_one(MeasureReportsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows
            .map(|row| MeasureReport {
                row: row.clone(),
                scope: self.clone(),
            })
            .collect())
    }
}
