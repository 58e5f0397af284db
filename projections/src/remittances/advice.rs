//! A whole advice, and what it adds up to.

use almoner_domain::{id::OrganizationId, money::Money};

use super::{
    AdviceClaim, Control, ProviderAdjustment, RemittanceHeaderRow,
    balance::{Unbalanced, checked},
};

/// An organization as an advice names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The organization.
    pub organization: OrganizationId,
    /// Its name in the register; its id where the register has none.
    pub name: String,
}

/// What an advice is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceParts {
    /// The payment, as the sub-awardee may know it.
    pub header: RemittanceHeaderRow,
    /// The prime that pays.
    pub prime: Party,
    /// The sub-awardee that is paid.
    pub sub_awardee: Party,
    /// The claims, by id.
    pub claims: Vec<AdviceClaim>,
    /// What is taken off that belongs to no claim.
    pub provider_adjustments: Vec<ProviderAdjustment>,
    /// What the sub-awardee still owes after this payment, for the next remittances.
    pub forward_balance: Money,
    /// What was posted as paid for these claims; none until the payment is confirmed.
    pub posted: Option<Money>,
    /// Under what it was read.
    pub control: Control,
}

checked! {
    /// What an advice adds up to: billed less adjusted is claims; claims less provider adjustments is payment.
    pub struct Totals {
        /// The sum billed.
        billed: Money,
        /// The sum of all adjustments of lines.
        adjusted: Money,
        /// What the claims pay.
        claims: Money,
        /// What is taken off that belongs to no claim.
        provider_adjustments: Money,
        /// What is paid.
        payment: Money,
    }
}

checked! {
    /// A remittance advice: what one payment pays one sub-awardee. It balances.
    pub struct Advice {
        /// The payment, as the sub-awardee may know it.
        header: RemittanceHeaderRow,
        /// The prime that pays.
        prime: Party,
        /// The sub-awardee that is paid.
        sub_awardee: Party,
        /// The claims, by id.
        claims: Vec<AdviceClaim>,
        /// What is taken off that belongs to no claim.
        provider_adjustments: Vec<ProviderAdjustment>,
        /// What the sub-awardee still owes after this payment, for the next remittances.
        forward_balance: Money,
        /// What was posted as paid for these claims; none until the payment is confirmed.
        posted: Option<Money>,
        /// Under what it was read.
        control: Control,
        /// What it adds up to.
        totals: Totals,
    }
}

impl Advice {
    /// An advice that balances and is as posted, or why it is not.
    pub fn try_new(mut parts: AdviceParts) -> Result<Self, Unbalanced> {
        parts
            .claims
            .sort_by(|one, other| one.claim().cmp(other.claim()));
        let totals = Totals::try_new(&parts.claims, &parts.provider_adjustments)?;
        if parts.forward_balance.is_negative() {
            return Err(Unbalanced::ProviderAdjustment {
                amount: parts.forward_balance,
            });
        }
        if let Some(posted) = parts.posted.filter(|posted| *posted != totals.claims) {
            return Err(Unbalanced::Postings {
                claims: totals.claims,
                posted,
            });
        }
        Ok(Self {
            header: parts.header,
            prime: parts.prime,
            sub_awardee: parts.sub_awardee,
            claims: parts.claims,
            provider_adjustments: parts.provider_adjustments,
            forward_balance: parts.forward_balance,
            posted: parts.posted,
            control: parts.control,
            totals,
        })
    }

    /// The money went out.
    pub fn is_paid(&self) -> bool {
        self.header.confirmed_on.is_some()
    }
}

impl Totals {
    fn try_new(
        claims: &[AdviceClaim],
        provider_adjustments: &[ProviderAdjustment],
    ) -> Result<Self, Unbalanced> {
        let sum = |of: fn(&AdviceClaim) -> &Money| {
            Money::sum(claims.iter().map(|claim| *of(claim))).ok_or(Unbalanced::OutOfRange)
        };
        if let Some(below) = provider_adjustments
            .iter()
            .find(|taken| taken.amount.is_negative())
        {
            return Err(Unbalanced::ProviderAdjustment {
                amount: below.amount,
            });
        }
        let taken = Money::sum(provider_adjustments.iter().map(|taken| taken.amount))
            .ok_or(Unbalanced::OutOfRange)?;
        let paid = sum(AdviceClaim::paid)?;
        let payment = paid
            .minus(taken)
            .filter(|payment| !payment.is_negative())
            .ok_or(Unbalanced::Payment {
                claims: paid,
                adjustments: taken,
            })?;
        Ok(Self {
            billed: sum(AdviceClaim::billed)?,
            adjusted: sum(AdviceClaim::adjusted)?,
            claims: paid,
            provider_adjustments: taken,
            payment,
        })
    }
}
