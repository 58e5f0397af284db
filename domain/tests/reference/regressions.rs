//! Histories that once told the ledger and the model apart, shrunk, and ones that make a rule's point.

use almoner_domain::programme::Category;

use crate::{
    history::{Amount, Billed, Flaw, Play, Step, What, World},
    model::Basis,
};

/// The caps of the notice, and enough funds for what happens here.
fn world() -> World {
    World {
        basis: Basis::BudgetPeriod,
        individual: 600_000,
        family: 750_000,
        administration_percent: 40,
        monthly_rate: Some(30_000),
        filing_days: Some(365),
        obligated: [800_000, 300_000, 200_000],
    }
}

/// Plays a history that is given day by day; the codes and amounts that each of its claims came to.
fn played(world: &World, steps: Vec<(u64, What)>) -> Vec<Vec<(u16, i64)>> {
    let steps: Vec<Step> = steps
        .into_iter()
        .map(|(days, what)| Step { days, what })
        .collect();
    let play = Play::whole(world, &steps);
    let claims = play.pair.model.claims.iter();
    claims
        .map(|claim| {
            let taken = claim.judgement.lines.iter().flat_map(|line| &line.taken);
            taken.map(|(code, amount)| (*code, *amount)).collect()
        })
        .collect()
}

/// A claim of the case manager, or of another sub-award, for a month back.
fn bill(
    client: usize,
    stranger: Option<usize>,
    months_back: u32,
    lines: &[(Category, i64)],
) -> What {
    let lines = lines
        .iter()
        .map(|(category, cents)| Billed {
            category: *category,
            amount: Amount::plain(*cents),
            flaw: Flaw::Sound,
        })
        .collect();
    What::Submit {
        client,
        stranger,
        months_back,
        lines,
    }
}

/// From the day of a transfer on, the month is the new case manager's alone: one at a time.
#[test]
fn the_day_of_a_transfer_is_the_new_case_managers() {
    let management = [(Category::CaseManagement, 20_000)];
    let codes = played(
        &world(),
        vec![
            // 1 November 2018, the first day of a month.
            (
                0,
                What::Transfer {
                    client: 0,
                    to: 1,
                    ago: 0,
                },
            ),
            (20, bill(0, Some(0), 0, &management)),
            (0, bill(0, None, 0, &management)),
        ],
    );
    assert_eq!(codes, [vec![(31, 20_000)], vec![]]);
}

/// Where the case moved in the month, only the one unit of case management is billed twice.
#[test]
fn with_a_transfer_in_the_month_the_second_manager_is_paid_its_direct_expenses() {
    let codes = played(
        &world(),
        vec![
            (0, bill(0, None, 0, &[(Category::CaseManagement, 20_000)])),
            (
                10,
                What::Transfer {
                    client: 0,
                    to: 1,
                    ago: 0,
                },
            ),
            (
                0,
                bill(
                    0,
                    None,
                    0,
                    &[
                        (Category::Housing, 5_000),
                        (Category::CaseManagement, 20_000),
                    ],
                ),
            ),
        ],
    );
    assert_eq!(codes, [vec![], vec![(97, 20_000)]]);
}

/// A transfer that reaches back takes the month from the former manager: neither the claim stands nor its repeat.
#[test]
fn a_repeat_of_a_month_that_was_given_away_since_is_not_enrolled() {
    let codes = played(
        &world(),
        vec![
            (39, bill(0, None, 0, &[(Category::CaseManagement, 20_000)])),
            (
                0,
                What::Transfer {
                    client: 0,
                    to: 1,
                    ago: 10,
                },
            ),
            (0, What::SubmitAgain { claim: 0 }),
        ],
    );
    assert_eq!(codes, [vec![(31, 20_000)], vec![(31, 20_000)]]);
}
