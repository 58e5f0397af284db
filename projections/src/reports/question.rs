//! Which reports there are, and what each is asked with.

use almoner_domain::identifier::Fain;
use chrono::NaiveDate;

use super::{Parameter, Parameters};

/// The reports that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportName {
    /// What an award holds, and what its sub-awards do with it.
    AwardSummary,
    /// How an award keeps the rule on its sub-award share: the 60 percent rule.
    SubAwardShare,
    /// What was received and is neither paid nor refused, by the days since its receipt.
    ClaimAging,
    /// What every payment pays every sub-awardee.
    RemittanceRegister,
    /// What was spent in a fiscal year, by assistance listing and award: for the schedule of expenditures of federal awards.
    FederalExpenditures,
    /// The sub-awards of an award, as SAM.gov takes them.
    SubAwardUpload,
    /// The Federal Financial Report, SF-425.
    FederalFinancialReport,
    /// The Request for Advance or Reimbursement, SF-270.
    PaymentRequest,
}

/// A report that cannot be asked for like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// There is no such report.
    #[error("there is no report {name}; there are {}", ReportName::list())]
    NameUnknown {
        /// What was asked for.
        name: String,
    },
    /// The report needs to be told more.
    #[error("the report {report} is about one {parameter}: say which")]
    ParameterMissing {
        /// The report.
        report: &'static str,
        /// What it needs.
        parameter: &'static str,
    },
    /// The report does not take this.
    #[error("no report, or not this one, takes {parameter}")]
    ParameterUnknown {
        /// What was said.
        parameter: String,
    },
    /// Something was said twice.
    #[error("{parameter} is said twice")]
    ParameterRepeated {
        /// What.
        parameter: &'static str,
    },
    /// What was said cannot be read.
    #[error("{parameter}: {message}")]
    ParameterMalformed {
        /// Which.
        parameter: &'static str,
        /// The stable code of what is wrong with it.
        code: &'static str,
        /// What is wrong with it.
        message: String,
    },
}

impl QuestionError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameUnknown { .. } => "REPORT_UNKNOWN",
            Self::ParameterMissing { .. } => "REPORT_PARAMETER_MISSING",
            Self::ParameterUnknown { .. } => "REPORT_PARAMETER_UNKNOWN",
            Self::ParameterRepeated { .. } => "REPORT_PARAMETER_REPEATED",
            Self::ParameterMalformed { code, .. } => code,
        }
    }

    /// The parameter that it is about.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::NameUnknown { .. } => None,
            Self::ParameterMissing { parameter, .. }
            | Self::ParameterRepeated { parameter }
            | Self::ParameterMalformed { parameter, .. } => Some(parameter),
            Self::ParameterUnknown { parameter } => Some(parameter),
        }
    }
}

/// Whether a report has to be told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

impl ReportName {
    /// Every report.
    pub const ALL: [Self; 8] = [
        Self::AwardSummary,
        Self::SubAwardShare,
        Self::ClaimAging,
        Self::RemittanceRegister,
        Self::FederalExpenditures,
        Self::SubAwardUpload,
        Self::FederalFinancialReport,
        Self::PaymentRequest,
    ];

