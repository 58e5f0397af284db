//! A scenario: two programmes, their organizations, awards, sub-awards and clients, with builders for every command.

use chrono::{DateTime, NaiveDate, Utc};

use super::MemoryLedger;
use crate::{
    award::CostCategory,
    claim::{ClaimLine, ClaimPart, VoidReason},
    client::{AgeBand, ClientPhase, EnrolmentAttestation, Population},
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, CostId, OrganizationId, PaymentId,
        ProgrammeCode, SubAwardId,
    },
    identifier::{AssistanceListing, AwardNumber, Duns, EntityIdentifier, Fain},
    ledger::{
        ApproveClaim, AuthorisePayment, Command, ConfirmPayment, Context, Decision, EnrolClient,
        ExecuteSubAward, IssueAward, PreparePayment, RecordDirectCost, Refusal,
        RegisterOrganization, Role, SubmitClaim, VoidClaim,
    },
    money::Money,
    period::{Month, Period},
    programme::{Category, RuleSet, catalogue},
    region::{Region, State},
    sub_award::SubAwardInstrument,
    text::{Label, Reason, Title},
};

/// The day on which commands arrive, unless they say otherwise.
pub const TODAY: &str = "2019-06-30";
/// The regional award: $825,000 under the 60 percent rule.
pub const REGIONAL: &str = "90ZV9901";
/// The assistance award: hybrid claims, and the 60 percent rule as well.
pub const ASSISTANCE: &str = "90ZV9921";
/// The outreach award: no sub-award share, no claims, no sub-awards at first.
pub const OUTREACH: &str = "90ZV9911";
/// Every award of the scenario.
pub const AWARDS: [&str; 3] = [REGIONAL, ASSISTANCE, OUTREACH];
/// The prime of the regional award.
pub const REGIONAL_PRIME: &str = "colorado-legal-services";
/// The prime of the assistance award, and of the outreach award.
pub const ASSISTANCE_PRIME: &str = "uscri";
/// The sub-awardees; all are grassroots organizations but the last.
pub const SUB_AWARDEES: [&str; 3] = ["mesa-house", "plains-shelter", "statewide-contractor"];
/// The sub-awards of the regional award, then those of the assistance award.
pub const SUB_AWARDS: [&str; 5] = ["RR-1", "RR-2", "RR-3", "TV-1", "TV-2"];
/// The clients' codes.
pub const CLIENTS: [&str; 6] = [
    "C-0000000000000001",
    "C-0000000000000002",
    "C-0000000000000003",
    "C-0000000000000004",
    "C-0000000000000005",
    "C-0000000000000006",
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn money(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

pub fn fain(text: &str) -> Fain {
    Fain::parse(text).expect("a FAIN")
}

pub fn number(text: &str) -> AwardNumber {
    AwardNumber::parse(text).expect("an award number")
}

pub fn organization(text: &str) -> OrganizationId {
    OrganizationId::parse(text).expect("an organization id")
}

pub fn sub_award(text: &str) -> SubAwardId {
    SubAwardId::parse(text).expect("a sub-award id")
}

pub fn client(text: &str) -> ClientCode {
    ClientCode::parse(text).expect("a client code")
}

pub fn reason(text: &str) -> Reason {
    Reason::parse(text).expect("a reason")
}

pub fn title(text: &str) -> Title {
    Title::parse(text).expect("a title")
}

pub fn period(starts_on: &str, ends_on: &str) -> Period {
    Period::try_new(day(starts_on), day(ends_on)).expect("a period")
}

/// Who asks: a role, for an organization, as an account of it.
pub fn context(role: Role, of: &str, actor: &str) -> Context {
    Context {
        actor: ActorId::parse(actor).expect("an actor id"),
        role,
        organization: organization(of),
        received_at: noon(day(TODAY)),
    }
}

/// Noon of a day, UTC.
pub fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

pub fn officer() -> Context {
    context(Role::Officer, "otip", "officer-1")
}

pub fn grantee(of: &str) -> Context {
    context(Role::Grantee, of, "preparer-1")
}

pub fn subawardee(of: &str) -> Context {
    context(Role::Subawardee, of, "case-worker-1")
}

/// Who may give a command about a thing of the scenario.
pub fn giver(command: &Command, of: &str) -> Context {
    match command.role() {
        Role::Officer => officer(),
        Role::Grantee => grantee(of),
        Role::Subawardee | Role::Auditor | Role::Admin => subawardee(of),
    }
}

pub fn register(id: &str, grassroots: bool) -> RegisterOrganization {
    RegisterOrganization {
        organization: organization(id),
        name: title(id),
        identifier: EntityIdentifier::Duns(Duns::parse("123456789").expect("nine digits")),
        state: State::CO,
        grassroots,
        effective_on: day("2008-01-02"),
    }
}

/// The regional award as it is issued: $825,000, 60 percent to sub-awards.
pub fn regional_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9901-01-00"),
        programme: ProgrammeCode::parse("RRR").expect("a code"),
        notice: Label::parse(catalogue::RRR_NOTICE).expect("a label"),
        grantee: organization(REGIONAL_PRIME),
        title: title("Rescue and Restore Regional"),
        assistance_listing: AssistanceListing::parse("93.598").expect("a listing"),
        amount: money("825000"),
        federal_share: None,
        regions: vec![Region::try_from(8).expect("a region")],
        project_period: period("2018-09-30", "2020-09-29"),
        budget_period: period("2018-09-30", "2019-09-29"),
        effective_on: day("2018-09-30"),
    }
}

