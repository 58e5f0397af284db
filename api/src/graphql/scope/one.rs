//! Single things: by id, and what belongs to one thing.

use std::sync::Arc;

use almoner_domain::{
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::Role,
};
use almoner_journal::store::Record;
use almoner_projections::postings::{AwardFunds, SubAwardFunds};

use super::{
    Scope,
    key::{
        AdjustmentsOf, AwardFundsOf, AwardOf, ClaimOf, ClientFamilyOf, ClientLettersOf, ClientOf,
        ClientPhasesOf, ClientYearsOf, FindingsOf, LinesOf, MeasureOf, MeasureReportsOf,
        OrganizationOf, PaymentOf, ProgrammeOf, RecordAt, RuleSetsOf, ShareOf, SubAwardFundsOf,
        SubAwardOf,
    },
};
use crate::graphql::{
    award::{Award, SubAwardShare},
    claim::{Claim, ClaimLine, Finding},
    client::{Client, ClientFamilyMember, ClientLetter, ClientPhaseSpan, ClientYear},
    error::TopError,
    measure::{Measure, MeasureReport},
    organization::Organization,
    payment::Payment,
    programme::{Programme, RuleSet},
    remittance::RemittanceAdvice,
    scalar,
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

    /// The sub-award share of an award that has one.
    pub(crate) async fn sub_award_share(
        &self,
        id: &Fain,
    ) -> Result<Option<SubAwardShare>, TopError> {
        let row = self.0.rows.load_one(ShareOf(id.clone())).await?;
        Ok(row.map(|row| SubAwardShare { row }))
    }

    /// What an award's own accounts hold.
    pub(crate) async fn award_funds(&self, id: &Fain) -> Result<AwardFunds, TopError> {
        self.0
            .rows
            .load_one(AwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// What a sub-award's accounts hold.
    pub(crate) async fn sub_award_funds(&self, id: &SubAwardId) -> Result<SubAwardFunds, TopError> {
        self.0
            .rows
            .load_one(SubAwardFundsOf(id.clone()))
            .await?
            .ok_or(TopError::Internal)
    }

    /// What a client's claims hold of each year, oldest first.
    pub(crate) async fn client_years(&self, id: &ClientCode) -> Result<Vec<ClientYear>, TopError> {
        let rows = self.0.rows.load_one(ClientYearsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows.map(|row| ClientYear { row: row.clone() }).collect())
    }

    /// The phases of a case, by their first days.
    pub(crate) async fn client_phases(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientPhaseSpan>, TopError> {
        let rows = self.0.rows.load_one(ClientPhasesOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientPhaseSpan { row }).collect())
    }

    /// The letters of a case, in the order in which they were recorded.
    pub(crate) async fn client_letters(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientLetter>, TopError> {
        let rows = self.0.rows.load_one(ClientLettersOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientLetter { row }).collect())
    }

    /// The family members of a case, in the order in which they joined.
    pub(crate) async fn client_family(
        &self,
        id: &ClientCode,
    ) -> Result<Vec<ClientFamilyMember>, TopError> {
        let rows = self.0.rows.load_one(ClientFamilyOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter().cloned());
        Ok(rows.map(|row| ClientFamilyMember { row }).collect())
    }

    /// The lines of a claim, with their adjustments.
    pub(crate) async fn claim_lines(&self, id: &ClaimId) -> Result<Vec<ClaimLine>, TopError> {
        let lines = self.0.rows.load_one(LinesOf(id.clone())).await?;
        let adjustments = self.0.rows.load_one(AdjustmentsOf(id.clone())).await?;
        let adjustments = adjustments.as_deref().unwrap_or_default();
        let findings = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        let findings = findings.as_deref().unwrap_or_default();
        let lines = lines.iter().flat_map(|lines| lines.iter());
        Ok(lines
            .map(|row| ClaimLine {
                row: row.clone(),
                adjustments: adjustments
                    .iter()
                    .filter(|adjustment| adjustment.line == row.number)
                    .cloned()
                    .collect(),
                findings: findings.to_vec(),
            })
            .collect())
    }

    /// What adjudication found.
    pub(crate) async fn claim_findings(&self, id: &ClaimId) -> Result<Vec<Finding>, TopError> {
        let rows = self.0.rows.load_one(FindingsOf(id.clone())).await?;
        let rows = rows.iter().flat_map(|rows| rows.iter());
        Ok(rows.map(|row| Finding { row: row.clone() }).collect())
    }

    /// What a payment pays a sub-awardee.
    pub(crate) async fn remittance_advice(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<Option<RemittanceAdvice>, TopError> {
        let found = self.view().remittance_advice(payment, sub_awardee).await?;
        Ok(found.map(|advice| RemittanceAdvice {
            advice: Arc::new(advice),
            scope: self.clone(),
        }))
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

    /// The hash of the record at a position that the caller sees a row of.
    pub(crate) async fn leaf(&self, position: i64) -> Result<Option<scalar::Digest>, TopError> {
        Ok(self
            .record(position)
            .await?
            .map(|record| scalar::Digest::of(record.leaf)))
    }

    /// The event at a position that the caller sees a row of, as it was hashed. Record lines are for officers and
    /// auditors alone.
    pub(crate) async fn payload(
        &self,
        position: i64,
    ) -> Result<Option<scalar::JsonText>, TopError> {
        match self.0.role {
            Role::Officer | Role::Auditor => {
                let record = self.record(position).await?;
                Ok(record.map(|record| scalar::JsonText::of(&record.payload)))
            }
            Role::Grantee | Role::Subawardee | Role::Admin => Ok(None),
        }
    }

    pub(super) async fn record(&self, position: i64) -> Result<Option<Arc<Record>>, TopError> {
        self.0.rows.load_one(RecordAt(position)).await
    }
}
