//! Random commands over the scenario: sensible ones and senseless ones, by those who may and by those who may not.

mod awards;
mod cash;
mod claims;
mod clients;
mod closings;
mod income;
mod measures;
mod organizations;
mod oversight;
mod payments;
mod signing;
mod sub_awards;
mod values;

use proptest::{collection::vec, prelude::*, sample::select};

use self::awards::any_award_command;
use self::cash::any_cash_command;
use self::claims::any_claim_command;
use self::clients::any_client_command;
use self::closings::any_closing_command;
use self::income::any_income_command;
use self::measures::any_measure_command;
use self::organizations::any_organization_command;
use self::oversight::any_oversight_command;
use self::payments::any_payment_command;
use self::signing::any_signing_command;
use self::sub_awards::any_sub_award_command;
use super::{ASSISTANCE_PRIME, REGIONAL, REGIONAL_PRIME, SUB_AWARDEES, context, giver};
use crate::ledger::{Command, Context, Role};

/// Who asks, and what. Most are by who may; one in ten is by anybody.
pub fn any_command() -> impl Strategy<Value = (Context, Command)> {
    (any_asked(), 0_u8..10, any_context()).prop_map(|(command, chance, anybody)| {
        if chance == 0 {
            return (anybody, command);
        }
        let mut by = giver(&command, &natural(&command));
        if chance > 4 {
            by.actor = anybody.actor;
        }
        (by, command)
    })
}

/// A history's worth of commands.
pub fn any_commands(most: usize) -> impl Strategy<Value = Vec<(Context, Command)>> {
    vec(any_command(), 1..=most)
}

fn any_context() -> impl Strategy<Value = Context> {
    let organizations = [REGIONAL_PRIME, ASSISTANCE_PRIME, "otip", "nobody"]
        .into_iter()
        .chain(SUB_AWARDEES)
        .collect::<Vec<_>>();
    (
        select(Role::ALL.to_vec()),
        select(organizations),
        select(vec!["person-1", "person-2", "person-3"]),
    )
        .prop_map(|(role, of, actor)| context(role, of, actor))
}

/// The organization that the scenario's commands come from.
fn natural(command: &Command) -> String {
    let text = command.canonical();
    let regional = text.contains(REGIONAL) || text.contains("\"RR-");
    let of = match command.role() {
        Role::Officer | Role::Admin => "otip",
        Role::Grantee if regional => REGIONAL_PRIME,
        Role::Grantee => ASSISTANCE_PRIME,
        Role::Subawardee | Role::Auditor => {
            if text.contains("-2\"") || text.contains("\"TV-2:") {
                SUB_AWARDEES[1]
            } else {
                SUB_AWARDEES[0]
            }
        }
    };
    of.to_owned()
}

fn any_asked() -> impl Strategy<Value = Command> {
    // Boxed: what a union of unions of commands takes of the stack is more than a test's thread has.
    prop_oneof![
        4 => any_award_command().boxed(),
        7 => any_cash_command().boxed(),
        3 => any_income_command().boxed(),
        1 => any_organization_command().boxed(),
        6 => any_sub_award_command().boxed(),
        4 => any_client_command().boxed(),
        14 => any_claim_command().boxed(),
        16 => any_payment_command().boxed(),
        4 => any_measure_command().boxed(),
        6 => any_oversight_command().boxed(),
        3 => any_closing_command().boxed(),
        1 => any_signing_command().boxed(),
    ]
}
