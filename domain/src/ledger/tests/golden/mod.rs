//! The golden claims: every row of the table, run through the ledger, comes out as it says, to the cent.

mod rules;

use std::fmt::Write as _;

use super::recovery::{approved, prepare};
use crate::{
    claim::{ClaimEvent, ClaimLine, DenialReason, explain},
    client::{ClientPhase, ClosingReason, FamilyRelation, PhaseBasis},
    id::{ClaimId, ClaimNumber, ClientCode},
    ledger::{
        AddFamilyMember, ChangeClientPhase, CloseClient, CloseSubAward, Command, Decision,
        DenyClaim, EnrolClient, Event, ExcludeOrganization, ExecuteSubAward, IssueAward,
        PublishRuleSet, RaiseSubAward, Refusal, SubmitClaim, SuspendSubAward, TransferClient,
        testing::{
            ASSISTANCE, ASSISTANCE_PRIME, CLIENTS, REGIONAL_PRIME, SUB_AWARDEES, Scenario,
            assistance_award, client, day, enrol, execute, giver, line, money, noon, number,
            organization, reason, sub_award,
        },
    },
    period::Month,
    programme::Category,
    region::{Region, State},
    text::Label,
};
use rules::{after, rules};

const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/golden/claims.md"
));

/// The other prime's award, and its sub-award in Georgia.
const ELSEWHERE: &str = "90ZV9941";

const FAMILY: &str = "C-000000000000FA01";

const STRANGER: &str = "C-000000000000FA02";

/// A row of the table.
struct Case {
    title: String,
    rules: String,
    before: String,
    claim: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let rows = TABLE.lines().filter(|line| line.starts_with("| "));
    rows.skip(1)
        .map(|row| {
            let mut cells = row.trim_matches('|').split('|').map(str::trim);
            let mut cell = || cells.next().unwrap_or_else(|| panic!("{row}")).to_owned();
            let (title, rules, before, claim) = (cell(), cell(), cell(), cell());
            let expected = [cell(), cell(), cell()].join(" ").trim().to_owned();
            Case {
                title,
                rules,
                before,
                claim,
                expected,
            }
        })
        .collect()
}

fn world(case: &Case) -> Scenario {
    let funds = case
        .rules
        .split(',')
        .find_map(|option| after(option.trim(), "funds"))
        .unwrap_or("20000");
    let notice = Label::parse("golden").unwrap();
    let award = IssueAward {
        notice: notice.clone(),
        ..assistance_award()
    };
    Scenario::registered()
        .given(PublishRuleSet {
            programme: award.programme.clone(),
            notice,
            rules: rules(&case.rules),
            effective_on: day("2018-09-30"),
        })
        .given(award.clone())
        .given(IssueAward {
            number: number("90ZV9941-01-00"),
            grantee: organization(REGIONAL_PRIME),
            regions: vec![Region::try_from(4).unwrap()],
            ..award
        })
        .given_by(
            ASSISTANCE_PRIME,
            execute("TV-1", ASSISTANCE, SUB_AWARDEES[0], funds),
        )
        .given_by(
            ASSISTANCE_PRIME,
            execute("TV-2", ASSISTANCE, SUB_AWARDEES[1], "3000"),
        )
        .given_by(
            REGIONAL_PRIME,
            ExecuteSubAward {
                states: vec![State::GA],
                ..execute("GA-1", ELSEWHERE, SUB_AWARDEES[2], "3000")
            },
        )
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
        .given_by(SUB_AWARDEES[0], enrol(CLIENTS[1], "TV-1"))
        .given_by(SUB_AWARDEES[1], enrol(CLIENTS[3], "TV-2"))
        .given_by(
            SUB_AWARDEES[2],
            EnrolClient {
                state: State::GA,
                ..enrol(CLIENTS[4], "GA-1")
            },
        )
}

fn payee(under: &str) -> &'static str {
    if under == "TV-1" {
        SUB_AWARDEES[0]
    } else {
        SUB_AWARDEES[1]
    }
}

