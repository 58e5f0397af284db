//! The assistance programme at work: seven months of fictional claims, and those that go wrong, each in its own way.

use almoner_domain::{
    claim::ClaimLine,
    id::{ClaimId, ClaimNumber},
    ledger::SubmitClaim,
    period::Month,
    programme::Category,
};

use super::{
    cases::{Case, PLACES, case},
    lines::{administration, direct},
    script::{Cast, Scene, Step, day, sub_award_id},
};

/// A claim of the script, and what an officer does with it.
#[derive(Debug, Clone)]
pub(super) struct Claimed {
    pub(super) claim: ClaimId,
    pub(super) award: &'static str,
    pub(super) prime: &'static str,
    /// Nothing about it is out of the ordinary, so that an officer approves it.
    pub(super) ordinary: bool,
}

fn prime_of(sub_award: &str) -> (&'static str, &'static str) {
    match sub_award {
        "TVAP-IL" | "TVAP-NY" => ("90ZV9922", "heartland"),
        "TVAP-GA" | "TVAP-FL" => ("90ZV9923", "tapestri"),
        _ => ("90ZV9921", "uscri"),
    }
}

/// The claims being written.
struct Claims {
    scene: Scene,
    claimed: Vec<Claimed>,
    numbers: usize,
}

impl Claims {
    fn submit(
        &mut self,
        of: &Case,
        to: &'static str,
        month: &str,
        lines: Vec<ClaimLine>,
        received: &str,
        ordinary: bool,
    ) {
        self.numbers += 1;
        let number =
            ClaimNumber::parse(&format!("{}-{:04}", month, self.numbers)).expect("a plain number");
        let sub_award = sub_award_id(to);
        let (award, prime) = prime_of(to);
        self.claimed.push(Claimed {
            claim: ClaimId::of(&sub_award, &number),
            award,
            prime,
            ordinary,
        });
        let sub_awardee = PLACES
            .iter()
            .find_map(|(id, sub_awardee, _, _)| (*id == to).then_some(*sub_awardee))
            .expect("a sub-award of the script");
        let command = SubmitClaim {
            sub_award,
            number,
            client: of.code.clone(),
            service_month: Month::parse(month).expect("a month of the script"),
            lines,
            effective_on: day(received),
        };
        self.scene
            .on(day(received), Cast::Subawardee(sub_awardee), command);
    }
}

const MONTHS: &[&str] = &[
    "2018-11", "2018-12", "2019-01", "2019-02", "2019-03", "2019-04", "2019-05",
];

/// Seven months of claims for every case, then the claims that go wrong, each in its own way.
pub(super) fn claims(cases: &[Case]) -> (Vec<Step>, Vec<Claimed>) {
    let mut claims = Claims {
        scene: Scene::new("claim"),
        claimed: Vec::new(),
        numbers: 0,
    };
    for month in MONTHS {
        for (at, case) in cases.iter().enumerate() {
            // The case that is transferred, the one that is closed and the one whose claims go wrong come later.
            if matches!(
                (case.sub_award, case.rank),
                ("TVAP-TX", 6 | 7) | ("TVAP-IL", 6)
            ) {
                continue;
            }
            // One case of each place has expenses that pass its annual cap of 6,000.
            let housing = if case.rank == 0 {
                850
            } else {
                180 + 10 * (at % 9)
            };
            let lines = vec![
                administration(300),
                direct(2, Category::Housing, housing, month),
                direct(3, Category::Transportation, 40 + at % 7, month),
            ];
            // By its last month the case that passes its cap has nothing left.
            let nothing_left = case.rank == 0 && *month == "2019-05";
            let ordinary = !matches!(case.sub_award, "TVAP-FL" | "TVAP-WA" | "TVAP-VA")
                && at % 11 != 5
                && !nothing_left;
            claims.submit(case, case.sub_award, month, lines, "2019-06-15", ordinary);
        }
    }
    exceptions(&mut claims, cases);
    (claims.scene.into_steps(), claims.claimed)
}

fn exceptions(claims: &mut Claims, cases: &[Case]) {
    let odd = case(cases, "TVAP-TX", 7);
    let usual = |month: &str| vec![administration(300), direct(2, Category::Legal, 275, month)];
    let on = "2019-06-20";
    // 45: over the monthly rate; 16: no receipt.
    let mut unreceipted = direct(3, Category::Medical, 50, "2018-11");
    unreceipted.receipt_digest = None;
    let lines = vec![
        administration(400),
        direct(2, Category::Legal, 550, "2018-11"),
        unreceipted,
    ];
    claims.submit(odd, "TVAP-TX", "2018-11", lines, on, true);
    // 22: another payer owes a line.
    let mut other = direct(2, Category::Medical, 120, "2018-12");
    other.other_payer = true;
    claims.submit(
        odd,
        "TVAP-TX",
        "2018-12",
        vec![administration(300), other],
        on,
        true,
    );
    // 18: the same content under another number.
    claims.submit(odd, "TVAP-TX", "2019-01", usual("2019-01"), on, true);
    claims.submit(odd, "TVAP-TX", "2019-01", usual("2019-01"), on, false);
    // 26: before enrolment; 96: before the sub-award's period.
    claims.submit(odd, "TVAP-TX", "2018-10", usual("2018-10"), on, false);
    claims.submit(odd, "TVAP-TX", "2018-09", usual("2018-09"), on, false);
    // 27: after the case was closed.
    let closed = case(cases, "TVAP-IL", 6);
    claims.submit(closed, "TVAP-IL", "2018-12", usual("2018-12"), on, true);
    claims.submit(closed, "TVAP-IL", "2019-04", usual("2019-04"), on, false);
    // 29: more than a year late.
    claims.submit(
        odd,
        "TVAP-TX",
        "2019-02",
        usual("2019-02"),
        "2020-12-31",
        false,
    );
    // 31: another sub-awardee's case, in a month that nobody billed.
    claims.submit(odd, "TVAP-CA", "2019-04", usual("2019-04"), on, false);
    // 18: another sub-awardee's case, in a month that is billed already.
    let billed = case(cases, "TVAP-CA", 3);
    claims.submit(billed, "TVAP-TX", "2019-05", usual("2019-05"), on, false);
    // 109: another prime's region.
    claims.submit(
        case(cases, "TVAP-GA", 3),
        "TVAP-NY",
        "2019-05",
        usual("2019-05"),
        on,
        false,
    );
    // 97: the month's one unit of case management was billed before the transfer.
    let moved = case(cases, "TVAP-TX", 6);
    claims.submit(moved, "TVAP-TX", "2019-03", usual("2019-03"), on, true);
    let after = vec![
        administration(300),
        direct(2, Category::Housing, 310, "2019-03"),
    ];
    claims.submit(moved, "TVAP-CA", "2019-03", after, on, false);
}
