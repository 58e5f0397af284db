//! The register of organizations.

mod filter;
mod input;
mod mutation;
mod object;
mod query;
mod value;

pub(crate) use filter::OrganizationFilterInput;
pub(crate) use input::{
    OrganizationAttestGrassrootsInput, OrganizationExcludeInput, OrganizationRegisterInput,
    OrganizationReinstateInput, OrganizationWithdrawGrassrootsInput,
};
pub(crate) use mutation::OrganizationMutation;
pub(crate) use object::Organization;
pub(crate) use query::OrganizationQuery;
pub(crate) use value::EntityIdentifierScheme;
