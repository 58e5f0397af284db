//! Why a claim came out as it did: every rule in its order, what it looked at, what it found and what it took off, in
//! words for somebody who is no engineer.
//!
//! Nothing of it is stored. The decision keeps its grounds and names its rule set; adjudicating the claim once more on
//! them gives the same decision, and the way to it. Where it does not, because the decision is older than the record of
//! its grounds, the findings that it kept are all there is to tell.

mod inputs;
mod sentence;
mod text;

use super::{
    Adjudication, Carc, ClaimEvent, ClaimFacts, Cut, Edit, Finding, Outcome, Reason, Submission,
    adjudicate, reason, waiting,
};
use crate::{
    claim::{ClaimTerms, Grounds},
    id::ClaimId,
    money::Money,
    programme::RuleSet,
};

/// Why a claim came out as it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What came of it.
    pub outcome: Outcome,
    /// All in one or two sentences.
    pub summary: String,
    /// What whoever claimed can do, for each thing that was found, once.
    pub what_to_do: Vec<&'static str>,
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

/// What is known of a decision.
struct Decision<'d> {
    submission: &'d Submission,
    facts: Option<&'d ClaimFacts>,
    findings: &'d [Finding],
    cuts: &'d [Cut],
    outcome: Outcome,
    billed: Money,
    payable: Money,
    remainder: Option<&'d ClaimId>,
}

/// Explains a claim from its submission and its decision, as they are recorded, under the rules that the decision names.
/// Nothing when the events are not those two, or not of one claim.
pub fn explain(
    submitted: &ClaimEvent,
    adjudicated: &ClaimEvent,
    rules: &RuleSet,
) -> Option<Explanation> {
    let (submission, remainder_of) = submission_of(submitted)?;
    let ClaimEvent::ClaimAdjudicated {
        claim,
        rule_set,
        outcome,
        lines,
        findings,
        billed,
        payable,
        grounds,
        remainder,
        ..
    } = adjudicated
    else {
        return None;
    };
    if *claim != submission.claim {
        return None;
    }
    let facts = grounds
        .as_deref()
        .map(|grounds: &Grounds| grounds.facts(*rule_set, rules.clone(), remainder.clone()));
    let again = facts
        .as_ref()
        .map(|facts| adjudicate(&submission, facts))
        .filter(|again| again.lines == *lines && again.findings == *findings);
    let decision = Decision {
        submission: &submission,
        facts: facts.as_ref().filter(|_| again.is_some()),
        findings,
        cuts: again
            .as_ref()
            .map_or(&[], |again: &Adjudication| &again.cuts),
        outcome: *outcome,
        billed: *billed,
        payable: *payable,
        remainder: remainder.as_ref(),
    };
    Some(match remainder_of {
        Some(whole) => rest_of(&decision, whole),
        None => decision.explanation(),
    })
}

/// What a claim says, and of which claim it is the rest.
fn submission_of(event: &ClaimEvent) -> Option<(Submission, Option<&ClaimId>)> {
    let first_received_at = if let ClaimEvent::ClaimReplacementSubmitted {
        first_received_at, ..
    } = event
    {
        Some(*first_received_at)
    } else {
        None
    };
    let remainder_of = if let ClaimEvent::ClaimSubmitted { remainder_of, .. } = event {
        remainder_of.as_ref()
    } else {
        None
    };
    let (ClaimEvent::ClaimSubmitted {
        claim,
        number,
        sub_award,
        organization,
        award,
        programme,
        client,
        service_month,
        lines,
        content_digest,
        submitted_by,
        received_at,
        effective_on,
        ..
    }
    | ClaimEvent::ClaimReplacementSubmitted {
        claim,
        number,
        sub_award,
        organization,
        award,
        programme,
        client,
        service_month,
        lines,
        content_digest,
        submitted_by,
        received_at,
        effective_on,
        ..
    }) = event
    else {
        return None;
    };
    let submission = Submission {
        claim: claim.clone(),
        number: number.clone(),
        terms: ClaimTerms {
            sub_award: sub_award.clone(),
            organization: organization.clone(),
            award: award.clone(),
            programme: programme.clone(),
            client: client.clone(),
            service_month: *service_month,
        },
        lines: lines.clone(),
        content_digest: content_digest.clone(),
        submitted_by: submitted_by.clone(),
        received_at: *received_at,
        first_received_at: first_received_at.unwrap_or(*received_at),
        effective_on: *effective_on,
    };
    Some((submission, remainder_of))
}

/// A claim that is the rest of another was adjudicated with it.
fn rest_of(decision: &Decision<'_>, whole: &ClaimId) -> Explanation {
    Explanation {
        outcome: decision.outcome,
        summary: format!(
            "This is the part of claim {whole} that the sub-award's funds did not cover: {}. It was adjudicated with \
             that claim, keeps its place, and waits.",
            text::dollars(decision.payable)
        ),
        what_to_do: vec![waiting(Edit::Funds).what_to_do],
        steps: Vec::new(),
        complete: true,
    }
}

