//! The portfolio: every award that you may see, across programmes, with its money, its pace and where it stands.

mod count;
mod input;
mod object;
mod query;

pub(crate) use object::Portfolio;
pub(crate) use query::PortfolioQuery;
