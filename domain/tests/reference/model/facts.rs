//! All facts that the model keeps. Nothing here is a running total.

use std::collections::BTreeMap;

use super::{
    Rules,
    awards::{Award, SubAward},
    claims::{Claim, Payment},
    clients::Case,
};

/// Everything that was accepted so far.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    /// The rules of the one programme.
    pub(crate) rules: Rules,
    /// The awards, by FAIN.
    pub(crate) awards: BTreeMap<String, Award>,
    /// The sub-awards.
    pub(crate) sub_awards: BTreeMap<String, SubAward>,
    /// The cases, by client code.
    pub(crate) cases: BTreeMap<String, Case>,
    /// The claims, in the order in which they came.
    pub(crate) claims: Vec<Claim>,
    /// The payments.
    pub(crate) payments: BTreeMap<String, Payment>,
}

impl Model {
    /// Nothing has happened.
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            awards: BTreeMap::new(),
            sub_awards: BTreeMap::new(),
            cases: BTreeMap::new(),
            claims: Vec::new(),
            payments: BTreeMap::new(),
        }
    }

    /// The claim of an id.
    pub(crate) fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    pub(super) fn claim_mut(&mut self, id: &str) -> Option<&mut Claim> {
        self.claims.iter_mut().find(|claim| claim.id == id)
    }
}
