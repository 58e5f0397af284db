//! What officers, the prime and the sub-awardee itself make of its claims.

use almoner_domain::{
    claim::{ClaimLine, DenialReason, ReconsiderationDecision, VoidReason},
    id::{ClaimId, ClaimNumber, ClientCode, RefundId},
    ledger::{
        ApproveClaim, DenyClaim, RaiseSubAward, ReconsiderClaim, RefundReceivable, ReplaceClaim,
        VoidClaim,
    },
    period::Month,
    programme::Category,
};

use super::{
    ASSISTANCE, SUMMIT,
    cases::{Who, code},
};
use crate::demo::{
    lines::{administration, direct},
    payments::{Payment, pay},
    script::{Cast, Scene, Step, day, money, reason, sub_award_id},
};

/// The award that pays.
const AWARD: (&str, &str) = ("90ZV9921", "uscri");

fn claim(number: &str) -> ClaimId {
    let number = ClaimNumber::parse(number).expect("a plain number");
    ClaimId::of(&sub_award_id(ASSISTANCE), &number)
}

fn approve(scene: &mut Scene, numbers: &[&str], on: &str) {
    for number in numbers {
        let approved = ApproveClaim {
            claim: claim(number),
            effective_on: day(on),
        };
        scene.on(day(on), Cast::Officer, approved);
    }
}

fn deny(scene: &mut Scene, number: &str, why: DenialReason, on: &str) {
    let denied = DenyClaim {
        claim: claim(number),
        reason: why,
        effective_on: day(on),
    };
    scene.on(day(on), Cast::Officer, denied);
}

fn reconsider(
    scene: &mut Scene,
    number: &str,
    (decision, why): (ReconsiderationDecision, &str),
    on: &str,
) {
    let reconsidered = ReconsiderClaim {
        claim: claim(number),
        decision,
        reason: reason(why).into(),
        effective_on: day(on),
    };
    scene.on(day(on), Cast::SecondOfficer, reconsidered);
}

fn void(scene: &mut Scene, number: &str, why: VoidReason, on: &str) {
    let voided = VoidClaim {
        claim: claim(number),
        reason: why,
        effective_on: day(on),
    };
    scene.on(day(on), Cast::Subawardee(SUMMIT), voided);
}

fn replace(
    scene: &mut Scene,
    number: &str,
    (client, month): (&ClientCode, &str),
    lines: Vec<ClaimLine>,
    on: &str,
) {
    let replaced = ReplaceClaim {
        claim: claim(number),
        client: client.clone(),
        service_month: Month::parse(month).expect("a month of the script"),
        lines,
        effective_on: day(on),
    };
    scene.on(day(on), Cast::Subawardee(SUMMIT), replaced);
}

fn pay_on(scene: &mut Scene, number: u8, claims: &[&str], on: &str, confirmed: bool) {
    let claims: Vec<_> = claims.iter().map(|number| claim(number)).collect();
    let payment = Payment {
        of: AWARD,
        number,
        claims: &claims,
        on: day(on),
        confirmed,
    };
    pay(scene, &payment);
}

/// In spring: some are approved and paid, some denied.
pub(in crate::demo) fn spring_decisions() -> Vec<Step> {
    let mut scene = Scene::new("summit-decided");
    let on = "2019-04-03";
    approve(
        &mut scene,
        &["CO-01", "CO-02", "CO-03", "CO-04", "CO-05", "CO-10"],
        on,
    );
    deny(&mut scene, "CO-06", DenialReason::EvidenceInsufficient, on);
    deny(&mut scene, "CO-07", DenialReason::NotCovered, on);
    deny(&mut scene, "CO-08", DenialReason::OtherPayer, on);
    deny(&mut scene, "CO-09", DenialReason::IncludedElsewhere, on);
    let paid = ["CO-01", "CO-02", "CO-03", "CO-04"];
    pay_on(&mut scene, 3, &paid, "2019-04-05", true);
    scene.into_steps()
}

/// What turns out to be wrong is voided or replaced; two denials are looked at again. What was paid too much is withheld
/// from the next payments, and the rest paid back.
pub(in crate::demo) fn corrections(codes: &[ClientCode]) -> Vec<Step> {
    let mut scene = Scene::new("summit-corrected");
    let family = code(codes, Who::Family);
    let disputed = code(codes, Who::Disputed);
    void(&mut scene, "CO-03", VoidReason::WrongClient, "2019-04-15");
    void(&mut scene, "CO-12", VoidReason::BilledTwice, "2019-04-15");
    let lines = vec![
        administration(300),
        direct(2, Category::Legal, 150, "2018-12"),
    ];
    replace(
        &mut scene,
        "CO-04",
        (family, "2018-12"),
        lines,
        "2019-04-16",
    );
    let lines = vec![
        administration(300),
        direct(2, Category::Housing, 450, "2019-01"),
    ];
    replace(
        &mut scene,
        "CO-11",
        (family, "2019-01"),
        lines,
        "2019-04-16",
    );
    let reversed = (
        ReconsiderationDecision::Reversed,
        "The receipt was found and seen (fictional).",
    );
    reconsider(&mut scene, "CO-06", reversed, "2019-04-24");
    let upheld = (
        ReconsiderationDecision::Upheld,
        "The expense is none that the rules name (fictional).",
    );
    reconsider(&mut scene, "CO-07", upheld, "2019-04-24");
    approve(&mut scene, &["CO-06"], "2019-04-29");
    // Nothing of the first is paid out, for it is withheld; of the second what is left.
    pay_on(&mut scene, 4, &["CO-05"], "2019-05-06", true);
    pay_on(&mut scene, 5, &["CO-06", "CO-10"], "2019-06-03", true);
    replace(
        &mut scene,
        "CO-10",
        (disputed, "2019-02"),
        vec![administration(300)],
        "2019-06-12",
    );
    let refunded = RefundReceivable {
        sub_award: sub_award_id(ASSISTANCE),
        refund: RefundId::parse("R-1").expect("a plain id"),
        amount: money("60.00"),
        effective_on: day("2019-06-28"),
    };
    scene.on(day("2019-06-28"), Cast::Grantee(AWARD.1, 1), refunded);
    scene.into_steps()
}

/// In summer: most are approved, and a payment is prepared that nobody has authorised yet.
pub(in crate::demo) fn summer_decisions() -> Vec<Step> {
    let mut scene = Scene::new("summit-summer-decided");
    let on = "2019-07-12";
    let approved = [
        "CO-15", "CO-17", "CO-21", "CO-22", "CO-23", "CO-24", "CO-25", "CO-26", "CO-27", "CO-28",
    ];
    approve(&mut scene, &approved, on);
    pay_on(&mut scene, 6, &["CO-15", "CO-17"], "2019-07-15", false);
    scene.into_steps()
}

/// The prime finds more funds: the claim that waited longest is released, and the next waits on.
pub(in crate::demo) fn funds_come() -> Vec<Step> {
    let mut scene = Scene::new("summit-funds");
    let raised = RaiseSubAward {
        sub_award: sub_award_id(ASSISTANCE),
        amount: money("700.00"),
        reason: reason("Claims wait for funds (fictional)."),
        effective_on: day("2019-07-22"),
    };
    scene.on(day("2019-07-22"), Cast::Grantee(AWARD.1, 1), raised);
    scene.into_steps()
}