/// The assistance award as it is issued: $60,000, so that funds run out.
pub fn assistance_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9921-01-00"),
        programme: ProgrammeCode::parse("TVAP").expect("a code"),
        notice: Label::parse(catalogue::TVAP_NOTICE).expect("a label"),
        grantee: organization(ASSISTANCE_PRIME),
        title: title("Assistance in two regions"),
        amount: money("60000"),
        regions: [6, 8]
            .into_iter()
            .map(|region| Region::try_from(region).expect("a region"))
            .collect(),
        ..regional_award()
    }
}

/// The outreach award as it is issued.
pub fn outreach_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9911-01-00"),
        programme: ProgrammeCode::parse("SO").expect("a code"),
        notice: Label::parse(catalogue::SO_NOTICE).expect("a label"),
        grantee: organization(ASSISTANCE_PRIME),
        title: title("Street Outreach"),
        amount: money("46700"),
        ..regional_award()
    }
}

pub fn execute(id: &str, award: &str, to: &str, amount: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: sub_award(id),
        award: fain(award),
        sub_awardee: organization(to),
        instrument: SubAwardInstrument::SubAward,
        purpose: title("Services in the region"),
        states: vec![State::CO],
        amount: money(amount),
        period: period("2018-10-01", "2019-09-29"),
        effective_on: day("2018-10-01"),
    }
}

pub fn direct_cost(award: &str, cost: &str, amount: &str) -> RecordDirectCost {
    RecordDirectCost {
        award: fain(award),
        cost: CostId::parse(cost).expect("a cost id"),
        category: CostCategory::Personnel,
        amount: money(amount),
        effective_on: day("2018-12-31"),
    }
}

pub fn enrol(code: &str, under: &str) -> EnrolClient {
    EnrolClient {
        client: client(code),
        sub_award: sub_award(under),
        population: Population::Adult,
        age_band: AgeBand::From25To44,
        state: State::CO,
        phase: ClientPhase::PreCertified,
        attestation: EnrolmentAttestation {
            foreign_national: true,
            out_of_situation: true,
            needs_case_management: true,
            not_in_custody: true,
        },
        effective_on: day("2018-10-15"),
    }
}

/// A line for a category, complete with what evidence it needs.
pub fn line(number: u32, category: Category, billed: Money) -> ClaimLine {
    let direct = category != Category::CaseManagement;
    ClaimLine {
        number,
        category,
        part: if direct {
            ClaimPart::Direct
        } else {
            ClaimPart::Administration
        },
        billed,
        paid_on: direct.then(|| day("2019-05-20")),
        receipt_digest: direct.then(|| "ab".repeat(32)),
        other_payer: false,
        dependent: None,
    }
}

/// A claim of one administration and one direct line, for a month.
pub fn claim(under: &str, claim_number: &str, of: &str, month: &str) -> SubmitClaim {
    SubmitClaim {
        sub_award: sub_award(under),
        number: ClaimNumber::parse(claim_number).expect("a claim number"),
        client: client(of),
        service_month: Month::parse(month).expect("a month"),
        lines: vec![
            line(1, Category::CaseManagement, money("200")),
            line(2, Category::Housing, money("500")),
        ],
        effective_on: day("2019-06-15"),
    }
}

/// A ledger with programmes, organizations, awards, sub-awards and clients; builders add to it.
#[derive(Debug, Clone, Default)]
pub struct Scenario {
    /// The ledger.
    pub ledger: MemoryLedger,
}

impl Scenario {
    /// Nothing but the catalogue of programmes and their rules.
    pub fn catalogued() -> Self {
        let mut scenario = Self::default();
        for programme in catalogue::programmes(day("2006-09-01")) {
            scenario = scenario.given(programme);
        }
        for rules in catalogue::demo_rule_sets() {
            let rules = if rules.programme.as_str() == "TVAP" {
                crate::ledger::PublishRuleSet {
                    rules: RuleSet {
                        sub_award_share: catalogue::regional_rules().sub_award_share,
                        ..rules.rules
                    },
                    ..rules
                }
            } else {
                rules
            };
            scenario = scenario.given(rules);
        }
        scenario
    }

