//! What each rule looks at.

use chrono::Days;

use super::{
    super::{ClaimFacts, ClaimPart, Edit, Submission, unit_parts},
    Input,
    text::{date, dollars, list, month, phases, plain, span, words, yes},
};
use crate::{
    client::{MonthUnit, Standing},
    money::Money,
    programme::{PaymentModel, UnitPolicy},
};

type Inputs = Vec<Input>;

fn input(name: &'static str, value: impl Into<String>) -> Input {
    Input {
        name,
        value: value.into(),
    }
}

/// Why a rule has nothing to say of a claim like this one, under these rules; none where it has.
pub(super) fn silent(
    edit: Edit,
    submission: &Submission,
    facts: &ClaimFacts,
) -> Option<&'static str> {
    let hybrid = matches!(facts.rules.payment, PaymentModel::Hybrid { .. });
    let case_management = bills(submission, ClaimPart::Administration);
    let no_cap = "The programme sets no limit on a client's year.";
    match edit {
        Edit::Timely if facts.rules.filing_limit_days.is_none() => {
            Some("The programme sets no last day for filing.")
        }
        Edit::EligibilityMonth if facts.client.is_none() => Some("There is no case to look at."),
        Edit::AdministrationCap | Edit::AnnualCap if !hybrid => Some(no_cap),
        Edit::AdministrationCap | Edit::MonthLimit if !case_management => {
            Some("No case management is claimed.")
        }
        Edit::Syntax
        | Edit::Enrolment
        | Edit::Region
        | Edit::SubAwardActive
        | Edit::Period
        | Edit::Timely
        | Edit::Duplicate
        | Edit::EligibilityMonth
        | Edit::Category
        | Edit::OtherPayer
        | Edit::Rate
        | Edit::AdministrationCap
        | Edit::AnnualCap
        | Edit::MonthLimit
        | Edit::Funds => None,
    }
}

fn bills(submission: &Submission, part: ClaimPart) -> bool {
    submission.lines.iter().any(|line| line.part == part)
}

/// What a rule looks at, in the order in which it matters.
pub(super) fn inputs(edit: Edit, submission: &Submission, facts: &ClaimFacts) -> Inputs {
    match edit {
        Edit::Syntax => syntax(submission, facts),
        Edit::Enrolment => enrolment(submission, facts),
        Edit::Region => region(facts),
        Edit::SubAwardActive => vec![input("how the sub-award stood", words(facts.sub_award))],
        Edit::Period => period(submission, facts),
        Edit::Timely => timely(submission, facts),
        Edit::Duplicate => duplicate(facts),
        Edit::EligibilityMonth => eligibility_month(facts),
        Edit::Category => category(submission, facts),
        Edit::OtherPayer => vec![input(
            "lines that another payer owes",
            numbers(submission, |line| line.other_payer),
        )],
        Edit::Rate => rate(submission, facts),
        Edit::AdministrationCap => administration_cap(facts),
        Edit::AnnualCap => annual_cap(facts),
        Edit::MonthLimit => month_limit(submission, facts),
        Edit::Funds => vec![
            input("what the sub-award had left", dollars(facts.available)),
            input("older claims wait for funds", yes(facts.queue_waits)),
            input(
                "claims may be paid in part",
                yes(facts.rules.partial_payment),
            ),
        ],
    }
}

fn numbers(submission: &Submission, test: impl Fn(&super::super::ClaimLine) -> bool) -> String {
    let found: Vec<String> = submission
        .lines
        .iter()
        .filter(|line| test(line))
        .map(|line| line.number.to_string())
        .collect();
    list(&found)
}

fn syntax(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let mut inputs = vec![input(
        "lines on the claim",
        submission.lines.len().to_string(),
    )];
    // A flat amount covers expenses whose payment nobody has to show.
    if facts.rules.payment.flat().is_none() {
        let undated = numbers(submission, |line| {
            line.part == ClaimPart::Direct && line.paid_on.is_none()
        });
        inputs.push(input("expenses without a day of payment", undated));
    }
    inputs.push(input(
        "the claim came in on",
        date(submission.received_on()),
    ));
    inputs
}

fn enrolment(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let mut inputs = vec![input("the client", submission.terms.client.as_str())];
    match &facts.client {
        None => inputs.push(input("a case has this code", yes(false))),
        Some(client) => inputs.push(input(
            "the sub-awardee managed the case in the month",
            yes(client.managed),
        )),
    }
    let family = numbers(submission, |line| line.dependent.is_some());
    if family != "none" {
        inputs.push(input("lines for family members", family));
    }
    inputs
}

fn region(facts: &ClaimFacts) -> Inputs {
    let regions: Vec<String> = facts
        .regions
        .iter()
        .map(|region| u8::from(*region).to_string())
        .collect();
    let served = match &facts.client {
        None => "not known".to_owned(),
        Some(client) => format!(
            "{} (region {})",
            client.state.code(),
            u8::from(client.state.region())
        ),
    };
    let covers = if regions.is_empty() {
        "the whole country".to_owned()
    } else {
        list(&regions)
    };
    vec![
        input("where the client is served", served),
        input("regions of the award", covers),
    ]
}

fn period(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    vec![
        input("the month", month(submission.terms.service_month)),
        input(
            "the sub-award's period of performance",
            span(facts.period.starts_on, facts.period.ends_on),
        ),
    ]
}

