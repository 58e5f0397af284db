//! What officers and primes make of the assistance programme's claims.

use almoner_domain::{
    claim::DenialReason,
    id::{ClaimId, PaymentId},
    identifier::Fain,
    ledger::{ApproveClaim, AuthorisePayment, ConfirmPayment, DenyClaim, PreparePayment},
};
use chrono::NaiveDate;

use super::{
    script::{Cast, Scene, Step, day, reason},
    services::Claimed,
};

/// Officers decide, and each prime pays what was approved: prepared, authorised and confirmed by three persons. The
/// second half of what was approved is prepared and waits to be authorised.
pub(super) fn decide_and_pay(claimed: &[Claimed]) -> Vec<Step> {
    let mut scene = Scene::new("pay");
    for (at, claim) in claimed
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.ordinary)
    {
        if at % 23 == 7 {
            let denied = DenyClaim {
                claim: claim.claim.clone(),
                reason: DenialReason::EvidenceInsufficient,
                effective_on: day("2019-07-01"),
            };
            scene.on(day("2019-07-01"), Cast::Officer, denied);
        } else {
            let approved = ApproveClaim {
                claim: claim.claim.clone(),
                effective_on: day("2019-07-01"),
            };
            scene.on(day("2019-07-01"), Cast::Officer, approved);
        }
    }
    for (award, prime) in [
        ("90ZV9921", "uscri"),
        ("90ZV9922", "heartland"),
        ("90ZV9923", "tapestri"),
    ] {
        let approved: Vec<ClaimId> = claimed
            .iter()
            .enumerate()
            .filter(|(at, claim)| claim.ordinary && claim.award == award && at % 23 != 7)
            .map(|(_, claim)| claim.claim.clone())
            .collect();
        debug_assert!(
            claimed
                .iter()
                .all(|claim| claim.award != award || claim.prime == prime)
        );
        let (first, second) = approved.split_at(approved.len() / 2);
        for (number, claims, confirmed) in [(1, first, true), (2, second, false)] {
            let payment = Payment {
                of: (award, prime),
                number,
                claims,
                on: day("2019-07-15"),
                confirmed,
            };
            pay(&mut scene, &payment);
        }
    }
    scene.into_steps()
}

/// A payment of the script.
pub(super) struct Payment<'p> {
    /// The award and its prime.
    pub(super) of: (&'p str, &'p str),
    /// Its number among the award's.
    pub(super) number: u8,
    /// What it pays.
    pub(super) claims: &'p [ClaimId],
    /// When.
    pub(super) on: NaiveDate,
    /// The money went out; else it is prepared and no more.
    pub(super) confirmed: bool,
}

/// The prime prepares a payment; its second and third person authorise and confirm it.
pub(super) fn pay(scene: &mut Scene, asked: &Payment<'_>) {
    let (award, prime) = asked.of;
    let payment = PaymentId::parse(&format!("{award}-P{}", asked.number)).expect("a plain id");
    let prepared = PreparePayment {
        payment: payment.clone(),
        award: Fain::parse(award).expect("a FAIN"),
        claims: asked.claims.to_vec(),
        justification: reason("Per-capita reimbursement of approved claims (fictional)."),
        effective_on: asked.on,
    };
    scene.on(asked.on, Cast::Grantee(prime, 1), prepared);
    if !asked.confirmed {
        return;
    }
    let authorised = AuthorisePayment {
        payment: payment.clone(),
        effective_on: asked.on,
    };
    scene.on(asked.on, Cast::Grantee(prime, 2), authorised);
    let confirmed = ConfirmPayment {
        payment,
        effective_on: asked.on,
    };
    scene.on(asked.on, Cast::Grantee(prime, 3), confirmed);
}
