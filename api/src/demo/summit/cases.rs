//! Whom the sub-awardee serves: a family that a member joins and leaves, adults, a child in extended interim assistance,
//! and a case that closes and is taken up again.

use almoner_domain::{
    client::{
        AgeBand, ClientPhase, ClosingReason, EnrolmentAttestation, ExtensionReason, FamilyRelation,
        LeavingReason, Population, ReopeningReason,
    },
    id::ClientCode,
    ledger::{
        AddFamilyMember, CloseClient, EnrolClient, ExtendInterimAssistance, RemoveFamilyMember,
        ReopenClient,
    },
    region::State,
};

use super::{ASSISTANCE, CONTRACT, SUMMIT};
use crate::demo::script::{Cast, Scene, Step, day, sub_award_id};

/// A case, by its place in [`CASES`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Who {
    /// An adult whom a family member joins and leaves.
    Family,
    /// An adult alone.
    Alone,
    /// An adult whose case management goes on until its part of the year is used up.
    LongServed,
    /// A child whose interim assistance is extended, and then ends.
    Child,
    /// An adult whose case closes and is taken up again.
    Returned,
    /// An adult whose claims officers deny, and look at again.
    Disputed,
    /// An adult under the contract, whose certification is recorded late.
    CertifiedLate,
}

/// The cases: whose, under which sub-award, from when.
const CASES: [(Who, &str, &str); 7] = [
    (Who::Family, ASSISTANCE, "2018-10-15"),
    (Who::Alone, ASSISTANCE, "2018-10-22"),
    (Who::LongServed, ASSISTANCE, "2018-10-08"),
    (Who::Child, ASSISTANCE, "2019-01-07"),
    (Who::Returned, ASSISTANCE, "2018-11-26"),
    (Who::Disputed, ASSISTANCE, "2018-11-01"),
    (Who::CertifiedLate, CONTRACT, "2008-04-21"),
];

/// How many cases are taken up.
pub(in crate::demo) const CASES_COUNT: usize = CASES.len();

/// The code of a case, of those that the journal answered with.
pub(super) fn code(codes: &[ClientCode], who: Who) -> &ClientCode {
    let at = match who {
        Who::Family => 0,
        Who::Alone => 1,
        Who::LongServed => 2,
        Who::Child => 3,
        Who::Returned => 4,
        Who::Disputed => 5,
        Who::CertifiedLate => 6,
    };
    &codes[at]
}

/// The cases are taken up. The codes are minted anew at every load; the journal remembers the first.
pub(in crate::demo) fn enrol(codes: Vec<ClientCode>) -> Vec<Step> {
    let mut scene = Scene::new("summit-enrol");
    for ((who, sub_award, on), client) in CASES.into_iter().zip(codes) {
        let child = matches!(who, Who::Child);
        let enrolled = EnrolClient {
            client,
            sub_award: sub_award_id(sub_award),
            population: if child {
                Population::Child
            } else {
                Population::Adult
            },
            age_band: if child {
                AgeBand::Under18
            } else {
                AgeBand::From25To44
            },
            state: State::CO,
            phase: if child {
                ClientPhase::InterimAssistance
            } else {
                ClientPhase::PreCertified
            },
            attestation: EnrolmentAttestation {
                foreign_national: true,
                out_of_situation: true,
                needs_case_management: true,
                not_in_custody: true,
            },
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Subawardee(SUMMIT), enrolled);
    }
    scene.into_steps()
}

/// A family member joins the first case.
pub(in crate::demo) fn family_joins(codes: &[ClientCode], member: ClientCode) -> Vec<Step> {
    let mut scene = Scene::new("summit-family");
    let joined = AddFamilyMember {
        client: code(codes, Who::Family).clone(),
        member,
        relation: FamilyRelation::T3,
        in_household: true,
        effective_on: day("2018-11-05"),
    };
    scene.on(day("2018-11-06"), Cast::Subawardee(SUMMIT), joined);
    scene.into_steps()
}

/// The family member leaves the household.
pub(in crate::demo) fn family_leaves(codes: &[ClientCode], member: &ClientCode) -> Vec<Step> {
    let mut scene = Scene::new("summit-family-left");
    let left = RemoveFamilyMember {
        client: code(codes, Who::Family).clone(),
        member: member.clone(),
        reason: LeavingReason::LeftHousehold,
        effective_on: day("2019-04-01"),
    };
    scene.on(day("2019-04-02"), Cast::Subawardee(SUMMIT), left);
    scene.into_steps()
}

/// A case closes; the prime extends a child's interim assistance.
pub(in crate::demo) fn case_closes(codes: &[ClientCode]) -> Vec<Step> {
    let mut scene = Scene::new("summit-case");
    let closed = CloseClient {
        client: code(codes, Who::Returned).clone(),
        reason: ClosingReason::LostContact,
        effective_on: day("2019-02-20"),
    };
    scene.on(day("2019-02-21"), Cast::Subawardee(SUMMIT), closed);
    let extended = ExtendInterimAssistance {
        client: code(codes, Who::Child).clone(),
        reason: ExtensionReason::InformationAwaited,
        effective_on: day("2019-03-28"),
    };
    scene.on(day("2019-03-28"), Cast::Grantee("uscri", 1), extended);
    scene.into_steps()
}

/// The closed case is taken up again.
pub(in crate::demo) fn case_reopens(codes: &[ClientCode]) -> Vec<Step> {
    let mut scene = Scene::new("summit-reopened");
    let reopened = ReopenClient {
        client: code(codes, Who::Returned).clone(),
        reason: ReopeningReason::ReturnedForServices,
        effective_on: day("2019-04-08"),
    };
    scene.on(day("2019-04-09"), Cast::Subawardee(SUMMIT), reopened);
    scene.into_steps()
}
