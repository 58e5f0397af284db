//! Closes of months: one withdrawn, one by two officers, and a cost that comes late.

use almoner_domain::{
    closing::ClosedPeriods,
    id::ProgrammeCode,
    ledger::testing::{REGIONAL, Scenario, context, day, direct_cost, reason},
    ledger::{ApprovePeriodClose, BeginPeriodClose, Role, WithdrawPeriodClose},
    period::Month,
};

use super::history::give;

pub(super) fn closes(scenario: &mut Scenario) {
    let programme = ProgrammeCode::parse("RRR").unwrap();
    let through = Month::parse("2018-12").unwrap();
    let effective_on = day("2019-06-20");
    let begin = BeginPeriodClose {
        programme: programme.clone(),
        through,
        effective_on,
    };
    give(scenario, begin.clone());
    give(
        scenario,
        WithdrawPeriodClose {
            programme: programme.clone(),
            close: 1,
            reason: reason("A cost is missing"),
            effective_on,
        },
    );
    give(scenario, begin);
    let history = scenario.ledger.history();
    let mut periods = ClosedPeriods::default();
    for (position, recorded) in (1..).zip(history) {
        periods.take(position, &recorded.event).unwrap();
    }
    let frozen_at = u64::try_from(history.len()).unwrap();
    let balance = periods.months().balance(&programme, None, through);
    let approve = ApprovePeriodClose {
        programme,
        close: 2,
        statement: balance.unwrap().statement(frozen_at).unwrap(),
        effective_on,
    };
    for officer in ["officer-1", "officer-2"] {
        let by = context(Role::Officer, "otip", officer);
        let approve = approve.clone().into();
        scenario.ledger.submit(&by, &approve).unwrap();
    }
    give(scenario, direct_cost(REGIONAL, "late-cost", "12.50"));
}
