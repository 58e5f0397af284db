//! The months of a programme closed by two officers, and a cost that comes late. The cost and its amount are fictional.

use almoner_domain::{
    award::CostCategory,
    closing::ClosingStatement,
    id::{CostId, ProgrammeCode},
    identifier::Fain,
    ledger::{ApprovePeriodClose, BeginPeriodClose, RecordDirectCost},
    period::Month,
};

use super::script::{Cast, Scene, Step, day, money};

const PRIME: &str = "colorado-legal-services";
const FAIN: &str = "90ZV9951";

/// The programme whose months are closed.
pub(super) fn programme() -> ProgrammeCode {
    ProgrammeCode::parse("RRR").expect("a programme's code")
}

/// The last month that is closed.
pub(super) fn through() -> Month {
    Month::parse("2026-03").expect("a month")
}

/// The months are frozen.
pub(super) fn begin() -> Vec<Step> {
    let mut scene = Scene::new("close-begin");
    let begin = BeginPeriodClose {
        programme: programme(),
        through: through(),
        effective_on: day("2026-07-06"),
    };
    scene.on(day("2026-07-06"), Cast::Officer, begin);
    scene.into_steps()
}

/// Two officers state the trial balance that they saw; then a cost of March comes late, and counts in April.
pub(super) fn approve(statement: &ClosingStatement) -> Vec<Step> {
    let mut scene = Scene::new("close-approve");
    for (officer, on) in [
        (Cast::Officer, "2026-07-07"),
        (Cast::SecondOfficer, "2026-07-08"),
    ] {
        let approve = ApprovePeriodClose {
            programme: programme(),
            close: 1,
            statement: statement.clone(),
            effective_on: day(on),
        };
        scene.on(day(on), officer, approve);
    }
    let late = RecordDirectCost {
        award: Fain::parse(FAIN).expect("a FAIN"),
        cost: CostId::parse("TRAVEL-2026-03").expect("a cost id"),
        category: CostCategory::Travel,
        amount: money("184.20"),
        document: None,
        effective_on: day("2026-03-27"),
    };
    scene.on(day("2026-07-09"), Cast::Grantee(PRIME, 1), late);
    scene.into_steps()
}
