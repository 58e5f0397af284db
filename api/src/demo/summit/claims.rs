//! What the sub-awardee claims under its sub-award of the assistance programme, by numbers that the document names.

use almoner_domain::{claim::ClaimLine, id::ClientCode, programme::Category};

use super::{
    ASSISTANCE,
    cases::{Who, code},
    submit,
};
use crate::demo::{
    lines::{administration, direct},
    script::{Scene, Step},
};

/// A claim of a case: its number, whose, the month, what beside case management, and how much.
type Claim = (&'static str, Who, &'static str, Category, usize);

#[rustfmt::skip]
const SPRING: &[Claim] = &[
    ("CO-03", Who::Alone, "2018-12", Category::Housing, 500),
    ("CO-04", Who::Family, "2018-12", Category::Legal, 250),
    ("CO-05", Who::Disputed, "2018-11", Category::Transportation, 40),
    ("CO-06", Who::Disputed, "2018-12", Category::Medical, 200),
    ("CO-07", Who::Disputed, "2019-01", Category::Housing, 120),
    ("CO-08", Who::Child, "2019-02", Category::Education, 90),
    ("CO-09", Who::Returned, "2019-01", Category::Housing, 100),
    ("CO-10", Who::Disputed, "2019-02", Category::BasicNeeds, 60),
    ("CO-11", Who::Family, "2019-01", Category::Housing, 540),
    ("CO-12", Who::Returned, "2019-02", Category::Interpretation, 80),
    // 27: the case was closed in the whole month.
    ("CO-14", Who::Returned, "2019-03", Category::Housing, 100),
];

const SUMMER: &[Claim] = &[
    // Covered, because the child's interim assistance was extended.
    ("CO-15", Who::Child, "2019-04", Category::Education, 110),
    // The case was taken up again.
    ("CO-18", Who::Returned, "2019-05", Category::Housing, 200),
    // The expense of CO-02 again, with its day of payment; and its case management, which is paid already: 97.
    ("CO-19", Who::Alone, "2018-11", Category::Legal, 120),
];

/// A child's, then nine months of case management. The ninth finds its part of the year used up: 119.
#[rustfmt::skip]
const JULY: &[Claim] = &[
    // 27: the child's interim assistance has ended.
    ("CO-16", Who::Child, "2019-06", Category::Education, 110),
    ("CO-21", Who::LongServed, "2018-10", Category::Transportation, 20),
    ("CO-22", Who::LongServed, "2018-11", Category::Transportation, 20),
    ("CO-23", Who::LongServed, "2018-12", Category::Transportation, 20),
    ("CO-24", Who::LongServed, "2019-01", Category::Transportation, 20),
    ("CO-25", Who::LongServed, "2019-02", Category::Transportation, 20),
    ("CO-26", Who::LongServed, "2019-03", Category::Transportation, 20),
    ("CO-27", Who::LongServed, "2019-04", Category::Transportation, 20),
    ("CO-28", Who::LongServed, "2019-05", Category::Transportation, 20),
    ("CO-29", Who::LongServed, "2019-06", Category::Transportation, 20),
];

/// For these the funds are too few: they wait.
const WAITING: &[Claim] = &[
    ("CO-31", Who::Family, "2019-02", Category::Housing, 400),
    ("CO-32", Who::Alone, "2019-03", Category::MentalHealth, 200),
];

/// The claims that come in by the first of April.
pub(in crate::demo) fn spring_claims(codes: &[ClientCode], member: &ClientCode) -> Vec<Step> {
    let mut scene = Scene::new("summit-spring");
    let on = "2019-04-01";
    // A family member's childcare is paid with the case.
    let lines = vec![
        administration(300),
        direct(2, Category::Housing, 450, "2018-11"),
        for_member(direct(3, Category::Childcare, 60, "2018-11"), member),
    ];
    let family = code(codes, Who::Family);
    let number = |number| (ASSISTANCE, number);
    submit(&mut scene, number("CO-01"), family, "2018-11", lines, on);
    // 45: over the monthly rate. 16: no receipt; no day of payment. 96: not a service that the rules name.
    let mut unreceipted = direct(2, Category::Medical, 200, "2018-11");
    unreceipted.receipt_digest = None;
    let mut undated = direct(4, Category::Legal, 120, "2018-11");
    undated.paid_on = None;
    let lines = vec![
        administration(350),
        unreceipted,
        direct(3, Category::CrisisIntervention, 80, "2018-11"),
        undated,
    ];
    let alone = code(codes, Who::Alone);
    submit(&mut scene, number("CO-02"), alone, "2018-11", lines, on);
    submit_all(&mut scene, SPRING, codes, on);
    // 31: a family member's code is not a case's.
    let lines = vec![administration(300)];
    submit(&mut scene, number("CO-13"), member, "2019-02", lines, on);
    scene.into_steps()
}

/// The claims that come in by June; the last of them find the funds used up.
pub(in crate::demo) fn late_claims(codes: &[ClientCode], member: &ClientCode) -> Vec<Step> {
    let mut scene = Scene::new("summit-summer");
    let on = "2019-06-20";
    submit_all(&mut scene, SUMMER, codes, on);
    // 32: the family member has left.
    let lines = vec![
        administration(300),
        for_member(direct(2, Category::Childcare, 60, "2019-05"), member),
    ];
    let family = code(codes, Who::Family);
    submit(
        &mut scene,
        (ASSISTANCE, "CO-17"),
        family,
        "2019-05",
        lines,
        on,
    );
    submit_all(&mut scene, JULY, codes, "2019-07-05");
    submit_all(&mut scene, WAITING, codes, "2019-07-08");
    scene.into_steps()
}

fn for_member(line: ClaimLine, member: &ClientCode) -> ClaimLine {
    ClaimLine {
        dependent: Some(member.clone()),
        ..line
    }
}

fn submit_all(scene: &mut Scene, claims: &[Claim], codes: &[ClientCode], received: &str) {
    for (number, who, month, category, dollars) in claims {
        let lines = vec![administration(300), direct(2, *category, *dollars, month)];
        let client = code(codes, *who);
        submit(scene, (ASSISTANCE, number), client, month, lines, received);
    }
}
