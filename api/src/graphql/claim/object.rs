//! A claim as it is read.

use almoner_projections::audit_trail::AuditFilter;
use almoner_projections::claims::{self as projected, ClaimRow};
use almoner_projections::clients::SealedField;
use async_graphql::{Context, ID, Object, Result};

use super::{
    ClaimDecision, ClaimExplanation, ClaimStatus, DenialReason, ReconsiderationDecision,
    VoidReason,
    adjudication::{ClaimLine, Finding},
};
use crate::graphql::{
    client::{Client, SealedText, is_erased},
    connection::{Connection, Page},
    error::TopError,
    journal::JournalEvent,
    node,
    organization::Organization,
    payment::Payment,
    scalar,
    scope::Scope,
    sub_award::SubAward,
};

pub(crate) struct Claim {
    pub(crate) row: ClaimRow,
    pub(crate) scope: Scope,
}

impl Claim {
    async fn note(&self, ctx: &Context<'_>) -> Result<Option<SealedText>, TopError> {
        let (field, subject) = (SealedField::ReconsiderationReason, self.row.claim.as_str());
        let found = self.scope.sealed_value(&self.row.client, field, subject);
        match found.await? {
            Some(row) => Ok(Some(SealedText::open(ctx, row, false).await?)),
            None => Ok(None),
        }
    }

    /// Why it came out as it did.
    pub(crate) async fn explained(&self) -> Result<Option<ClaimExplanation>> {
        Ok(self.scope.claim_explanation(&self.row.claim).await?)
    }
}

/// A sub-awardee's claim for a client and a month. Billed less adjustments is payable, always.
#[Object]
impl Claim {
    /// The id by which `node` finds it.
    pub(crate) async fn id(&self) -> ID {
        node::id("Claim", &self.row.claim)
    }

    /// Its id in the ledger: the sub-award and the number, joined by a colon; from the second version on with the version.
    async fn claim_id(&self) -> scalar::ClaimId {
        scalar::ClaimId::of(&self.row.claim)
    }

    /// The sub-awardee's number for it.
    async fn number(&self) -> scalar::ClaimNumber {
        scalar::ClaimNumber::of(&self.row.number)
    }

    /// The sub-award that is claimed under.
    async fn sub_award(&self) -> Result<Option<SubAward>> {
        Ok(self.scope.sub_award(&self.row.sub_award).await?)
    }

    /// The FAIN of the award.
    async fn fain(&self) -> scalar::Fain {
        scalar::Fain::of(&self.row.award)
    }

    /// The sub-awardee that claims.
    async fn sub_awardee(&self) -> Result<Option<Organization>> {
        Ok(self.scope.organization(&self.row.organization).await?)
    }

    /// The client's random code.
    async fn client_code(&self) -> scalar::ClientCode {
        scalar::ClientCode::of(&self.row.client)
    }

    /// The client; none when another sub-awardee manages the case by now.
    async fn client(&self) -> Result<Option<Client>> {
        Ok(self.scope.client(&self.row.client).await?)
    }

    /// The month of service.
    async fn service_month(&self) -> scalar::Month {
        scalar::Month::of(self.row.service_month)
    }

    /// Where it stands.
    async fn status(&self) -> ClaimStatus {
        self.row.status.into()
    }

    /// What is asked, all lines together.
    async fn billed(&self) -> scalar::Money {
        scalar::Money::of(self.row.billed)
    }

    /// What was taken off, all adjustments together.
    async fn adjusted(&self) -> scalar::Money {
        scalar::Money::of(self.row.adjusted)
    }

    /// Billed less adjusted.
    async fn payable(&self) -> scalar::Money {
        scalar::Money::of(self.row.payable)
    }

    /// What of it was paid and stands. A replacement counts what was paid of the claims before it.
    async fn paid(&self) -> scalar::Money {
        scalar::Money::of(self.row.paid)
    }

    /// What of it is still to be paid: payable less paid, while the claim stands.
    async fn due(&self) -> scalar::Money {
        let stands = match self.row.status {
            projected::ClaimStatus::Voided
            | projected::ClaimStatus::Replaced
            | projected::ClaimStatus::Denied => false,
            projected::ClaimStatus::Submitted
            | projected::ClaimStatus::Payable
            | projected::ClaimStatus::Pended
            | projected::ClaimStatus::Approved
            | projected::ClaimStatus::Scheduled
            | projected::ClaimStatus::Paid => true,
        };
        let payable = if stands {
            self.row.payable
        } else {
            self.row.paid
        };
        scalar::Money::of(payable.less(self.row.paid))
    }

    /// Which version of its number it is: 1, or more for a replacement.
    async fn version(&self) -> u32 {
        self.row.version
    }

    /// The claim that it replaces.
    async fn replaces(&self) -> Result<Option<Self>> {
        match &self.row.replaces {
            None => Ok(None),
            Some(claim) => Ok(self.scope.claim(claim).await?),
        }
    }

    /// The claim that replaced it: correct that one.
    async fn replaced_by(&self) -> Result<Option<Self>> {
        match &self.row.replaced_by {
            None => Ok(None),
            Some(claim) => Ok(self.scope.claim(claim).await?),
        }
    }

    /// Why its sub-awardee voided it.
    async fn void_reason(&self) -> Option<VoidReason> {
        self.row.void_reason.map(Into::into)
    }

