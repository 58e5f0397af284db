//! What is copied of a case: its phases, letters and family, and what is due about it.

use almoner_domain::{
    client::{ClientPhase, LeavingReason, LetterKind},
    id::ActorId,
    ledger::{
        Role,
        testing::{REGIONAL_PRIME, Recorded, SUB_AWARDEES, day},
    },
};
use almoner_projections::{
    clients::{ClientDeadlineRow, DeadlineFilter, DeadlineKind, ErasureStatus},
    read::{AsOf, Cursor, Page, View},
};

use crate::{
    support::{CHILD, ERASED, TestLedger, client_of, history},
    visibility::viewer,
};

/// The position after the last event of a type on the child's stream.
fn after(history: &[Recorded], event_type: &str) -> AsOf {
    let child = client_of(CHILD);
    let at = history.iter().rposition(|recorded| {
        recorded.stream.id == child.as_str() && recorded.event.event_type() == event_type
    });
    AsOf::Position(i64::try_from(at.unwrap() + 1).unwrap())
}

async fn due(view: &View) -> Vec<(DeadlineKind, String, bool)> {
    let filter = DeadlineFilter {
        client: Some(client_of(CHILD)),
        ..DeadlineFilter::default()
    };
    let paged = view
        .client_deadlines(&filter, &Page::largest())
        .await
        .unwrap();
    paged
        .rows
        .into_iter()
        .map(|row| (row.kind, row.due_on.to_string(), row.extendable))
        .collect()
}

#[tokio::test]
async fn what_is_due_follows_from_what_has_happened_and_as_of_then() {
    let history = history(4, 0);
    let ledger = TestLedger::projected(&history).await;
    let seen_by = || viewer(Role::Subawardee, SUB_AWARDEES[0]);
    for (event_type, expected) in [
        (
            "ClientEnrolled",
            vec![(
                DeadlineKind::InterimAssistance,
                "2019-05-29".to_owned(),
                true,
            )],
        ),
        (
            "InterimAssistanceExtended",
            vec![(
                DeadlineKind::InterimAssistance,
                "2019-06-28".to_owned(),
                false,
            )],
        ),
        ("ClientClosed", vec![]),
        (
            "ClientReopened",
            vec![(
                DeadlineKind::InterimAssistance,
                "2019-06-28".to_owned(),
                false,
            )],
        ),
        (
            "ClientPhaseChanged",
            vec![(DeadlineKind::Benefits, "2020-02-09".to_owned(), false)],
        ),
    ] {
        let view = ledger.view(seen_by(), after(&history, event_type)).await;
        assert_eq!(due(&view).await, expected, "{event_type}");
    }
}

#[tokio::test]
async fn a_case_shows_its_phases_its_letters_and_its_family() {
    let ledger = TestLedger::projected(&history(4, 0)).await;
    let view = ledger
        .view(viewer(Role::Subawardee, SUB_AWARDEES[0]), AsOf::Latest)
        .await;
    let child = [client_of(CHILD)];
    let phases = view.client_phases_by_clients(&child).await.unwrap();
    let interim = &phases[0];
    assert_eq!(interim.phase, ClientPhase::InterimAssistance);
    assert_eq!(interim.ends_on, Some(day("2019-06-28")));
    assert_eq!(interim.extended_on, Some(day("2019-05-20")));
    assert_eq!(phases[1].phase, ClientPhase::Eligible);
    assert_eq!(phases[1].since, day("2019-06-10"));
    let letters = view.client_letters_by_clients(&child).await.unwrap();
    let kinds: Vec<_> = letters.iter().map(|letter| letter.kind).collect();
    assert_eq!(
        kinds,
        [LetterKind::InterimAssistance, LetterKind::Eligibility]
    );
    assert_eq!(letters[1].benefits_end_on, Some(day("2020-02-09")));
    assert!(letters[1].under_18_on_receipt);
    let family = view.client_family_members_by_clients(&child).await.unwrap();
    assert_eq!(family[0].leaving_reason, Some(LeavingReason::LeftHousehold));
    assert_eq!(family[0].left_on, Some(day("2019-05-21")));
    let case = view.client(&client_of(CHILD)).await.unwrap().unwrap();
    assert_eq!((case.family_members, case.household_members), (0, 0));
    assert_eq!((case.closed_on, case.closing_reason), (None, None));
}

