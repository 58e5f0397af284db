//! Claims under a budget of caps, what each differs in from the usual one, and what comes of it.

use super::*;

/// Name; what differs from the usual claim of 300 + 500; outcome and lines; findings.
pub(in crate::claim::tests) const TABLE: &[(&str, Setup, &str, &str)] = &[
    (
        "a usual claim is paid as billed",
        |_, _| {},
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "2,200 of administration used: 200 of 300 is left",
        |_, facts| client(facts).used_administration = money("2200"),
        "PAYABLE 700.00 | 200.00 CO119 100.00 | 500.00",
        "ADMINISTRATION_CAP:1:119",
    ),
    (
        "1,000 billed, 100 over the rate and 50 without receipt: 850",
        |claim, facts| {
            facts.rules.payment = hybrid(Some("300"));
            claim.lines = vec![
                line(1, Category::CaseManagement, "400"),
                line(2, Category::Housing, "550"),
                line(3, Category::Medical, "50"),
            ];
            claim.lines[2].receipt_digest = None;
        },
        "PAYABLE 850.00 | 300.00 CO45 100.00 | 550.00 | 0.00 CO16 50.00",
        "RATE:1:45 RATE:3:16",
    ),
    (
        "the rate is a month's, over all its lines",
        |claim, facts| {
            facts.rules.payment = hybrid(Some("300"));
            claim.lines = vec![
                line(1, Category::CaseManagement, "250"),
                line(2, Category::CaseManagement, "100"),
            ];
        },
        "PAYABLE 300.00 | 250.00 | 50.00 CO45 50.00",
        "RATE:2:45",
    ),
    (
        "no day of payment lacks information",
        |claim, _| claim.lines[1].paid_on = None,
        "PAYABLE 300.00 | 300.00 | 0.00 CO16 500.00",
        "SYNTAX:2:16",
    ),
    (
        "a day of payment still to come lacks information",
        |claim, _| claim.lines[1].paid_on = Some(day("2019-06-16")),
        "PAYABLE 300.00 | 300.00 | 0.00 CO16 500.00",
        "SYNTAX:2:16",
    ),
    (
        "no day of payment and no receipt is one adjustment and two findings",
        |claim, _| {
            claim.lines[1].paid_on = None;
            claim.lines[1].receipt_digest = None;
        },
        "PAYABLE 300.00 | 300.00 | 0.00 CO16 500.00",
        "SYNTAX:2:16 RATE:2:16",
    ),
    (
        "a code that no case has is not enrolled",
        |_, facts| facts.client = None,
        "DENIED 0.00 | 0.00 CO31 300.00 | 0.00 CO31 500.00",
        "ENROLMENT:-:31!",
    ),
    (
        "another sub-awardee's client is not enrolled",
        |_, facts| client(facts).managed = false,
        "DENIED 0.00 | 0.00 CO31 300.00 | 0.00 CO31 500.00",
        "ENROLMENT:-:31!",
    ),
    (
        "another prime's client is another payer's",
        |_, facts| {
            client(facts).managed = false;
            client(facts).state = State::GA;
        },
        "DENIED 0.00 | 0.00 CO109 300.00 | 0.00 CO109 500.00",
        "ENROLMENT:-:31 REGION:-:109!",
    ),
    (
        "an award without regions serves the whole country",
        |_, facts| {
            client(facts).state = State::GA;
            facts.regions = Vec::new();
        },
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "a closed sub-award has no authorization",
        |_, facts| facts.sub_award = SubAwardStanding::Closed,
        "DENIED 0.00 | 0.00 CO197 300.00 | 0.00 CO197 500.00",
        "SUB_AWARD_ACTIVE:-:197!",
    ),
    (
        "an excluded organization has no authorization",
        |_, facts| facts.sub_award = SubAwardStanding::Excluded,
        "DENIED 0.00 | 0.00 CO197 300.00 | 0.00 CO197 500.00",
        "SUB_AWARD_ACTIVE:-:197!",
    ),
    (
        "under a suspended sub-award a claim waits",
        |_, facts| facts.sub_award = SubAwardStanding::Suspended,
        "PENDED 800.00 | 300.00 | 500.00",
        "SUB_AWARD_ACTIVE:-:-!",
    ),
    (
        "a suspension does not save a late claim",
        |claim, facts| {
            facts.sub_award = SubAwardStanding::Suspended;
            facts.rules.filing_limit_days = Some(14);
            claim.lines.truncate(1);
        },
        "DENIED 0.00 | 0.00 CO29 300.00",
        "SUB_AWARD_ACTIVE:-:-! TIMELY:-:29!",
    ),
    (
        "a month outside the period of performance is not covered",
        |_, facts| {
            facts.period = Period::try_new(day("2018-10-01"), day("2019-04-30")).unwrap();
        },
        "DENIED 0.00 | 0.00 CO96 300.00 | 0.00 CO96 500.00",
        "PERIOD:-:96!",
    ),
    (
        "a month that the period of performance ends in is covered",
        |_, facts| {
            facts.period = Period::try_new(day("2018-10-01"), day("2019-05-01")).unwrap();
        },
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "a month still to come is not covered",
        |claim, _| claim.terms.service_month = Month::parse("2019-07").unwrap(),
        "DENIED 0.00 | 0.00 CO96 300.00 | 0.00 CO96 500.00",
        "PERIOD:-:96!",
    ),
    (
        "the last day of the filing limit is in time",
        |_, facts| facts.rules.filing_limit_days = Some(15),
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "the day after the filing limit is late",
        |_, facts| facts.rules.filing_limit_days = Some(14),
        "DENIED 0.00 | 0.00 CO29 300.00 | 0.00 CO29 500.00",
        "TIMELY:-:29!",
    ),
    (
        "without a filing limit nothing is late",
        |claim, facts| {
            facts.rules.filing_limit_days = None;
            claim.received_at = day("2025-06-15").and_hms_opt(0, 0, 0).unwrap().and_utc();
        },
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "the same content under another number is an exact duplicate",
        |_, facts| {
            client(facts).content_claimed = true;
            client(facts).unit = MonthUnit::Taken;
        },
        "DENIED 0.00 | 0.00 OA18 300.00 | 0.00 OA18 500.00",
        "DUPLICATE:-:18! MONTH_LIMIT:1:97",
    ),
    (
        "a month that another sub-awardee has claimed is a duplicate",
        |_, facts| {
            client(facts).managed = false;
            client(facts).unit = MonthUnit::TakenElsewhere;
        },
        "DENIED 0.00 | 0.00 OA18 300.00 | 0.00 OA18 500.00",
        "ENROLMENT:-:31 DUPLICATE:-:18!",
    ),
    (
        "another sub-awardee's month of case management says nothing about direct expenses",
        |claim, facts| {
            client(facts).managed = false;
            client(facts).unit = MonthUnit::TakenElsewhere;
            claim.lines = vec![line(1, Category::Housing, "500")];
        },
        "DENIED 0.00 | 0.00 CO31 500.00",
        "ENROLMENT:-:31!",
    ),
    (
        "after a transfer the month's case management is the former sub-awardee's",
        |_, facts| client(facts).unit = MonthUnit::TakenInTransfer,
        "PAYABLE 500.00 | 0.00 CO97 300.00 | 500.00",
        "DUPLICATE:1:97",
    ),
    (
        "a month before the enrolment is before coverage",
        |_, facts| client(facts).coverage = Coverage::Before,
        "DENIED 0.00 | 0.00 CO26 300.00 | 0.00 CO26 500.00",
        "ELIGIBILITY_MONTH:-:26!",
    ),
    (
        "a month after the closing is after coverage",
        |_, facts| client(facts).coverage = Coverage::After,
        "DENIED 0.00 | 0.00 CO27 300.00 | 0.00 CO27 500.00",
        "ELIGIBILITY_MONTH:-:27!",
    ),
    (
        "a category that the rules do not name is not covered",
        |claim, _| claim.lines[1].category = Category::Education,
        "PAYABLE 300.00 | 300.00 | 0.00 CO96 500.00",
        "CATEGORY:2:96",
    ),
    (
        "a programme that takes no claims covers nothing",
        |_, facts| facts.rules.payment = PaymentModel::NoClaims,
        "DENIED 0.00 | 0.00 CO96 300.00 | 0.00 CO96 500.00",
        "CATEGORY:-:96!",
    ),
    (
        "what another payer owes is not paid twice",
        |claim, _| claim.lines[1].other_payer = true,
        "PAYABLE 300.00 | 300.00 | 0.00 OA22 500.00",
        "OTHER_PAYER:2:22",
    ),
    (
        "a claim of which nothing is left is denied",
        |claim, _| {
            claim.lines.remove(0);
            claim.lines[0].other_payer = true;
        },
        "DENIED 0.00 | 0.00 OA22 500.00",
        "OTHER_PAYER:2:22",
    ),
    (
        "the annual cap holds over both parts",
        |_, facts| {
            client(facts).used_administration = money("1000");
            client(facts).used_direct = money("4400");
        },
        "PAYABLE 600.00 | 300.00 | 300.00 CO119 200.00",
        "ANNUAL_CAP:2:119",
    ),
    (
        "a family member in the household raises the caps",
        |_, facts| {
            client(facts).household = true;
            client(facts).used_administration = money("2900");
            client(facts).used_direct = money("4400");
        },
        "PAYABLE 200.00 | 100.00 CO119 200.00 | 100.00 CO119 400.00",
        "ADMINISTRATION_CAP:1:119 ANNUAL_CAP:2:119",
    ),
    (
        "both caps on one line are one adjustment",
        |claim, facts| {
            claim.lines.truncate(1);
            client(facts).used_administration = money("2200");
            client(facts).used_direct = money("3750");
        },
        "PAYABLE 50.00 | 50.00 CO119 250.00",
        "ADMINISTRATION_CAP:1:119 ANNUAL_CAP:1:119",
    ),
    (
        "a year that is used up pays nothing",
        |_, facts| {
            client(facts).used_administration = money("2400");
            client(facts).used_direct = money("3600");
        },
        "DENIED 0.00 | 0.00 CO119 300.00 | 0.00 CO119 500.00",
        "ADMINISTRATION_CAP:1:119 ANNUAL_CAP:2:119",
    ),
    (
        "a second unit of case management in the month is included in the first",
        |_, facts| {
            client(facts).unit = MonthUnit::Taken;
            client(facts).used_administration = money("300");
            client(facts).used_direct = money("5300");
        },
        "PAYABLE 400.00 | 0.00 CO97 300.00 | 400.00 CO119 100.00",
        "ANNUAL_CAP:2:119 MONTH_LIMIT:1:97",
    ),
    (
        "a line of two faults is adjusted for each",
        |claim, facts| {
            facts.rules.payment = hybrid(Some("250"));
            client(facts).used_administration = money("2200");
            claim.lines.truncate(1);
        },
        "PAYABLE 200.00 | 200.00 CO45 50.00 CO119 50.00",
        "RATE:1:45 ADMINISTRATION_CAP:1:119",
    ),
    (
        "a claim that the funds do not cover waits whole",
        |_, facts| facts.available = money("799.99"),
        "PENDED 800.00 | 300.00 | 500.00",
        "FUNDS:-:-!",
    ),
    (
        "the last cent of the funds covers a claim",
        |_, facts| facts.available = money("800"),
        "PAYABLE 800.00 | 300.00 | 500.00",
        "",
    ),
    (
        "no claim overtakes an older one that waits",
        |_, facts| facts.queue_waits = true,
        "PENDED 800.00 | 300.00 | 500.00",
        "FUNDS:-:-!",
    ),
    (
        "insufficient funds never deny, and never save",
        |claim, facts| {
            facts.available = Money::ZERO;
            claim.lines[1].other_payer = true;
            client(facts).coverage = Coverage::After;
        },
        "DENIED 0.00 | 0.00 CO27 300.00 | 0.00 CO27 500.00",
        "ELIGIBILITY_MONTH:-:27! OTHER_PAYER:2:22",
    ),
    (
        "everything is found, and the first fatal finding decides",
        |claim, facts| {
            facts.sub_award = SubAwardStanding::Excluded;
            facts.period = Period::try_new(day("2018-10-01"), day("2019-04-30")).unwrap();
            facts.rules.filing_limit_days = Some(1);
            client(facts).coverage = Coverage::Before;
            client(facts).content_claimed = true;
            claim.lines[1].category = Category::Legal;
            claim.lines[1].receipt_digest = None;
        },
        "DENIED 0.00 | 0.00 CO197 300.00 | 0.00 CO197 500.00",
        "SUB_AWARD_ACTIVE:-:197! PERIOD:-:96! TIMELY:-:29! DUPLICATE:-:18! ELIGIBILITY_MONTH:-:26! \
         CATEGORY:2:96 RATE:2:16",
    ),
];