    /// The catalogue, and every organization of the scenario in the register.
    pub fn registered() -> Self {
        let mut scenario = Self::catalogued();
        for id in [REGIONAL_PRIME, ASSISTANCE_PRIME] {
            scenario = scenario.given(register(id, false));
        }
        for id in SUB_AWARDEES {
            scenario = scenario.given(register(id, id != SUB_AWARDEES[2]));
        }
        scenario
    }

    /// The awards issued.
    pub fn awarded() -> Self {
        Self::registered()
            .given(regional_award())
            .given(assistance_award())
            .given(outreach_award())
    }

    /// Sub-awards executed under two of the awards: the regional one is at its share to the cent, the other below.
    pub fn founded() -> Self {
        Self::awarded()
            .given_by(
                REGIONAL_PRIME,
                execute("RR-1", REGIONAL, SUB_AWARDEES[0], "345000"),
            )
            .given_by(
                REGIONAL_PRIME,
                execute("RR-2", REGIONAL, SUB_AWARDEES[1], "150000"),
            )
            .given_by(
                ASSISTANCE_PRIME,
                execute("TV-1", ASSISTANCE, SUB_AWARDEES[0], "20000"),
            )
            .given_by(
                ASSISTANCE_PRIME,
                execute("TV-2", ASSISTANCE, SUB_AWARDEES[1], "3000"),
            )
    }

    /// Four of the clients enrolled: three under `TV-1`, one under `TV-2`.
    pub fn serving() -> Self {
        Self::founded()
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[0], "TV-1"))
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[1], "TV-1"))
            .given_by(SUB_AWARDEES[0], enrol(CLIENTS[2], "TV-1"))
            .given_by(SUB_AWARDEES[1], enrol(CLIENTS[3], "TV-2"))
    }

    /// Two claims of `TV-1` were paid, and one of them voided: $700 is owed back.
    pub fn owing() -> Self {
        let on = day("2019-06-15");
        let paid = ClaimId::parse("TV-1:paid").expect("a claim id");
        let other = ClaimId::parse("TV-1:1").expect("a claim id");
        let payment = PaymentId::parse("P-0").expect("a payment id");
        let scenario = Self::serving()
            .given_by(
                SUB_AWARDEES[0],
                claim("TV-1", "paid", CLIENTS[0], "2018-11"),
            )
            .given_by(SUB_AWARDEES[0], claim("TV-1", "1", CLIENTS[1], "2018-11"))
            .given(ApproveClaim {
                claim: paid.clone(),
                effective_on: on,
            })
            .given(ApproveClaim {
                claim: other.clone(),
                effective_on: on,
            });
        let steps: [Command; 3] = [
            PreparePayment {
                payment: payment.clone(),
                award: fain(ASSISTANCE),
                claims: vec![paid.clone(), other],
                justification: reason("An approved claim"),
                effective_on: on,
            }
            .into(),
            AuthorisePayment {
                payment: payment.clone(),
                effective_on: on,
            }
            .into(),
            ConfirmPayment {
                payment,
                effective_on: on,
            }
            .into(),
        ];
        let people = ["payer-1", "payer-2", "payer-3"];
        people
            .into_iter()
            .zip(steps)
            .fold(scenario, |mut scenario, (actor, step)| {
                let by = context(Role::Grantee, ASSISTANCE_PRIME, actor);
                scenario
                    .ledger
                    .submit(&by, &step)
                    .unwrap_or_else(|refusal| unreachable!("{}: {refusal:?}", step.name()));
                scenario
            })
            .given_by(
                SUB_AWARDEES[0],
                VoidClaim {
                    claim: paid,
                    reason: VoidReason::BilledInError,
                    effective_on: on,
                },
            )
    }

    /// A command of an officer, which must be accepted.
    #[must_use]
    pub fn given(self, command: impl Into<Command>) -> Self {
        self.given_by("otip", command)
    }

    /// A command for an organization, which must be accepted.
    #[must_use]
    pub fn given_by(mut self, of: &str, command: impl Into<Command>) -> Self {
        let command = command.into();
        let context = giver(&command, of);
        self.ledger
            .submit(&context, &command)
            .unwrap_or_else(|refusal| unreachable!("{}: {refusal:?}", command.name()));
        self
    }

    /// What a command for an organization leads to.
    pub fn when_by(&mut self, of: &str, command: impl Into<Command>) -> Result<Decision, Refusal> {
        let command = command.into();
        self.ledger.submit(&giver(&command, of), &command)
    }

    /// What a command of an officer leads to.
    pub fn when(&mut self, command: impl Into<Command>) -> Result<Decision, Refusal> {
        self.when_by("otip", command)
    }
}
