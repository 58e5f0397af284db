//! What the documents of a prime show, over all of its awards: a contribution counts once, and no cost matches anything.
//!
//! Within one award its own books say so; this is what one award knows of another. Both touch the prime's stream, so
//! that of two commands at the same time the second sees the first.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EvidenceUse, Organization, OrganizationError, OrganizationEvent};
use crate::{identifier::Fain, measure::DocumentDigest};

/// What a document shows, and for which award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: DocumentDigest,
    /// The award.
    pub award: Fain,
    /// What it shows.
    pub shows: EvidenceUse,
    /// The accounting date.
    pub effective_on: NaiveDate,
}

/// What every document that stands shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EvidenceBook(Arc<BTreeMap<DocumentDigest, BTreeSet<(Fain, EvidenceUse)>>>);

impl EvidenceBook {
    fn uses(&self, document: &DocumentDigest) -> impl Iterator<Item = &(Fain, EvidenceUse)> {
        self.0.get(document).into_iter().flatten()
    }

    pub(super) fn evolve(&mut self, event: &OrganizationEvent) {
        if let OrganizationEvent::EvidenceCounted {
            document,
            award,
            shows,
            ..
        } = event
        {
            let uses = Arc::make_mut(&mut self.0);
            let uses = uses.entry(document.clone()).or_default();
            uses.insert((award.clone(), shows.clone()));
        }
        if let OrganizationEvent::EvidenceFreed {
            document,
            award,
            shows,
            ..
        } = event
        {
            let books = Arc::make_mut(&mut self.0);
            if let Some(uses) = books.get_mut(document) {
                uses.remove(&(award.clone(), shows.clone()));
                if uses.is_empty() {
                    books.remove(document);
                }
            }
        }
    }
}

type Decided = Result<Vec<OrganizationEvent>, OrganizationError>;

impl Organization {
    /// The document counts, if it counts for no other award.
    pub(super) fn count_evidence(&self, asked: &Evidence) -> Decided {
        let Some(entry) = self.entry() else {
            return Ok(Vec::new());
        };
        let asked_use = (asked.award.clone(), asked.shows.clone());
        for (award, shows) in entry.evidence.uses(&asked.document) {
            if (award, shows) == (&asked_use.0, &asked_use.1) {
                return Ok(Vec::new());
            }
            if *award == asked.award {
                continue;
            }
            let award = award.clone();
            match (shows, &asked.shows) {
                (EvidenceUse::Contribution(contribution), EvidenceUse::Contribution(_)) => {
                    return Err(OrganizationError::MatchCountedTwice {
                        award,
                        contribution: contribution.clone(),
                    });
                }
                (EvidenceUse::Cost(cost), EvidenceUse::Contribution(_)) => {
                    return Err(OrganizationError::MatchEvidenceIsCost {
                        award,
                        cost: cost.clone(),
                    });
                }
                (EvidenceUse::Contribution(contribution), EvidenceUse::Cost(_)) => {
                    return Err(OrganizationError::CostEvidenceIsMatch {
                        award,
                        contribution: contribution.clone(),
                    });
                }
                // A bill may be shared between awards, each with its part of the cost.
                (EvidenceUse::Cost(_), EvidenceUse::Cost(_)) => {}
            }
        }
        Ok(vec![OrganizationEvent::EvidenceCounted {
            organization: entry.organization.clone(),
            document: asked.document.clone(),
            award: asked.award.clone(),
            shows: asked.shows.clone(),
            effective_on: asked.effective_on,
        }])
    }

    /// The document counts no more.
    pub(super) fn free_evidence(&self, asked: &Evidence) -> Vec<OrganizationEvent> {
        let Some(entry) = self.entry() else {
            return Vec::new();
        };
        let held = entry
            .evidence
            .uses(&asked.document)
            .any(|(award, shows)| *award == asked.award && *shows == asked.shows);
        if !held {
            return Vec::new();
        }
        vec![OrganizationEvent::EvidenceFreed {
            organization: entry.organization.clone(),
            document: asked.document.clone(),
            award: asked.award.clone(),
            shows: asked.shows.clone(),
            effective_on: asked.effective_on,
        }]
    }
}