impl Decision<'_> {
    fn explanation(&self) -> Explanation {
        let mut steps: Vec<Step> = Edit::ALL.iter().map(|edit| self.step(*edit)).collect();
        if self.facts.is_none() {
            steps.retain(|step| step.verdict != Verdict::Passed);
        }
        let mut what_to_do = Vec::new();
        for reason in self.reasons() {
            if !what_to_do.contains(&reason.what_to_do) {
                what_to_do.push(reason.what_to_do);
            }
        }
        Explanation {
            outcome: self.outcome,
            summary: self.summary(),
            what_to_do,
            steps,
            complete: self.facts.is_some(),
        }
    }

    fn step(&self, edit: Edit) -> Step {
        let verdict = self.verdict(edit);
        Step {
            edit,
            question: sentence::question(edit),
            inputs: self
                .facts
                .map(|facts| inputs::inputs(edit, self.submission, facts))
                .unwrap_or_default(),
            verdict,
            finding: sentence::finding(self, edit, verdict),
            cuts: self.cuts_of(edit).copied().collect(),
        }
    }

    fn verdict(&self, edit: Edit) -> Verdict {
        let found = || self.findings.iter().filter(move |found| found.edit == edit);
        if self.decisive().is_some_and(|found| found.edit == edit) {
            return Verdict::Denied;
        }
        let denied = self.decisive().is_some();
        if found().any(|found| found.fatal && found.carc.is_none()) && !denied {
            return Verdict::Waits;
        }
        if found().next().is_none() {
            let applies = self
                .facts
                .is_none_or(|facts| inputs::applies(edit, self.submission, facts));
            return if applies {
                Verdict::Passed
            } else {
                Verdict::NotApplicable
            };
        }
        if denied || found().all(|found| found.line.is_none()) {
            return Verdict::Noted;
        }
        Verdict::Adjusted
    }

    /// The first fatal finding with a reason code: it carries all the money.
    fn decisive(&self) -> Option<&Finding> {
        self.findings
            .iter()
            .find(|found| found.fatal && found.carc.is_some())
    }

    fn cuts_of(&self, edit: Edit) -> impl Iterator<Item = &Cut> {
        let denied = self.decisive().is_some();
        self.cuts
            .iter()
            .filter(move |cut| cut.edit == edit && !denied)
    }

    /// The reasons of what counts in the end, in order.
    fn reasons(&self) -> Vec<Reason> {
        if let Some((edit, carc)) = self
            .decisive()
            .and_then(|found| found.carc.map(|carc| (found.edit, carc)))
        {
            return vec![reason(carc, Some(edit))];
        }
        self.findings
            .iter()
            .filter(|found| found.fatal || found.line.is_some())
            .map(|found| match found.carc {
                Some(carc) => reason(carc, Some(found.edit)),
                None => waiting(found.edit),
            })
            .collect()
    }

    fn summary(&self) -> String {
        let billed = text::dollars(self.billed);
        let adjusted = text::dollars(self.billed.less(self.payable));
        let payable = text::dollars(self.payable);
        if let Some((edit, carc)) = self
            .decisive()
            .and_then(|found| found.carc.map(|carc| (found.edit, carc)))
        {
            return format!(
                "Denied: nothing of the {billed} billed is payable. {} (reason {})",
                reason(carc, Some(edit)).explanation,
                carc.number()
            );
        }
        let taken = if self.payable == self.billed {
            format!("All of the {billed} billed is payable.")
        } else if self.payable.is_zero() {
            format!(
                "Denied: every line of the {billed} billed was taken off. The steps say why, line by line."
            )
        } else {
            format!("Of the {billed} billed, {adjusted} was taken off and {payable} is payable.")
        };
        match (self.outcome, self.remainder) {
            (Outcome::Pended, _) => {
                let why = self
                    .findings
                    .iter()
                    .find(|found| found.fatal)
                    .map_or(Edit::Funds, |found| found.edit);
                format!("{taken} It waits. {}", waiting(why).explanation)
            }
            (Outcome::Payable | Outcome::Denied, Some(rest)) => format!(
                "{taken} The part that the sub-award's funds did not cover waits as claim {rest}."
            ),
            (Outcome::Payable, None) => {
                format!("{taken} The funds are reserved; an officer decides.")
            }
            (Outcome::Denied, None) => taken,
        }
    }
}

/// What stands against a line, for a sentence: its code, or nothing.
fn code_of(carc: Option<Carc>) -> String {
    carc.map_or_else(String::new, |carc| format!(" (reason {})", carc.number()))
}
