//! What people ask of the ledger: business actions, each with everything that its decision needs from outside.
//!
//! A command serialises to the caller's canonical input: what the system minted is left out, so that a retry has
//! the same fingerprint.

use chrono::NaiveDate;
use serde::Serialize;

use super::StreamId;
use crate::{
    award::CostCategory,
    claim::{ClaimLine, DenialReason, ReconsiderationDecision, VoidReason},
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, ExtensionReason, FamilyRelation,
        LeavingReason, LetterKind, PhaseBasis, Population, ReopeningReason, RequestReceipt,
    },
    id::{
        ClaimId, ClaimNumber, ClientCode, CostId, MeasureId, OrganizationId, PaymentId,
        ProgrammeCode, RefundId, SubAwardId,
    },
    identifier::{AssistanceListing, AwardNumber, EntityIdentifier, Fain},
    measure::{Correction, DocumentDigest, Evidence, Figure, MeasureKind, MeasurePeriod, together},
    money::Money,
    period::{Month, Period},
    programme::{DisclosureProfile, Instrument, RuleSet},
    rate::Rate,
    region::{Region, State},
    sub_award::SubAwardInstrument,
    text::{Label, Reason, Title},
};

/// An officer enters a programme into the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishProgramme {
    /// Its code.
    pub programme: ProgrammeCode,
    /// Its name.
    pub title: Title,
    /// What the ledger does for it.
    pub purpose: Title,
    /// By what instrument it gives money.
    pub instrument: Instrument,
    /// What may be said about its clients.
    pub disclosure_profile: DisclosureProfile,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer publishes the rules of a notice of funding from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishRuleSet {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The notice of funding.
    pub notice: Label,
    /// The rules.
    pub rules: RuleSet,
    /// The first day that they apply to.
    pub effective_on: NaiveDate,
}

