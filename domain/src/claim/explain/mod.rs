//! Why a claim came out as it did, and what became of it: every rule in its order, what it looked at, what it found and
//! what it took off, then what happened since and what to do now, in words for somebody who is no engineer.
//!
//! Nothing of it is stored. The decision keeps its grounds and names its rule set; adjudicating the claim once more on
//! them gives the same decision, and the way to it. Where it does not, because the decision is older than the record of
//! its grounds, the findings that it kept are all there is to tell.

mod decision;
mod exact;
mod inputs;
mod sentence;
mod since;
mod standing;
mod text;

use chrono::NaiveDate;

use super::{Claim, ClaimEvent, ClaimFile, Cut, Edit, Outcome};
use crate::programme::RuleSet;
use decision::Decision;

/// Why a claim came out as it did, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What came of it when it was last adjudicated.
    pub outcome: Outcome,
    /// That decision in one or two sentences.
    pub summary: String,
    /// Where the claim stands now, and what comes next.
    pub standing: String,
    /// What whoever claimed can do now, for each thing that was found, once.
    pub what_to_do: Vec<&'static str>,
    /// What happened since it was first adjudicated, oldest first.
    pub since: Vec<Happening>,
    /// Each rule, in order.
    pub steps: Vec<Step>,
    /// The steps are told from what was recorded with the decision. Without it only what was found is known.
    pub complete: bool,
}

/// A rule, and what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which rule.
    pub edit: Edit,
    /// What it asks.
    pub question: &'static str,
    /// What it looked at.
    pub inputs: Vec<Input>,
    /// What it came to.
    pub verdict: Verdict,
    /// The same in words.
    pub finding: String,
    /// What it took off, line by line.
    pub cuts: Vec<Cut>,
}

/// Something that a rule looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What it is.
    pub name: &'static str,
    /// What it was.
    pub value: String,
}

/// What a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It found nothing.
    Passed,
    /// It does not apply under these rules, or to this claim.
    NotApplicable,
    /// It took something off a line.
    Adjusted,
    /// It found something that another rule decided.
    Noted,
    /// It decided the claim: denied.
    Denied,
    /// The claim waits because of it.
    Waits,
}

/// Something that happened to a claim after it was adjudicated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The accounting date.
    pub on: NaiveDate,
    /// What happened, in a sentence.
    pub said: String,
}

/// Explains a claim from its events so far, in order, under the rules that its decision names. Nothing before it was
/// adjudicated.
pub fn explain(history: &[ClaimEvent], rules: &RuleSet) -> Option<Explanation> {
    let mut claim = Claim::default();
    for event in history {
        claim.evolve(event);
    }
    let submission = history.iter().find_map(ClaimFile::submitted)?.submission();
    let first = history
        .iter()
        .position(|event| matches!(event, ClaimEvent::ClaimAdjudicated { .. }))?;
    let decided = history.iter().rev().find_map(decision::decided)?;
    let told = decision::told(&decided, &submission, rules);
    let decision = Decision::of(&decided, &submission, told.as_ref());
    let later = &history[first + 1..];
    let since = since::since(later);
    let standing = standing::standing(&claim, &decision, &since, since::owed_back(later));
    let what_to_do = standing::what_to_do(&claim, &decision);
    Some(match decision::remainder_of(history) {
        Some(whole) => Explanation {
            outcome: decided.outcome,
            summary: sentence::rest_of(&decision, whole),
            standing,
            what_to_do,
            since,
            steps: Vec::new(),
            complete: true,
        },
        None => Explanation {
            outcome: decided.outcome,
            summary: sentence::summary(&decision),
            standing,
            what_to_do,
            since,
            steps: decision.steps(),
            complete: decision.facts.is_some(),
        },
    })
}