    /// What it is called, in an address and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::AwardSummary => "award-summary",
            Self::SubAwardShare => "sub-award-share",
            Self::ClaimAging => "claim-aging",
            Self::RemittanceRegister => "remittance-register",
            Self::FederalExpenditures => "sefa",
            Self::SubAwardUpload => "sub-award-upload",
            Self::FederalFinancialReport => "sf-425",
            Self::PaymentRequest => "sf-270",
        }
    }

    /// The report of a name.
    ///
    /// # Errors
    /// [`QuestionError::NameUnknown`].
    pub fn parse(name: &str) -> Result<Self, QuestionError> {
        Self::ALL
            .into_iter()
            .find(|report| report.key() == name)
            .ok_or_else(|| QuestionError::NameUnknown {
                name: name.to_owned(),
            })
    }

    /// Its title, as it stands on the first page.
    pub fn title(self) -> &'static str {
        match self {
            Self::AwardSummary => "Award summary",
            Self::SubAwardShare => "Statement on the sub-award share",
            Self::ClaimAging => "Aging of claims",
            Self::RemittanceRegister => "Remittance register",
            Self::FederalExpenditures => "Expenditures of federal awards",
            Self::SubAwardUpload => "Sub-award reporting upload",
            Self::FederalFinancialReport => "Federal Financial Report (SF-425)",
            Self::PaymentRequest => "Request for Advance or Reimbursement (SF-270)",
        }
    }

    fn list() -> String {
        Self::ALL.map(Self::key).join(", ")
    }

    fn takes(self) -> &'static [(Parameter, Need)] {
        match self {
            Self::AwardSummary | Self::SubAwardShare => &[(Parameter::Award, Need::Required)],
            Self::ClaimAging => &[
                (Parameter::Award, Need::Optional),
                (Parameter::Programme, Need::Optional),
                (Parameter::On, Need::Optional),
            ],
            Self::RemittanceRegister => &[
                (Parameter::Award, Need::Optional),
                (Parameter::Programme, Need::Optional),
            ],
            Self::FederalExpenditures => &[
                (Parameter::FiscalYear, Need::Required),
                (Parameter::Organization, Need::Optional),
            ],
            Self::SubAwardUpload => &[
                (Parameter::Award, Need::Required),
                (Parameter::On, Need::Optional),
                (Parameter::AgencyCode, Need::Optional),
            ],
            Self::FederalFinancialReport => &[
                (Parameter::Award, Need::Required),
                (Parameter::PeriodEnd, Need::Optional),
                (Parameter::Final, Need::Optional),
            ],
            Self::PaymentRequest => &[
                (Parameter::Award, Need::Required),
                (Parameter::On, Need::Optional),
                (Parameter::Advance, Need::Optional),
            ],
        }
    }
}

/// A report, and what it is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    name: ReportName,
    parameters: Parameters,
}

impl Question {
    /// Asks for a report.
    ///
    /// # Errors
    /// [`QuestionError`] where the report needs more, or takes less.
    pub fn try_new(name: ReportName, parameters: Parameters) -> Result<Self, QuestionError> {
        let takes = name.takes();
        for parameter in Parameter::ALL {
            let said = parameters.text(parameter).is_some();
            let need = takes.iter().find(|(known, _)| *known == parameter);
            match need {
                None if said => {
                    return Err(QuestionError::ParameterUnknown {
                        parameter: parameter.key().to_owned(),
                    });
                }
                Some((_, Need::Required)) if !said => {
                    return Err(QuestionError::ParameterMissing {
                        report: name.key(),
                        parameter: parameter.key(),
                    });
                }
                Some(_) | None => {}
            }
        }
        Ok(Self { name, parameters })
    }

    /// The report.
    pub fn name(&self) -> ReportName {
        self.name
    }

    /// What it is asked with.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The same; where the report counts by days and none was said, on this day.
    pub(super) fn on_or(mut self, day: NaiveDate) -> Self {
        let counts_days = self.name.takes().iter().any(|(it, _)| *it == Parameter::On);
        if counts_days && self.parameters.on.is_none() {
            self.parameters.on = Some(day);
        }
        self
    }

    /// The day on which it counts.
    pub(super) fn on(&self) -> Result<NaiveDate, QuestionError> {
        self.parameters.on.ok_or(QuestionError::ParameterMissing {
            report: self.name.key(),
            parameter: Parameter::On.key(),
        })
    }

    /// The award that it is about.
    pub(crate) fn award(&self) -> Result<&Fain, QuestionError> {
        self.parameters
            .award
            .as_ref()
            .ok_or(QuestionError::ParameterMissing {
                report: self.name.key(),
                parameter: Parameter::Award.key(),
            })
    }
}