fn timely(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let month_end = submission.terms.service_month.last_day();
    let Some(days) = facts.rules.filing_limit_days else {
        return vec![input("the last day for filing", "none")];
    };
    let deadline = month_end
        .checked_add_days(Days::new(u64::from(days)))
        .map_or_else(|| "none".to_owned(), date);
    vec![
        input(
            "the last day for filing",
            format!("{deadline}, {days} days after the month"),
        ),
        input("the claim came in on", date(submission.first_received_on())),
    ]
}

fn unit_of(client: &Standing) -> &'static str {
    match client.unit {
        MonthUnit::Free => "not claimed before",
        MonthUnit::Taken => "claimed by the same sub-awardee",
        MonthUnit::TakenInTransfer => {
            "claimed by another sub-awardee; the case moved between the two"
        }
        MonthUnit::TakenElsewhere => "claimed by another sub-awardee",
    }
}

fn duplicate(facts: &ClaimFacts) -> Inputs {
    let Some(client) = &facts.client else {
        return Vec::new();
    };
    vec![
        input(
            "the same lines claimed under another number",
            yes(client.content_claimed),
        ),
        input("the month's case management", unit_of(client)),
    ]
}

fn eligibility_month(facts: &ClaimFacts) -> Inputs {
    let Some(client) = &facts.client else {
        return Vec::new();
    };
    vec![input("covered days of the month", phases(&client.phases))]
}

fn category(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let mut claimed: Vec<String> = Vec::new();
    for line in &submission.lines {
        let named = words(line.category);
        if !claimed.contains(&named) {
            claimed.push(named);
        }
    }
    let how = match &facts.rules.payment {
        PaymentModel::NoClaims => "no claims are paid",
        PaymentModel::Hybrid { .. } => "case management and direct expenses, under caps",
        PaymentModel::PerClientMonth { .. } => "a flat amount for each client and month, by phase",
    };
    vec![
        input("how the programme pays", how),
        input("what is claimed", list(&claimed)),
    ]
}

fn rate(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let unreceipted = || {
        numbers(submission, |line| {
            line.part == ClaimPart::Direct && line.receipt_digest.is_none()
        })
    };
    match &facts.rules.payment {
        PaymentModel::NoClaims => Vec::new(),
        PaymentModel::Hybrid {
            administration_rate,
            ..
        } => vec![
            input(
                "the rate for a month of case management",
                administration_rate.map_or_else(|| "none".to_owned(), dollars),
            ),
            input("expenses without a receipt's digest", unreceipted()),
        ],
        PaymentModel::PerClientMonth { unit, .. } => {
            let parts = unit_parts(facts, submission.terms.service_month);
            let told: Vec<String> = parts
                .iter()
                .map(|part| match unit {
                    UnitPolicy::FirstInMonth => format!(
                        "{}, the rate of the month's first phase ({})",
                        dollars(part.amount),
                        plain(part.rate.phase)
                    ),
                    UnitPolicy::Prorated => format!(
                        "{} for {} days {}, at {} a month",
                        dollars(part.amount),
                        part.days,
                        plain(part.rate.phase),
                        dollars(part.rate.rate)
                    ),
                })
                .collect();
            vec![input("what the month is worth", list(&told))]
        }
    }
}

/// The year's cap of the client, whether it is the family's, and how much of it administration may take.
fn caps(facts: &ClaimFacts) -> Option<(Money, &Standing, Money)> {
    let client = facts.client.as_ref()?;
    let PaymentModel::Hybrid {
        individual_cap,
        family_cap,
        administration_share,
        ..
    } = &facts.rules.payment
    else {
        return None;
    };
    let cap = if client.household {
        *family_cap
    } else {
        *individual_cap
    };
    Some((cap, client, cap.share_floor(*administration_share)))
}

fn administration_cap(facts: &ClaimFacts) -> Inputs {
    let Some((cap, client, share)) = caps(facts) else {
        return Vec::new();
    };
    vec![
        input(
            "the most for case management in the year",
            format!("{} of {}", dollars(share), dollars(cap)),
        ),
        input("used before", dollars(client.used_administration)),
        input("left", dollars(share.less(client.used_administration))),
    ]
}

fn annual_cap(facts: &ClaimFacts) -> Inputs {
    let Some((cap, client, _)) = caps(facts) else {
        return Vec::new();
    };
    let left = cap
        .less(client.used_administration)
        .less(client.used_direct);
    vec![
        input(
            "the most for the client in the year",
            format!(
                "{} ({})",
                dollars(cap),
                if client.household {
                    "with an eligible family member in the household"
                } else {
                    "without family in the household"
                }
            ),
        ),
        input("the year began on", date(client.benefit_year.0)),
        input(
            "used before",
            format!(
                "{} of case management and {} of direct expenses",
                dollars(client.used_administration),
                dollars(client.used_direct)
            ),
        ),
        input("left", dollars(left)),
    ]
}

fn month_limit(submission: &Submission, facts: &ClaimFacts) -> Inputs {
    let Some(client) = &facts.client else {
        return Vec::new();
    };
    let mut inputs = vec![input("the month's case management", unit_of(client))];
    for part in unit_parts(facts, submission.terms.service_month) {
        let used = part.months_used;
        let told = match part.rate.months_max {
            Some(most) => format!("{used} of at most {most} ({})", plain(part.rate.phase)),
            None => format!("{used}, without a limit ({})", plain(part.rate.phase)),
        };
        inputs.push(input("months of the phase claimed before", told));
    }
    inputs
}
