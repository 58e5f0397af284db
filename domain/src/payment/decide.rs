//! What a payment decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    ApprovedClaim, Batch, Payment, PaymentCommand, PaymentError, PaymentEvent, PaymentTerms,
    approved_none, batch_digest, gathered, of_one_award, offsets,
};
use crate::{
    id::{ActorId, SubAwardId},
    ledger::{AuthorisePayment, ConfirmPayment, PreparePayment},
    money::Money,
    period::{not_before, not_in_future},
};

type Decided = Result<Vec<PaymentEvent>, PaymentError>;

impl Payment {
    /// What follows from a command.
    pub fn decide(&self, command: &PaymentCommand) -> Decided {
        match command {
            PaymentCommand::Prepare {
                input,
                terms,
                claims,
                owed,
                prepared_by,
                received_on,
            } => self.prepare(input, terms, (claims, owed), prepared_by, *received_on),
            PaymentCommand::Authorise {
                input,
                approvers,
                authorised_by,
                received_on,
            } => self.authorise(input, approvers, authorised_by, *received_on),
            PaymentCommand::Confirm {
                input,
                approvers,
                confirmed_by,
                received_on,
            } => self.confirm(input, approvers, confirmed_by, *received_on),
        }
    }

    fn prepare(
        &self,
        input: &PreparePayment,
        terms: &PaymentTerms,
        (claims, owed): (&[ApprovedClaim], &BTreeMap<SubAwardId, Money>),
        prepared_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        if let Some(batch) = self.batch() {
            return if batch.says(input) {
                Ok(Vec::new())
            } else {
                Err(PaymentError::AlreadyPrepared {
                    payment: input.payment.clone(),
                })
            };
        }
        let claim_count = gathered(input.claims.iter())?;
        of_one_award(claims, &input.award)?;
        approved_none(prepared_by, claims.iter().map(|claim| &claim.approved_by))?;
        not_in_future(input.effective_on, received_on)?;
        for claim in claims {
            not_before(input.effective_on, claim.approved_on)?;
        }
        let total = Money::sum(claims.iter().map(|claim| claim.claim.amount))
            .ok_or(PaymentError::AmountOutOfRange)?;
        let header = PaymentEvent::PaymentPrepared {
            payment: input.payment.clone(),
            award: terms.award.clone(),
            programme: terms.programme.clone(),
            grantee: terms.grantee.clone(),
            claim_count,
            total,
            digest: batch_digest(claims.iter().map(|claim| &claim.claim)),
            justification: input.justification.clone(),
            prepared_by: prepared_by.clone(),
            effective_on: input.effective_on,
        };
        let included = claims.iter().map(|claim| {
            let claim = &claim.claim;
            PaymentEvent::PaymentClaimIncluded {
                payment: input.payment.clone(),
                claim: claim.claim.clone(),
                sub_award: claim.sub_award.clone(),
                sub_awardee: claim.sub_awardee.clone(),
                amount: claim.amount,
            }
        });
        let withheld =
            offsets(claims, owed)?
                .into_iter()
                .map(|offset| PaymentEvent::PaymentOffsetIncluded {
                    payment: input.payment.clone(),
                    forward_balance: offset.forward_balance(),
                    sub_award: offset.sub_award,
                    sub_awardee: offset.sub_awardee,
                    owed: offset.owed,
                    amount: offset.amount,
                });
        Ok([header]
            .into_iter()
            .chain(included)
            .chain(withheld)
            .collect())
    }

    fn authorise(
        &self,
        input: &AuthorisePayment,
        approvers: &BTreeSet<ActorId>,
        authorised_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let batch = match self {
            Self::Unknown => {
                return Err(PaymentError::Unknown {
                    payment: input.payment.clone(),
                });
            }
            Self::Authorised { authorised, .. } | Self::Confirmed { authorised, .. } => {
                let repeats =
                    authorised.by == *authorised_by && authorised.on == input.effective_on;
                return if repeats {
                    Ok(Vec::new())
                } else {
                    Err(PaymentError::AlreadyAuthorised)
                };
            }
            Self::Prepared { batch } => batch,
        };
        approved_none(authorised_by, approvers.iter())?;
        if batch.prepared_by == *authorised_by {
            return Err(PaymentError::SamePersonPrepared);
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, batch.prepared_on)?;
        Ok(vec![PaymentEvent::PaymentAuthorised {
            payment: input.payment.clone(),
            authorised_by: authorised_by.clone(),
            effective_on: input.effective_on,
        }])
    }

    fn confirm(
        &self,
        input: &ConfirmPayment,
        approvers: &BTreeSet<ActorId>,
        confirmed_by: &ActorId,
        received_on: NaiveDate,
    ) -> Decided {
        let (batch, authorised) = match self {
            Self::Unknown => {
                return Err(PaymentError::Unknown {
                    payment: input.payment.clone(),
                });
            }
            Self::Prepared { .. } => return Err(PaymentError::NotAuthorised),
            Self::Confirmed { confirmed, .. } => {
                let repeats = confirmed.by == *confirmed_by && confirmed.on == input.effective_on;
                return if repeats {
                    Ok(Vec::new())
                } else {
                    Err(PaymentError::AlreadyConfirmed)
                };
            }
            Self::Authorised { batch, authorised } => (batch, authorised),
        };
        approved_none(confirmed_by, approvers.iter())?;
        if authorised.by == *confirmed_by {
            return Err(PaymentError::SamePersonAuthorised);
        }
        not_in_future(input.effective_on, received_on)?;
        not_before(input.effective_on, authorised.on)?;
        Ok(vec![PaymentEvent::PaymentConfirmed {
            payment: input.payment.clone(),
            award: batch.terms.award.clone(),
            programme: batch.terms.programme.clone(),
            total: batch.total,
            confirmed_by: confirmed_by.clone(),
            effective_on: input.effective_on,
        }])
    }
}

impl Batch {
    fn says(&self, input: &PreparePayment) -> bool {
        self.terms.award == input.award
            && self.claims.iter().map(|held| &held.claim).eq(&input.claims)
            && self.justification == input.justification
            && self.prepared_on == input.effective_on
    }
}
