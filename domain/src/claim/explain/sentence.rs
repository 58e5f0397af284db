//! What each rule asks, and what it found, as sentences.

use super::{
    super::{Edit, Outcome, reason, waiting},
    Decision, Verdict, code_of,
    text::{dollars, list},
};

/// What a rule asks.
pub(super) fn question(edit: Edit) -> &'static str {
    match edit {
        Edit::Syntax => "Is the claim complete?",
        Edit::Enrolment => "Is the client enrolled with you?",
        Edit::Region => "Is the client served in a region of the award?",
        Edit::SubAwardActive => "Is the sub-award active, and your organization not excluded?",
        Edit::Period => "Does the month lie in the sub-award's period of performance?",
        Edit::Timely => "Did the claim come in time?",
        Edit::Duplicate => "Was nothing like it claimed before?",
        Edit::EligibilityMonth => "Was the client covered in the month?",
        Edit::Category => "Does the programme pay for what is claimed?",
        Edit::OtherPayer => "Does nobody else owe it?",
        Edit::Rate => "Is it within the rate, and receipted?",
        Edit::AdministrationCap => "Is case management within its part of the client's year?",
        Edit::AnnualCap => "Is the claim within the client's year?",
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
        Verdict::NotApplicable => "This rule does not apply to the claim.".to_owned(),
        Verdict::Denied | Verdict::Noted => found(decision, edit, verdict),
        Verdict::Waits => waiting(edit).explanation.to_owned(),
        Verdict::Adjusted => adjusted(decision, edit),
    }
}

fn passed(decision: &Decision<'_>, edit: Edit) -> String {
    if edit == Edit::Funds {
        if decision.outcome == Outcome::Denied {
            return "Nothing is left to be paid.".to_owned();
        }
        return format!("Yes: {} is reserved for it.", dollars(decision.payable));
    }
    "Yes.".to_owned()
}

fn found(decision: &Decision<'_>, edit: Edit, verdict: Verdict) -> String {
    let mut told: Vec<String> = Vec::new();
    for found in decision.findings.iter().filter(|found| found.edit == edit) {
        let why = match found.carc {
            Some(carc) => reason(carc, Some(edit)),
            None => waiting(edit),
        };
        let sentence = format!("{}{}", trimmed(why.explanation), code_of(found.carc));
        if !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    let closing = match verdict {
        Verdict::Denied => "This decides: the whole claim is denied.",
        Verdict::Noted => "Another rule decides the claim.",
        Verdict::Passed | Verdict::NotApplicable | Verdict::Adjusted | Verdict::Waits => "",
    };
    format!("No. {}. {closing}", told.join("; "))
}

/// The sentence without its full stop, so that more can follow.
fn trimmed(sentence: &'static str) -> &'static str {
    sentence.trim_end_matches('.')
}

fn adjusted(decision: &Decision<'_>, edit: Edit) -> String {
    let mut told: Vec<String> = Vec::new();
    for cut in decision.cuts_of(edit) {
        told.push(format!(
            "{} of line {} ({})",
            dollars(cut.amount),
            cut.line,
            cut.carc.number()
        ));
    }
    if told.is_empty() {
        return found_on_lines(decision, edit);
    }
    let mut reasons: Vec<&str> = Vec::new();
    for cut in decision.cuts_of(edit) {
        let why = reason(cut.carc, Some(edit)).explanation;
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    format!("{} was taken off. {}", list(&told), reasons.join(" "))
}

/// What was found on lines of which an earlier rule had left nothing, or of which the amounts are not known by rule.
fn found_on_lines(decision: &Decision<'_>, edit: Edit) -> String {
    let mut told: Vec<String> = Vec::new();
    for found in decision.findings.iter().filter(|found| found.edit == edit) {
        let (Some(line), Some(carc)) = (found.line, found.carc) else {
            continue;
        };
        told.push(format!(
            "Line {line}: {}{}.",
            trimmed(reason(carc, Some(edit)).explanation),
            code_of(Some(carc))
        ));
    }
    if decision.facts.is_some() {
        told.push("An earlier rule had taken all of it off already.".to_owned());
    }
    told.join(" ")
}
