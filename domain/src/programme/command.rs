//! What a programme is asked, with the facts that the ledger looked up for it.

use crate::ledger::{PublishProgramme, PublishRuleSet};

/// A command to a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgrammeCommand {
    /// Enter the catalogue.
    Publish {
        /// What the officer said.
        input: PublishProgramme,
    },
    /// Publish rules.
    PublishRuleSet {
        /// What the officer said.
        input: PublishRuleSet,
    },
}
