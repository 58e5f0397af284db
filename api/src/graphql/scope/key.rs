//! What is read in batches, each by a key of its own type.

use almoner_domain::{
    id::{ClaimId, ClientCode, MeasureId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::StreamId,
};

macro_rules! keys {
    ($($name:ident($id:ty);)+) => {$(
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub(super) struct $name(pub(super) $id);
    )+};
}

keys! {
    ProgrammeOf(ProgrammeCode);
    RuleSetsOf(ProgrammeCode);
    OrganizationOf(OrganizationId);
    AwardOf(Fain);
    FileOf(Fain);
    ShareOf(Fain);
    AwardFundsOf(Fain);
    AwardCashOf(Fain);
    AwardDisbursedOf(Fain);
    AwardIncomeOf(Fain);
    SubAwardOf(SubAwardId);
    SubAwardFundsOf(SubAwardId);
    SubAwardTermsOf(SubAwardId);
    StandingsOf(SubAwardId);
    ClientOf(ClientCode);
    ClientYearsOf(ClientCode);
    ClientPhasesOf(ClientCode);
    ClientLettersOf(ClientCode);
    ClientFamilyOf(ClientCode);
    SealedOf(ClientCode);
    ClaimOf(ClaimId);
    LinesOf(ClaimId);
    AdjustmentsOf(ClaimId);
    FindingsOf(ClaimId);
    PaymentOf(PaymentId);
    MeasureOf(MeasureId);
    MeasureReportsOf(MeasureId);
    RecordAt(i64);
    EventAt(i64);
}

/// The states of a stream's aggregate before and after the event of a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct StatesAround(pub(super) StreamId, pub(super) u64);
