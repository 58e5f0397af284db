//! Amounts that claims and payments add up to: the aging of claims, the remittance register, and what a payment pays.
//!
//! They are sums of claims, each with the record that says how much of it counts: the claim's last record, or the one that
//! took it into its payment. What was posted for these claims, paid or not, is on the way.

use std::collections::BTreeSet;

use almoner_domain::{
    id::{ClaimId, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
};
use sqlx::postgres::PgRow;

use super::{Explanation, Origin, query::out_of_range};
use crate::{
    read::{ReadError, View, as_of},
    reports::{Parameters, open_items},
    table::Cell,
};

/// What an amount is a sum of, record by record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Items {
    pub(super) parts: Vec<Item>,
}

/// A claim or an offset, and what of it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) award: Fain,
    pub(super) sub_award: SubAwardId,
    pub(super) claim: Option<ClaimId>,
    pub(super) payment: Option<PaymentId>,
    /// The record that says how much; none where the viewer does not see it.
    pub(super) position: Option<i64>,
    pub(super) amount: Money,
}

/// Which lines of remittances are asked for; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentLines {
    /// Of an award.
    pub award: Option<Fain>,
    /// Of a programme.
    pub programme: Option<ProgrammeCode>,
    /// Of a payment.
    pub payment: Option<PaymentId>,
    /// To a sub-awardee.
    pub sub_awardee: Option<OrganizationId>,
    /// Of payments that stand there.
    pub status: Option<String>,
    /// Of a claim.
    pub claim: Option<ClaimId>,
    /// That this record wrote.
    pub position: Option<i64>,
}

/// What of a remittance is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What is paid for claims.
    Claims,
    /// What is withheld.
    Withheld,
    /// What is paid: claims less what is withheld.
    Payment,
}

/// Which open claims are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenClaims {
    pub(super) sub_award: Option<SubAwardId>,
    /// How many days since receipt, as the report counts them: the number of the bucket.
    pub(super) bucket: Option<i64>,
    pub(super) status: Option<&'static str>,
}

fn item(row: &PgRow) -> Result<Item, ReadError> {
    Ok(Item {
        award: Cell::read(row, "award")?,
        sub_award: Cell::read(row, "sub_award")?,
        claim: Cell::read(row, "claim")?,
        payment: Cell::read(row, "payment")?,
        position: Cell::read(row, "position")?,
        amount: Cell::read(row, "amount")?,
    })
}

impl Items {
    /// The explanation of an amount that is the sum of these; of that sum where no amount is given.
    pub(super) fn explanation(
        self,
        amount: Option<Money>,
        statement: String,
    ) -> Result<Explanation, ReadError> {
        let sum = Money::sum(self.parts.iter().map(|part| part.amount));
        let sum = sum.ok_or_else(out_of_range)?;
        let amount = amount.unwrap_or(sum);
        let mut awards = self.parts.iter().map(|part| &part.award);
        let first = awards.next().cloned();
        let award = first.filter(|first| awards.all(|award| award == first));
        Ok(Explanation {
            amount,
            computed: amount.minus(sum).ok_or_else(out_of_range)?,
            statement,
            award,
            terms: Vec::new(),
            origin: Origin::Items(self),
        })
    }

    pub(super) fn awards(&self) -> Vec<String> {
        distinct(self.parts.iter().map(|part| part.award.as_str()))
    }

    pub(super) fn sub_awards(&self) -> Vec<String> {
        distinct(self.parts.iter().map(|part| part.sub_award.as_str()))
    }

    pub(super) fn claims(&self) -> Vec<String> {
        let claims = self.parts.iter().filter_map(|part| part.claim.as_ref());
        let claims: Vec<String> = claims.map(ToString::to_string).collect();
        distinct(claims.iter().map(String::as_str))
    }

    pub(super) fn payments(&self) -> Vec<String> {
        let payments = self.parts.iter().filter_map(|part| part.payment.as_ref());
        distinct(payments.map(PaymentId::as_str))
    }
}

fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let distinct: BTreeSet<&str> = texts.collect();
    distinct.into_iter().map(str::to_owned).collect()
}

impl View {
    /// Lines of remittances, with what of them is meant.
    pub(super) async fn payment_items(
        &self,
        lines: &PaymentLines,
        part: Part,
    ) -> Result<Items, ReadError> {
        let (of_claims, of_offsets) = match part {
            Part::Claims => (1_i16, 0_i16),
            Part::Withheld => (0, 1),
            Part::Payment => (1, -1),
        };
        let query = as_of(self, LINES)
            .bind(lines.award.as_ref().map(Fain::as_str))
            .bind(lines.programme.as_ref().map(ProgrammeCode::as_str))
            .bind(lines.payment.as_ref().map(PaymentId::as_str))
            .bind(lines.sub_awardee.as_ref().map(OrganizationId::as_str))
            .bind(lines.status.as_deref())
            .bind(lines.claim.as_ref().map(ToString::to_string))
            .bind(lines.position)
            .bind(of_claims)
            .bind(of_offsets);
        let rows = self.rows(query).await?;
        let parts = rows.iter().map(item).collect::<Result<_, _>>()?;
        Ok(Items { parts })
    }

    /// Open claims, as the aging of claims has them.
    pub(super) async fn open_items(
        &self,
        said: &Parameters,
        of: &OpenClaims,
    ) -> Result<Items, ReadError> {
        let query = open_items(self, said)
            .bind(of.sub_award.as_ref().map(SubAwardId::as_str))
            .bind(of.bucket)
            .bind(of.status);
        let rows = self.rows(query).await?;
        let parts = rows.iter().map(item).collect::<Result<_, _>>()?;
        Ok(Items { parts })
    }
}

/// Each claim with the record that took it into its payment, and each offset with its own.
const LINES: &str = "
SELECT i.award, i.sub_award, i.claim, i.payment, a.position, i.amount * i.sign AS amount
FROM (
    SELECT award, sub_award, sub_awardee, claim, payment, amount, $9::smallint AS sign, 'PaymentClaimIncluded' AS event_type
    FROM payment_claims WHERE valid_from <= $1 AND valid_to > $1
    UNION ALL
    SELECT award, sub_award, sub_awardee, NULL, payment, amount, $10::smallint, 'PaymentOffsetIncluded'
    FROM payment_offsets WHERE valid_from <= $1 AND valid_to > $1
) AS i
JOIN remittance_headers AS h ON h.payment = i.payment AND h.valid_from <= $1 AND h.valid_to > $1
LEFT JOIN LATERAL (
    SELECT position FROM audit_trail
    WHERE payment = i.payment AND event_type = i.event_type AND sub_award = i.sub_award
      AND claim IS NOT DISTINCT FROM i.claim AND position <= $1
    ORDER BY position LIMIT 1
) AS a ON true
WHERE i.sign <> 0
  AND ($2::text IS NULL OR h.award = $2)
  AND ($3::text IS NULL OR h.programme = $3)
  AND ($4::text IS NULL OR i.payment = $4)
  AND ($5::text IS NULL OR i.sub_awardee = $5)
  AND ($6::text IS NULL OR h.status = $6)
  AND ($7::text IS NULL OR i.claim = $7)
  AND ($8::bigint IS NULL OR a.position = $8)
ORDER BY a.position";
