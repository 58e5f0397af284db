//! Given/when/then of an award: a guard each, and the order of guards.

mod amending;
mod closing;
mod issuing;
mod spending;

use chrono::NaiveDate;
use cqrs_es::test::TestFramework;

use super::*;
use crate::{
    id::{CostId, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::{AssistanceListing, AwardNumber, Fain},
    ledger::{ExtendAward, IssueAward, RecordDirectCost, SupplementAward},
    money::Money,
    period::Period,
    programme::catalogue,
    region::Region,
    text::{Label, Reason, Title},
};

type Awards = TestFramework<Award>;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn number(text: &str) -> AwardNumber {
    AwardNumber::parse(text).unwrap()
}

fn fain() -> Fain {
    Fain::parse("90ZV9901").unwrap()
}

fn rrr() -> ProgrammeCode {
    ProgrammeCode::parse("RRR").unwrap()
}

fn reason() -> Reason {
    Reason::parse("A reason").unwrap()
}

fn received_on() -> NaiveDate {
    day("2009-12-31")
}

fn input() -> IssueAward {
    IssueAward {
        number: number("90ZV9901-01-00"),
        programme: rrr(),
        notice: Label::parse("RRR-demo").unwrap(),
        grantee: OrganizationId::parse("colorado-legal-services").unwrap(),
        title: Title::parse("Rescue & Restore Regional").unwrap(),
        assistance_listing: AssistanceListing::parse("93.598").unwrap(),
        amount: money("825000"),
        federal_share: None,
        regions: vec![Region::try_from(8).unwrap()],
        project_period: Period::try_new(day("2008-02-15"), day("2011-02-14")).unwrap(),
        budget_period: Period::try_new(day("2008-02-15"), day("2009-02-14")).unwrap(),
        effective_on: day("2008-02-15"),
    }
}

fn facts() -> IssueFacts {
    IssueFacts {
        rule_set: 1,
        sub_award_share: catalogue::regional_rules().sub_award_share,
        grantee_excluded: false,
        received_on: received_on(),
    }
}

fn issue(input: IssueAward) -> AwardCommand {
    AwardCommand::Issue {
        input,
        facts: facts(),
    }
}

fn issued() -> AwardEvent {
    let input = input();
    AwardEvent::Notice(NoticeEvent::AwardIssued {
        award: fain(),
        number: input.number,
        programme: input.programme,
        notice: input.notice,
        rule_set: 1,
        sub_award_share: facts().sub_award_share,
        grantee: input.grantee,
        title: input.title,
        assistance_listing: input.assistance_listing,
        amount: input.amount,
        cost_share: None,
        regions: input.regions,
        project_period: input.project_period,
        budget_period: input.budget_period,
        effective_on: input.effective_on,
    })
}

fn suspended() -> AwardEvent {
    AwardEvent::Standing(StandingEvent::AwardSuspended {
        award: fain(),
        reason: reason(),
        effective_on: day("2009-01-01"),
    })
}

fn closed() -> AwardEvent {
    AwardEvent::Standing(StandingEvent::AwardClosed {
        award: fain(),
        programme: rrr(),
        returned: money("825000"),
        prior_year: None,
        effective_on: day("2009-06-30"),
    })
}

fn committed(amount: &str) -> AwardEvent {
    AwardEvent::Share(ShareEvent::SubAwardCommitmentRaised {
        award: fain(),
        programme: rrr(),
        sub_award: SubAwardId::parse("RR-1").unwrap(),
        qualified: true,
        amount: money(amount),
        committed: money(amount),
        committed_qualified: money(amount),
        effective_on: day("2008-03-01"),
    })
}

fn spent(cost: &str, amount: &str) -> AwardEvent {
    AwardEvent::Cost(CostEvent::DirectCostRecorded {
        award: fain(),
        programme: rrr(),
        cost: CostId::parse(cost).unwrap(),
        category: CostCategory::Travel,
        amount: money(amount),
        retained: money(amount),
        document: None,
        effective_on: day("2008-03-31"),
    })
}

fn cost(id: &str, amount: &str, on: &str) -> AwardCommand {
    AwardCommand::RecordDirectCost {
        input: RecordDirectCost {
            award: fain(),
            cost: CostId::parse(id).unwrap(),
            category: CostCategory::Travel,
            amount: money(amount),
            document: None,
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn supplement(amendment: &str, amount: &str, on: &str) -> AwardCommand {
    AwardCommand::Supplement {
        input: SupplementAward {
            award: fain(),
            number: number(amendment),
            amount: money(amount),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn extend(ends_on: &str) -> AwardCommand {
    AwardCommand::Extend {
        input: ExtendAward {
            award: fain(),
            number: number("90ZV9901-01-01"),
            ends_on: day(ends_on),
            reason: reason(),
            effective_on: day("2008-06-01"),
        },
        received_on: received_on(),
    }
}

fn then(given: &[AwardEvent], command: &AwardCommand) -> Result<Vec<AwardEvent>, AwardError> {
    let mut award = Award::default();
    for event in given {
        award.evolve(event);
    }
    award.decide(command)
}

fn refused(given: &[AwardEvent], command: &AwardCommand) -> &'static str {
    then(given, command).unwrap_err().code()
}

fn yields(given: Vec<AwardEvent>, command: AwardCommand, events: Vec<AwardEvent>) {
    Awards::with(())
        .given(given)
        .when(command)
        .then_expect_events(events);
}
