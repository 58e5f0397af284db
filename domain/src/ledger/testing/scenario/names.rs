//! Who and what the scenario has, by name, and texts read as what they name.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    id::{ActorId, ClientCode, OrganizationId, SubAwardId},
    identifier::{AwardNumber, Fain},
    ledger::{Command, Context, Role},
    money::Money,
    period::Period,
    text::{Reason, Title},
};

/// The day on which commands arrive, unless they say otherwise.
pub const TODAY: &str = "2019-06-30";
/// The regional award: $825,000 under the 60 percent rule.
pub const REGIONAL: &str = "90ZV9901";
/// The assistance award: hybrid claims, and the 60 percent rule as well.
pub const ASSISTANCE: &str = "90ZV9921";
/// The outreach award: no sub-award share, no claims, no sub-awards at first.
pub const OUTREACH: &str = "90ZV9911";
/// The contract, where there is one: a flat amount for a client's month, paid in part where the funds are short.
pub const CONTRACT: &str = "90ZV9931";
/// Every award of the scenario.
pub const AWARDS: [&str; 4] = [REGIONAL, ASSISTANCE, OUTREACH, CONTRACT];
/// The prime of the regional award.
pub const REGIONAL_PRIME: &str = "colorado-legal-services";
/// The prime of the assistance award, and of the outreach award.
pub const ASSISTANCE_PRIME: &str = "uscri";
/// The sub-awardees; all are grassroots organizations but the last.
pub const SUB_AWARDEES: [&str; 3] = ["mesa-house", "plains-shelter", "statewide-contractor"];
/// The sub-awards of the regional award, then those of the assistance award, then that of the contract.
pub const SUB_AWARDS: [&str; 6] = ["RR-1", "RR-2", "RR-3", "TV-1", "TV-2", "PC-1"];
/// The clients' codes.
pub const CLIENTS: [&str; 7] = [
    "C-0000000000000001",
    "C-0000000000000002",
    "C-0000000000000003",
    "C-0000000000000004",
    "C-0000000000000005",
    "C-0000000000000006",
    "C-0000000000000007",
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
        Role::Subawardee | Role::Auditor => subawardee(of),
        Role::Admin => context(Role::Admin, of, "admin-1"),
    }
}
