//! The claims of the history, and what becomes of them.

use almoner_domain::{
    claim::{DenialReason, ReconsiderationDecision, VoidReason},
    id::{PaymentId, RefundId},
    ledger::{
        ApproveClaim, AuthorisePayment, ConfirmPayment, DenyClaim, PreparePayment, RaiseSubAward,
        ReconsiderClaim, RefundReceivable, ReplaceClaim, Role, SubmitClaim, TransferClient,
        VoidClaim,
        testing::{ASSISTANCE, enrol},
    },
    region::State,
};

use super::*;

fn payment(id: &str) -> PaymentId {
    PaymentId::parse(id).unwrap()
}

pub(super) fn claims(scenario: &mut Scenario, clients: u32) {
    for month in ["2019-03", "2019-04", "2019-05"] {
        for number in 1..=clients {
            let id = format!("{number}-{month}");
            give(
                scenario,
                claim("TV-1", &id, client_of(number).as_str(), month),
            );
        }
        for number in 1..=clients {
            let claim = claim_of(number, month);
            if number % 7 == 0 {
                give(
                    scenario,
                    DenyClaim {
                        claim,
                        reason: DenialReason::EvidenceInsufficient,
                        effective_on: today(),
                    },
                );
            } else if number % 6 != 0 {
                give(
                    scenario,
                    ApproveClaim {
                        claim,
                        effective_on: today(),
                    },
                );
            }
        }
    }
}

/// The case of client 1 moves to the second sub-award, whose 3,000 run out; more funds release what waits.
pub(super) fn pending(scenario: &mut Scenario) {
    let code = client_of(1);
    give(
        scenario,
        TransferClient {
            client: code,
            to_sub_award: sub_award("TV-2"),
            state: State::CO,
            effective_on: day("2019-06-01"),
        },
    );
    for number in 100..107 {
        let code = client_of(number);
        give(scenario, enrol(code.as_str(), "TV-2"));
        give(
            scenario,
            claim("TV-2", &format!("{number}"), code.as_str(), "2019-05"),
        );
    }
    let last = ClaimId::parse("TV-2:106").unwrap();
    give(
        scenario,
        DenyClaim {
            claim: last,
            reason: DenialReason::NotCovered,
            effective_on: today(),
        },
    );
    give(
        scenario,
        RaiseSubAward {
            sub_award: sub_award("TV-2"),
            amount: money("5000"),
            reason: reason("More funds"),
            effective_on: today(),
        },
    );
    // Not enrolled with this sub-awardee: denied by the edits.
    give(
        scenario,
        claim("TV-2", "strange", client_of(2).as_str(), "2019-05"),
    );
}

pub(super) fn payments(scenario: &mut Scenario, clients: u32) {
    for (at, month) in ["2019-03", "2019-04"].into_iter().enumerate() {
        let approved = (1..=clients).filter(|number| number % 7 != 0 && number % 6 != 0);
        let id = payment(&format!("PAY-{at}"));
        give(
            scenario,
            PreparePayment {
                payment: id.clone(),
                award: fain(ASSISTANCE),
                claims: approved.map(|number| claim_of(number, month)).collect(),
                justification: reason("Clean bills are paid within 30 days"),
                effective_on: today(),
            },
        );
        if at > 0 {
            continue;
        }
        let authorise = AuthorisePayment {
            payment: id.clone(),
            effective_on: today(),
        };
        let confirm = ConfirmPayment {
            payment: id,
            effective_on: today(),
        };
        for (actor, command) in [
            ("person-2", Command::from(authorise)),
            ("person-3", Command::from(confirm)),
        ] {
            let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
            scenario.ledger.submit(&by, &command).unwrap();
        }
    }
}

/// Pays claims of the first sub-award, by three people.
fn pay(scenario: &mut Scenario, id: &str, claims: &[&str]) {
    let prepare = PreparePayment {
        payment: payment(id),
        award: fain(ASSISTANCE),
        claims: claims
            .iter()
            .map(|claim| ClaimId::parse(claim).unwrap())
            .collect(),
        justification: reason("Clean bills are paid within 30 days"),
        effective_on: today(),
    };
    let authorise = AuthorisePayment {
        payment: payment(id),
        effective_on: today(),
    };
    let confirm = ConfirmPayment {
        payment: payment(id),
        effective_on: today(),
    };
    for (actor, command) in [
        ("person-1", Command::from(prepare)),
        ("person-2", Command::from(authorise)),
        ("person-3", Command::from(confirm)),
    ] {
        let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
        scenario.ledger.submit(&by, &command).unwrap();
    }
}

/// A claim that is to be corrected, of the second client or the third.
fn corrected(number: u32) -> SubmitClaim {
    let months = ["2018-11", "2018-12", "2019-01"];
    let month = months[usize::try_from(number % 6 / 2).unwrap()];
    let of = client_of(2 + number % 2);
    claim("TV-1", &number.to_string(), of.as_str(), month)
}

/// A claim in place of another, for an amount of housing besides case management of 200.
fn replacement(of: &str, number: u32, housing: &str) -> ReplaceClaim {
    let SubmitClaim {
        client,
        service_month,
        mut lines,
        ..
    } = corrected(number);
    lines[1].billed = money(housing);
    ReplaceClaim {
        claim: ClaimId::parse(of).unwrap(),
        client,
        service_month,
        lines,
        effective_on: today(),
    }
}

/// Voids and replacements of claims in every phase, what is owed back, offset and refunded, and a reconsideration.
pub(super) fn corrections(scenario: &mut Scenario) {
    let id = |number: u32| ClaimId::parse(&format!("TV-1:{number}")).unwrap();
    for number in 200..206 {
        give(scenario, corrected(number));
        if number < 205 {
            let approve = ApproveClaim {
                claim: id(number),
                effective_on: today(),
            };
            give(scenario, approve);
        }
    }
    pay(scenario, "PAY-7", &["TV-1:200", "TV-1:201", "TV-1:202"]);
    for number in [200, 204] {
        let void = VoidClaim {
            claim: id(number),
            reason: VoidReason::BilledInError,
            effective_on: today(),
        };
        give(scenario, void);
    }
    give(scenario, replacement("TV-1:201", 201, "450"));
    give(scenario, replacement("TV-1:202", 202, "550"));
    pay(scenario, "PAY-8", &["TV-1:203"]);
    give(
        scenario,
        RefundReceivable {
            sub_award: sub_award("TV-1"),
            refund: RefundId::parse("REF-1").unwrap(),
            amount: money("10"),
            effective_on: today(),
        },
    );
    give(
        scenario,
        DenyClaim {
            claim: id(205),
            reason: DenialReason::NotCovered,
            effective_on: today(),
        },
    );
    let reconsider = ReconsiderClaim {
        claim: id(205),
        decision: ReconsiderationDecision::Reversed,
        reason: reason("The notice covers it").into(),
        effective_on: today(),
    };
    let other = context(Role::Officer, "otip", "officer-2");
    scenario.ledger.submit(&other, &reconsider.into()).unwrap();
}
