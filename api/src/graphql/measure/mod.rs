//! What programmes count: figures as they were reported, with their evidence, and what the ledger counts itself.

mod input;
mod mutation;
mod object;
mod programme;
mod query;
mod value;

pub(crate) use input::{
    MeasureReportForAwardInput, MeasureReportForSubAwardInput, MeasureReportInput,
};
pub(crate) use mutation::MeasureMutation;
pub(crate) use object::{Measure, MeasureReport};
pub(crate) use programme::ProgrammeMeasures;
pub(crate) use query::{MeasureQuery, fiscal_year_of};
pub(crate) use value::{CorrectionReason, Figure, FigureInput, MeasureKind};
