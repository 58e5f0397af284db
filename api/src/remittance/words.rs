//! What an advice says in words.

use almoner_domain::claim::{Carc, Edit, Reason};
#[cfg(feature = "pdf")]
use almoner_domain::{
    claim::{AdjustmentGroup, ClaimPart},
    programme::Category,
};
use almoner_projections::remittances::ProviderAdjustmentKind;
use serde::Serialize;

/// Why an amount was taken off, and what to do about it: as the edit found it, or as an officer said.
pub(super) fn why(carc: Carc, edit: Option<Edit>) -> Reason {
    almoner_domain::claim::reason(carc, edit)
}

/// The stable code of a value that is stored by its name.
pub(super) fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(_) | Err(_) => unreachable!("an enum without fields serialises as its name"),
    }
}

/// A reason as X12 writes it, such as `CO-45`.
#[cfg(feature = "pdf")]
pub(super) fn reason(group: AdjustmentGroup, carc: Carc) -> String {
    format!("{}-{}", code(&group), carc.number())
}

/// What was paid before is taken off the claim as a whole, with X12's own code and in our words.
pub(super) const PAID_BEFORE: (&str, &str, &str) = ("OA", "B13", "An earlier payment paid it.");

/// What a provider adjustment is for, in a sentence.
pub(super) fn provider_sentence(kind: ProviderAdjustmentKind) -> &'static str {
    match kind {
        ProviderAdjustmentKind::OverpaymentRecovery => {
            "An overpayment of an earlier remittance is recovered from this payment."
        }
    }
}

/// What kind of service, in words.
#[cfg(feature = "pdf")]
pub(super) fn service(category: Category, part: ClaimPart) -> String {
    let kind = match category {
        Category::CaseManagement => "Case management",
        Category::Referral => "Referral",
        Category::EmergencyAssistance => "Emergency assistance",
        Category::Housing => "Housing",
        Category::SafetyPlanning => "Safety planning",
        Category::BasicNeeds => "Basic needs",
        Category::MentalHealth => "Mental health",
        Category::Employability => "Employability",
        Category::Legal => "Legal services",
        Category::Medical => "Medical care",
        Category::BenefitsAccess => "Access to benefits",
        Category::Interpretation => "Interpretation",
        Category::Transportation => "Transportation",
        Category::Childcare => "Childcare",
        Category::CrisisIntervention => "Crisis intervention",
        Category::Education => "Education",
    };
    let of = match part {
        ClaimPart::Administration => "administration",
        ClaimPart::Direct => "direct expense",
    };
    format!("{kind} ({of})")
}
