//! The parameters of reports: what each is called, what it may hold, and how it is read.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::Fain,
    measure::{FiscalYear, MeasurePeriodError},
    money::Money,
};
use chrono::NaiveDate;

use super::QuestionError;

/// What can be said about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// An award, by its FAIN.
    Award,
    /// A programme, by its code.
    Programme,
    /// An organization: the prime that reports.
    Organization,
    /// A day.
    On,
    /// A federal fiscal year.
    FiscalYear,
    /// The last day of a reporting period.
    PeriodEnd,
    /// The report is the last one.
    Final,
    /// What is asked for ahead of costs.
    Advance,
    /// The code of the funding agency in SAM.gov.
    AgencyCode,
}

impl Parameter {
    /// All of them, in the order in which a control sheet says them.
    pub const ALL: [Self; 9] = [
        Self::Award,
        Self::Programme,
        Self::Organization,
        Self::On,
        Self::FiscalYear,
        Self::PeriodEnd,
        Self::Final,
        Self::Advance,
        Self::AgencyCode,
    ];

    /// What it is called, in an address and in a control sheet.
    pub fn key(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Programme => "programme",
            Self::Organization => "organization",
            Self::On => "on",
            Self::FiscalYear => "fiscal-year",
            Self::PeriodEnd => "period-end",
            Self::Final => "final",
            Self::Advance => "advance",
            Self::AgencyCode => "agency-code",
        }
    }
}

/// What was said about a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    /// An award.
    pub award: Option<Fain>,
    /// A programme.
    pub programme: Option<ProgrammeCode>,
    /// The prime that reports.
    pub organization: Option<OrganizationId>,
    /// The day on which what is counted is counted.
    pub on: Option<NaiveDate>,
    /// The federal fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// The last day of the reporting period.
    pub period_end: Option<NaiveDate>,
    /// The report is the last one.
    pub is_final: bool,
    /// What is asked for ahead of costs.
    pub advance: Option<Money>,
    /// The code of the funding agency in SAM.gov: up to 32 letters and digits.
    pub agency: Option<AgencyCode>,
}

/// The code of a federal agency in SAM.gov: 1 to 32 letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyCode(String);

/// The text is no code of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code of an agency is 1 to 32 letters and digits")]
pub struct AgencyCodeError;

impl AgencyCodeError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        "AGENCY_CODE_MALFORMED"
    }
}

impl AgencyCode {
    /// Reads a code.
    ///
    /// # Errors
    /// [`AgencyCodeError`].
    pub fn parse(text: &str) -> Result<Self, AgencyCodeError> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_plain && (1..=32).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AgencyCodeError)
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Parameters {
    /// Reads what was said, by the names of parameters.
    ///
    /// # Errors
    /// [`QuestionError`] for a name that is none, one that is said twice, and a text that cannot be read.
    pub fn read<'a>(
        said: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, QuestionError> {
        let mut read = Self::default();
        for (key, text) in said {
            let known = Parameter::ALL
                .into_iter()
                .find(|known| known.key() == key)
                .ok_or_else(|| QuestionError::ParameterUnknown {
                    parameter: key.to_owned(),
                })?;
            if read.text(known).is_some() {
                return Err(QuestionError::ParameterRepeated {
                    parameter: known.key(),
                });
            }
            read.take(known, text)?;
        }
        Ok(read)
    }

    fn take(&mut self, parameter: Parameter, text: &str) -> Result<(), QuestionError> {
        let key = parameter.key();
        let malformed = |code, message| QuestionError::ParameterMalformed {
            parameter: key,
            code,
            message,
        };
        match parameter {
            Parameter::Award => {
                let read = Fain::parse(text);
                self.award = Some(read.map_err(|e| malformed(e.code(), e.to_string()))?);
            }
            Parameter::Programme => {
                let read = ProgrammeCode::parse(text);
                self.programme = Some(read.map_err(|e| malformed(e.code(), e.to_string()))?);
            }
            Parameter::Organization => {
                let read = OrganizationId::parse(text);
                self.organization = Some(read.map_err(|e| malformed(e.code(), e.to_string()))?);
            }
            Parameter::On => self.on = Some(day(key, text)?),
            Parameter::PeriodEnd => self.period_end = Some(day(key, text)?),
            Parameter::FiscalYear => {
                let year = text.parse().ok().map(FiscalYear::try_new);
                let shape = "a federal fiscal year, a number such as 2019";
                let malformed = || malformed(MeasurePeriodError.code(), shape.to_owned());
                self.fiscal_year = Some(year.and_then(Result::ok).ok_or_else(malformed)?);
            }
            Parameter::Final => {
                let shape = "final is true, or is not said";
                self.is_final = match text {
                    "true" => true,
                    _ => return Err(malformed("REPORT_FINAL_MALFORMED", shape.to_owned())),
                };
            }
            Parameter::Advance => {
                let read = Money::parse(text);
                self.advance = Some(read.map_err(|e| malformed(e.code(), e.to_string()))?);
            }
            Parameter::AgencyCode => {
                let read = AgencyCode::parse(text);
                self.agency = Some(read.map_err(|e| malformed(e.code(), e.to_string()))?);
            }
        }
        Ok(())
    }

    /// What was said under a name, in its one spelling.
    pub fn text(&self, parameter: Parameter) -> Option<String> {
        match parameter {
            Parameter::Award => self.award.as_ref().map(ToString::to_string),
            Parameter::Programme => self.programme.as_ref().map(ToString::to_string),
            Parameter::Organization => self.organization.as_ref().map(ToString::to_string),
            Parameter::On => self.on.map(|day| day.to_string()),
            Parameter::FiscalYear => self.fiscal_year.map(|year| year.number().to_string()),
            Parameter::PeriodEnd => self.period_end.map(|day| day.to_string()),
            Parameter::Final => self.is_final.then(|| "true".to_owned()),
            Parameter::Advance => self.advance.map(|amount| amount.to_string()),
            Parameter::AgencyCode => self.agency.as_ref().map(|code| code.0.clone()),
        }
    }

    /// Everything that was said, in the order of a control sheet.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let said = |parameter: Parameter| Some((parameter.key(), self.text(parameter)?));
        Parameter::ALL.into_iter().filter_map(said).collect()
    }
}

fn day(parameter: &'static str, text: &str) -> Result<NaiveDate, QuestionError> {
    text.parse().map_err(|_| QuestionError::ParameterMalformed {
        parameter,
        code: "DATE_MALFORMED",
        message: "a day of the calendar, written like 2024-10-01".to_owned(),
    })
}
