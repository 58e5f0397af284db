//! How things stand for a sub-awardee: its claims by status, what was taken off them and can be mended, and what is
//! left of its clients' years.

mod claims;
mod reduction;
mod year;

pub(crate) use claims::ClaimStanding;
pub(crate) use reduction::ClaimReduction;
pub(crate) use year::YearLeft;
