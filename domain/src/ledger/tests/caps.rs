//! Whatever is claimed, in whatever order: caps and months hold, and every claim balances.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    claim::{Claim, ClaimEvent, DenialReason, VoidReason},
    client::{Client, FamilyRelation},
    id::{ClaimId, PaymentId, SubAwardId},
    ledger::{
        AddFamilyMember, ApproveClaim, AuthorisePayment, Command, ConfirmPayment, DenyClaim, Event,
        PreparePayment, RaiseSubAward, ReplaceClaim, ResumeSubAward, SubmitClaim, SuspendSubAward,
        TransferClient, VoidClaim,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, MemoryLedger, SUB_AWARDEES, Scenario, claim,
            client, context, day, enrol, fain, giver, line, officer, reason, sub_award,
        },
    },
    money::Money,
    programme::Category,
    region::State,
    sub_award::SubAwardEvent,
};

fn enrolled() -> MemoryLedger {
    let mut scenario = Scenario::founded();
    for code in &CLIENTS[..3] {
        scenario = scenario.given_by("mesa-house", enrol(code, "TV-1"));
    }
    scenario.ledger
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap()
}

/// No year of any client holds more than its caps, no month two units, no content two claims.
fn caps_hold(state: &Client) {
    let Some(case) = state.case() else {
        return;
    };
    let household = case.family.iter().any(|member| member.in_household);
    let (cap, share) = if household {
        (750_000, 300_000)
    } else {
        (600_000, 240_000)
    };
    let mut years: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut units = BTreeSet::new();
    let mut contents = BTreeSet::new();
    for held in &case.benefits {
        years.entry(held.benefit_year).or_default().push(held);
        assert!(contents.insert(&held.content_digest));
        assert!(!held.case_management_unit || units.insert(held.service_month));
    }
    for held in years.values() {
        let administration = sum(held.iter().map(|held| held.administration));
        let direct = sum(held.iter().map(|held| held.direct));
        assert!(administration <= Money::from_cents(share));
        assert!(sum([administration, direct]) <= Money::from_cents(cap));
    }
}

/// Of every claim: billed less all adjustments is what is reserved, approved and paid.
fn claims_balance(ledger: &MemoryLedger) {
    let mut payable = BTreeMap::new();
    let mut before = BTreeMap::new();
    for recorded in ledger.history() {
        let Event::Claim(event) = &recorded.event else {
            continue;
        };
        match event {
            ClaimEvent::ClaimAdjudicated {
                claim,
                lines,
                billed,
                adjusted,
                payable: left,
                ..
            } => {
                let taken = lines.iter().flat_map(|line| &line.adjustments);
                assert_eq!(sum(taken.map(|taken| taken.amount)), *adjusted);
                assert_eq!(billed.minus(*adjusted), Some(*left));
                payable.insert(claim.clone(), *left);
            }
            // What was paid before is not reserved, approved or paid again.
            ClaimEvent::ClaimPaymentCarried {
                claim, amount, due, ..
            } => {
                let left = payable.get_mut(claim).unwrap();
                assert_eq!(sum([*amount, *due]), *left, "{claim}");
                before.insert(claim.clone(), *amount);
                *left = *due;
            }
            ClaimEvent::ClaimVoided {
                claim,
                payable: whole,
                paid,
                ..
            }
            | ClaimEvent::ClaimReplaced {
                claim,
                payable: whole,
                paid,
                ..
            } => {
                let carried = before.get(claim).copied().unwrap_or_default();
                let left = payable.get(claim).copied().unwrap_or_default();
                assert_eq!(sum([left, carried]), *whole, "{claim}");
                assert!(
                    paid.is_zero() || *paid == carried || paid == whole,
                    "{claim}"
                );
            }
            ClaimEvent::ClaimDenied { claim, amount, .. } => {
                let carried = before.remove(claim).unwrap_or_default();
                let left = payable.insert(claim.clone(), Money::ZERO).unwrap();
                assert_eq!(sum([left, carried]), *amount, "{claim}");
            }
            ClaimEvent::ClaimReleased {
                claim,
                payable: amount,
                ..
            }
            | ClaimEvent::ClaimApproved { claim, amount, .. }
            | ClaimEvent::ClaimScheduled { claim, amount, .. }
            | ClaimEvent::ClaimPaid { claim, amount, .. } => {
                assert_eq!(payable.get(claim), Some(amount), "{claim}");
            }
            ClaimEvent::ClaimSubmitted { .. }
            | ClaimEvent::ClaimReplacementSubmitted { .. }
            | ClaimEvent::ClaimReconsidered { .. }
            | ClaimEvent::ClaimReadjudicationPostponed { .. } => {}
            ClaimEvent::ClaimReadjudicated {
                claim,
                lines,
                billed,
                adjusted,
                payable: left,
                overpaid,
                ..
            } => {
                let taken = lines.iter().flat_map(|line| &line.adjustments);
                assert_eq!(sum(taken.map(|taken| taken.amount)), *adjusted);
                assert_eq!(billed.minus(*adjusted), Some(*left));
                let carried = before.entry(claim.clone()).or_default();
                *carried = carried.less(*overpaid);
                payable.insert(claim.clone(), left.less(*carried));
            }
        }
    }
}

