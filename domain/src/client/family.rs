//! What a case decides about its family members.

use chrono::NaiveDate;

use super::{Client, ClientError, ClientEvent, decide::Decided, relation_exists};
use crate::{
    ledger::{AddFamilyMember, RemoveFamilyMember},
    period::{not_before, not_in_future},
};

impl Client {
    pub(super) fn add_family_member(
        &self,
        input: &AddFamilyMember,
        member_has_case: bool,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.open(&input.client)?;
        let known = case.family.iter().find(|held| held.member == input.member);
        if let Some(held) = known
            && held.relation == input.relation
            && held.in_household == input.in_household
            && held.since == input.effective_on
        {
            return Ok(Vec::new());
        }
        if known.is_some() || member_has_case || input.member == case.client {
            return Err(ClientError::MemberCodeUsed {
                member: input.member.clone(),
            });
        }
        if !relation_exists(input.relation, input.effective_on) {
            return Err(ClientError::RelationNotYet {
                relation: input.relation,
            });
        }
        case.may_change(input.effective_on, received_on)?;
        Ok(vec![ClientEvent::FamilyMemberAdded {
            client: input.client.clone(),
            member: input.member.clone(),
            relation: input.relation,
            in_household: input.in_household,
            effective_on: input.effective_on,
        }])
    }

    pub(super) fn remove_family_member(
        &self,
        input: &RemoveFamilyMember,
        received_on: NaiveDate,
    ) -> Decided {
        let case = self.open(&input.client)?;
        let held = case
            .family
            .iter()
            .find(|held| held.member == input.member)
            .ok_or_else(|| ClientError::MemberUnknown {
                member: input.member.clone(),
            })?;
        if let Some(left) = held.left {
            return if left.reason == input.reason && left.since == input.effective_on {
                Ok(Vec::new())
            } else {
                Err(ClientError::MemberLeft { since: left.since })
            };
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, held.since)?;
        Ok(vec![ClientEvent::FamilyMemberLeft {
            client: input.client.clone(),
            member: input.member.clone(),
            reason: input.reason,
            effective_on: input.effective_on,
        }])
    }
}
