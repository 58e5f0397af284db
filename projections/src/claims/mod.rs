//! Which claims there are, how they were adjudicated, line by line, and where they stand.

mod adjudication;
pub(crate) mod apply;
mod correction;
mod query;
mod standing;
mod worklist;

use almoner_domain::{
    claim::{
        AdjustmentGroup, Carc, ClaimPart, DenialReason, Edit, ReconsiderationDecision, VoidReason,
    },
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode,
        SubAwardId,
    },
    identifier::Fain,
    money::Money,
    period::Month,
    programme::{Category, DisclosureProfile},
};
use chrono::{DateTime, NaiveDate, Utc};

pub use query::ClaimFilter;
pub use standing::ClaimStanding;
pub use worklist::WorklistFilter;

use crate::table::{codes, record, temporal};

codes! {
    /// Where a claim stands.
    pub enum ClaimStatus {
        /// It arrived, and is not adjudicated yet.
        Submitted = "SUBMITTED",
        /// Something is payable; an officer decides.
        Payable = "PAYABLE",
        /// It waits for funds, or for its sub-award to be resumed.
        Pended = "PENDED",
        /// Nothing is paid.
        Denied = "DENIED",
        /// An officer approved it.
        Approved = "APPROVED",
        /// It is in a payment.
        Scheduled = "SCHEDULED",
        /// The payment was confirmed.
        Paid = "PAID",
        /// Its sub-awardee withdrew it.
        Voided = "VOIDED",
        /// The next version of its number stands in its place.
        Replaced = "REPLACED",
    }
}

record! {
    /// A claim. Once adjudicated, billed less adjusted is payable.
    pub struct ClaimRow in "claims" {
        /// The claim.
        claim: ClaimId,
        /// The sub-awardee's number.
        number: ClaimNumber,
        /// The sub-award.
        sub_award: SubAwardId,
        /// The award.
        award: Fain,
        /// The programme.
        programme: ProgrammeCode,
        /// The prime.
        grantee: OrganizationId,
        /// The sub-awardee.
        organization: OrganizationId,
        /// The client.
        client: ClientCode,
        /// The month of service.
        service_month: Month,
        /// Where it stands.
        status: ClaimStatus,
        /// The sum billed.
        billed: Money,
        /// The sum of all adjustments.
        adjusted: Money,
        /// What is, or was, to be paid; nothing before adjudication.
        payable: Money,
        /// How many lines it has.
        line_count: u32,
        /// How many adjustments were made.
        adjustment_count: u32,
        /// How many findings adjudication made.
        finding_count: u32,
        /// The rule set of the programme that was applied.
        rule_set: Option<u32>,
        /// Who submitted it.
        submitted_by: ActorId,
        /// When it reached the programme.
        received_at: DateTime<Utc>,
        /// The accounting date of its submission.
        submitted_on: NaiveDate,
        /// Who approved it.
        approved_by: Option<ActorId>,
        /// The accounting date of its approval.
        approved_on: Option<NaiveDate>,
        /// Which officer denied it.
        denied_by: Option<ActorId>,
        /// The accounting date of the officer's denial.
        denied_on: Option<NaiveDate>,
        /// Why the officer denied it.
        denial_reason: Option<DenialReason>,
        /// The payment that it is in.
        payment: Option<PaymentId>,
        /// The day it was paid.
        paid_on: Option<NaiveDate>,
        /// The claim of which it is the part that the funds did not cover.
        remainder_of: Option<ClaimId>,
        /// The claim that waits for the part that the funds did not cover.
        remainder: Option<ClaimId>,
        /// Which version of its number it is: 1, or more for a replacement.
        version: u32,
        /// The claim that it replaces.
        replaces: Option<ClaimId>,
        /// The claim that replaced it.
        replaced_by: Option<ClaimId>,
        /// What of it was paid and stands; a replacement counts what was paid of its predecessors.
        paid: Money,
        /// Why it was voided.
        void_reason: Option<VoidReason>,
        /// Who voided it.
        voided_by: Option<ActorId>,
        /// The accounting date of the void.
        voided_on: Option<NaiveDate>,
        /// What came of the reconsideration of its denial.
        reconsideration: Option<ReconsiderationDecision>,
        /// The position of the event that says why in plain words; none where that is sealed. The words are in no read model.
        reconsideration_plain_at: Option<i64>,
        /// Which officer reconsidered it.
        reconsidered_by: Option<ActorId>,
        /// The accounting date of the reconsideration.
        reconsidered_on: Option<NaiveDate>,
        /// What may be said about its client.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClaimRow by claim: ClaimId);

record! {
    /// A line of a claim.
    pub struct ClaimLineRow in "claim_lines" {
        /// The claim.
        claim: ClaimId,
        /// Its number within the claim, from 1.
        number: u32,
        /// What kind of service.
        category: Category,
        /// Administration or direct expense.
        part: ClaimPart,
        /// What is asked.
        billed: Money,
        /// What was taken off.
        adjusted: Money,
        /// What is left; nothing before adjudication.
        allowed: Money,
        /// The day a direct expense was paid to the vendor.
        paid_on: Option<NaiveDate>,
        /// Salted SHA-256, in hex, of the receipt that the sub-awardee keeps.
        receipt_digest: Option<String>,
        /// Another payer owes it.
        other_payer: bool,
        /// The family member of the case whom the service was for.
        dependent: Option<ClientCode>,
        /// What may be said about its client.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClaimLineRow by claim: ClaimId, number: u32);

record! {
    /// An amount taken off a line, with its reason.
    pub struct ClaimAdjustmentRow in "claim_adjustments" {
        /// The claim.
        claim: ClaimId,
        /// Its place among the claim's adjustments, from 1.
        entry: u32,
        /// The line.
        line: u32,
        /// Who bears it.
        adjustment_group: AdjustmentGroup,
        /// The claim adjustment reason code.
        carc: Carc,
        /// How much.
        amount: Money,
        /// What may be said about its client.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClaimAdjustmentRow by claim: ClaimId, entry: u32);

record! {
    /// Something that an edit of adjudication found.
    pub struct ClaimFindingRow in "claim_findings" {
        /// The claim.
        claim: ClaimId,
        /// Its place among the claim's findings, from 1.
        entry: u32,
        /// Which edit.
        edit: Edit,
        /// The line, or none for the whole claim.
        line: Option<u32>,
        /// The reason code that it carries; none where it only pends.
        carc: Option<Carc>,
        /// It decides the claim by itself.
        fatal: bool,
        /// What may be said about its client.
        disclosure: DisclosureProfile,
        /// Who sees it: the prime and the sub-awardee.
        organizations: Vec<OrganizationId>,
    }
}
temporal!(ClaimFindingRow by claim: ClaimId, entry: u32);