#[tokio::test]
async fn deadlines_come_by_the_day_a_page_at_a_time_and_only_to_who_manages_the_case() {
    let ledger = TestLedger::projected(&history(4, 60)).await;
    let manages = ledger
        .view(viewer(Role::Subawardee, SUB_AWARDEES[0]), AsOf::Latest)
        .await;
    let all = DeadlineFilter::default();
    let whole = manages
        .client_deadlines(&all, &Page::largest())
        .await
        .unwrap();
    assert!(!whole.rows.is_empty());
    let keys = |rows: &[ClientDeadlineRow]| -> Vec<_> {
        rows.iter()
            .map(|row| (row.due_on, row.client.clone(), row.kind))
            .collect()
    };
    let mut sorted = keys(&whole.rows);
    sorted.sort();
    assert_eq!(keys(&whole.rows), sorted);
    let (mut paged, mut after) = (Vec::new(), None::<Cursor>);
    loop {
        let page = Page::try_new(1, after).unwrap();
        let next = manages.client_deadlines(&all, &page).await.unwrap();
        paged.extend(keys(&next.rows));
        after = next.cursors.last().cloned();
        if !next.has_next {
            break;
        }
    }
    assert_eq!(paged, sorted);
    let (first, last) = (sorted[0].0, sorted[sorted.len() - 1].0);
    let within = DeadlineFilter {
        from: Some(first),
        through: first.pred_opt(),
        ..DeadlineFilter::default()
    };
    let none = manages.client_deadlines(&within, &Page::largest()).await;
    assert!(none.unwrap().rows.is_empty());
    let on_the_day = DeadlineFilter {
        from: Some(last),
        through: Some(last),
        ..DeadlineFilter::default()
    };
    let some = manages
        .client_deadlines(&on_the_day, &Page::largest())
        .await;
    assert!(!some.unwrap().rows.is_empty());
    let other = ledger
        .view(viewer(Role::Subawardee, SUB_AWARDEES[1]), AsOf::Latest)
        .await;
    let foreign = other
        .client_deadlines(&all, &Page::largest())
        .await
        .unwrap();
    let of = SUB_AWARDEES[1];
    assert!(
        foreign
            .rows
            .iter()
            .all(|row| row.organization.as_str() == of)
    );
}

#[tokio::test]
async fn what_is_held_about_a_client_is_the_sub_awardees_and_stays_sealed_after_an_erasure() {
    let ledger = TestLedger::projected(&history(4, 0)).await;
    let erased = [client_of(ERASED)];
    for (role, of, seen) in [
        (Role::Officer, "otip", true),
        (Role::Subawardee, SUB_AWARDEES[0], true),
        (Role::Subawardee, SUB_AWARDEES[1], false),
        (Role::Grantee, REGIONAL_PRIME, false),
    ] {
        let view = ledger.view(viewer(role, of), AsOf::Latest).await;
        let values = view.sealed_values_by_clients(&erased).await.unwrap();
        assert_eq!(values.len(), usize::from(seen), "{of}");
        let positions = view.sealed_positions(&erased[0]).await.unwrap();
        assert_eq!(positions.len(), if seen { 2 } else { 0 }, "{of}");
        if seen {
            assert_eq!(values[0].sealed.as_str().rsplit('.').next(), Some("DDDD"));
            assert_eq!(values[0].subject, SUB_AWARDEES[0]);
            assert_eq!(values[0].position, positions[1]);
        }
    }
    let view = ledger
        .view(viewer(Role::Officer, "otip"), AsOf::Latest)
        .await;
    let case = view.client(&erased[0]).await.unwrap().unwrap();
    assert_eq!(case.erasure, Some(ErasureStatus::Erased));
    assert_eq!((case.hold, case.held_since), (None, None));
    let by = |actor: &Option<ActorId>| actor.as_ref().map(ToString::to_string);
    assert_eq!(by(&case.erasure_requested_by).as_deref(), Some("officer-1"));
    assert_eq!(by(&case.erasure_approved_by).as_deref(), Some("officer-2"));
    assert!(case.erasure_approved_at < case.erased_at);
    assert!(case.erased_key.is_some());
    assert_eq!(view.erased_clients().await.unwrap(), erased);
    assert!(view.erasures_due().await.unwrap().is_empty());
    let approved = AsOf::Position(case.erasure_approved_at.unwrap());
    let view = ledger.view(viewer(Role::Officer, "otip"), approved).await;
    assert_eq!(view.erasures_due().await.unwrap().len(), 1);
    let child = view.client(&client_of(CHILD)).await.unwrap();
    assert!(child.is_none_or(|child| child.erasure.is_none()));
}
