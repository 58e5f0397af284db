//! Named rules of a client's case.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    AgeBand, BenefitYear, ClientError, ClientPhase, EnrolmentAttestation, FamilyRelation,
    LetterKind, PhaseBasis, Population, RequestReceipt, benefit_window,
};
use crate::{
    period::Month,
    programme::YearBasis,
    region::{Region, State},
};

/// The first day of the class T-6 (Trafficking Victims Protection Reauthorization Act of 2013), as the programmes
/// apply it.
pub const T6_FROM: NaiveDate = NaiveDate::from_ymd_opt(2013, 1, 1).expect("a date of the calendar");

/// Everything that makes a person eligible for enrolment is attested, in the order of the notice.
pub fn attested(attestation: &EnrolmentAttestation) -> Result<(), ClientError> {
    if !attestation.foreign_national {
        return Err(ClientError::NotForeignNational {
            field: "attestation",
        });
    }
    if !attestation.out_of_situation {
        return Err(ClientError::StillInSituation);
    }
    if !attestation.needs_case_management {
        return Err(ClientError::NeedsNoCaseManagement);
    }
    if !attestation.not_in_custody {
        return Err(ClientError::InCustody);
    }
    Ok(())
}

/// Adults are screened and certified, children get interim assistance and an Eligibility Letter.
pub fn phase_fits(population: Population, phase: ClientPhase) -> bool {
    match phase {
        ClientPhase::PendingScreening | ClientPhase::PreCertified | ClientPhase::Certified => {
            population == Population::Adult
        }
        ClientPhase::InterimAssistance | ClientPhase::Eligible => population == Population::Child,
    }
}

/// An adult is not under 18. A child was under 18 when the request was received, and may have come of age since.
pub fn age_band_fits(population: Population, age_band: AgeBand) -> bool {
    match age_band {
        AgeBand::Under18 => population == Population::Child,
        AgeBand::From18To24 | AgeBand::NotStated => true,
        AgeBand::From25To44 | AgeBand::From45 => population == Population::Adult,
    }
}

/// The sub-award serves the state, and its award the region. An empty list sets no limit.
pub fn serves(states: &[State], regions: &[Region], state: State) -> bool {
    (states.is_empty() || states.contains(&state)) && in_regions(regions, state)
}

/// The state lies in one of the regions. An empty list is the whole country.
pub fn in_regions(regions: &[Region], state: State) -> bool {
    regions.is_empty() || regions.contains(&state.region())
}

/// A case goes forward only, and only as far as its basis carries: certification follows continued presence, a
/// T visa or a bona fide T application; a child becomes eligible by an Eligibility Letter.
pub fn leads_to(from: ClientPhase, to: ClientPhase, basis: PhaseBasis) -> Result<(), ClientError> {
    let forward = match to {
        ClientPhase::PreCertified => from == ClientPhase::PendingScreening,
        ClientPhase::Certified => {
            from == ClientPhase::PendingScreening || from == ClientPhase::PreCertified
        }
        ClientPhase::Eligible => from == ClientPhase::InterimAssistance,
        ClientPhase::PendingScreening | ClientPhase::InterimAssistance => false,
    };
    if !forward {
        return Err(ClientError::PhaseOutOfOrder { from, to });
    }
    let reached = match basis {
        PhaseBasis::FilingReceipt => return Err(ClientError::FilingReceiptNotEnough),
        PhaseBasis::Screening => ClientPhase::PreCertified,
        PhaseBasis::ContinuedPresence | PhaseBasis::TVisa | PhaseBasis::BonaFideTApplication => {
            ClientPhase::Certified
        }
        PhaseBasis::EligibilityLetter => ClientPhase::Eligible,
    };
    if reached != to {
        return Err(ClientError::BasisInsufficient { basis, phase: to });
    }
    Ok(())
}

/// The letter is one that the population gets.
pub fn letter_fits(population: Population, kind: LetterKind) -> bool {
    match kind {
        LetterKind::Certification => population == Population::Adult,
        LetterKind::Eligibility | LetterKind::InterimAssistance | LetterKind::EligibilityDenied => {
            population == Population::Child
        }
    }
}

/// A child is eligible who was under 18 on the day on which the request was received, which is before the letter. An
/// Eligibility Letter is recorded with that attestation; with the other letters for children it may be left out.
pub fn under_18_on_receipt(
    kind: LetterKind,
    dated_on: NaiveDate,
    receipt: Option<RequestReceipt>,
) -> Result<(), ClientError> {
    let Some(receipt) = receipt else {
        return match kind {
            LetterKind::Eligibility => Err(ClientError::Under18NotAttested),
            LetterKind::Certification
            | LetterKind::InterimAssistance
            | LetterKind::EligibilityDenied => Ok(()),
        };
    };
    if receipt.received_on > dated_on {
        return Err(ClientError::RequestReceivedAfterLetter {
            received_on: receipt.received_on,
        });
    }
    match kind {
        LetterKind::Eligibility | LetterKind::InterimAssistance if !receipt.under_18_on_receipt => {
            Err(ClientError::Under18NotAttested)
        }
        LetterKind::Certification
        | LetterKind::Eligibility
        | LetterKind::InterimAssistance
        | LetterKind::EligibilityDenied => Ok(()),
    }
}

/// The last day of refugee benefits by a letter; none where the letter gives none of its own.
pub fn benefits_end_on(kind: LetterKind, eligible_on: NaiveDate) -> Option<NaiveDate> {
    match kind {
        LetterKind::Certification | LetterKind::Eligibility => {
            Some(benefit_window(eligible_on).ends_on)
        }
        LetterKind::InterimAssistance | LetterKind::EligibilityDenied => None,
    }
}

/// The derivative class existed on the day.
pub fn relation_exists(relation: FamilyRelation, on: NaiveDate) -> bool {
    match relation {
        FamilyRelation::T2 | FamilyRelation::T3 | FamilyRelation::T4 | FamilyRelation::T5 => true,
        FamilyRelation::T6 => on >= T6_FROM,
    }
}

/// The year that a month of service counts in: the one that its fifteenth, and so most of its days, lies in. A
/// month never counts in a year before the first.
pub fn benefit_year(
    basis: YearBasis,
    budget_starts_on: NaiveDate,
    enrolled_on: NaiveDate,
    month: Month,
) -> BenefitYear {
    let middle = month.first_day() + Days::new(14);
    let first = match basis {
        YearBasis::BudgetPeriod => budget_starts_on,
        YearBasis::EnrolmentAnniversary => enrolled_on,
        YearBasis::Calendar => {
            return BenefitYear(NaiveDate::from_ymd_opt(middle.year(), 1, 1).unwrap_or(middle));
        }
    };
    let years = middle.years_since(first).unwrap_or(0);
    BenefitYear(
        first
            .checked_add_months(Months::new(years.saturating_mul(12)))
            .unwrap_or(first),
    )
}
