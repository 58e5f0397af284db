//! A scenario: two programmes, their organizations, awards, sub-awards and clients, with builders for every command.

mod build;
mod names;

pub use build::*;
pub use names::*;

use super::MemoryLedger;
use crate::{
    claim::VoidReason,
    id::{ClaimId, PaymentId},
    ledger::{
        ApproveClaim, AuthorisePayment, Command, ConfirmPayment, Decision, PreparePayment,
        PublishRuleSet, Refusal, Role, VoidClaim,
    },
    programme::{RuleSet, catalogue},
};

/// A ledger with programmes, organizations, awards, sub-awards and clients; builders add to it.
#[derive(Debug, Clone, Default)]
pub struct Scenario {
    /// The ledger.
    pub ledger: MemoryLedger,
}

impl Scenario {
    /// Nothing but the catalogue of programmes and their rules.
    pub fn catalogued() -> Self {
        let mut scenario = Self::default();
        for programme in catalogue::programmes(day("2006-09-01")) {
            scenario = scenario.given(programme);
        }
        for rules in catalogue::demo_rule_sets() {
            let rules = if rules.programme.as_str() == "TVAP" {
                PublishRuleSet {
                    rules: RuleSet {
                        sub_award_share: catalogue::regional_rules().sub_award_share,
                        ..rules.rules
                    },
                    ..rules
                }
            } else {
                rules
            };
            scenario = scenario.given(rules);
        }
        scenario
    }

    /// The catalogue, and every organization of the scenario in the register.
    pub fn registered() -> Self {
        let mut scenario = Self::catalogued();
        for id in [REGIONAL_PRIME, ASSISTANCE_PRIME] {
            scenario = scenario.given(register(id, false));
        }
        for id in SUB_AWARDEES {
            scenario = scenario.given(register(id, id != SUB_AWARDEES[2]));
        }
        scenario
    }

    /// The awards issued.
    pub fn awarded() -> Self {
        Self::registered()
            .given(regional_award())
            .given(assistance_award())
            .given(outreach_award())
    }

    /// Sub-awards executed under two of the awards: the regional one is at its share to the cent, the other below.
    pub fn founded() -> Self {
        Self::awarded()
            .given_by(
                REGIONAL_PRIME,
                execute("RR-1", REGIONAL, SUB_AWARDEES[0], "345000"),
            )
            .given_by(
                REGIONAL_PRIME,
                execute("RR-2", REGIONAL, SUB_AWARDEES[1], "150000"),
            )
            .given_by(
                ASSISTANCE_PRIME,
                execute("TV-1", ASSISTANCE, SUB_AWARDEES[0], "20000"),
            )
            .given_by(
                ASSISTANCE_PRIME,
                execute("TV-2", ASSISTANCE, SUB_AWARDEES[1], "3000"),
            )
    }

    /// Four of the clients enrolled: three under `TV-1`, one under `TV-2`.
    pub fn serving() -> Self {
        Self::founded()
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[1], "TV-1"))
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[2], "TV-1"))
            .given_by(SUB_AWARDEES[1], enrol(CLIENTS[3], "TV-2"))
    }

    /// The contract besides, and a client under its sub-award `PC-1`, which has $1,500.
    #[must_use]
    pub fn contracted(self) -> Self {
        let award = contract_award();
        self.given(PublishRuleSet {
            programme: award.programme.clone(),
            notice: award.notice.clone(),
            rules: catalogue::flat_rules(),
            effective_on: day("2018-09-30"),
        })
        .given(award)
        .given_by(
            ASSISTANCE_PRIME,
            execute("PC-1", CONTRACT, SUB_AWARDEES[0], "1500"),
        )
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[6], "PC-1"))
    }

    /// The contract, and two claims of `TV-1` were paid, and one of them voided: $700 is owed back.
    pub fn owing() -> Self {
        let on = day("2019-06-15");
        let paid = ClaimId::parse("TV-1:paid").expect("a claim id");
        let other = ClaimId::parse("TV-1:1").expect("a claim id");
        let payment = PaymentId::parse("P-0").expect("a payment id");
        let scenario = Self::serving()
            .contracted()
            .given_by(
                SUB_AWARDEES[0],
                claim("TV-1", "paid", CLIENTS[0], "2018-11"),
            )
            .given_by(SUB_AWARDEES[0], claim("TV-1", "1", CLIENTS[1], "2018-11"))
            .given(ApproveClaim {
                claim: paid.clone(),
                effective_on: on,
            })
            .given(ApproveClaim {
                claim: other.clone(),
                effective_on: on,
            });
        let steps: [Command; 3] = [
            PreparePayment {
                payment: payment.clone(),
                award: fain(ASSISTANCE),
                claims: vec![paid.clone(), other],
                justification: reason("An approved claim"),
                effective_on: on,
            }
            .into(),
            AuthorisePayment {
                payment: payment.clone(),
                effective_on: on,
            }
            .into(),
            ConfirmPayment {
                payment,
                effective_on: on,
            }
            .into(),
        ];
        let people = ["payer-1", "payer-2", "payer-3"];
        people
            .into_iter()
            .zip(steps)
            .fold(scenario, |mut scenario, (actor, step)| {
                let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
                scenario
                    .ledger
                    .submit(&by, &step)
                    .unwrap_or_else(|refusal| unreachable!("{}: {refusal:?}", step.name()));
                scenario
            })
            .given_by(
                SUB_AWARDEES[0],
                VoidClaim {
                    claim: paid,
                    reason: VoidReason::BilledInError,
                    effective_on: on,
                },
            )
    }

    /// A command of an officer, which must be accepted.
    #[must_use]
    pub fn given(self, command: impl Into<Command>) -> Self {
        self.given_by("otip", command)
    }

    /// A command for an organization, which must be accepted.
    #[must_use]
    pub fn given_by(mut self, of: &str, command: impl Into<Command>) -> Self {
        let command = command.into();
        let context = giver(&command, of);
        self.ledger
            .submit(&context, &command)
            .unwrap_or_else(|refusal| unreachable!("{}: {refusal:?}", command.name()));
        self
    }

    /// What a command for an organization leads to.
    pub fn when_by(&mut self, of: &str, command: impl Into<Command>) -> Result<Decision, Refusal> {
        let command = command.into();
        self.ledger.submit(&giver(&command, of), &command)
    }

    /// What a command of an officer leads to.
    pub fn when(&mut self, command: impl Into<Command>) -> Result<Decision, Refusal> {
        self.when_by("otip", command)
    }
}
