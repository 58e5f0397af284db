//! Programmes and their rules.

mod input;
mod mutation;
mod object;
mod query;
mod rule_set;
mod rules;
mod value;

pub(crate) use input::{ProgrammePublishInput, RuleSetPublishInput};
pub(crate) use mutation::ProgrammeMutation;
pub(crate) use object::Programme;
pub(crate) use query::ProgrammeQuery;
pub(crate) use rule_set::RuleSet;
pub(crate) use rules::RuleSetInput;
pub(crate) use value::{
    Category, DisclosureProfile, FfataBasis, Instrument, PendedOrder, ShareBase, UnitPolicy,
    YearBasis,
};
