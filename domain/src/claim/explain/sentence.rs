//! What each rule asks, what it found, and what all of them came to, as sentences.

use super::{
    Verdict,
    decision::Decision,
    inputs,
    text::{dollars, list},
};
use crate::{
    claim::{Carc, Edit, Finding, Outcome, waiting},
    id::ClaimId,
    money::Money,
};

/// What a rule asks.
pub(super) fn question(edit: Edit) -> &'static str {
    match edit {
        Edit::Syntax => "Is the claim complete?",
        Edit::Enrolment => "Is the client enrolled with the sub-awardee?",
        Edit::Region => "Is the client served in a region of the award?",
        Edit::SubAwardActive => "Is the sub-award active, and the sub-awardee not excluded?",
        Edit::Period => "Does the month lie in the sub-award's period of performance?",
        Edit::Timely => "Did the claim come in time?",
        Edit::Duplicate => "Was nothing like it claimed before?",
        Edit::EligibilityMonth => "Was the client covered in the month?",
        Edit::Category => "Does the programme pay for what is claimed?",
        Edit::OtherPayer => "Is there nobody else who owes it?",
        Edit::Rate => "Is it within the rate, and receipted?",
        Edit::AdministrationCap => {
            "Is case management within its part of what may be paid for the client in the year?"
        }
        Edit::AnnualCap => "Is the claim within what may be paid for the client in the year?",
        Edit::MonthLimit => {
            "Is the month's case management still free, and a month of the phase left?"
        }
        Edit::Funds => "Does the sub-award have the funds?",
    }
}

/// What a rule found.
pub(super) fn finding(decision: &Decision<'_>, edit: Edit, verdict: Verdict) -> String {
    match verdict {
        Verdict::Passed => passed(decision, edit),
        Verdict::NotApplicable => decision
            .facts
            .and_then(|facts| inputs::silent(edit, decision.submission, facts))
            .unwrap_or("This rule does not apply to the claim.")
            .to_owned(),
        Verdict::Denied | Verdict::Noted => found(decision, edit, verdict),
        Verdict::Waits => format!("No. {}", waits_at(decision, edit)),
        Verdict::Adjusted => adjusted(decision, edit),
    }
}

fn passed(decision: &Decision<'_>, edit: Edit) -> String {
    if edit == Edit::Funds {
        if decision.outcome == Outcome::Denied {
            return "Nothing is left to be paid.".to_owned();
        }
        return format!("Yes: {} was reserved for it.", dollars(decision.payable));
    }
    "Yes.".to_owned()
}

/// Why the claim waits, by what was found first.
pub(super) fn waits(decision: &Decision<'_>) -> String {
    waits_at(decision, decision.waited_for())
}

fn waits_at(decision: &Decision<'_>, edit: Edit) -> String {
    let facts = decision.facts.filter(|_| edit == Edit::Funds);
    let Some(facts) = facts else {
        return waiting(edit).explanation.to_owned();
    };
    let why = if facts.queue_waits {
        "Claims that came before it wait, and are paid first.".to_owned()
    } else {
        format!(
            "It needs {}, and the sub-award had {} left when it came in.",
            dollars(decision.payable),
            dollars(facts.available)
        )
    };
    format!("{why} It keeps its place in line; the client's month and year stay reserved for it.")
}

