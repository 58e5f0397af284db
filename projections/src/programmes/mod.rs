//! Which programmes there are, and which rules held when.

pub(crate) mod apply;
mod query;

use almoner_domain::{
    id::ProgrammeCode,
    programme::{DisclosureProfile, Instrument, RuleSet},
    text::{Label, Title},
};
use chrono::NaiveDate;

use crate::table::{record, temporal};

record! {
    /// A programme of the catalogue.
    pub struct ProgrammeRow in "programmes" {
        /// Its code.
        programme: ProgrammeCode,
        /// Its name.
        title: Title,
        /// What the ledger does for it.
        purpose: Title,
        /// By what instrument it gives money.
        instrument: Instrument,
        /// What may be said about its clients.
        disclosure: DisclosureProfile,
        /// How many rule sets were published for it.
        rule_set_count: u32,
        /// The day it entered the catalogue.
        effective_on: NaiveDate,
    }
}
temporal!(ProgrammeRow by programme: ProgrammeCode);

record! {
    /// The rules of a notice of funding from a day on.
    pub struct RuleSetRow in "rule_sets" {
        /// The programme.
        programme: ProgrammeCode,
        /// Its number within the programme, from 1.
        version: u32,
        /// The notice of funding.
        notice: Label,
        /// The rules.
        rules: RuleSet,
        /// The first day that they apply to.
        effective_on: NaiveDate,
    }
}
temporal!(RuleSetRow by programme: ProgrammeCode, version: u32);
