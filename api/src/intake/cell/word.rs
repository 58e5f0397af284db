//! Words of ours: categories, parts, yes and no. Case, spaces and punctuation do not matter.

use std::{collections::BTreeMap, sync::LazyLock};

use almoner_domain::{claim::ClaimPart, programme::Category};

use super::Refusal;
use crate::intake::{SheetCode, header::folded};

/// The categories with the words under which they are known, the template's first.
const CATEGORIES: &[(Category, &[&str])] = &[
    (
        Category::CaseManagement,
        &["case management", "casemgmt", "case mgmt", "cm"],
    ),
    (Category::Referral, &["referral", "referrals"]),
    (
        Category::EmergencyAssistance,
        &["emergency assistance", "emergency"],
    ),
    (Category::Housing, &["housing", "rent", "shelter"]),
    (Category::SafetyPlanning, &["safety planning", "safety"]),
    (Category::BasicNeeds, &["basic needs", "personal needs"]),
    (
        Category::MentalHealth,
        &[
            "mental health",
            "mental health care",
            "counseling",
            "counselling",
        ],
    ),
    (
        Category::Employability,
        &["employability", "employment", "job training"],
    ),
    (Category::Legal, &["legal", "legal services", "legal aid"]),
    (
        Category::Medical,
        &[
            "medical",
            "medical care",
            "medical services",
            "health care",
            "dental",
        ],
    ),
    (
        Category::BenefitsAccess,
        &["benefits access", "benefits", "access to benefits"],
    ),
    (
        Category::Interpretation,
        &[
            "interpretation",
            "interpreter",
            "translation",
            "interpretation/translation",
        ],
    ),
    (
        Category::Transportation,
        &["transportation", "transport", "travel"],
    ),
    (
        Category::Childcare,
        &["childcare", "child care", "day care"],
    ),
    (
        Category::CrisisIntervention,
        &["crisis intervention", "crisis"],
    ),
    (Category::Education, &["education", "esl", "tuition"]),
];

/// Every word for a category, folded.
static KNOWN: LazyLock<BTreeMap<String, Category>> = LazyLock::new(|| {
    let all = CATEGORIES.iter().flat_map(|(category, words)| {
        let words = words.iter();
        words.map(move |word| (folded(word), *category))
    });
    all.collect()
});

/// Reads a category of service.
pub(in crate::intake) fn category(text: &str) -> Result<Category, Refusal> {
    KNOWN.get(&folded(text)).copied().ok_or_else(|| {
        let known: Vec<&str> = CATEGORIES
            .iter()
            .filter_map(|(_, words)| words.first().copied())
            .collect();
        Refusal::new(
            SheetCode::CategoryUnknown,
            format!("write one of: {}", known.join(", ")),
        )
    })
}

/// Reads a part of a claim.
pub(in crate::intake) fn part(text: &str) -> Result<ClaimPart, Refusal> {
    match folded(text).as_str() {
        "administration" | "administrative" | "admin" | "adm" => Ok(ClaimPart::Administration),
        "direct" | "directexpense" | "directexpenses" | "directservice" | "directservices" => {
            Ok(ClaimPart::Direct)
        }
        _ => Err(Refusal::new(
            SheetCode::PartUnknown,
            "write administration or direct, or leave the cell empty",
        )),
    }
}

/// Reads yes or no.
pub(in crate::intake) fn yes_or_no(text: &str) -> Result<bool, Refusal> {
    match folded(text).as_str() {
        "yes" | "y" | "true" | "x" | "1" => Ok(true),
        "no" | "n" | "false" | "none" | "0" => Ok(false),
        _ => Err(Refusal::new(
            SheetCode::YesNoUnknown,
            "write yes or no, or leave the cell empty for no",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_is_known_by_its_own_name() {
        for (category, words) in CATEGORIES {
            let name = serde_json::to_value(category).unwrap();
            let name = name.as_str().unwrap().to_owned();
            for word in words.iter().copied().chain([name.as_str()]) {
                assert_eq!(super::category(word), Ok(*category), "{word}");
            }
        }
        assert_eq!(
            super::category("Mental-Health").unwrap(),
            Category::MentalHealth
        );
        let refused = super::category("a favour to Jane").unwrap_err();
        assert_eq!(refused.code, "CATEGORY_UNKNOWN");
        assert!(!refused.message.contains("Jane"));
    }

    #[test]
    fn yes_and_no_are_told_from_everything_else() {
        assert_eq!(yes_or_no("Y"), Ok(true));
        assert_eq!(yes_or_no("No"), Ok(false));
        assert_eq!(yes_or_no("maybe").unwrap_err().code, "YES_NO_UNKNOWN");
        assert_eq!(part("Admin."), Ok(ClaimPart::Administration));
        assert_eq!(part("both").unwrap_err().code, "PART_UNKNOWN");
    }
}
