//! Why a claim came out as it did, rule by rule.

use almoner_domain::claim::{Cut, Explanation, Happening, Input, Step};
use almoner_projections::programmes::RuleSetRow;
use async_graphql::{Enum, Object};

use super::{Edit, value::Outcome};
use crate::graphql::{programme::RuleSet, scalar};

pub(crate) struct ClaimExplanation {
    pub(crate) told: Explanation,
    pub(crate) rules: RuleSetRow,
}

/// Why a claim came out as it did: every rule in its order, with what it looked at and what it found, what happened since,
/// where the claim stands and what to do, in words.
#[Object]
impl ClaimExplanation {
    /// What came of the claim when the rules were last applied. What officers and payments did since is in `since`.
    async fn outcome(&self) -> Outcome {
        self.told.outcome.into()
    }

    /// What the rules came to, in one or two sentences.
    async fn summary(&self) -> &str {
        &self.told.summary
    }

    /// Where the claim stands, and what comes next, in a sentence or two.
    async fn standing(&self) -> &str {
        &self.told.standing
    }

    /// What happened to the claim since it was first adjudicated, oldest first.
    async fn since(&self) -> Vec<ExplainedHappening> {
        self.told
            .since
            .iter()
            .map(|happened| ExplainedHappening {
                happened: happened.clone(),
            })
            .collect()
    }

    /// What whoever claimed can do now, each thing once; empty when there is nothing.
    async fn what_to_do(&self) -> Vec<&str> {
        self.told.what_to_do.clone()
    }

    /// The rules that were applied, of which version and notice of funding.
    async fn rule_set(&self) -> RuleSet {
        RuleSet {
            row: self.rules.clone(),
        }
    }

    /// Each rule, in the order in which they are applied.
    async fn steps(&self) -> Vec<ExplainedStep> {
        self.told
            .steps
            .iter()
            .map(|step| ExplainedStep { step: step.clone() })
            .collect()
    }

    /// The steps are told from what was recorded with the decision. Claims that were adjudicated before that was
    /// recorded show what was found, and not what was looked at.
    async fn complete(&self) -> bool {
        self.told.complete
    }
}

pub(crate) struct ExplainedHappening {
    happened: Happening,
}

/// Something that happened to a claim after it was adjudicated.
#[Object]
impl ExplainedHappening {
    /// The accounting date.
    async fn on(&self) -> scalar::Date {
        scalar::Date::of(self.happened.on)
    }

    /// What happened, in a sentence.
    async fn said(&self) -> &str {
        &self.happened.said
    }
}

pub(crate) struct ExplainedStep {
    step: Step,
}

/// One rule of adjudication: what it asks, what it looked at, and what it found.
#[Object]
impl ExplainedStep {
    /// Which rule.
    async fn edit(&self) -> Edit {
        self.step.edit.into()
    }

    /// What it asks, in words.
    async fn question(&self) -> &str {
        self.step.question
    }

    /// What it looked at.
    async fn inputs(&self) -> Vec<ExplainedInput> {
        self.step
            .inputs
            .iter()
            .map(|input| ExplainedInput {
                input: input.clone(),
            })
            .collect()
    }

    /// What it came to.
    async fn verdict(&self) -> Verdict {
        self.step.verdict.into()
    }

    /// What it found, in words.
    async fn finding(&self) -> &str {
        &self.step.finding
    }

    /// What it took off, line by line. A rule that denies the whole claim takes all of it, and lists nothing here.
    async fn cuts(&self) -> Vec<ExplainedCut> {
        self.step
            .cuts
            .iter()
            .map(|cut| ExplainedCut { cut: *cut })
            .collect()
    }
}

pub(crate) struct ExplainedInput {
    input: Input,
}

/// Something that a rule looked at.
#[Object]
impl ExplainedInput {
    /// What it is, in words.
    async fn name(&self) -> &str {
        self.input.name
    }

    /// What it was.
    async fn value(&self) -> &str {
        &self.input.value
    }
}

pub(crate) struct ExplainedCut {
    cut: Cut,
}

/// What a rule took off a line.
#[Object]
impl ExplainedCut {
    /// The number of the line.
    async fn line(&self) -> u32 {
        self.cut.line
    }

    /// The claim adjustment reason code (X12 code list 139).
    async fn carc(&self) -> u16 {
        self.cut.carc.number()
    }

    /// How much.
    async fn amount(&self) -> scalar::Money {
        scalar::Money::of(self.cut.amount)
    }
}

/// What a rule of adjudication came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "almoner_domain::claim::Verdict", name = "RuleVerdict")]
pub(crate) enum Verdict {
    /// It found nothing.
    Passed,
    /// It does not apply under these rules, or to this claim.
    NotApplicable,
    /// It took something off a line.
    Adjusted,
    /// It found something, and another rule decided.
    Noted,
    /// It decided the claim: denied.
    Denied,
    /// The claim waits because of it.
    Waits,
}
