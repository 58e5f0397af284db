//! What holds of every ledger: caps, months, claims and receivables.

use super::*;

/// No year of any client holds more than its caps, no month two units, no content two claims.
pub(super) fn caps_hold(state: &Client) {
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
pub(super) fn claims_balance(ledger: &MemoryLedger) {
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
pub(super) fn receivables_are_what_was_paid_and_reversed(ledger: &MemoryLedger) {
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
pub(super) fn denial_restores(before: &MemoryLedger, after: &MemoryLedger, command: &Command) {
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
