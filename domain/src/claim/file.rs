//! What a claim holds for decisions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ClaimPart, DenialReason};
use crate::{
    id::{ActorId, ClaimId, ClientCode, OrganizationId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
};

/// Under what a claim was made, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTerms {
    /// The sub-award.
    pub sub_award: SubAwardId,
    /// The sub-awardee.
    pub organization: OrganizationId,
    /// The award.
    pub award: Fain,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The client.
    pub client: ClientCode,
    /// The month of service.
    pub service_month: Month,
}

/// A line of a claim: what of it is payable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledLine {
    /// Its number.
    pub number: u32,
    /// Administration or direct.
    pub part: ClaimPart,
    /// Billed less adjustments.
    pub allowed: Money,
}

/// A claim as it was submitted and adjudicated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFile {
    /// The claim.
    pub claim: ClaimId,
    /// Under what, and for whom.
    pub terms: ClaimTerms,
    /// The digest of its content without its number.
    pub content_digest: String,
    /// Who submitted it.
    pub submitted_by: ActorId,
    /// The accounting date of the submission.
    pub submitted_on: NaiveDate,
    /// Line by line.
    pub lines: Vec<FiledLine>,
    /// Billed less all adjustments.
    pub payable: Money,
}

impl ClaimFile {
    /// What is payable of the administration part.
    pub fn administration(&self) -> Money {
        self.allowed(ClaimPart::Administration)
    }

    /// What is payable of the direct part.
    pub fn direct(&self) -> Money {
        self.allowed(ClaimPart::Direct)
    }

    fn allowed(&self, part: ClaimPart) -> Money {
        let lines = self.lines.iter().filter(|line| line.part == part);
        Money::sum(lines.map(|line| line.allowed))
            .expect("parts of a claim whose billed sum is in range")
    }
}

/// An officer's approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub approved_by: ActorId,
    /// The accounting date.
    pub approved_on: NaiveDate,
}

/// An officer's denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// Why.
    pub reason: DenialReason,
    /// Who.
    pub denied_by: ActorId,
    /// The accounting date.
    pub denied_on: NaiveDate,
}