fn code(number: &str) -> ClientCode {
    client(&format!("C-{number:0>16}"))
}

/// `1 TV-1 2018-11 CM 300, housing 500 no receipt`, as the claim of a number.
fn submission(text: &str, number: &str) -> SubmitClaim {
    let (of, rest) = text.split_once(' ').unwrap();
    let (under, rest) = rest.split_once(' ').unwrap();
    let (month, lines) = rest.split_once(' ').unwrap();
    SubmitClaim {
        sub_award: sub_award(under),
        number: ClaimNumber::parse(number).unwrap(),
        client: code(of),
        service_month: Month::parse(month).unwrap(),
        lines: (1..)
            .zip(lines.split(','))
            .map(|(number, text)| claimed(number, text.trim()))
            .collect(),
        effective_on: day("2019-06-15"),
    }
}

fn claimed(at: u32, text: &str) -> ClaimLine {
    let mut words = text.splitn(3, ' ');
    let category = match words.next().unwrap() {
        "CM" => Category::CaseManagement,
        "housing" => Category::Housing,
        "legal" => Category::Legal,
        "medical" => Category::Medical,
        "employability" => Category::Employability,
        "education" => Category::Education,
        other => panic!("no category is called {other}"),
    };
    let mut made = line(at, category, money(words.next().unwrap()));
    let mut rest = words.next().unwrap_or_default().to_owned();
    let mut says = |what: &str| {
        let said = rest.contains(what);
        rest = rest.replace(what, "").trim().to_owned();
        said
    };
    if says("no receipt") {
        made.receipt_digest = None;
    }
    if says("no date") {
        made.paid_on = None;
    }
    made.other_payer = says("other payer");
    made.dependent = if says("for family") {
        Some(client(FAMILY))
    } else {
        says("for stranger").then(|| client(STRANGER))
    };
    assert_eq!(rest, "", "of {text}");
    made
}

/// Something that happened before the claim.
fn happens(scenario: &mut Scenario, text: &str) -> Result<Decision, Refusal> {
    if let Some((name, claim)) = text.split_once(": ") {
        let claim = submission(claim, name);
        let by = payee(claim.sub_award.as_str());
        return scenario.when_by(by, claim);
    }
    let words: Vec<&str> = text.split(' ').collect();
    if words[0] == "sign" {
        // Approved and in a payment: it stands, whatever comes later, until it is paid.
        let claim = format!("TV-1:{}", words[1]);
        approved(scenario, &claim, "2019-06-20");
        return prepare(scenario, "P", &[&claim], "2019-06-20");
    }
    let on = |at: usize| day(words[at]);
    let command: Command = match words[0] {
        "family" => AddFamilyMember {
            client: code(words[1]),
            member: client(FAMILY),
            relation: FamilyRelation::T3,
            in_household: true,
            effective_on: on(2),
        }
        .into(),
        "certified" => ChangeClientPhase {
            client: code(words[1]),
            phase: ClientPhase::Certified,
            basis: PhaseBasis::TVisa,
            effective_on: on(2),
        }
        .into(),
        "end" => CloseClient {
            client: code(words[1]),
            reason: ClosingReason::ServicesCompleted,
            effective_on: on(2),
        }
        .into(),
        "enrol" => EnrolClient {
            effective_on: on(3),
            ..enrol(code(words[1]).as_str(), words[2])
        }
        .into(),
        "move" => TransferClient {
            client: code(words[1]),
            to_sub_award: sub_award(words[2]),
            state: State::CO,
            effective_on: on(3),
        }
        .into(),
        "close" => CloseSubAward {
            sub_award: sub_award(words[1]),
            effective_on: on(2),
        }
        .into(),
        "suspend" => SuspendSubAward {
            sub_award: sub_award(words[1]),
            reason: reason("A visit"),
            effective_on: on(2),
        }
        .into(),
        "exclude" => ExcludeOrganization {
            organization: organization(payee(words[1])),
            effective_on: on(2),
        }
        .into(),
        "raise" => RaiseSubAward {
            sub_award: sub_award(words[1]),
            amount: money(words[2]),
            reason: reason("Claims wait"),
            effective_on: day("2019-06-20"),
        }
        .into(),
        "deny" => DenyClaim {
            claim: ClaimId::parse(&format!("TV-1:{}", words[1])).unwrap(),
            reason: DenialReason::EvidenceInsufficient,
            effective_on: day("2019-06-20"),
        }
        .into(),
        other => panic!("nothing is called {other}"),
    };
    let by = match words[0] {
        "move" | "close" | "suspend" | "raise" => ASSISTANCE_PRIME,
        _ => SUB_AWARDEES[0],
    };
    scenario.when_by(by, command)
}

