//! A history of a hundred thousand events: a year of claims, approved, paid, voided and waiting for funds, and costs. Their
//! accounting dates do not run in the order of the journal. All fictional.

use std::path::Path;

use almoner_api::keys;
use almoner_domain::{
    award::CostCategory,
    claim::{ClaimLine, ClaimPart, VoidReason},
    id::{
        ActorId, ClaimId, ClaimNumber, ClientCode, CommandId, CostId, OrganizationId, PaymentId,
        SubAwardId,
    },
    identifier::Fain,
    ledger::{
        ApproveClaim, AuthorisePayment, Command, ConfirmPayment, Context, PreparePayment,
        RecordDirectCost, Role, SubmitClaim, VoidClaim,
    },
    money::Money,
    period::Month,
    programme::Category,
    text::Reason,
};
use almoner_journal::{
    ledger::{Answer, Keys, Ledger, LedgerOptions, Submission},
    schema::LedgerName,
    testing::TestDatabase,
};
use chrono::{Days, NaiveDate};

use crate::sheets::setting::{self, CLIENTS, OFFICE, PRIME, SUB_AWARDEE, client, sub_award};

const AWARD: &str = "90ZV9999";
/// The months that are claimed for.
const MONTHS: u32 = 15;
/// Awards over which costs are spread.
const COST_AWARDS: u32 = 100;
/// Commands that are handed in together.
const CHUNK: usize = 500;

/// Fills a ledger until it has so many events.
pub(super) async fn fill(database: &TestDatabase, name: &LedgerName, keys_dir: &Path, events: u64) {
    setting::prepare(database, name, keys_dir).await;
    let files = keys::Keys::open(keys_dir.to_owned()).unwrap();
    let keys = Keys {
        signing: *files.checkpoint().unwrap().bytes(),
        fingerprint: *files.fingerprint().unwrap().bytes(),
    };
    let options = LedgerOptions::new(&database.app_url(), name.clone(), keys, "almoner test");
    let mut history = History {
        ledger: Ledger::connect(options).await.unwrap(),
        given: 0,
    };
    for month in 0..MONTHS {
        history.month(month).await;
    }
    let awards = (0..COST_AWARDS).map(|number| {
        let award = setting::award(&cost_award(number)).into();
        (Role::Officer, OFFICE, "officer-1", award)
    });
    history.give(awards.collect()).await;
    let mut cost = 0;
    while history.ledger.committed().borrow().get() < events {
        let costs = (0..CHUNK).map(|_| {
            cost += 1;
            (Role::Grantee, PRIME, "prime-1", direct_cost(cost).into())
        });
        history.give(costs.collect()).await;
    }
    history.ledger.shutdown().await;
}

/// Who gives a command: the role, the organization, the person.
type Given = (Role, &'static str, &'static str, Command);

struct History {
    ledger: Ledger,
    given: u64,
}

impl History {
    /// A month's claims; those of the sub-award that has the funds are approved and paid, and some of them voided.
    async fn month(&mut self, month: u32) {
        let claims = (0..CLIENTS).map(|number| {
            let claim = claim(number, month).into();
            (Role::Subawardee, SUB_AWARDEE, "case-worker-1", claim)
        });
        self.give(claims.collect()).await;
        let with_funds: Vec<u32> = (0..CLIENTS)
            .filter(|number| sub_award(*number) == "S-MAIN" && number % 7 != 0)
            .collect();
        let approvals = with_funds.iter().map(|number| {
            let approved = ApproveClaim {
                claim: claim_id(*number, month),
                effective_on: scattered(month, *number, 3),
            };
            (Role::Officer, OFFICE, "officer-1", approved.into())
        });
        self.give(approvals.collect()).await;
        let paid = with_funds.iter().filter(|number| *number % 5 != 0);
        let payment = PaymentId::parse(&format!("P-{month}")).unwrap();
        let effective_on = scattered(month, 0, 5);
        let steps: [(&str, Command); 3] = [
            (
                "payer-1",
                PreparePayment {
                    payment: payment.clone(),
                    award: Fain::parse(AWARD).unwrap(),
                    claims: paid.map(|number| claim_id(*number, month)).collect(),
                    justification: Reason::parse("Approved claims of a month (fictional)").unwrap(),
                    effective_on,
                }
                .into(),
            ),
            (
                "payer-2",
                AuthorisePayment {
                    payment: payment.clone(),
                    effective_on,
                }
                .into(),
            ),
            (
                "payer-3",
                ConfirmPayment {
                    payment,
                    effective_on,
                }
                .into(),
            ),
        ];
        let steps = steps.map(|(actor, command)| (Role::Grantee, PRIME, actor, command));
        self.give(steps.into()).await;
        let voided = with_funds.iter().filter(|number| *number % 11 == 0);
        let voided = voided.map(|number| {
            let voided = VoidClaim {
                claim: claim_id(*number, month),
                reason: VoidReason::BilledInError,
                effective_on: scattered(month, *number, 6),
            };
            (
                Role::Subawardee,
                SUB_AWARDEE,
                "case-worker-1",
                voided.into(),
            )
        });
        self.give(voided.collect()).await;
    }

