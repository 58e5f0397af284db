//! Ledger and model side by side: a command is given to both, and they must agree on everything that follows.

mod books;
mod claims;
mod invariants;

use almoner_domain::{
    ledger::{
        Command, Context, Decision,
        testing::{MemoryLedger, Scenario},
    },
    posting::{TrialBalance, post},
};

use crate::model::{Model, Rules, Verdict};

/// The ledger, the model, and what was posted so far.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// The ledger under test.
    pub(crate) ledger: MemoryLedger,
    /// What it must agree with.
    pub(crate) model: Model,
    balance: TrialBalance,
    posted: usize,
}

impl Pair {
    /// A ledger in which only the catalogue, the organizations and the rules stand.
    pub(crate) fn new(scenario: Scenario, rules: Rules) -> Self {
        Self {
            ledger: scenario.ledger,
            model: Model::new(rules),
            balance: TrialBalance::default(),
            posted: 0,
        }
    }

    /// Gives a command to both; whether the ledger took it and something came of it.
    pub(crate) fn give(&mut self, context: &Context, command: impl Into<Command>) -> bool {
        let command = command.into();
        let verdict = self.model.verdict(&command);
        let before = self.ledger.history().len();
        match self.ledger.submit(context, &command) {
            Err(refusal) => {
                assert_ne!(
                    verdict,
                    Verdict::Accept,
                    "refused: {refusal:?}\n{command:?}"
                );
                assert_eq!(
                    before,
                    self.ledger.history().len(),
                    "a refusal wrote events"
                );
                false
            }
            Ok(decision) => {
                let moved = !decision.events.is_empty();
                if let Verdict::Refuse(why) = verdict {
                    assert!(!moved, "accepted, though {why}\n{command:?}");
                }
                if moved {
                    self.compare(context, &command, &decision);
                }
                moved
            }
        }
    }

    fn compare(&mut self, context: &Context, command: &Command, decision: &Decision) {
        let expected = self.model.take(context, command);
        claims::agree(&expected, decision, command);
        claims::offsets_agree(&self.model, decision);
        for recorded in &self.ledger.history()[self.posted..] {
            if let Some(transaction) = post(&recorded.event) {
                self.balance.take(&transaction).expect("sums are in range");
            }
        }
        self.posted = self.ledger.history().len();
        books::agree(&self.model, &self.balance);
        claims::stand(&self.model, self.ledger.books());
        invariants::hold(&self.model, self.ledger.history());
    }
}
