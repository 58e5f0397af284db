//! Whatever happens to a case, it is covered only on days on which it was open, and an extension only adds days.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::{collection::vec, prelude::*};

use super::*;

/// Something that may happen on a day, counted from the enrolment.
fn any_step() -> impl Strategy<Value = (u8, u64)> {
    (0_u8..6, 0_u64..240)
}

fn command(what: u8, on: u64) -> ClientCommand {
    let on = (enrolment().effective_on + Days::new(on)).to_string();
    match what {
        0 => change(ClientPhase::PreCertified, PhaseBasis::Screening, &on),
        1 => change(ClientPhase::Certified, PhaseBasis::TVisa, &on),
        2 => close(&on),
        3 => ClientCommand::Close {
            input: CloseClient {
                client: code(CLIENT),
                reason: ClosingReason::Custody,
                effective_on: day(&on),
            },
            received_on: received_on(),
        },
        4 => reopen(&on),
        _ => ClientCommand::RecordLetter {
            input: RecordLetter {
                client: code(CLIENT),
                kind: LetterKind::Eligibility,
                dated_on: day(&on),
                basis: None,
                receipt: Some(RequestReceipt {
                    received_on: day(&on),
                    under_18_on_receipt: true,
                }),
                effective_on: day(&on),
            },
            received_on: received_on(),
        },
    }
}

fn lived(first: EnrolClient, steps: &[(u8, u64)]) -> Client {
    let mut client = state(&[enrol(first)]);
    for (what, on) in steps {
        for event in client.decide(&command(*what, *on)).unwrap_or_default() {
            client.evolve(&event);
        }
    }
    client
}

/// Every covered day of a year.
fn covered(client: &Client) -> BTreeSet<NaiveDate> {
    let case = client.case().unwrap();
    let mut days = BTreeSet::new();
    let mut month = Month::of(day("2018-09-01"));
    for _ in 0..14 {
        for of in case.phase_days(month) {
            assert!(Month::of(of.from) == month && Month::of(of.through) == month);
            for one in of.from.iter_days().take_while(|one| *one <= of.through) {
                assert!(days.insert(one), "{one} is in two phases");
            }
        }
        month = Month::of(month.last_day().succ_opt().unwrap());
    }
    days
}

fn was_open(client: &Client, on: NaiveDate) -> bool {
    let spans = &client.case().unwrap().spans;
    spans
        .iter()
        .any(|span| span.from <= on && span.through.is_none_or(|last| on <= last))
}

proptest! {
    #[test]
    fn covered_days_lie_in_open_spans(child_first in any::<bool>(), steps in vec(any_step(), 0..8)) {
        let first = if child_first { child() } else { enrolment() };
        let client = lived(first, &steps);
        for one in covered(&client) {
            prop_assert!(was_open(&client, one), "{one}");
        }
    }

    #[test]
    fn an_extension_takes_no_day_away(steps in vec(any_step(), 0..6), on in 0_u64..100) {
        let before = lived(child(), &steps);
        let extend = ClientCommand::ExtendInterimAssistance {
            input: ExtendInterimAssistance {
                client: code(CLIENT),
                reason: ExtensionReason::DecisionPending,
                effective_on: child().effective_on + Days::new(on),
            },
            approved_by: ActorId::parse("prime-officer-1").unwrap(),
            received_on: received_on(),
        };
        let mut extended = before.clone();
        for event in before.decide(&extend).unwrap_or_default() {
            extended.evolve(&event);
        }
        let (without, with) = (covered(&before), covered(&extended));
        prop_assert!(with.is_superset(&without));
        prop_assert!(with.len() - without.len() <= 30);
    }
}
