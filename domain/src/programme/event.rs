//! What happens to a programme.

use chrono::NaiveDate;

use super::{DisclosureProfile, Instrument, RuleSet};
use crate::{
    id::ProgrammeCode,
    ledger::domain_event,
    text::{Label, Title},
};

domain_event! {
    /// A fact about a programme.
    pub enum ProgrammeEvent {
        /// A programme entered the catalogue.
        ProgrammePublished {
            /// Its code.
            programme: ProgrammeCode,
            /// Its name.
            title: Title,
            /// What the ledger does for it.
            purpose: Title,
            /// By what instrument it gives money.
            instrument: Instrument,
            /// What may be said about its clients.
            disclosure_profile: DisclosureProfile,
            /// The day it enters the catalogue.
            effective_on: NaiveDate,
        } = "1.0",
        /// An officer published the rules of a notice of funding from a day on.
        RuleSetPublished {
            /// The programme.
            programme: ProgrammeCode,
            /// The notice of funding.
            notice: Label,
            /// The number of the rule set within the programme, from 1.
            version: u32,
            /// The rules.
            rules: RuleSet,
            /// The first day that they apply to.
            effective_on: NaiveDate,
        } = "1.1",
    }
}
