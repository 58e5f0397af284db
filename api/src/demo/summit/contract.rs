//! A certification that is recorded late, under the contract's flat amounts: months that were claimed before are worth
//! another amount since.

use almoner_domain::{
    client::{LetterKind, PhaseBasis},
    id::{ClaimId, ClaimNumber, ClientCode},
    ledger::{ApproveClaim, RecordLetter},
};

use super::{
    CONTRACT, SUMMIT,
    cases::{Who, code},
    submit,
};
use crate::demo::{
    lines::administration,
    payments::{Payment, pay},
    script::{Cast, Scene, Step, day, sub_award_id},
};

/// Four months are claimed, two of them are paid and one is approved; then a letter comes that holds since the second.
pub(in crate::demo) fn late_certification(codes: &[ClientCode]) -> Vec<Step> {
    let mut scene = Scene::new("summit-letter");
    let client = code(codes, Who::CertifiedLate);
    for (number, month) in [
        ("PC-01", "2008-05"),
        ("PC-02", "2008-06"),
        ("PC-03", "2008-07"),
        ("PC-04", "2008-08"),
    ] {
        let lines = vec![administration(400)];
        submit(
            &mut scene,
            (CONTRACT, number),
            client,
            month,
            lines,
            "2008-10-15",
        );
    }
    let claims = ["PC-01", "PC-02", "PC-03"].map(|number| {
        let number = ClaimNumber::parse(number).expect("a plain number");
        ClaimId::of(&sub_award_id(CONTRACT), &number)
    });
    for claim in &claims {
        let approved = ApproveClaim {
            claim: claim.clone(),
            effective_on: day("2008-10-20"),
        };
        scene.on(day("2008-10-20"), Cast::Officer, approved);
    }
    let payment = Payment {
        of: ("90ZV9931", "contract-example"),
        number: 1,
        claims: &claims[..2],
        on: day("2008-10-31"),
        confirmed: true,
    };
    pay(&mut scene, &payment);
    let letter = RecordLetter {
        client: client.clone(),
        kind: LetterKind::Certification,
        dated_on: day("2008-11-03"),
        basis: Some(PhaseBasis::TVisa),
        receipt: None,
        effective_on: day("2008-06-01"),
    };
    scene.on(day("2008-11-10"), Cast::Subawardee(SUMMIT), letter);
    scene.into_steps()
}
