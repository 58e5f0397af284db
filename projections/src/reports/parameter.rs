//! The parameters of reports: what each is called, what it may hold, and how it is read.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::Fain,
    measure::FiscalYear,
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
}

impl Parameter {
    /// All of them, in the order in which a control sheet says them.
    pub const ALL: [Self; 5] = [
        Self::Award,
        Self::Programme,
        Self::Organization,
        Self::On,
        Self::FiscalYear,
    ];

    /// What it is called, in an address and in a control sheet.
    pub fn key(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Programme => "programme",
            Self::Organization => "organization",
            Self::On => "on",
            Self::FiscalYear => "fiscal-year",
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
            Parameter::On => {
                let read = text.parse().map_err(|_| {
                    let shape = "a day of the calendar, written like 2024-10-01";
                    malformed("DATE_MALFORMED", shape.to_owned())
                });
                self.on = Some(read?);
            }
            Parameter::FiscalYear => {
                let year = text.parse().ok().map(FiscalYear::try_new);
                let shape = "a federal fiscal year, a number such as 2019";
                let malformed = || malformed("FISCAL_YEAR_MALFORMED", shape.to_owned());
                self.fiscal_year = Some(year.and_then(Result::ok).ok_or_else(malformed)?);
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
        }
    }

    /// Everything that was said, in the order of a control sheet.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let said = |parameter: Parameter| Some((parameter.key(), self.text(parameter)?));
        Parameter::ALL.into_iter().filter_map(said).collect()
    }
}
