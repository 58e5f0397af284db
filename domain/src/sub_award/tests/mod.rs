//! Given/when/then: a guard each, and the order of guards.

mod changing;
mod executing;
mod funding;

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    ledger::{ExecuteSubAward, ExtendSubAward, SuspendSubAward},
    money::Money,
    period::{Month, Period},
    region::{Region, State},
    text::{Reason, Title},
};

type SubAwards = TestFramework<SubAward>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn id() -> SubAwardId {
    SubAwardId::parse("TV-1").unwrap()
}

fn fain() -> Fain {
    Fain::parse("90ZV9921").unwrap()
}

fn tvap() -> ProgrammeCode {
    ProgrammeCode::parse("TVAP").unwrap()
}

fn organization(text: &str) -> OrganizationId {
    OrganizationId::parse(text).unwrap()
}

fn reason() -> Reason {
    Reason::parse("A reason").unwrap()
}

fn received_on() -> NaiveDate {
    day("2019-06-30")
}

fn award_period() -> Period {
    Period::try_new(day("2018-09-30"), day("2019-09-29")).unwrap()
}

fn input() -> ExecuteSubAward {
    ExecuteSubAward {
        sub_award: id(),
        award: fain(),
        sub_awardee: organization("mesa-house"),
        instrument: SubAwardInstrument::SubAward,
        purpose: Title::parse("Case management").unwrap(),
        states: vec![State::CO],
        amount: money("1000"),
        period: Period::try_new(day("2018-10-01"), day("2019-08-31")).unwrap(),
        effective_on: day("2018-10-01"),
    }
}

fn facts() -> ExecutionFacts {
    ExecutionFacts {
        programme: tvap(),
        grantee: organization("uscri"),
        award_period: award_period(),
        award_regions: vec![Region::try_from(8).unwrap()],
        sub_awardee_excluded: false,
        sub_awardee_grassroots: true,
        received_on: received_on(),
    }
}

fn execute(input: ExecuteSubAward) -> SubAwardCommand {
    SubAwardCommand::Execute {
        input,
        facts: facts(),
    }
}

fn executed() -> SubAwardEvent {
    let input = input();
    SubAwardEvent::SubAwardExecuted {
        sub_award: id(),
        award: fain(),
        programme: tvap(),
        grantee: organization("uscri"),
        sub_awardee: input.sub_awardee,
        instrument: input.instrument,
        qualified: true,
        purpose: input.purpose,
        states: input.states,
        amount: input.amount,
        period: input.period,
        effective_on: input.effective_on,
    }
}

fn closed() -> SubAwardEvent {
    SubAwardEvent::SubAwardClosed {
        sub_award: id(),
        effective_on: day("2019-06-01"),
    }
}

fn modification() -> ModificationFacts {
    ModificationFacts {
        award_period: award_period(),
        sub_awardee_excluded: false,
        received_on: received_on(),
    }
}

fn extend(ends_on: &str, on: &str) -> SubAwardCommand {
    SubAwardCommand::Extend {
        input: ExtendSubAward {
            sub_award: id(),
            ends_on: day(ends_on),
            reason: reason(),
            effective_on: day(on),
        },
        facts: modification(),
    }
}

fn suspend(on: &str) -> SubAwardCommand {
    SubAwardCommand::Suspend {
        input: SuspendSubAward {
            sub_award: id(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn claim(number: &str) -> ClaimId {
    ClaimId::parse(&format!("TV-1:{number}")).unwrap()
}

macro_rules! fund {
    ($name:ident $variant:ident) => {
        fn $name(number: &str, amount: &str) -> SubAwardCommand {
            SubAwardCommand::$variant {
                claim: claim(number),
                amount: money(amount),
                effective_on: day("2019-03-01"),
            }
        }
    };
}

fund!(reserve Reserve);
fund!(release Release);
fund!(accrue Accrue);
fund!(unpend Unpend);

fn pend(number: &str, amount: &str) -> SubAwardCommand {
    pend_for(number, amount, None)
}

fn pend_for(number: &str, amount: &str, month: Option<&str>) -> SubAwardCommand {
    SubAwardCommand::Pend {
        claim: claim(number),
        amount: money(amount),
        service_month: month.map(|month| Month::parse(month).unwrap()),
        effective_on: day("2019-03-01"),
    }
}

fn pay(number: &str, amount: &str) -> SubAwardCommand {
    SubAwardCommand::Pay {
        claim: claim(number),
        payment: PaymentId::parse("P-1").unwrap(),
        amount: money(amount),
        effective_on: day("2019-03-01"),
    }
}

/// The events of an execution and of commands after it, all accepted.
fn history(commands: &[SubAwardCommand]) -> Vec<SubAwardEvent> {
    let mut events = vec![executed()];
    for command in commands {
        events.extend(then(&events, command).unwrap());
    }
    events
}

fn folded(given: &[SubAwardEvent]) -> SubAward {
    let mut sub_award = SubAward::default();
    for event in given {
        sub_award.evolve(event);
    }
    sub_award
}

fn then(
    given: &[SubAwardEvent],
    command: &SubAwardCommand,
) -> Result<Vec<SubAwardEvent>, SubAwardError> {
    folded(given).decide(command)
}

fn refused(given: &[SubAwardEvent], command: &SubAwardCommand) -> &'static str {
    then(given, command).unwrap_err().code()
}

fn yields(given: Vec<SubAwardEvent>, command: SubAwardCommand, events: Vec<SubAwardEvent>) {
    SubAwards::with(())
        .given(given)
        .when(command)
        .then_expect_events(events);
}
