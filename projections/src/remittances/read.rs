//! Puts an advice together from the read models, as one viewer sees them.

use std::collections::BTreeMap;

use almoner_domain::{
    claim::Edit,
    id::{ClaimId, OrganizationId, PaymentId},
    money::Money,
};
use sqlx::Row;

use super::{
    Advice, AdviceAdjustment, AdviceClaim, AdviceClaimParts, AdviceLine, AdviceParts, Party,
    ProviderAdjustment, ProviderAdjustmentKind, RemittanceHeaderRow, Unbalanced,
};
use crate::{
    claims::{ClaimAdjustmentRow, ClaimFindingRow, ClaimLineRow, ClaimRow},
    payments::{PaymentClaimRow, PaymentOffsetRow},
    read::{ReadError, View, as_of},
    table::{Cell, Record},
};

/// A claim of the payment, and the position at which it was gathered: what it was then is what is paid.
struct Item {
    row: PaymentClaimRow,
    gathered_at: i64,
    paid_before: Money,
}

impl View {
    /// What a payment pays a sub-awardee; none where there is no such payment, where it pays nothing to it, or where
    /// the viewer may not see its claims.
    ///
    /// Claims are told as they were when the payment gathered them, whatever became of them afterwards.
    ///
    /// Errors: an advice that does not balance is broken, and never given.
    pub async fn remittance_advice(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<Option<Advice>, ReadError> {
        let query = as_of(self, HEADER).bind(payment.as_str());
        let headers: Vec<RemittanceHeaderRow> = self.records(query).await?;
        let items = self.gathered(payment, sub_awardee).await?;
        let Some(header) = headers.into_iter().next().filter(|_| !items.is_empty()) else {
            return Ok(None);
        };
        let names = self.parties(&[&header.grantee, sub_awardee]).await?;
        let [prime, sub_awardee] = names;
        let posted = match header.confirmed_on {
            Some(_) => Some(self.posted(payment, &items).await?),
            None => None,
        };
        let (provider_adjustments, forward_balance) =
            self.offsets(payment, &sub_awardee.organization).await?;
        let parts = AdviceParts {
            claims: self.advised(&items).await?,
            header,
            prime,
            sub_awardee,
            provider_adjustments,
            forward_balance,
            posted,
            control: self.control().await?,
        };
        Ok(Some(Advice::try_new(parts)?))
    }

    async fn gathered(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<Vec<Item>, ReadError> {
        let query = as_of(self, ITEMS)
            .bind(payment.as_str())
            .bind(sub_awardee.as_str());
        let rows = self.rows(query).await?;
        rows.iter()
            .map(|row| {
                Ok(Item {
                    row: PaymentClaimRow::read(row)?,
                    gathered_at: row.try_get("gathered_at")?,
                    paid_before: Cell::read(row, "paid_before")?,
                })
            })
            .collect()
    }

    /// What the payment withholds of what the sub-awardee owes back, and what it owes after it.
    async fn offsets(
        &self,
        payment: &PaymentId,
        sub_awardee: &OrganizationId,
    ) -> Result<(Vec<ProviderAdjustment>, Money), ReadError> {
        let query = as_of(self, OFFSETS)
            .bind(payment.as_str())
            .bind(sub_awardee.as_str());
        let rows: Vec<PaymentOffsetRow> = self.records(query).await?;
        let forward =
            Money::sum(rows.iter().map(|row| row.forward_balance)).ok_or(Unbalanced::OutOfRange)?;
        let taken = rows.into_iter().map(|row| ProviderAdjustment {
            kind: ProviderAdjustmentKind::OverpaymentRecovery,
            reference: row.sub_award.to_string(),
            amount: row.amount,
        });
        Ok((taken.collect(), forward))
    }

    /// The claims of these items, each as it was when it was gathered.
    async fn advised(&self, items: &[Item]) -> Result<Vec<AdviceClaim>, ReadError> {
        let ids: Vec<&str> = items.iter().map(|item| item.row.claim.as_str()).collect();
        let at: Vec<i64> = items.iter().map(|item| item.gathered_at).collect();
        let then = |sql| sqlx::query(sql).bind(ids.clone()).bind(at.clone());
        let claims: Vec<ClaimRow> = self.records(then(CLAIMS)).await?;
        let mut lines = by_claim(self.records(then(LINES)).await?, |row: &ClaimLineRow| {
            &row.claim
        });
        let mut adjustments = by_claim(
            self.records(then(ADJUSTMENTS)).await?,
            |row: &ClaimAdjustmentRow| &row.claim,
        );
        let mut findings = by_claim(
            self.records(then(FINDINGS)).await?,
            |row: &ClaimFindingRow| &row.claim,
        );
        let paid: BTreeMap<&ClaimId, (Money, Money)> = items
            .iter()
            .map(|item| (&item.row.claim, (item.paid_before, item.row.amount)))
            .collect();
        let claims: Vec<AdviceClaim> = claims
            .into_iter()
            .map(|row| {
                let lines = lines.remove(&row.claim).unwrap_or_default();
                let adjustments = adjustments.remove(&row.claim).unwrap_or_default();
                let findings = findings.remove(&row.claim).unwrap_or_default();
                let amounts = paid.get(&row.claim).copied().unwrap_or_default();
                advise(row, lines, (&adjustments, &findings), amounts)
            })
            .collect::<Result<_, _>>()?;
        // A claim that a viewer sees as an item and not as a claim would be missing from the sum.
        let told = Money::sum(claims.iter().map(|claim| *claim.paid()));
        let due = Money::sum(items.iter().map(|item| item.row.amount));
        match (told, due) {
            (Some(told), Some(due)) if told == due => Ok(claims),
            (Some(told), Some(due)) => Err(Unbalanced::Postings {
                claims: told,
                posted: due,
            }
            .into()),
            (None, _) | (_, None) => Err(Unbalanced::OutOfRange.into()),
        }
    }

    /// What was posted as paid for these claims by this payment.
    async fn posted(&self, payment: &PaymentId, items: &[Item]) -> Result<Money, ReadError> {
        let ids: Vec<&str> = items.iter().map(|item| item.row.claim.as_str()).collect();
        let query = as_of(self, POSTED).bind(payment.as_str()).bind(ids);
        let rows = self.rows(query).await?;
        let row = rows.first().ok_or(sqlx::Error::RowNotFound)?;
        Ok(Cell::read(row, "posted")?)
    }

    async fn parties<const COUNT: usize>(
        &self,
        ids: &[&OrganizationId; COUNT],
    ) -> Result<[Party; COUNT], ReadError> {
        let wanted: Vec<OrganizationId> = ids.iter().copied().cloned().collect();
        let rows = self.organizations_by_ids(&wanted).await?;
        Ok(ids.map(|id| Party {
            organization: id.clone(),
            name: rows
                .iter()
                .find(|row| row.organization == *id)
                .map_or_else(|| id.to_string(), |row| row.name.as_str().to_owned()),
        }))
    }
}

fn by_claim<R>(rows: Vec<R>, claim: fn(&R) -> &ClaimId) -> BTreeMap<ClaimId, Vec<R>> {
    let mut found: BTreeMap<ClaimId, Vec<R>> = BTreeMap::new();
    for row in rows {
        found.entry(claim(&row).clone()).or_default().push(row);
    }
    found
}

fn advise(
    row: ClaimRow,
    lines: Vec<ClaimLineRow>,
    (adjustments, findings): (&[ClaimAdjustmentRow], &[ClaimFindingRow]),
    (paid_before, paid): (Money, Money),
) -> Result<AdviceClaim, Unbalanced> {
    let lines = lines
        .into_iter()
        .map(|line| {
            let taken = adjustments
                .iter()
                .filter(|taken| taken.line == line.number)
                .map(|taken| AdviceAdjustment {
                    group: taken.adjustment_group,
                    carc: taken.carc,
                    amount: taken.amount,
                    edit: edit_of(taken, findings),
                })
                .collect();
            let service = (line.category, line.part);
            AdviceLine::try_new(line.number, service, line.billed, taken, line.allowed)
        })
        .collect::<Result<_, _>>()?;
    AdviceClaim::try_new(AdviceClaimParts {
        claim: row.claim,
        number: row.number,
        sub_award: row.sub_award,
        client: row.client,
        service_month: row.service_month,
        billed: row.billed,
        paid_before,
        paid,
        lines,
    })
}

/// The edit that found what was taken off.
fn edit_of(taken: &ClaimAdjustmentRow, findings: &[ClaimFindingRow]) -> Option<Edit> {
    findings
        .iter()
        .filter(|found| found.carc == Some(taken.carc))
        .find(|found| found.line.is_none_or(|line| line == taken.line))
        .map(|found| found.edit)
}

const HEADER: &str = "
SELECT * FROM remittance_headers WHERE payment = $2 AND valid_from <= $1 AND valid_to > $1";

const ITEMS: &str = "
SELECT i.*, g.gathered_at, coalesce((
    SELECT c.paid FROM claims c
    WHERE c.claim = i.claim AND c.valid_from <= g.gathered_at AND c.valid_to > g.gathered_at
), 0) AS paid_before
FROM payment_claims i
CROSS JOIN LATERAL (
    SELECT min(f.valid_from) AS gathered_at FROM payment_claims f WHERE f.payment = i.payment AND f.claim = i.claim
) AS g
WHERE i.payment = $2 AND i.sub_awardee = $3 AND i.valid_from <= $1 AND i.valid_to > $1
ORDER BY i.claim";

const OFFSETS: &str = "
SELECT * FROM payment_offsets
WHERE payment = $2 AND sub_awardee = $3 AND valid_from <= $1 AND valid_to > $1
ORDER BY sub_award";

const CLAIMS: &str = "
SELECT c.* FROM unnest($1::text[], $2::bigint[]) AS wanted(claim, at)
JOIN claims c ON c.claim = wanted.claim AND c.valid_from <= wanted.at AND c.valid_to > wanted.at
ORDER BY c.claim";

const LINES: &str = "
SELECT l.* FROM unnest($1::text[], $2::bigint[]) AS wanted(claim, at)
JOIN claim_lines l ON l.claim = wanted.claim AND l.valid_from <= wanted.at AND l.valid_to > wanted.at
ORDER BY l.claim, l.number";

const ADJUSTMENTS: &str = "
SELECT a.* FROM unnest($1::text[], $2::bigint[]) AS wanted(claim, at)
JOIN claim_adjustments a ON a.claim = wanted.claim AND a.valid_from <= wanted.at AND a.valid_to > wanted.at
ORDER BY a.claim, a.entry";

const FINDINGS: &str = "
SELECT f.* FROM unnest($1::text[], $2::bigint[]) AS wanted(claim, at)
JOIN claim_findings f ON f.claim = wanted.claim AND f.valid_from <= wanted.at AND f.valid_to > wanted.at
ORDER BY f.claim, f.entry";

const POSTED: &str = "
SELECT coalesce(sum(p.amount), 0) AS posted
FROM audit_trail a
JOIN postings p ON p.position = a.position
WHERE a.claim = ANY($3) AND a.payment = $2 AND a.event_type = 'FundsPaid' AND a.position <= $1
  AND p.kind = 'paid' AND p.side = 'CREDIT'";
