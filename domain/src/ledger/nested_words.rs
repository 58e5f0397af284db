//! What stands inside the fields of events, in words: each place by its path below the event, without the numbers of lists.
//!
//! A path means the same in whichever event it stands.

/// What a place inside a field of an event says, by its path such as `lines.adjustments.carc`; none where there is no such place.
pub fn said_inside(path: &str) -> Option<&'static str> {
    let found = INSIDE.iter().find(|(known, _)| *known == path);
    found.map(|(_, said)| *said)
}

const PHASE: &str = "The phase of the client's benefits.";
const FROM: &str = "The first day.";
const THROUGH: &str = "The last day.";
const STARTS_ON: &str = "Its first day.";
const ENDS_ON: &str = "Its last day.";
const GROUP: &str = "The adjustment group: who bears what was taken off (X12 CAGC).";
const CARC: &str = "The reason that was given for it (X12 claim adjustment reason code).";
const TAKEN_OFF: &str = "What was taken off, in US dollars.";
const MINIMUM: &str = "The least share, from 0 to 1, that must be sub-awarded.";
const BASE: &str = "What the share is of.";

const INSIDE: [(&str, &str); 121] = [
    (
        "rules.sub_award_share",
        "The rule that most of an award is sub-awarded; null where there is none.",
    ),
    ("rules.sub_award_share.minimum", MINIMUM),
    ("rules.sub_award_share.base", BASE),
    ("rules.payment", "How claims are paid."),
    (
        "rules.payment.model",
        "The model: hybrid, by rates for a client's months, or no claims at all.",
    ),
    (
        "rules.payment.individual_cap",
        "The most for a client in a benefit year, in US dollars.",
    ),
    (
        "rules.payment.family_cap",
        "The most for a case with an eligible family member in the household, in a benefit year, in US dollars.",
    ),
    (
        "rules.payment.administration_share",
        "The most that administration may take of a year's cap, from 0 to 1.",
    ),
    (
        "rules.payment.administration_rate",
        "What a month of case management costs at most, in US dollars; null where there is no rate.",
    ),
    ("rules.payment.year_basis", "When a client's year begins."),
    (
        "rules.payment.rates",
        "What a client's month is paid, by phase.",
    ),
    ("rules.payment.rates.phase", PHASE),
    (
        "rules.payment.rates.rate",
        "What a month is paid, in US dollars.",
    ),
    (
        "rules.payment.rates.months_max",
        "The most months of the phase for a client, whoever claims them; null where there is no limit.",
    ),
    (
        "rules.payment.unit",
        "What a month is worth that a case was open, in a phase, or with a sub-awardee only in part.",
    ),
    (
        "rules.categories",
        "The categories of service that may be claimed; none named where any may.",
    ),
    (
        "rules.filing_limit_days",
        "The days after a month of service within which it must be claimed; null where there is no limit.",
    ),
    (
        "rules.partial_payment",
        "Whether a claim is paid in part where a cap or the funds leave no more.",
    ),
    (
        "rules.ffata_basis",
        "What is held against the threshold of FFATA: each obligating action by itself, or all of a sub-award.",
    ),
    (
        "rules.pended_order",
        "The order in which claims that wait for funds are released.",
    ),
    (
        "identifier.scheme",
        "Which register it is of: DUNS before 2022-04-04, UEI from then on.",
    ),
    ("identifier.value", "The identifier."),
    ("sub_award_share.minimum", MINIMUM),
    ("sub_award_share.base", BASE),
    ("project_period.starts_on", STARTS_ON),
    ("project_period.ends_on", ENDS_ON),
    ("budget_period.starts_on", STARTS_ON),
    ("budget_period.ends_on", ENDS_ON),
    (
        "cost_share.federal_share",
        "The part that is federal, from 0 to 1.",
    ),
    (
        "cost_share.total",
        "What the project costs in all, in US dollars.",
    ),
    (
        "cost_share.non_federal",
        "What the grantee must bring, in US dollars.",
    ),
    (
        "prior_year.unpaid",
        "What was undelivered and unpaid, in US dollars (USSGL 487100).",
    ),
    (
        "prior_year.refunded",
        "What was drawn in advance in an earlier fiscal year and returned unused, in US dollars (USSGL 487200).",
    ),
    (
        "shows.CONTRIBUTION",
        "The contribution to match that it shows.",
    ),
    ("shows.COST", "The direct cost that it shows."),
    ("period.starts_on", STARTS_ON),
    ("period.ends_on", ENDS_ON),
    (
        "attestation.foreign_national",
        "The provider attests that the client is neither a citizen nor a permanent resident.",
    ),
    (
        "attestation.out_of_situation",
        "The provider attests that the client has left the trafficking situation.",
    ),
    (
        "attestation.needs_case_management",
        "The provider attests that the client needs case management.",
    ),
    (
        "attestation.not_in_custody",
        "The provider attests that the client is not in custody.",
    ),
    (
        "receipt.received_on",
        "The day on which the letter arrived.",
    ),
    (
        "receipt.under_18_on_receipt",
        "The provider attests whether the client was under 18 on that day.",
    ),
    (
        "lines.number",
        "The line's number within the claim, from 1.",
    ),
    ("lines.category", "The category of service."),
    (
        "lines.part",
        "Whether it is for administration or for direct services.",
    ),
    ("lines.billed", "What the line bills, in US dollars."),
    (
        "lines.paid_on",
        "The day on which the provider paid for it; null where none is asked.",
    ),
    (
        "lines.receipt_digest",
        "The SHA-256 of the receipt, which is not kept here; null where there is none.",
    ),
    ("lines.other_payer", "Whether somebody else pays for it."),
    (
        "lines.dependent",
        "The family member whom it is for, by a random code; absent where it is for the client.",
    ),
    (
        "lines.adjustments",
        "What was taken off the line, reason by reason.",
    ),
    ("lines.adjustments.group", GROUP),
    ("lines.adjustments.carc", CARC),
    ("lines.adjustments.amount", TAKEN_OFF),
    ("lines.allowed", "What is left of the line, in US dollars."),
    ("findings.edit", "The rule that was held against the claim."),
    (
        "findings.line",
        "The line that it found something about; null where it is about the whole claim.",
    ),
    ("findings.carc", CARC),
    (
        "findings.fatal",
        "Whether the claim cannot be paid because of it.",
    ),
    ("grounds.regions", "The HHS regions of the award."),
    ("grounds.sub_award", "How the sub-award stood."),
    (
        "grounds.executed_on",
        "The day on which the sub-award was executed.",
    ),
    ("grounds.period", "The sub-award's period."),
    ("grounds.period.starts_on", STARTS_ON),
    ("grounds.period.ends_on", ENDS_ON),
    (
        "grounds.client",
        "What was known of the client; null where there was no such case.",
    ),
    (
        "grounds.client.state",
        "The state or territory in which the client was served.",
    ),
    (
        "grounds.client.managed",
        "Whether the sub-award managed the case in the month.",
    ),
    (
        "grounds.client.coverage",
        "Whether the client was covered in the month of service.",
    ),
    (
        "grounds.client.phases",
        "The days of the month that were covered, by phase.",
    ),
    ("grounds.client.phases.phase", PHASE),
    ("grounds.client.phases.from", FROM),
    ("grounds.client.phases.through", THROUGH),
    (
        "grounds.client.own_days",
        "Those of them on which the sub-award managed the case, where they are others.",
    ),
    ("grounds.client.own_days.phase", PHASE),
    ("grounds.client.own_days.from", FROM),
    ("grounds.client.own_days.through", THROUGH),
    (
        "grounds.client.phase_months",
        "The months of each phase that were claimed before, besides this one.",
    ),
    ("grounds.client.phase_months.phase", PHASE),
    ("grounds.client.phase_months.months", "How many."),
    (
        "grounds.client.benefit_year",
        "The first day of the client's benefit year.",
    ),
    (
        "grounds.client.household",
        "Whether an eligible family member lived in the household.",
    ),
    (
        "grounds.client.dependents",
        "The family members, by random codes.",
    ),
    (
        "grounds.client.used_administration",
        "Administration that was reserved or paid in the year before, in US dollars.",
    ),
    (
        "grounds.client.used_direct",
        "Direct expenses that were reserved or paid in the year before, in US dollars.",
    ),
    (
        "grounds.client.unit",
        "Who had the month's one unit of case management.",
    ),
    (
        "grounds.available",
        "The funds that the sub-award had left, in US dollars.",
    ),
    (
        "grounds.queue_waits",
        "Whether older claims waited for funds.",
    ),
    (
        "grounds.shared",
        "The lines of which a part went to a remainder before.",
    ),
    ("adjustments.group", GROUP),
    ("adjustments.carc", CARC),
    ("adjustments.amount", TAKEN_OFF),
    (
        "figure.qualifier",
        "How exact the count is: exactly, about, more than.",
    ),
    ("figure.count", "The count."),
    (
        "evidence.kind",
        "What it rests on: a citation, or a document.",
    ),
    ("evidence.source", "What is cited."),
    (
        "evidence.sha256",
        "The SHA-256 of the document, which is not kept here.",
    ),
    (
        "statement.federal_award_on",
        "The day of the federal award.",
    ),
    ("statement.budget_period", "The budget period."),
    ("statement.budget_period.starts_on", STARTS_ON),
    ("statement.budget_period.ends_on", ENDS_ON),
    (
        "statement.total_committed",
        "The federal funds committed to the sub-awardee in all, in US dollars.",
    ),
    ("statement.agency", "The federal agency."),
    ("statement.pass_through", "The pass-through entity."),
    (
        "statement.contact",
        "Whom to ask there: an office, no person.",
    ),
    (
        "statement.assistance_listing",
        "The number of the assistance listing.",
    ),
    (
        "statement.assistance_amount",
        "What is paid under that listing, in US dollars.",
    ),
    (
        "statement.research_and_development",
        "Whether it is for research and development.",
    ),
    (
        "statement.indirect_rate",
        "The rate of indirect costs; null where there is none.",
    ),
    ("statement.place", "Where the work is done."),
    ("statement.place.city", "The city."),
    ("statement.place.zip_plus4", "The ZIP+4."),
    (
        "statement.frozen_at",
        "The position up to which the books were summed up.",
    ),
    ("statement.digest", "The SHA-256 of the trial balance."),
    ("statement.own", "The sums of the ledger's own books."),
    ("statement.own.debit", "All debits, in US dollars."),
    ("statement.own.credit", "All credits, in US dollars."),
    ("statement.ussgl", "The same by accounts of the USSGL."),
    ("statement.ussgl.debit", "All debits, in US dollars."),
    ("statement.ussgl.credit", "All credits, in US dollars."),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::ledger::catalogue::stored_examples;

    fn places(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let place = if path.is_empty() {
                        name.clone()
                    } else {
                        format!("{path}.{name}")
                    };
                    if !path.is_empty() {
                        found.insert(place.clone());
                    }
                    places(value, &place, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| places(item, path, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn every_place_inside_the_fields_of_every_stored_event_has_a_sentence() {
        let mut stored = BTreeSet::new();
        for example in stored_examples() {
            let payload: Value = serde_json::from_str(example.payload).unwrap();
            places(&payload, "", &mut stored);
        }
        let said: BTreeSet<String> = INSIDE.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(said.len(), INSIDE.len(), "each once");
        let unsaid: Vec<&String> = stored.difference(&said).collect();
        assert!(stored.len() > 100 && unsaid.is_empty(), "{unsaid:?}");
        for (path, said) in INSIDE {
            assert!(said.ends_with(['.', ')']), "{path}: {said}");
            assert_eq!(said_inside(path), Some(said));
        }
        assert_eq!(said_inside("lines"), None);
    }
}
