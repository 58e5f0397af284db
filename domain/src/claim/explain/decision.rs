//! A decision read back: adjudicated once more on its grounds, it tells the way to what it came to.

use super::{Step, Verdict, exact, inputs, sentence};
use crate::{
    claim::{
        AdjudicatedLine, Adjudication, ClaimEvent, ClaimFacts, Cut, Edit, Finding, Grounds,
        Outcome, Reason, Submission, adjudicate,
    },
    id::ClaimId,
    money::Money,
    programme::RuleSet,
};

/// What the event of a decision says.
pub(super) struct Decided<'e> {
    pub(super) outcome: Outcome,
    lines: &'e [AdjudicatedLine],
    findings: &'e [Finding],
    billed: Money,
    payable: Money,
    rule_set: u32,
    grounds: Option<&'e Grounds>,
    remainder: Option<&'e ClaimId>,
}

/// What the event decided; nothing when it is no decision by the rules.
pub(super) fn decided(event: &ClaimEvent) -> Option<Decided<'_>> {
    if let ClaimEvent::ClaimAdjudicated {
        rule_set,
        outcome,
        lines,
        findings,
        billed,
        payable,
        grounds,
        remainder,
        ..
    } = event
    {
        return Some(Decided {
            outcome: *outcome,
            lines,
            findings,
            billed: *billed,
            payable: *payable,
            rule_set: *rule_set,
            grounds: grounds.as_deref(),
            remainder: remainder.as_ref(),
        });
    }
    if let ClaimEvent::ClaimReadjudicated {
        rule_set,
        outcome,
        lines,
        findings,
        billed,
        payable,
        grounds,
        ..
    } = event
    {
        return Some(Decided {
            outcome: *outcome,
            lines,
            findings,
            billed: *billed,
            payable: *payable,
            rule_set: *rule_set,
            grounds: grounds.as_deref(),
            remainder: None,
        });
    }
    None
}

/// The claim of which this one is the rest.
pub(super) fn remainder_of(history: &[ClaimEvent]) -> Option<&ClaimId> {
    history.iter().find_map(|event| match event {
        ClaimEvent::ClaimSubmitted { remainder_of, .. } => remainder_of.as_ref(),
        ClaimEvent::ClaimAdjudicated { .. }
        | ClaimEvent::ClaimReleased { .. }
        | ClaimEvent::ClaimApproved { .. }
        | ClaimEvent::ClaimDenied { .. }
        | ClaimEvent::ClaimScheduled { .. }
        | ClaimEvent::ClaimPaid { .. }
        | ClaimEvent::ClaimReplacementSubmitted { .. }
        | ClaimEvent::ClaimReplaced { .. }
        | ClaimEvent::ClaimVoided { .. }
        | ClaimEvent::ClaimPaymentCarried { .. }
        | ClaimEvent::ClaimReconsidered { .. }
        | ClaimEvent::ClaimReadjudicated { .. }
        | ClaimEvent::ClaimReadjudicationPostponed { .. } => None,
    })
}

/// The way to the decision; nothing where it kept no grounds, or they do not lead to it.
pub(super) fn told(
    decided: &Decided<'_>,
    submission: &Submission,
    rules: &RuleSet,
) -> Option<(ClaimFacts, Adjudication)> {
    let grounds = decided.grounds?;
    let facts = grounds.facts(decided.rule_set, rules.clone(), decided.remainder.cloned());
    let again = adjudicate(submission, &facts);
    (again.lines == decided.lines && again.findings == decided.findings).then_some((facts, again))
}

/// What is known of a decision.
pub(super) struct Decision<'d> {
    pub(super) submission: &'d Submission,
    pub(super) facts: Option<&'d ClaimFacts>,
    pub(super) findings: &'d [Finding],
    cuts: &'d [Cut],
    pub(super) outcome: Outcome,
    pub(super) billed: Money,
    pub(super) payable: Money,
    pub(super) remainder: Option<&'d ClaimId>,
}

impl<'d> Decision<'d> {
    pub(super) fn of(
        decided: &Decided<'d>,
        submission: &'d Submission,
        told: Option<&'d (ClaimFacts, Adjudication)>,
    ) -> Self {
        Self {
            submission,
            facts: told.map(|(facts, _)| facts),
            findings: decided.findings,
            cuts: told.map_or(&[], |(_, again)| &again.cuts),
            outcome: decided.outcome,
            billed: decided.billed,
            payable: decided.payable,
            remainder: decided.remainder,
        }
    }

    /// Each rule, in order; where the way is not known, those that found something.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Edit::ALL.iter().map(|edit| self.step(*edit)).collect();
        if self.facts.is_none() {
            steps.retain(|step| step.verdict != Verdict::Passed);
        }
        steps
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
        if found().any(|found| found.fatal && found.carc.is_none()) {
            // Of what others left nothing, nothing waits.
            return if self.outcome == Outcome::Pended {
                Verdict::Waits
            } else {
                Verdict::Noted
            };
        }
        if found().next().is_none() {
            let applies = self
                .facts
                .is_none_or(|facts| inputs::silent(edit, self.submission, facts).is_none());
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
    pub(super) fn decisive(&self) -> Option<&Finding> {
        self.findings
            .iter()
            .find(|found| found.fatal && found.carc.is_some())
    }

    pub(super) fn cuts_of(&self, edit: Edit) -> impl Iterator<Item = &Cut> {
        let denied = self.decisive().is_some();
        self.cuts
            .iter()
            .filter(move |cut| cut.edit == edit && !denied)
    }

    /// Why something was found, as exactly as it is known.
    pub(super) fn why(&self, found: &Finding) -> Reason {
        exact::reason_of(found, self.submission, self.facts)
    }

    /// The reasons for which money was taken off, in order, each once.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        if let Some(found) = self.decisive() {
            return vec![self.why(found)];
        }
        let mut reasons = Vec::new();
        for found in self.findings.iter().filter(|found| found.line.is_some()) {
            let why = self.why(found);
            if !reasons.contains(&why) {
                reasons.push(why);
            }
        }
        reasons
    }

    /// The first reason for which the claim waited.
    pub(super) fn waited_for(&self) -> Edit {
        self.findings
            .iter()
            .find(|found| found.fatal && found.carc.is_none())
            .map_or(Edit::Funds, |found| found.edit)
    }
}
