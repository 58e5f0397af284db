//! Given/when/then: who belongs to a case.

use super::*;

#[test]
fn the_class_t6_exists_from_2013() {
    let early = EnrolClient {
        effective_on: day("2012-11-01"),
        ..enrolment()
    };
    let period = Period::try_new(day("2012-10-01"), day("2013-09-29")).unwrap();
    let place = Placement {
        period,
        ..placement("TV-1")
    };
    let events = Client::Unknown.decide(&enrol_with(early, place)).unwrap();
    given(events.clone())
        .when(add(member(FamilyRelation::T6, "2012-12-31")))
        .then_expect_error(ClientError::RelationNotYet {
            relation: FamilyRelation::T6,
        });
    for (relation, on) in [
        (FamilyRelation::T6, "2013-01-01"),
        (FamilyRelation::T2, "2012-12-31"),
    ] {
        given(events.clone())
            .when(add(member(relation, on)))
            .then_expect_events(vec![ClientEvent::FamilyMemberAdded {
                client: code(CLIENT),
                member: code(MEMBER),
                relation,
                in_household: true,
                effective_on: day(on),
            }]);
    }
}

#[test]
fn a_family_members_code_is_new() {
    let added = member(FamilyRelation::T2, "2018-11-01");
    let events = after(&[enrol(enrolment()), add(added.clone())]);
    given(events.clone())
        .when(add(added.clone()))
        .then_expect_events(Vec::new());
    let used = ClientError::MemberCodeUsed {
        member: code(MEMBER),
    };
    given(events)
        .when(add(member(FamilyRelation::T3, "2018-11-01")))
        .then_expect_error(used.clone());
    given(enrolled())
        .when(ClientCommand::AddFamilyMember {
            input: added.clone(),
            member_has_case: true,
            received_on: received_on(),
        })
        .then_expect_error(used);
    given(enrolled())
        .when(add(AddFamilyMember {
            member: code(CLIENT),
            ..added
        }))
        .then_expect_error(ClientError::MemberCodeUsed {
            member: code(CLIENT),
        });
}
