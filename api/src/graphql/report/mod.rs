//! Reports: what an award's file needs, section by section, with the control sheet that every file of it ends in.

mod input;
mod object;
mod query;

pub(crate) use input::{ReportName, ReportQuestionInput};
pub(crate) use object::Report;
pub(crate) use query::ReportQuery;