    /// Hands in commands, which must all be carried out.
    async fn give(&mut self, commands: Vec<Given>) {
        let mut submissions = Vec::new();
        for (role, of, actor, command) in commands {
            self.given += 1;
            submissions.push(Submission {
                command_id: CommandId::parse(&format!("given-{}", self.given)).unwrap(),
                context: Context {
                    actor: ActorId::parse(actor).unwrap(),
                    role,
                    organization: OrganizationId::parse(of).unwrap(),
                    received_at: "2020-06-30T12:00:00Z".parse().unwrap(),
                },
                command,
                correlation: String::new(),
                causation: String::new(),
                request: String::new(),
            });
        }
        while !submissions.is_empty() {
            let rest = submissions.split_off(submissions.len().min(CHUNK));
            for answer in self.ledger.submit_many(submissions).await {
                assert!(matches!(answer, Ok(Answer::Accepted(_))), "{answer:?}");
            }
            submissions = rest;
        }
    }
}

fn claim_id(number: u32, month: u32) -> ClaimId {
    let of = SubAwardId::parse(sub_award(number)).unwrap();
    ClaimId::of(&of, &claim_number(number, month))
}

fn claim_number(number: u32, month: u32) -> ClaimNumber {
    ClaimNumber::parse(&format!("{month}-{number}")).unwrap()
}

/// A month from October 2018 on.
fn service_month(month: u32) -> Month {
    let since_january = 9 + month;
    let text = format!(
        "{}-{:02}",
        2018 + since_january / 12,
        since_january % 12 + 1
    );
    Month::parse(&text).unwrap()
}

/// A day after the month, another for each number, and later for each later step.
fn scattered(month: u32, number: u32, step: u64) -> NaiveDate {
    let days = u64::from(number * 17 % 23) + step * 20;
    service_month(month).last_day() + Days::new(days)
}

fn claim(number: u32, month: u32) -> SubmitClaim {
    let line = |place: u32, category, part, cents: i64| ClaimLine {
        number: place,
        category,
        part,
        billed: Money::from_cents(cents + i64::from(number)),
        paid_on: (part == ClaimPart::Direct).then(|| service_month(month).last_day()),
        receipt_digest: (part == ClaimPart::Direct).then(|| format!("{number:064x}")),
        other_payer: false,
        dependent: None,
    };
    SubmitClaim {
        sub_award: SubAwardId::parse(sub_award(number)).unwrap(),
        number: claim_number(number, month),
        client: ClientCode::parse(&client(number)).unwrap(),
        service_month: service_month(month),
        lines: vec![
            line(
                1,
                Category::CaseManagement,
                ClaimPart::Administration,
                10_000,
            ),
            line(2, Category::Housing, ClaimPart::Direct, 15_000),
        ],
        effective_on: scattered(month, number, 1),
    }
}

fn cost_award(number: u32) -> String {
    format!("90ZV{number:04}")
}

fn direct_cost(number: u32) -> RecordDirectCost {
    RecordDirectCost {
        award: Fain::parse(&cost_award(number % COST_AWARDS)).unwrap(),
        cost: CostId::parse(&format!("cost-{number}")).unwrap(),
        category: CostCategory::Supplies,
        amount: Money::from_cents(1 + i64::from(number % 97)),
        document: None,
        effective_on: scattered(number % (MONTHS - 1), number, 0),
    }
}
