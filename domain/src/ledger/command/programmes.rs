//! What is asked about programmes and their rules.

use chrono::NaiveDate;
use serde::Serialize;

use super::Asked;
use crate::{
    id::ProgrammeCode,
    ledger::StreamId,
    programme::{DisclosureProfile, Instrument, RuleSet},
    text::{Label, Title},
};

/// An officer enters a programme into the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishProgramme {
    /// Its code.
    pub programme: ProgrammeCode,
    /// Its name.
    pub title: Title,
    /// What the ledger does for it.
    pub purpose: Title,
    /// By what instrument it gives money.
    pub instrument: Instrument,
    /// What may be said about its clients.
    pub disclosure_profile: DisclosureProfile,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

impl Asked for PublishProgramme {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::programme(&self.programme)]
    }
}

/// An officer publishes the rules of a notice of funding from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishRuleSet {
    /// The programme.
    pub programme: ProgrammeCode,
    /// The notice of funding.
    pub notice: Label,
    /// The rules.
    pub rules: RuleSet,
    /// The first day that they apply to.
    pub effective_on: NaiveDate,
}

impl Asked for PublishRuleSet {
    fn streams(&self) -> Vec<StreamId> {
        vec![StreamId::programme(&self.programme)]
    }
}
