//! Steps that people take, in whatever order.

use super::*;

/// Something that a person does about claims; claims are chosen among those submitted so far.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Submit {
        under: &'static str,
        of: &'static str,
        month: &'static str,
        administration: Option<i64>,
        direct: i64,
    },
    Approve(usize),
    Deny(usize),
    Void(usize),
    Replace(usize, Option<i64>, i64),
    Pay(usize),
    Raise(&'static str, i64),
    Suspend(&'static str),
    Resume(&'static str),
    Transfer(&'static str, &'static str),
    Family(&'static str),
}

const MONTHS: [&str; 8] = [
    "2018-10", "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05",
];

pub(super) fn any_step() -> impl Strategy<Value = Step> {
    let under = || select(vec!["TV-1", "TV-2"]);
    let of = || select(CLIENTS[..3].to_vec());
    prop_oneof![
        12 => (under(), of(), select(MONTHS.to_vec()), option::of(1_i64..60_000), 1_i64..200_000).prop_map(
            |(under, of, month, administration, direct)| Step::Submit { under, of, month, administration, direct }
        ),
        8 => (0_usize..100).prop_map(Step::Approve),
        2 => (0_usize..100).prop_map(Step::Deny),
        2 => (0_usize..100).prop_map(Step::Void),
        4 => (0_usize..100, option::of(1_i64..60_000), 1_i64..200_000)
            .prop_map(|(at, administration, direct)| Step::Replace(at, administration, direct)),
        4 => (0_usize..100).prop_map(Step::Pay),
        2 => (under(), 1_i64..200_000).prop_map(|(under, cents)| Step::Raise(under, cents)),
        1 => under().prop_map(Step::Suspend),
        2 => under().prop_map(Step::Resume),
        1 => (of(), under()).prop_map(|(of, to)| Step::Transfer(of, to)),
        1 => of().prop_map(Step::Family),
    ]
}

/// The ledger, and the claims submitted so far.
pub(super) struct Play {
    pub(super) ledger: MemoryLedger,
    pub(super) claims: Vec<ClaimId>,
}

impl Play {
    fn ask(&mut self, of: &str, actor: Option<&str>, command: impl Into<Command>) -> bool {
        let command = command.into();
        let mut by = giver(&command, of);
        if let Some(actor) = actor {
            by.actor = context(by.role, of, actor).actor;
        }
        let before = self.ledger.clone();
        let accepted = self.ledger.submit(&by, &command).is_ok();
        if accepted {
            denial_restores(&before, &self.ledger, &command);
        } else {
            assert_eq!(before.history(), self.ledger.history());
        }
        accepted
    }

    fn chosen(&self, at: usize) -> Option<ClaimId> {
        let many = self.claims.len();
        (many > 0).then(|| self.claims[at % many].clone())
    }

    pub(super) fn take(&mut self, step: &Step) {
        let on = day("2019-06-20");
        match step {
            Step::Submit { .. } => self.submit(step),
            Step::Approve(at) => {
                if let Some(claim) = self.chosen(*at) {
                    self.ask(
                        "otip",
                        None,
                        ApproveClaim {
                            claim,
                            effective_on: on,
                        },
                    );
                }
            }
            Step::Deny(at) => {
                if let Some(claim) = self.chosen(*at) {
                    let reason = DenialReason::EvidenceInsufficient;
                    self.ask(
                        "otip",
                        None,
                        DenyClaim {
                            claim,
                            reason,
                            effective_on: on,
                        },
                    );
                }
            }
            Step::Void(at) => {
                if let Some(claim) = self.chosen(*at) {
                    let voided = VoidClaim {
                        claim,
                        reason: VoidReason::BilledTwice,
                        effective_on: day("2019-06-28"),
                    };
                    self.ask(SUB_AWARDEES[0], None, voided.clone());
                    self.ask(SUB_AWARDEES[1], None, voided);
                }
            }
            Step::Replace(at, administration, direct) => {
                if let Some(claim) = self.chosen(*at) {
                    self.replace(&claim, *administration, *direct);
                }
            }
            Step::Pay(at) => {
                if let Some(claim) = self.chosen(*at) {
                    self.pay(&claim);
                }
            }
            Step::Raise(under, cents) => {
                let raise = RaiseSubAward {
                    sub_award: sub_award(under),
                    amount: Money::from_cents(*cents),
                    reason: reason("Claims wait"),
                    effective_on: on,
                };
                self.ask(ASSISTANCE_PRIME, None, raise);
            }
            Step::Suspend(under) => {
                let (sub_award, reason) = (sub_award(under), reason("A visit"));
                let suspend = SuspendSubAward {
                    sub_award,
                    reason,
                    effective_on: on,
                };
                self.ask(ASSISTANCE_PRIME, None, suspend);
            }
            Step::Resume(under) => {
                let (sub_award, reason) = (sub_award(under), reason("All found"));
                let resume = ResumeSubAward {
                    sub_award,
                    reason,
                    effective_on: on,
                };
                self.ask(ASSISTANCE_PRIME, None, resume);
            }
            Step::Transfer(of, to) => {
                let moved = TransferClient {
                    client: client(of),
                    to_sub_award: sub_award(to),
                    state: State::CO,
                    effective_on: day("2019-03-15"),
                };
                self.ask(ASSISTANCE_PRIME, None, moved);
            }
            Step::Family(of) => {
                let member = AddFamilyMember {
                    client: client(of),
                    member: client(&of.replace("C-0", "C-F")),
                    relation: FamilyRelation::T3,
                    in_household: true,
                    effective_on: day("2019-03-20"),
                };
                self.ask(SUB_AWARDEES[0], None, member.clone());
                self.ask(SUB_AWARDEES[1], None, member);
            }
        }
    }

    fn submit(&mut self, step: &Step) {
        let Step::Submit {
            under,
            of,
            month,
            administration,
            direct,
        } = step
        else {
            return;
        };
        let billed = administration
            .map(|cents| (Category::CaseManagement, cents))
            .into_iter()
            .chain([(Category::Housing, *direct)]);
        let submitted = SubmitClaim {
            lines: (1..)
                .zip(billed)
                .map(|(at, (category, cents))| line(at, category, Money::from_cents(cents)))
                .collect(),
            ..claim(under, &self.claims.len().to_string(), of, month)
        };
        let id = ClaimId::of(&submitted.sub_award, &submitted.number);
        let by = SUB_AWARDEES[usize::from(*under == "TV-2")];
        if self.ask(by, None, submitted) {
            self.claims.push(id);
        }
    }

    fn replace(&mut self, of: &ClaimId, administration: Option<i64>, direct: i64) {
        let Some(file) = self.ledger.books().claim(of).and_then(Claim::file) else {
            return;
        };
        let by = file.terms.organization.to_string();
        let billed = administration
            .map(|cents| (Category::CaseManagement, cents))
            .into_iter()
            .chain([(Category::Housing, direct)]);
        let replaced = ReplaceClaim {
            claim: of.clone(),
            client: file.terms.client.clone(),
            service_month: file.terms.service_month,
            lines: (1..)
                .zip(billed)
                .map(|(at, (category, cents))| line(at, category, Money::from_cents(cents)))
                .collect(),
            effective_on: day("2019-06-28"),
        };
        if self.ask(&by, None, replaced) && !self.claims.contains(&of.next_version()) {
            self.claims.push(of.next_version());
        }
    }

    fn pay(&mut self, claim: &ClaimId) {
        let payment = PaymentId::parse(&claim.as_str().replace(':', "-")).unwrap();
        let prepared = PreparePayment {
            payment: payment.clone(),
            award: fain(ASSISTANCE),
            claims: vec![claim.clone()],
            justification: reason("Approved"),
            effective_on: day("2019-06-28"),
        };
        let effective_on = day("2019-06-28");
        if self.ask(ASSISTANCE_PRIME, Some("a"), prepared) {
            let authorised = AuthorisePayment {
                payment: payment.clone(),
                effective_on,
            };
            self.ask(ASSISTANCE_PRIME, Some("b"), authorised);
            let confirmed = ConfirmPayment {
                payment,
                effective_on,
            };
            self.ask(ASSISTANCE_PRIME, Some("c"), confirmed);
        }
    }

    /// Since which event a claim waits. A late fact can let a claim that was denied wait behind others.
    fn waits_since(&self, claim: &ClaimId) -> Option<usize> {
        self.ledger.history().iter().rposition(|recorded| {
            matches!(
                &recorded.event,
                Event::SubAward(SubAwardEvent::ClaimPendedForFunds { claim: of, .. }) if of == claim
            )
        })
    }

    /// Of every pended claim of a sub-award, the one that waits longest stands first.
    pub(super) fn queues_are_in_order(&self) {
        for under in ["TV-1", "TV-2"] {
            let state = self.ledger.books().sub_award(&sub_award(under)).unwrap();
            let queue: Vec<_> = state.pended().map(|pended| pended.claim.clone()).collect();
            let mut waiting: Vec<_> = self
                .claims
                .iter()
                .filter(|claim| claim.as_str().starts_with(under))
                .filter(|claim| {
                    self.ledger
                        .books()
                        .claim(claim)
                        .is_some_and(Claim::is_pended)
                })
                .cloned()
                .collect();
            waiting.sort_by_key(|claim| self.waits_since(claim));
            assert_eq!(queue, waiting);
        }
    }
}