fn found(decision: &Decision<'_>, edit: Edit, verdict: Verdict) -> String {
    let mut told: Vec<String> = Vec::new();
    for found in decision.findings.iter().filter(|found| found.edit == edit) {
        let sentence = with_code(decision.why(found).explanation, found.carc);
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    let closing = match verdict {
        Verdict::Denied => "This decides: the whole claim is denied.",
        Verdict::Noted => "Another rule decides the claim.",
        Verdict::Passed | Verdict::NotApplicable | Verdict::Adjusted | Verdict::Waits => "",
    };
    format!("No. {} {closing}", told.join(" "))
}

/// A sentence with the number of its reason behind it.
pub(super) fn with_code(sentence: &str, carc: Option<Carc>) -> String {
    match carc {
        Some(carc) => format!(
            "{} (reason {}).",
            sentence.trim_end_matches('.'),
            carc.number()
        ),
        None => sentence.to_owned(),
    }
}

fn adjusted(decision: &Decision<'_>, edit: Edit) -> String {
    let mut told: Vec<String> = Vec::new();
    for cut in decision.cuts_of(edit) {
        told.push(format!("{} of line {}", dollars(cut.amount), cut.line));
    }
    if told.is_empty() {
        return found_on_lines(decision, edit);
    }
    let cut = |found: &&Finding| {
        decision
            .cuts_of(edit)
            .any(|cut| Some(cut.line) == found.line && Some(cut.carc) == found.carc)
    };
    let mut reasons: Vec<String> = Vec::new();
    for found in decision
        .findings
        .iter()
        .filter(|found| found.edit == edit)
        .filter(cut)
    {
        let why = with_code(decision.why(found).explanation, found.carc);
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    let what = match (edit == Edit::Funds, told.len()) {
        (true, 1) => "waits",
        (true, _) => "wait",
        (false, 1) => "was taken off",
        (false, _) => "were taken off",
    };
    format!("No: {} {what}. {}", list(&told), reasons.join(" "))
}

/// What was found on lines of which an earlier rule had left nothing, or of which the amounts are not known by rule.
fn found_on_lines(decision: &Decision<'_>, edit: Edit) -> String {
    let mut told: Vec<String> = Vec::new();
    for found in decision.findings.iter().filter(|found| found.edit == edit) {
        let (Some(line), Some(_)) = (found.line, found.carc) else {
            continue;
        };
        let why = with_code(decision.why(found).explanation, found.carc);
        told.push(format!("Line {line}: {why}"));
    }
    if decision.facts.is_some() {
        told.push("An earlier rule had taken all of it off already.".to_owned());
    }
    told.join(" ")
}

/// A claim that is the rest of another was adjudicated with it.
pub(super) fn rest_of(decision: &Decision<'_>, whole: &ClaimId) -> String {
    format!(
        "This is the part of claim {whole} that the sub-award's funds did not cover: {}. It was adjudicated with that claim.",
        dollars(decision.payable)
    )
}

/// All of a decision in one or two sentences.
pub(super) fn summary(decision: &Decision<'_>) -> String {
    let billed = dollars(decision.billed);
    if decision.payable.is_zero() {
        let whys: Vec<String> = decision
            .findings
            .iter()
            .filter(|found| match decision.decisive() {
                Some(decisive) => *found == decisive,
                None => found.line.is_some(),
            })
            .map(|found| with_code(decision.why(found).explanation, found.carc))
            .collect();
        let mut once: Vec<String> = Vec::new();
        for why in whys {
            if !once.contains(&why) {
                once.push(why);
            }
        }
        return format!(
            "Denied: nothing of the {billed} billed is payable. {}",
            once.join(" ")
        )
        .trim_end()
        .to_owned();
    }
    let payable = dollars(decision.payable);
    let waiting = Money::sum(decision.cuts_of(Edit::Funds).map(|cut| cut.amount));
    let waiting = waiting.unwrap_or(Money::ZERO);
    let taken = decision.billed.less(decision.payable).less(waiting);
    let mut parts = Vec::new();
    if taken.is_positive() {
        parts.push(format!("{} was taken off", dollars(taken)));
    }
    if let (Some(rest), true) = (decision.remainder, waiting.is_positive()) {
        parts.push(format!(
            "{} waits for funds as claim {rest}",
            dollars(waiting)
        ));
    }
    if parts.is_empty() {
        return format!("All of the {billed} billed is payable.");
    }
    parts.push(format!("{payable} is payable"));
    format!("Of the {billed} billed, {}.", list(&parts))
}
