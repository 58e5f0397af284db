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

fn leave(reason: LeavingReason, on: &str) -> ClientCommand {
    ClientCommand::RemoveFamilyMember {
        input: RemoveFamilyMember {
            client: code(CLIENT),
            member: code(MEMBER),
            reason,
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

#[test]
fn a_family_member_who_left_raises_no_cap_from_that_month_on() {
    let standing = |reason, on: &str, month: &str| {
        let client = state(&[
            enrol(enrolment()),
            add(member(FamilyRelation::T3, "2018-11-20")),
            leave(reason, on),
        ]);
        let standing = client
            .standing(
                &SubAwardId::parse("TV-1").unwrap(),
                Month::parse(month).unwrap(),
                BenefitYear(day("2018-09-30")),
                "",
            )
            .unwrap();
        (standing.household, !standing.dependents.is_empty())
    };
    let left = LeavingReason::LeftHousehold;
    let refused = LeavingReason::NotEligibleDependent;
    for (reason, on, month, expected) in [
        (left, "2019-02-10", "2018-10", (false, false)),
        (left, "2019-02-10", "2018-11", (true, true)),
        (left, "2019-02-10", "2019-02", (true, true)),
        (left, "2019-02-10", "2019-03", (false, false)),
        (left, "2019-02-01", "2019-02", (false, false)),
        (refused, "2019-02-10", "2019-02", (true, true)),
        (refused, "2019-02-10", "2019-03", (false, false)),
        (refused, "2018-11-20", "2018-11", (false, false)),
        (refused, "2018-11-20", "2018-10", (false, false)),
    ] {
        assert_eq!(standing(reason, on, month), expected, "{on} {month}");
    }
}

#[test]
fn a_family_member_leaves_once() {
    let joined = || {
        vec![
            enrol(enrolment()),
            add(member(FamilyRelation::T3, "2018-11-20")),
        ]
    };
    let left = leave(LeavingReason::LeftHousehold, "2019-02-10");
    let mut gone = joined();
    gone.push(left.clone());
    given(after(&gone))
        .when(left.clone())
        .then_expect_events(Vec::new());
    let table = [
        (vec![], left.clone(), "UNKNOWN_CLIENT"),
        (vec![enrol(enrolment())], left, "UNKNOWN_FAMILY_MEMBER"),
        (
            gone,
            leave(LeavingReason::NotEligibleDependent, "2019-02-10"),
            "FAMILY_MEMBER_LEFT",
        ),
        (
            joined(),
            leave(LeavingReason::LeftHousehold, "2019-07-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            joined(),
            leave(LeavingReason::LeftHousehold, "2018-11-19"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
    ];
    for (commands, command, code) in table {
        let refused = state(&commands).decide(&command);
        assert_eq!(refused.unwrap_err().code(), code);
    }
}
