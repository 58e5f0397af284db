//! What an officer says to publish a programme or its rules.

use almoner_domain::ledger::{Command, PublishProgramme, PublishRuleSet};
use async_graphql::InputObject;

use crate::{
    clock::Mint,
    graphql::{
        programme::{DisclosureProfile, Instrument, RuleSetInput},
        read::Fields,
        scalar,
        submit::Input,
    },
};

/// Enters a programme into the catalogue.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct ProgrammePublishInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// Its code, such as `TVAP`.
    pub(crate) programme: scalar::ProgrammeCode,
    /// Its name, up to 200 characters.
    pub(crate) title: String,
    /// What the ledger does for it, up to 200 characters.
    pub(crate) purpose: String,
    /// By what instrument it gives money.
    pub(crate) instrument: Instrument,
    /// What may be said about its clients.
    pub(crate) disclosure_profile: DisclosureProfile,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for ProgrammePublishInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programme = fields.read("programme", &self.programme);
        let title = fields.read("title", &self.title);
        let purpose = fields.read("purpose", &self.purpose);
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PublishProgramme {
            programme: programme?,
            title: title?,
            purpose: purpose?,
            instrument: self.instrument.into(),
            disclosure_profile: self.disclosure_profile.into(),
            effective_on: effective_on?,
        }))
    }
}

/// Publishes the rules of a notice of funding from a day on. Awards made under the notice are pinned to them.
#[derive(Debug, Clone, InputObject)]
pub(crate) struct RuleSetPublishInput {
    /// The id that you mint for this command. Repeating the command under the same id does it once.
    pub(crate) command_id: scalar::CommandId,
    /// The programme.
    pub(crate) programme: scalar::ProgrammeCode,
    /// The number of the notice of funding, up to 80 characters, such as `HHS-2018-ACF-IOAS-OTIP-ZV-1369`.
    pub(crate) notice: String,
    /// The rules.
    pub(crate) rules: RuleSetInput,
    /// The accounting date: the day on which it takes effect in the books.
    pub(crate) effective_on: scalar::Date,
}

impl Input for RuleSetPublishInput {
    fn command_id(&self) -> &scalar::CommandId {
        &self.command_id
    }

    fn read(&self, fields: &mut Fields, _mint: &Mint) -> Option<Command> {
        let programme = fields.read("programme", &self.programme);
        let notice = fields.read("notice", &self.notice);
        let rules = fields.within("rules", |fields| self.rules.read(fields));
        let effective_on = fields.read("effectiveOn", &self.effective_on);
        Some(Command::from(PublishRuleSet {
            programme: programme?,
            notice: notice?,
            rules: rules?,
            effective_on: effective_on?,
        }))
    }
}
