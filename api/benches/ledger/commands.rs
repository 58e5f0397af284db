//! The commands of the benchmark, each made by its number. Everything in them is fictional.

use almoner_domain::award::CostCategory;
use almoner_domain::claim::{ClaimLine, ClaimPart};
use almoner_domain::id::{
    ActorId, ClaimNumber, ClientCode, CommandId, CostId, OrganizationId, SubAwardId,
};
use almoner_domain::identifier::Fain;
use almoner_domain::ledger::{Command, Context, RecordDirectCost, Role, SubmitClaim};
use almoner_domain::money::Money;
use almoner_domain::period::Month;
use almoner_domain::programme::Category;
use almoner_journal::ledger::Submission;
use anyhow::Result;
use chrono::{DateTime, NaiveDate, Utc};

/// The prime of every award.
pub(crate) const PRIME: &str = "example-prime";
/// The sub-awardee of every sub-award.
pub(crate) const SUB_AWARDEE: &str = "example-sub-awardee";
/// The organization that runs the programmes.
pub(crate) const OFFICE: &str = "example-office";

/// A day of the benchmark, written `2010-01-01`.
pub(crate) fn day(text: &str) -> Result<NaiveDate> {
    Ok(text.parse()?)
}

/// When every command arrives.
pub(crate) fn received_at() -> Result<DateTime<Utc>> {
    Ok("2019-12-31T12:00:00Z".parse()?)
}

/// The numbered award.
pub(crate) fn fain(number: u32) -> Result<Fain> {
    Ok(Fain::parse(&format!("90ZV{number:04}"))?)
}

/// The numbered sub-award.
pub(crate) fn sub_award(number: u32) -> Result<SubAwardId> {
    Ok(SubAwardId::parse(&format!("S-{number:04}"))?)
}

/// The numbered client.
pub(crate) fn client(number: u32) -> Result<ClientCode> {
    Ok(ClientCode::parse(&format!("C-{number:016}"))?)
}

/// A command on its way in.
pub(crate) fn submission(
    id: &str,
    role: Role,
    organization: &str,
    command: impl Into<Command>,
) -> Result<Submission> {
    Ok(Submission {
        command_id: CommandId::parse(id)?,
        context: Context {
            actor: ActorId::parse("example-person-1")?,
            role,
            organization: OrganizationId::parse(organization)?,
            received_at: received_at()?,
        },
        command: command.into(),
        correlation: String::new(),
        causation: String::new(),
        request: format!("request-{id}"),
    })
}

/// A cost of the prime: one event.
pub(crate) fn record_cost(award: u32, number: u64) -> Result<RecordDirectCost> {
    Ok(RecordDirectCost {
        award: fain(award)?,
        cost: CostId::parse(&format!("cost-{number:08}"))?,
        category: CostCategory::Supplies,
        amount: Money::from_cents(1_250),
        document: None,
        effective_on: day("2012-03-14")?,
    })
}

/// A claim for a client's month, of one line each of administration and direct expense.
pub(crate) fn submit_claim(
    sub_award: SubAwardId,
    client: ClientCode,
    month: u32,
    number: u64,
) -> Result<SubmitClaim> {
    let service_month = Month::parse(&format!("{}-{:02}", 2010 + month / 12, month % 12 + 1))?;
    Ok(SubmitClaim {
        sub_award,
        number: ClaimNumber::parse(&format!("claim-{number:08}"))?,
        client,
        service_month,
        lines: vec![
            ClaimLine {
                number: 1,
                category: Category::CaseManagement,
                part: ClaimPart::Administration,
                billed: Money::from_cents(10_000),
                paid_on: None,
                receipt_digest: None,
                other_payer: false,
                dependent: None,
            },
            ClaimLine {
                number: 2,
                category: Category::Housing,
                part: ClaimPart::Direct,
                billed: Money::from_cents(15_000),
                paid_on: Some(service_month.last_day()),
                receipt_digest: Some(format!("{number:064x}")),
                other_payer: false,
                dependent: None,
            },
        ],
        effective_on: day("2019-12-31")?,
    })
}
