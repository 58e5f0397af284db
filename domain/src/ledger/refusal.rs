//! Why a command is not carried out.

use super::StreamId;

/// A rule says no. The same for every aggregate, so that the journal can remember it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The stable code.
    pub code: &'static str,
    /// What is the matter and what to do, for the one who asked.
    pub message: String,
    /// The input field that it is about, in the api's spelling.
    pub field: Option<&'static str>,
}

/// Why a decision stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// These streams must be loaded first; then decide again.
    Missing(Vec<StreamId>),
    /// A rule says no.
    Refused(Refusal),
}

impl Halt {
    /// A refusal without a field.
    pub fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused(Refusal {
            code,
            message: message.into(),
            field: None,
        })
    }

    /// A refusal about an input field.
    pub fn refused_field(
        code: &'static str,
        field: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self::Refused(Refusal {
            code,
            message: message.into(),
            field: Some(field),
        })
    }

    /// The same halt, as being about another input field: a rule of one aggregate may not know by which
    /// field of a larger command it was reached.
    #[must_use]
    pub fn about(self, field: &'static str) -> Self {
        match self {
            Self::Missing(streams) => Self::Missing(streams),
            Self::Refused(refusal) => Self::Refused(Refusal {
                field: Some(field),
                ..refusal
            }),
        }
    }
}