/// An officer enters an organization into the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterOrganization {
    /// Its id.
    pub organization: OrganizationId,
    /// Its name.
    pub name: Title,
    /// Its UEI or DUNS number.
    pub identifier: EntityIdentifier,
    /// Where it is.
    pub state: State,
    /// It is a qualified local grassroots organization.
    pub grassroots: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer records that SAM excludes the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcludeOrganization {
    /// The organization.
    pub organization: OrganizationId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer records that the exclusion ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReinstateOrganization {
    /// The organization.
    pub organization: OrganizationId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer issues an award with its first budget period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IssueAward {
    /// The number of the notice, amendment 00 of budget year 01.
    pub number: AwardNumber,
    /// The programme that pays.
    pub programme: ProgrammeCode,
    /// The notice of funding; the programme's rule set for it on the first day of the project is pinned to the award.
    pub notice: Label,
    /// The prime.
    pub grantee: OrganizationId,
    /// What the award is for.
    pub title: Title,
    /// The assistance listing.
    pub assistance_listing: AssistanceListing,
    /// Federal funds.
    pub amount: Money,
    /// The federal part of the total cost, where it is shared.
    pub federal_share: Option<Rate>,
    /// The HHS regions that it serves; empty is the whole country.
    pub regions: Vec<Region>,
    /// The period of performance.
    pub project_period: Period,
    /// The first budget period.
    pub budget_period: Period,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer adds funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupplementAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// Funds added.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer takes funds back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReduceAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// Funds taken back.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer extends the period of performance at no cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendAward {
    /// The award.
    pub award: Fain,
    /// The number of the notice: the next amendment.
    pub number: AwardNumber,
    /// The new last day.
    pub ends_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer suspends the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspendAward {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer ends the suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResumeAward {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer closes the award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseAward {
    /// The award.
    pub award: Fain,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer lets the award close below its sub-award share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaiveSubAwardShare {
    /// The award.
    pub award: Fain,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime records a cost that it paid from retained funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordDirectCost {
    /// The award.
    pub award: Fain,
    /// The cost, unique in the award.
    pub cost: CostId,
    /// What for.
    pub category: CostCategory,
    /// How much.
    pub amount: Money,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime obligates funds to a sub-awardee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExecuteSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The award.
    pub award: Fain,
    /// The sub-awardee.
    pub sub_awardee: OrganizationId,
    /// By what instrument.
    pub instrument: SubAwardInstrument,
    /// What it is for.
    pub purpose: Title,
    /// Where it serves; within the award's regions.
    pub states: Vec<State>,
    /// Funds obligated.
    pub amount: Money,
    /// The period of performance, within the award's.
    pub period: Period,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime obligates more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RaiseSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// By how much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime de-obligates unliquidated funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LowerSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// By how much.
    pub amount: Money,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime extends the period of performance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The new last day, within the award's.
    pub ends_on: NaiveDate,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime suspends the sub-award: new claims pend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuspendSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime ends the suspension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResumeSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime closes the sub-award; what is available is de-obligated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseSubAward {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee takes up a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnrolClient {
    #[serde(skip_serializing)]
    /// The random code, minted by the system: no part of what the caller said.
    pub client: ClientCode,
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// Adult or child.
    pub population: Population,
    /// A band of ages.
    pub age_band: AgeBand,
    /// Where the client is served; in the sub-award's states.
    pub state: State,
    /// The first phase.
    pub phase: ClientPhase,
    /// What the provider attests.
    pub attestation: EnrolmentAttestation,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee moves a case to another phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeClientPhase {
    /// The client.
    pub client: ClientCode,
    /// The phase.
    pub phase: ClientPhase,
    /// What it rests on.
    pub basis: PhaseBasis,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee records a letter that it has seen. A Certification Letter and an Eligibility Letter move the case to
/// their phase; a denial closes it. The letter's number never enters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordLetter {
    /// The client.
    pub client: ClientCode,
    /// Which letter.
    pub kind: LetterKind,
    /// The date on the letter.
    pub dated_on: NaiveDate,
    /// What a certification rests on; not needed where the case is certified already.
    pub basis: Option<PhaseBasis>,
    /// What the provider attests about the request for a child; an Eligibility Letter needs it.
    pub receipt: Option<RequestReceipt>,
    /// The accounting date: the first day of eligibility.
    pub effective_on: NaiveDate,
}

/// The prime approves that a child's interim assistance goes on, before it has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtendInterimAssistance {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ExtensionReason,
    /// The day of the approval.
    pub effective_on: NaiveDate,
}

/// A sub-awardee adds a family member to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddFamilyMember {
    /// The client.
    pub client: ClientCode,
    #[serde(skip_serializing)]
    /// The member's random code, minted by the system.
    pub member: ClientCode,
    /// The derivative class.
    pub relation: FamilyRelation,
    /// Lives in the household.
    pub in_household: bool,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee records that a family member belongs to the case, or to its household, no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemoveFamilyMember {
    /// The client.
    pub client: ClientCode,
    /// The member's random code.
    pub member: ClientCode,
    /// Why.
    pub reason: LeavingReason,
    /// The first day on which the member no longer counts.
    pub effective_on: NaiveDate,
}

/// The prime moves a case to another of its sub-awards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransferClient {
    /// The client.
    pub client: ClientCode,
    /// The sub-award that takes it over.
    pub to_sub_award: SubAwardId,
    /// Where the client is served from then on.
    pub state: State,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee closes a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CloseClient {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ClosingReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee takes a case up again that it had closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReopenClient {
    /// The client.
    pub client: ClientCode,
    /// Why.
    pub reason: ReopeningReason,
    /// The first day on which the case is open again; after the day it closed.
    pub effective_on: NaiveDate,
}

/// A sub-awardee claims for a client and a month. It is adjudicated in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubmitClaim {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee's number, unique in the sub-award.
    pub number: ClaimNumber,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
    /// What is claimed: 1 to 50 lines numbered from 1.
    pub lines: Vec<ClaimLine>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer approves the payable amount; a pended claim is first released if there are funds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApproveClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer denies a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DenyClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Why.
    pub reason: DenialReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee withdraws a claim (frequency 8): a reversal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoidClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Why.
    pub reason: VoidReason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A sub-awardee replaces a claim (frequency 7): a reversal, and the next version of its number. It is adjudicated in
/// the same transaction, as if the claim that it replaces had never been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplaceClaim {
    /// The claim that is replaced.
    pub claim: ClaimId,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
    /// What is claimed: 1 to 50 lines numbered from 1.
    pub lines: Vec<ClaimLine>,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// An officer looks at a denial again, once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReconsiderClaim {
    /// The claim.
    pub claim: ClaimId,
    /// Whether the denial stands; if it does not, the claim is adjudicated anew.
    pub decision: ReconsiderationDecision,
    /// Why.
    pub reason: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// Releases what waits and has funds: what an earlier decision left for the next. The ledger gives it by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleaseClaims {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// The prime records that a sub-awardee paid back a part of what it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundReceivable {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The refund, unique in the sub-award.
    pub refund: RefundId,
    /// How much.
    pub amount: Money,
    /// The accounting date: the day on which the money came in.
    pub effective_on: NaiveDate,
}

/// The prime gathers approved claims of one award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreparePayment {
    /// The payment.
    pub payment: PaymentId,
    /// The award.
    pub award: Fain,
    /// The claims: 1 to 500, each once.
    pub claims: Vec<ClaimId>,
    /// Why it is paid now.
    pub justification: Reason,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// A second person of the prime authorises the payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorisePayment {
    /// The payment.
    pub payment: PaymentId,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// Another person than the authoriser confirms that the money went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmPayment {
    /// The payment.
    pub payment: PaymentId,
    /// The day it was paid.
    pub effective_on: NaiveDate,
}

/// An officer reports what programmes counted, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportMeasure {
    /// The programmes that it is counted over: one, or several together. In any order.
    pub programmes: Vec<ProgrammeCode>,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// What it rests on.
    pub evidence: Evidence,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

/// A prime reports what it counted under an award, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportAwardMeasure {
    /// The award.
    pub award: Fain,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// The document that it rests on, which the prime keeps.
    pub document: DocumentDigest,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

/// A sub-awardee reports what it counted under a sub-award, or corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportSubAwardMeasure {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// What is counted.
    pub kind: MeasureKind,
    /// The time that it is about.
    pub period: MeasurePeriod,
    /// The figure.
    pub figure: Figure,
    /// The document that it rests on, which the sub-awardee keeps.
    pub document: DocumentDigest,
    /// The report that it supersedes, and why; none for a first report.
    pub correction: Option<Correction>,
    /// The day of the report, not before the end of the period.
    pub effective_on: NaiveDate,
}

macro_rules! commands {
    ($($name:ident)+) => {
        /// A command, of any kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "each variant holds the command of its name")]
        pub enum Command { $($name($name)),+ }

        impl Command {
            /// Every command's name.
            pub const NAMES: &[&'static str] = &[$(stringify!($name)),+];

            /// The command's name, as recorded.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name)),+ }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        })+
    };
}

commands! {
    PublishProgramme PublishRuleSet
    RegisterOrganization ExcludeOrganization ReinstateOrganization
    IssueAward SupplementAward ReduceAward ExtendAward SuspendAward ResumeAward CloseAward WaiveSubAwardShare RecordDirectCost
    ExecuteSubAward RaiseSubAward LowerSubAward ExtendSubAward SuspendSubAward ResumeSubAward CloseSubAward
    EnrolClient ChangeClientPhase RecordLetter ExtendInterimAssistance
    AddFamilyMember RemoveFamilyMember TransferClient CloseClient ReopenClient
    SubmitClaim ApproveClaim DenyClaim VoidClaim ReplaceClaim ReconsiderClaim ReleaseClaims RefundReceivable
    PreparePayment AuthorisePayment ConfirmPayment
    ReportMeasure ReportAwardMeasure ReportSubAwardMeasure
}

impl Command {
    /// The caller's canonical input, as compact JSON: what a fingerprint covers.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("a command has text keys and no maps")
    }

    /// The streams that the command names itself: a hint for reading them early. What these lead to, such as the
    /// award of a sub-award, is asked for when the decision gets there.
    pub fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::PublishProgramme(c) => vec![StreamId::programme(&c.programme)],
            Self::PublishRuleSet(c) => vec![StreamId::programme(&c.programme)],
            Self::RegisterOrganization(c) => vec![StreamId::organization(&c.organization)],
            Self::ExcludeOrganization(c) => vec![StreamId::organization(&c.organization)],
            Self::ReinstateOrganization(c) => vec![StreamId::organization(&c.organization)],
            Self::IssueAward(c) => vec![
                StreamId::award(c.number.fain()),
                StreamId::programme(&c.programme),
                StreamId::organization(&c.grantee),
            ],
            Self::SupplementAward(c) => vec![StreamId::award(&c.award)],
            Self::ReduceAward(c) => vec![StreamId::award(&c.award)],
            Self::ExtendAward(c) => vec![StreamId::award(&c.award)],
            Self::SuspendAward(c) => vec![StreamId::award(&c.award)],
            Self::ResumeAward(c) => vec![StreamId::award(&c.award)],
            Self::CloseAward(c) => vec![StreamId::award(&c.award)],
            Self::WaiveSubAwardShare(c) => vec![StreamId::award(&c.award)],
            Self::RecordDirectCost(c) => vec![StreamId::award(&c.award)],
            Self::ExecuteSubAward(c) => vec![
                StreamId::sub_award(&c.sub_award),
                StreamId::award(&c.award),
                StreamId::organization(&c.sub_awardee),
            ],
            Self::RaiseSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::LowerSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::ExtendSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::SuspendSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::ResumeSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::CloseSubAward(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::EnrolClient(c) => vec![
                StreamId::client(&c.client),
                StreamId::sub_award(&c.sub_award),
            ],
            Self::ChangeClientPhase(c) => vec![StreamId::client(&c.client)],
            Self::RecordLetter(c) => vec![StreamId::client(&c.client)],
            Self::ExtendInterimAssistance(c) => vec![StreamId::client(&c.client)],
            Self::RemoveFamilyMember(c) => vec![StreamId::client(&c.client)],
            Self::AddFamilyMember(c) => {
                vec![StreamId::client(&c.client), StreamId::client(&c.member)]
            }
            Self::TransferClient(c) => vec![
                StreamId::client(&c.client),
                StreamId::sub_award(&c.to_sub_award),
            ],
            Self::CloseClient(c) => vec![StreamId::client(&c.client)],
            Self::ReopenClient(c) => vec![StreamId::client(&c.client)],
            Self::SubmitClaim(c) => vec![
                StreamId::claim(&ClaimId::of(&c.sub_award, &c.number)),
                StreamId::sub_award(&c.sub_award),
                StreamId::client(&c.client),
            ],
            Self::ApproveClaim(c) => vec![StreamId::claim(&c.claim)],
            Self::DenyClaim(c) => vec![StreamId::claim(&c.claim)],
            Self::VoidClaim(c) => vec![StreamId::claim(&c.claim)],
            Self::ReplaceClaim(c) => vec![
                StreamId::claim(&c.claim),
                StreamId::claim(&c.claim.next_version()),
                StreamId::client(&c.client),
            ],
            Self::ReconsiderClaim(c) => vec![StreamId::claim(&c.claim)],
            Self::ReleaseClaims(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::RefundReceivable(c) => vec![StreamId::sub_award(&c.sub_award)],
            Self::PreparePayment(c) => [StreamId::payment(&c.payment), StreamId::award(&c.award)]
                .into_iter()
                .chain(c.claims.iter().map(StreamId::claim))
                .collect(),
            Self::AuthorisePayment(c) => vec![StreamId::payment(&c.payment)],
            Self::ConfirmPayment(c) => vec![StreamId::payment(&c.payment)],
            Self::ReportMeasure(c) => together(&c.programmes)
                .map(|programmes| MeasureId::of_programmes(c.kind, c.period, &programmes))
                .iter()
                .map(StreamId::measure)
                .chain(c.programmes.iter().map(StreamId::programme))
                .collect(),
            Self::ReportAwardMeasure(c) => vec![
                StreamId::measure(&MeasureId::of_award(c.kind, c.period, &c.award)),
                StreamId::award(&c.award),
            ],
            Self::ReportSubAwardMeasure(c) => vec![
                StreamId::measure(&MeasureId::of_sub_award(c.kind, c.period, &c.sub_award)),
                StreamId::sub_award(&c.sub_award),
            ],
        }
    }
}
