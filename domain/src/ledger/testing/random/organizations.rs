//! Random commands about organizations.

use proptest::{prelude::*, sample::select};

use super::super::{SUB_AWARDEES, organization};
use super::values::any_day;
use crate::ledger::{Command, ExcludeOrganization, ReinstateOrganization};

pub(super) fn any_organization_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (select(SUB_AWARDEES.to_vec()), any_day()).prop_map(|(id, effective_on)| {
            ExcludeOrganization {
                organization: organization(id),
                effective_on,
            }
            .into()
        }),
        (select(SUB_AWARDEES.to_vec()), any_day()).prop_map(|(id, effective_on)| {
            ReinstateOrganization {
                organization: organization(id),
                effective_on,
            }
            .into()
        }),
    ]
}
