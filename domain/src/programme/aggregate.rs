//! The state of a programme, its decisions and their application.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    DisclosureProfile, Instrument, ProgrammeCommand, ProgrammeError, ProgrammeEvent, RuleSet,
    consistent,
};
use crate::{
    id::ProgrammeCode,
    ledger::{PublishProgramme, PublishRuleSet, aggregate},
    text::{Label, Title},
};

/// The state that decisions need.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "phase")]
pub enum Programme {
    /// There is none yet.
    #[default]
    Unknown,
    /// It is in the catalogue.
    Published(CatalogueEntry),
}

/// What the catalogue says about a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEntry {
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
    /// The day it entered.
    pub effective_on: NaiveDate,
    /// Its rules, by version from 1.
    pub rule_sets: Vec<PublishedRuleSet>,
}

/// Rules, and for what and from when they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRuleSet {
    /// The notice of funding.
    pub notice: Label,
    /// The number within the programme, from 1.
    pub version: u32,
    /// The rules.
    pub rules: RuleSet,
    /// The first day that they apply to.
    pub effective_on: NaiveDate,
}

impl Programme {
    /// The catalogue's entry, once there is one.
    pub fn entry(&self) -> Option<&CatalogueEntry> {
        match self {
            Self::Unknown => None,
            Self::Published(entry) => Some(entry),
        }
    }

    /// The rules of a version.
    pub fn rule_set(&self, version: u32) -> Option<&RuleSet> {
        self.entry()?
            .rule_sets
            .iter()
            .find(|published| published.version == version)
            .map(|published| &published.rules)
    }

    /// The rules that stand for a notice of funding on a day, with their version: of those that began by then, the
    /// latest.
    pub fn rule_set_for(&self, notice: &Label, on: NaiveDate) -> Option<(u32, &RuleSet)> {
        self.entry()?
            .rule_sets
            .iter()
            .filter(|published| published.notice == *notice && published.effective_on <= on)
            .max_by_key(|published| (published.effective_on, published.version))
            .map(|published| (published.version, &published.rules))
    }

    /// What may be said about its clients; none while there is no programme.
    pub fn disclosure_profile(&self) -> Option<DisclosureProfile> {
        self.entry().map(|entry| entry.disclosure_profile)
    }

    /// What follows from a command.
    pub fn decide(
        &self,
        command: &ProgrammeCommand,
    ) -> Result<Vec<ProgrammeEvent>, ProgrammeError> {
        match command {
            ProgrammeCommand::Publish { input } => self.publish(input),
            ProgrammeCommand::PublishRuleSet { input } => self.publish_rule_set(input),
        }
    }

    fn publish(&self, input: &PublishProgramme) -> Result<Vec<ProgrammeEvent>, ProgrammeError> {
        if let Self::Published(entry) = self {
            return if entry.says(input) {
                Ok(Vec::new())
            } else {
                Err(ProgrammeError::AlreadyPublished {
                    programme: input.programme.clone(),
                })
            };
        }
        Ok(vec![ProgrammeEvent::ProgrammePublished {
            programme: input.programme.clone(),
            title: input.title.clone(),
            purpose: input.purpose.clone(),
            instrument: input.instrument,
            disclosure_profile: input.disclosure_profile,
            effective_on: input.effective_on,
        }])
    }

    fn publish_rule_set(
        &self,
        input: &PublishRuleSet,
    ) -> Result<Vec<ProgrammeEvent>, ProgrammeError> {
        let Self::Published(entry) = self else {
            return Err(ProgrammeError::Unknown {
                programme: input.programme.clone(),
            });
        };
        let of_notice = || {
            entry
                .rule_sets
                .iter()
                .filter(|published| published.notice == input.notice)
        };
        if let Some(same_day) = of_notice().find(|p| p.effective_on == input.effective_on) {
            return if same_day.rules == input.rules {
                Ok(Vec::new())
            } else {
                Err(ProgrammeError::RuleSetAlreadyPublished {
                    notice: input.notice.clone(),
                    on: input.effective_on,
                })
            };
        }
        if entry.instrument == Instrument::NoFunding {
            return Err(ProgrammeError::WithoutFunding {
                programme: input.programme.clone(),
            });
        }
        if let Some(latest) = of_notice().map(|published| published.effective_on).max()
            && input.effective_on < latest
        {
            return Err(ProgrammeError::RuleSetOutOfOrder {
                notice: input.notice.clone(),
                latest,
            });
        }
        consistent(&input.rules)?;
        Ok(vec![ProgrammeEvent::RuleSetPublished {
            programme: input.programme.clone(),
            notice: input.notice.clone(),
            version: entry.next_version(),
            rules: input.rules.clone(),
            effective_on: input.effective_on,
        }])
    }

    /// Applies an event. It cannot fail and computes nothing it could have been told.
    pub fn evolve(&mut self, event: &ProgrammeEvent) {
        match event {
            ProgrammeEvent::ProgrammePublished {
                programme,
                title,
                purpose,
                instrument,
                disclosure_profile,
                effective_on,
            } => {
                *self = Self::Published(CatalogueEntry {
                    programme: programme.clone(),
                    title: title.clone(),
                    purpose: purpose.clone(),
                    instrument: *instrument,
                    disclosure_profile: *disclosure_profile,
                    effective_on: *effective_on,
                    rule_sets: Vec::new(),
                });
            }
            ProgrammeEvent::RuleSetPublished {
                programme: _,
                notice,
                version,
                rules,
                effective_on,
            } => {
                if let Self::Published(entry) = self {
                    entry.rule_sets.push(PublishedRuleSet {
                        notice: notice.clone(),
                        version: *version,
                        rules: rules.clone(),
                        effective_on: *effective_on,
                    });
                }
            }
        }
    }
}

impl CatalogueEntry {
    fn says(&self, input: &PublishProgramme) -> bool {
        self.title == input.title
            && self.purpose == input.purpose
            && self.instrument == input.instrument
            && self.disclosure_profile == input.disclosure_profile
            && self.effective_on == input.effective_on
    }

    fn next_version(&self) -> u32 {
        self.rule_sets
            .last()
            .map_or(1, |last| last.version.saturating_add(1))
    }
}

aggregate!(Programme, ProgrammeCommand, ProgrammeEvent, ProgrammeError);
