//! The catalogue of programmes, and the rule sets that the demonstration's awards are made under.

use almoner_domain::{ledger::Command, programme::catalogue};

use super::script::{Cast, Scene, Step, day};

/// All programmes enter the catalogue, and the rules of four of them are published.
pub(super) fn publish() -> Vec<Step> {
    let mut scene = Scene::new("programme");
    let from = day("2006-09-01");
    for programme in catalogue::programmes(from) {
        scene.on(from, Cast::Officer, Command::from(programme));
    }
    for rules in catalogue::demo_rule_sets() {
        scene.on(rules.effective_on, Cast::Officer, Command::from(rules));
    }
    scene.into_steps()
}