/// Outcome, payable amount and adjustments of the claim, as the table writes them; and the claim is explained.
fn came_to(case: &Case) -> String {
    let mut scenario = world(case);
    for text in case.before.split(';').map(str::trim) {
        if !text.is_empty() {
            happens(&mut scenario, text)
                .unwrap_or_else(|refusal| panic!("{}: {text}: {refusal:?}", case.title));
        }
    }
    let (text, received) = match case.claim.split_once(" received ") {
        Some((text, on)) => (text, Some(on)),
        None => (case.claim.as_str(), None),
    };
    let claim = submission(text, "x");
    let id = ClaimId::of(&claim.sub_award, &claim.number);
    let by = payee(claim.sub_award.as_str());
    let command = Command::from(claim);
    let mut context = giver(&command, by);
    if let Some(on) = received {
        context.received_at = noon(day(on));
    }
    let decision = scenario
        .ledger
        .submit(&context, &command)
        .unwrap_or_else(|refusal| panic!("{}: {refusal:?}", case.title));
    let events: Vec<ClaimEvent> = decision
        .events
        .iter()
        .filter(|(stream, _)| stream.id == id.as_str())
        .filter_map(|(_, event)| {
            let Event::Claim(event) = event else {
                return None;
            };
            Some(event.clone())
        })
        .collect();
    let explained = explain(&events, &rules(&case.rules)).unwrap();
    assert!(explained.complete, "{}", case.title);
    told(&events[1])
}

fn told(adjudicated: &ClaimEvent) -> String {
    let ClaimEvent::ClaimAdjudicated {
        outcome,
        lines,
        billed,
        adjusted,
        payable,
        ..
    } = adjudicated
    else {
        panic!("{adjudicated:?}");
    };
    assert_eq!(billed.minus(*adjusted), Some(*payable));
    let outcome = serde_json::to_value(outcome).unwrap();
    let mut told = format!("{} {payable} ", outcome.as_str().unwrap());
    let mut separator = "";
    for line in lines {
        for taken in &line.adjustments {
            let group = serde_json::to_value(taken.group).unwrap();
            let (group, carc) = (group.as_str().unwrap(), taken.carc.number());
            write!(
                told,
                "{separator}{} {group}{carc} {}",
                line.number, taken.amount
            )
            .unwrap();
            separator = "; ";
        }
    }
    told.trim().to_owned()
}

#[test]
fn every_golden_claim_comes_out_to_the_cent() {
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let told = came_to(case);
        if told != case.expected {
            wrong.push(format!("{}: {told}, and not {}", case.title, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_golden_claims_show_every_reason_and_every_way_to_pay() {
    let cases = cases();
    for (_, carc) in crate::claim::Carc::ALL {
        assert!(
            cases.iter().any(|case| {
                let mut words = case.expected.split([' ', ';']);
                words.any(|word| word.get(2..) == Some(&carc.to_string()))
            }),
            "no golden claim is adjusted under {carc}"
        );
    }
    for model in ["hybrid", "flat", "prorated", "none"] {
        assert!(cases.iter().any(|case| case.rules.starts_with(model)));
    }
}