    /// The account that voided it.
    async fn voided_by(&self) -> Option<scalar::ActorId> {
        self.row.voided_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date on which it was voided.
    async fn voided_on(&self) -> Option<scalar::Date> {
        self.row.voided_on.map(scalar::Date::of)
    }

    /// What came of the one reconsideration of its denial.
    async fn reconsideration(&self) -> Option<ReconsiderationDecision> {
        self.row.reconsideration.map(Into::into)
    }

    /// Why the denial was upheld or reversed; none once the client is erased. What was written since reasons are sealed is read
    /// as `reconsiderationNote` says.
    async fn reconsideration_reason(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if let Some(at) = self.row.reconsideration_plain_at {
            let status = self.scope.client(&self.row.client).await?;
            let status = status.and_then(|client| client.row.erasure);
            if is_erased(ctx, &self.row.client, status).await? {
                return Ok(None);
            }
            return Ok(self.scope.plain_reason(at).await?);
        }
        let note = self.note(ctx).await?;
        Ok(note.and_then(SealedText::into_text))
    }

    /// Why the denial was upheld or reversed, sealed under the client's own key. The sub-awardee that claimed and officers
    /// read it, until the client is erased.
    async fn reconsideration_note(&self, ctx: &Context<'_>) -> Result<Option<SealedText>> {
        Ok(self.note(ctx).await?)
    }

    /// The account of the officer who reconsidered it; another than denied it.
    async fn reconsidered_by(&self) -> Option<scalar::ActorId> {
        self.row.reconsidered_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date of the reconsideration.
    async fn reconsidered_on(&self) -> Option<scalar::Date> {
        self.row.reconsidered_on.map(scalar::Date::of)
    }

    /// The number of the rule set that was applied; none before adjudication.
    async fn rule_set(&self) -> Option<u32> {
        self.row.rule_set
    }

    /// The claim that waits for the part of this one that the funds did not cover.
    async fn remainder(&self) -> Option<scalar::ClaimId> {
        self.row.remainder.as_ref().map(scalar::ClaimId::of)
    }

    /// The claim of which this one is the part that the funds did not cover.
    async fn remainder_of(&self) -> Option<scalar::ClaimId> {
        self.row.remainder_of.as_ref().map(scalar::ClaimId::of)
    }

    /// Its lines, each with what was taken off and why.
    async fn lines(&self) -> Result<Vec<ClaimLine>> {
        Ok(self.scope.claim_lines(&self.row.claim).await?)
    }

    /// Every decision of adjudication about it, oldest first: the first one, and one for each time that it was
    /// adjudicated again.
    async fn decisions(&self) -> Result<Vec<ClaimDecision>> {
        Ok(self.scope.claim_decisions(&self.row.claim).await?)
    }

    /// Why it came out as it did, rule by rule, by the latest decision; none before adjudication.
    async fn explanation(&self) -> Result<Option<ClaimExplanation>> {
        self.explained().await
    }

    /// What the edits of adjudication found, in their order; the first fatal one decided.
    async fn findings(&self) -> Result<Vec<Finding>> {
        Ok(self.scope.claim_findings(&self.row.claim).await?)
    }

    /// The account that submitted it.
    async fn submitted_by(&self) -> scalar::ActorId {
        scalar::ActorId::of(&self.row.submitted_by)
    }

    /// The accounting date of its submission.
    async fn submitted_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.submitted_on)
    }

    /// When it reached the programme; timeliness is tested by it.
    async fn received_at(&self) -> scalar::DateTime {
        scalar::DateTime::at(self.row.received_at)
    }

    /// The account of the officer who approved it.
    async fn approved_by(&self) -> Option<scalar::ActorId> {
        self.row.approved_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date of its approval.
    async fn approved_on(&self) -> Option<scalar::Date> {
        self.row.approved_on.map(scalar::Date::of)
    }

    /// The account of the officer who denied it.
    async fn denied_by(&self) -> Option<scalar::ActorId> {
        self.row.denied_by.as_ref().map(scalar::ActorId::of)
    }

    /// The accounting date of its denial by an officer.
    async fn denied_on(&self) -> Option<scalar::Date> {
        self.row.denied_on.map(scalar::Date::of)
    }

    /// Why an officer denied it.
    async fn denial_reason(&self) -> Option<DenialReason> {
        self.row.denial_reason.map(Into::into)
    }

    /// The payment that it is part of; none for who does not see the payment.
    async fn payment(&self) -> Result<Option<Payment>> {
        match &self.row.payment {
            None => Ok(None),
            Some(payment) => Ok(self.scope.payment(payment).await?),
        }
    }

    /// The day on which it was paid.
    async fn paid_on(&self) -> Option<scalar::Date> {
        self.row.paid_on.map(scalar::Date::of)
    }

    /// Who did what and when to it, in the order of the journal.
    async fn audit_trail(
        &self,
        #[graphql(desc = "How many, from 1 to 100; 20 if it is left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which to begin.")] after: Option<String>,
    ) -> Result<Connection<JournalEvent>> {
        let filter = AuditFilter {
            claim: Some(self.row.claim.clone()),
            ..AuditFilter::default()
        };
        Ok(self
            .scope
            .audit_trail(&filter, &Page::new(first, after)?)
            .await?)
    }

    /// The position in the journal as of which this was read.
    async fn as_of(&self) -> scalar::Position {
        self.scope.as_of()
    }
}
