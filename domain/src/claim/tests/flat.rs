//! What adjudication makes of claims where a flat amount is paid for each client and month, where a claim is paid in
//! part, and of lines for family members.

use super::{
    adjudications::{Setup, adjudicated, found, told},
    *,
};

/// A claim of one unit, under the flat rules of one policy.
fn unit(claim: &mut Submission, facts: &mut ClaimFacts, policy: UnitPolicy, billed: &str) {
    facts.rules.payment = flat(policy);
    claim.lines = vec![line(1, Category::CaseManagement, billed)];
}

fn in_phases(facts: &mut ClaimFacts, phases: &[PhaseDays]) {
    client(facts).phases = phases.to_vec();
    client(facts).own_days = phases.to_vec();
}

fn months(facts: &mut ClaimFacts, phase: ClientPhase, months: u32) {
    client(facts)
        .phase_months
        .push(PhaseMonths { phase, months });
}

use ClientPhase::{Certified, PendingScreening, PreCertified};
use UnitPolicy::{FirstInMonth, Prorated};

/// Name; what differs from the usual claim of 300 + 500; outcome and lines; findings.
pub(super) const TABLE: &[(&str, Setup, &str, &str)] = &[
    (
        "a whole month is worth the rate of its phase",
        |claim, facts| unit(claim, facts, FirstInMonth, "400"),
        "PAYABLE 400.00 | 400.00",
        "",
    ),
    (
        "less than the rate is paid as billed",
        |claim, facts| unit(claim, facts, FirstInMonth, "350.50"),
        "PAYABLE 350.50 | 350.50",
        "",
    ),
    (
        "more than the rate is over it",
        |claim, facts| unit(claim, facts, FirstInMonth, "450"),
        "PAYABLE 400.00 | 400.00 CO45 50.00",
        "RATE:1:45",
    ),
    (
        "a direct expense is in the flat amount, with or without a receipt",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            let mut bare = line(3, Category::Medical, "80");
            bare.receipt_digest = None;
            bare.paid_on = None;
            claim
                .lines
                .extend([line(2, Category::Housing, "500"), bare]);
        },
        "PAYABLE 400.00 | 400.00 | 0.00 CO24 500.00 | 0.00 CO24 80.00",
        "CATEGORY:2:24 CATEGORY:3:24",
    ),
    (
        "a second service line is in the flat amount",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "200");
            claim.lines.push(line(2, Category::CaseManagement, "200"));
        },
        "PAYABLE 200.00 | 200.00 | 0.00 CO24 200.00",
        "CATEGORY:2:24",
    ),
    (
        "a category that the rules do not name is not covered, before it is in the flat amount",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            claim.lines.push(line(2, Category::Education, "60"));
        },
        "PAYABLE 400.00 | 400.00 | 0.00 CO96 60.00",
        "CATEGORY:2:96",
    ),
    (
        "direct expenses alone are all in the flat amount",
        |claim, facts| {
            facts.rules.payment = flat(FirstInMonth);
            claim.lines = vec![line(1, Category::Housing, "500")];
        },
        "DENIED 0.00 | 0.00 CO24 500.00",
        "CATEGORY:1:24",
    ),
    (
        "a phase without a rate is not covered",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            in_phases(facts, &[days(PendingScreening, 1, 31)]);
        },
        "DENIED 0.00 | 0.00 CO96 400.00",
        "CATEGORY:1:96",
    ),
    (
        "first in the month: the first phase that has a rate is paid whole",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            in_phases(
                facts,
                &[
                    days(PendingScreening, 1, 9),
                    days(PreCertified, 10, 20),
                    days(Certified, 21, 31),
                ],
            );
        },
        "PAYABLE 400.00 | 400.00",
        "",
    ),
    (
        "first in the month: certified from the first day, the later rate is paid",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            in_phases(facts, &[days(Certified, 1, 31)]);
        },
        "PAYABLE 300.00 | 300.00 CO45 100.00",
        "RATE:1:45",
    ),
    (
        "prorated: each phase by its days, rounded down to the cent",
        |claim, facts| {
            unit(claim, facts, Prorated, "400");
            in_phases(facts, &[days(PreCertified, 1, 10), days(Certified, 11, 31)]);
        },
        // 400 × 10/31 = 129.03 and 300 × 21/31 = 203.22.
        "PAYABLE 332.25 | 332.25 CO45 67.75",
        "RATE:1:45",
    ),
    (
        "prorated: days outside every phase are worth nothing",
        |claim, facts| {
            unit(claim, facts, Prorated, "400");
            in_phases(
                facts,
                &[days(PendingScreening, 1, 9), days(PreCertified, 10, 31)],
            );
        },
        "PAYABLE 283.87 | 283.87 CO45 116.13",
        "RATE:1:45",
    ),
    (
        "prorated: a sub-awardee has its own days alone",
        |claim, facts| {
            unit(claim, facts, Prorated, "400");
            client(facts).own_days = vec![days(PreCertified, 1, 10)];
        },
        "PAYABLE 129.03 | 129.03 CO45 270.97",
        "RATE:1:45",
    ),
    (
        "prorated: after a transfer each sub-awardee has its days",
        |claim, facts| {
            unit(claim, facts, Prorated, "270.96");
            client(facts).own_days = vec![days(PreCertified, 11, 31)];
            client(facts).unit = MonthUnit::TakenInTransfer;
        },
        "PAYABLE 270.96 | 270.96",
        "",
    ),
    (
        "first in the month: after a transfer the month is the former sub-awardee's",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            client(facts).unit = MonthUnit::TakenInTransfer;
        },
        "DENIED 0.00 | 0.00 CO97 400.00",
        "DUPLICATE:1:97",
    ),
    (
        "without a transfer another's month is a duplicate, prorated or not",
        |claim, facts| {
            unit(claim, facts, Prorated, "400");
            client(facts).managed = false;
            client(facts).unit = MonthUnit::TakenElsewhere;
        },
        "DENIED 0.00 | 0.00 OA18 400.00",
        "ENROLMENT:-:31 DUPLICATE:-:18!",
    ),
    (
        "one's own month is claimed once",
        |claim, facts| {
            unit(claim, facts, Prorated, "100");
            client(facts).unit = MonthUnit::Taken;
        },
        "DENIED 0.00 | 0.00 CO97 100.00",
        "MONTH_LIMIT:1:97",
    ),
    (
        "the last month of a phase is paid",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            months(facts, PreCertified, 11);
        },
        "PAYABLE 400.00 | 400.00",
        "",
    ),
    (
        "a month past the limit of the phase is past the lifetime maximum",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            months(facts, PreCertified, 12);
        },
        "DENIED 0.00 | 0.00 CO35 400.00",
        "MONTH_LIMIT:1:35",
    ),
    (
        "the limit of one phase does not touch another",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            months(facts, Certified, 4);
        },
        "PAYABLE 400.00 | 400.00",
        "",
    ),
    (
        "prorated: only the phase that is used up is lost",
        |claim, facts| {
            unit(claim, facts, Prorated, "332.25");
            in_phases(facts, &[days(PreCertified, 1, 10), days(Certified, 11, 31)]);
            months(facts, PreCertified, 12);
        },
        "PAYABLE 203.22 | 203.22 CO35 129.03",
        "MONTH_LIMIT:1:35",
    ),
    (
        "the rate comes before the limit of months",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "450");
            months(facts, PreCertified, 12);
        },
        "DENIED 0.00 | 0.00 CO45 50.00 CO35 400.00",
        "RATE:1:45 MONTH_LIMIT:1:35",
    ),
    (
        "no annual cap binds a flat amount",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            client(facts).used_administration = money("9000");
        },
        "PAYABLE 400.00 | 400.00",
        "",
    ),
    (
        "another payer's unit is not paid",
        |claim, facts| {
            unit(claim, facts, FirstInMonth, "400");
            claim.lines[0].other_payer = true;
        },
        "DENIED 0.00 | 0.00 OA22 400.00",
        "OTHER_PAYER:1:22",
    ),
    (
        "a line for somebody who is not of the family is no eligible dependent's",
        |claim, _| {
            claim.lines[1].dependent = Some(ClientCode::parse("C-000000000000FA01").unwrap());
        },
        "PAYABLE 300.00 | 300.00 | 0.00 CO32 500.00",
        "ENROLMENT:2:32",
    ),
    (
        "a line for a family member is paid like the client's own",
        |claim, facts| {
            let member = ClientCode::parse("C-000000000000FA01").unwrap();
            claim.lines[1].dependent = Some(member.clone());
            client(facts).dependents = vec![member];
        },
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "a claim that is paid in part is paid in the order of its lines",
        |_, facts| {
            facts.available = money("650");
            facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
        },
        "PAYABLE 650.00 | 300.00 | 350.00 OA97 150.00",
        "FUNDS:2:97",
    ),
    (
        "paid in part, a line that the funds do not reach waits whole",
        |_, facts| {
            facts.available = money("120");
            facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
        },
        "PAYABLE 120.00 | 120.00 OA97 180.00 | 0.00 OA97 500.00",
        "FUNDS:1:97 FUNDS:2:97",
    ),
    (
        "without any funds a claim waits whole, even where it could be paid in part",
        |_, facts| {
            facts.available = Money::ZERO;
            facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
        },
        "PENDED 800.00 | 300.00 | 500.00",
        "FUNDS:-:-!",
    ),
    (
        "no part of a claim overtakes an older one that waits",
        |_, facts| {
            facts.available = money("650");
            facts.queue_waits = true;
            facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
        },
        "PENDED 800.00 | 300.00 | 500.00",
        "FUNDS:-:-!",
    ),
    (
        "under a suspension nothing is paid in part",
        |_, facts| {
            facts.available = money("650");
            facts.sub_award = SubAwardStanding::Suspended;
            facts.remainder = Some(ClaimId::parse("TV-1:2019-05-0001-R").unwrap());
        },
        "PENDED 800.00 | 300.00 | 500.00",
        "SUB_AWARD_ACTIVE:-:-! FUNDS:-:-!",
    ),
];

#[test]
fn adjudications_of_flat_amounts_and_parts_are_as_the_table_has_them() {
    for (name, setup, expected, findings) in TABLE {
        let adjudication = adjudicated(*setup);
        assert_eq!(told(&adjudication), *expected, "{name}");
        assert_eq!(found(&adjudication), *findings, "{name}");
    }
}

#[test]
fn what_waits_of_a_claim_is_what_its_funds_did_not_cover() {
    for (name, setup, _, _) in TABLE {
        let adjudication = adjudicated(*setup);
        let waiting = Money::sum(adjudication.waiting.iter().map(|(_, amount)| *amount));
        let cut = adjudication
            .cuts
            .iter()
            .filter(|cut| cut.edit == Edit::Funds);
        assert_eq!(waiting, Money::sum(cut.map(|cut| cut.amount)), "{name}");
    }
}
