//! The files of awards against awards, sub-awards, payments and the register.

mod findings;
mod fixed_amounts;
mod monitoring;
mod reports;
mod standing;
mod terms;

use crate::{
    identifier::{EntityIdentifier, Uei},
    ledger::{
        Command, Context, Decision, ExecuteSubAward, FileSubAwardReport, IssueAward, Refusal,
        RegisterOrganization, Role,
        testing::{
            Scenario, assistance_award, context, day, execute, money, noon, number, period,
            register, sub_award,
        },
    },
    measure::DocumentDigest,
    period::Month,
};

/// The day on which commands about the later award arrive.
const LATER: &str = "2026-06-30";

/// An award that goes by 2 CFR 200.
const LATE_AWARD: &str = "90ZV9961";

fn document() -> DocumentDigest {
    DocumentDigest::parse(&"ab".repeat(32)).unwrap()
}

/// Hands a command in on the later day.
fn later(
    scenario: &mut Scenario,
    role: Role,
    of: &str,
    command: impl Into<Command>,
) -> Result<Decision, Refusal> {
    let by = Context {
        received_at: noon(day(LATER)),
        ..context(role, of, &format!("{}-1", role.as_str()))
    };
    scenario.ledger.submit(&by, &command.into())
}

fn late_award() -> IssueAward {
    IssueAward {
        number: number("90ZV9961-01-00"),
        amount: money("600000"),
        project_period: period("2025-10-01", "2026-09-29"),
        budget_period: period("2025-10-01", "2026-09-29"),
        effective_on: day("2025-10-01"),
        ..assistance_award()
    }
}

fn late_execution(id: &str, amount: &str) -> ExecuteSubAward {
    ExecuteSubAward {
        period: period("2025-10-05", "2026-09-29"),
        effective_on: day("2025-10-05"),
        ..execute(id, LATE_AWARD, "new-house", amount)
    }
}

/// The later award, with a sub-awardee that is known by a UEI.
fn late() -> Scenario {
    let mut scenario = Scenario::founded();
    let house = RegisterOrganization {
        identifier: EntityIdentifier::Uei(Uei::parse("ZX9QD2MK4L7P").unwrap()),
        effective_on: day("2025-01-02"),
        ..register("new-house", false)
    };
    for command in [Command::from(house), late_award().into()] {
        later(&mut scenario, Role::Officer, "otip", command).unwrap();
    }
    scenario
}

fn filed(id: &str, month: &str, amount: &str) -> FileSubAwardReport {
    FileSubAwardReport {
        sub_award: sub_award(id),
        month: Month::parse(month).unwrap(),
        amount: money(amount),
        document: document(),
        effective_on: day("2018-11-20"),
    }
}