/// What a sub-award owes back is what went out and no longer stands: never below nothing.
fn receivables_are_what_was_paid_and_reversed(ledger: &MemoryLedger) {
    let mut owed: BTreeMap<SubAwardId, Money> = BTreeMap::new();
    for recorded in ledger.history() {
        let Event::SubAward(event) = &recorded.event else {
            continue;
        };
        if let SubAwardEvent::ReceivableRaised {
            sub_award,
            amount,
            receivable,
            ..
        } = event
        {
            let owed = owed.entry(sub_award.clone()).or_default();
            *owed = sum([*owed, *amount]);
            assert_eq!(owed, receivable);
        }
        if let SubAwardEvent::ReceivableCarried {
            sub_award,
            amount,
            receivable,
            ..
        }
        | SubAwardEvent::ReceivableOffset {
            sub_award,
            amount,
            receivable,
            ..
        } = event
        {
            let owed = owed.entry(sub_award.clone()).or_default();
            *owed = owed.minus(*amount).unwrap();
            assert!(!owed.is_negative());
            assert_eq!(owed, receivable);
        }
    }
    for under in ["TV-1", "TV-2"] {
        let funds = ledger.books().sub_award(&sub_award(under)).unwrap().funds();
        let owed = owed.get(&sub_award(under)).copied().unwrap_or_default();
        assert_eq!(funds.receivable, owed);
        assert!(funds.offset_scheduled <= funds.receivable);
    }
}

/// A denial right after a claim leaves the client and the funds as they were before it.
fn denial_restores(before: &MemoryLedger, after: &MemoryLedger, command: &Command) {
    let Command::SubmitClaim(submitted) = command else {
        return;
    };
    let id = ClaimId::of(&submitted.sub_award, &submitted.number);
    let claim = after.books().claim(&id).unwrap();
    if !matches!(claim, Claim::Payable { .. } | Claim::Pended { .. })
        || before
            .books()
            .claim(&id)
            .is_some_and(|claim| claim.file().is_some())
    {
        return;
    }
    let mut denied = after.clone();
    let denial = DenyClaim {
        claim: id,
        reason: DenialReason::NotCovered,
        effective_on: day("2019-06-30"),
    };
    let given = denied.submit(&officer(), &denial.into()).unwrap();
    let client = |ledger: &MemoryLedger| ledger.books().client(&submitted.client).cloned();
    assert_eq!(client(&denied), client(before));
    let funds = |ledger: &MemoryLedger| {
        let sub_award = ledger.books().sub_award(&submitted.sub_award).unwrap();
        let waiting: Vec<_> = sub_award.pended().cloned().collect();
        (sub_award.funds(), waiting)
    };
    let freed_others = given
        .events
        .iter()
        .any(|(_, event)| event.event_type() == "ClaimReleased");
    let released = after.history()[before.history().len()..]
        .iter()
        .any(|recorded| recorded.event.event_type() == "ClaimReleased");
    if !released && !freed_others {
        assert_eq!(funds(&denied), funds(before));
    }
}

/// Something that a person does about claims; claims are chosen among those submitted so far.
#[derive(Debug, Clone)]
enum Step {
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

fn any_step() -> impl Strategy<Value = Step> {
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
struct Play {
    ledger: MemoryLedger,
    claims: Vec<ClaimId>,
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

    fn take(&mut self, step: &Step) {
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
    fn queues_are_in_order(&self) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn caps_months_and_balances_hold_in_any_order_of_claims(steps in vec(any_step(), 1..100)) {
        let mut play = Play { ledger: enrolled(), claims: Vec::new() };
        for step in &steps {
            play.take(step);
            play.queues_are_in_order();
        }
        for code in CLIENTS {
            if let Some(state) = play.ledger.books().client(&client(code)) {
                caps_hold(state);
            }
        }
        claims_balance(&play.ledger);
        receivables_are_what_was_paid_and_reversed(&play.ledger);
    }
}
