//! What holds for every readable claim, whatever the rules, the client and the funds say.

use proptest::prelude::*;

use super::*;

fn any_line() -> impl Strategy<Value = ClaimLine> {
    let category = prop::sample::select(vec![
        Category::CaseManagement,
        Category::Housing,
        Category::Medical,
        Category::Education,
    ]);
    (category, 1_i64..500_000, 0_u8..8).prop_map(|(category, cents, faults)| {
        let mut line = line(1, category, "1");
        line.billed = Money::from_cents(cents);
        if faults == 1 {
            line.paid_on = None;
        }
        if faults == 2 {
            line.receipt_digest = None;
        }
        line.other_payer = faults == 3;
        line
    })
}

fn any_standing() -> impl Strategy<Value = Standing> {
    (
        0_i64..250_000,
        0_i64..500_000,
        prop::bool::ANY,
        prop::bool::weighted(0.9),
        prop::sample::select(vec![
            MonthUnit::Free,
            MonthUnit::Free,
            MonthUnit::Taken,
            MonthUnit::TakenInTransfer,
            MonthUnit::TakenElsewhere,
        ]),
    )
        .prop_map(
            |(administration, direct, household, managed, unit)| Standing {
                used_administration: Money::from_cents(administration),
                used_direct: Money::from_cents(direct),
                household,
                managed,
                unit,
                ..facts().client.unwrap()
            },
        )
}

fn any_case() -> impl Strategy<Value = (Submission, ClaimFacts)> {
    (
        prop::collection::vec(any_line(), 1..8),
        prop::option::weighted(0.95, any_standing()),
        prop::option::of(1_i64..60_000),
        0_i64..1_000_000,
        prop::bool::ANY,
    )
        .prop_map(|(mut lines, client, rate, available, queue_waits)| {
            for (line, number) in lines.iter_mut().zip(1..) {
                line.number = number;
            }
            let mut facts = ClaimFacts {
                client,
                available: Money::from_cents(available),
                queue_waits,
                ..facts()
            };
            let rate = rate.map(|cents| Money::from_cents(cents).to_string());
            facts.rules.payment = hybrid(rate.as_deref());
            let claim = Submission {
                lines,
                ..submission()
            };
            (claim, facts)
        })
}

fn sum(amounts: impl Iterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap()
}

proptest! {
    #[test]
    fn billed_less_adjustments_is_payable((claim, facts) in any_case()) {
        let adjudication = adjudicate(&claim, &facts);
        for (line, billed) in adjudication.lines.iter().zip(&claim.lines) {
            let taken = sum(line.adjustments.iter().map(|taken| taken.amount));
            prop_assert_eq!(line.billed, billed.billed);
            prop_assert_eq!(line.billed.minus(taken), Some(line.allowed));
            prop_assert!(!line.allowed.is_negative());
            for taken in &line.adjustments {
                prop_assert!(taken.amount.is_positive());
                prop_assert_eq!(taken.group, group_of(taken.carc));
            }
        }
        prop_assert_eq!(adjudication.lines.len(), claim.lines.len());
        prop_assert_eq!(adjudication.billed, readable(&claim).unwrap());
        prop_assert_eq!(adjudication.payable, sum(adjudication.lines.iter().map(|line| line.allowed)));
        prop_assert_eq!(adjudication.billed.minus(adjudication.adjusted), Some(adjudication.payable));
        prop_assert_eq!(adjudication.outcome == Outcome::Denied, adjudication.payable.is_zero());
    }

    #[test]
    fn every_adjustment_stands_on_a_finding((claim, facts) in any_case()) {
        let adjudication = adjudicate(&claim, &facts);
        for line in &adjudication.lines {
            for taken in &line.adjustments {
                let stands = adjudication.findings.iter().any(|found| {
                    found.carc == Some(taken.carc)
                        && found.line.is_none_or(|number| number == line.number)
                });
                prop_assert!(stands);
            }
        }
    }

    #[test]
    fn no_cap_rate_or_fund_is_passed((claim, facts) in any_case()) {
        let adjudication = adjudicate(&claim, &facts);
        let Some(client) = &facts.client else {
            return Ok(());
        };
        let administration = sum(adjudication
            .lines
            .iter()
            .zip(&claim.lines)
            .filter(|(_, line)| line.part == ClaimPart::Administration)
            .map(|(line, _)| line.allowed));
        let (cap, share) = if client.household {
            (money("7500"), money("3000"))
        } else {
            (money("6000"), money("2400"))
        };
        if administration.is_positive() {
            prop_assert!(sum([administration, client.used_administration].into_iter()) <= share);
            prop_assert_eq!(client.unit, MonthUnit::Free);
        }
        if adjudication.payable.is_positive() {
            let used = [adjudication.payable, client.used_administration, client.used_direct];
            prop_assert!(sum(used.into_iter()) <= cap);
        }
        if adjudication.outcome == Outcome::Payable {
            prop_assert!(adjudication.payable <= facts.available && !facts.queue_waits);
        }
    }

    #[test]
    fn approval_and_denial_dispose_of_exactly_what_is_payable((claim, facts) in any_case()) {
        let mut state = Claim::Unknown;
        for event in state.decide(&submit(claim, facts)).unwrap() {
            state.evolve(&event);
        }
        let file = state.file().unwrap().clone();
        let denial = state.decide(&ClaimCommand::Deny {
            reason: DenialReason::NotCovered,
            denied_by: actor("officer-1"),
            effective_on: day("2019-06-20"),
            received_on: day("2019-06-20"),
        });
        match denial {
            Ok(events) => {
                let ClaimEvent::ClaimDenied { adjustments, amount, .. } = &events[0] else {
                    panic!("{events:?}");
                };
                prop_assert_eq!(*amount, file.payable);
                prop_assert_eq!(sum(adjustments.iter().map(|(_, taken)| taken.amount)), file.payable);
            }
            Err(error) => {
                prop_assert_eq!(error, ClaimError::Denied);
                prop_assert!(file.payable.is_zero());
            }
        }
    }
}
