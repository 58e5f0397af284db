//! The remittance register: what every payment pays every sub-awardee, what it withholds, and where it stands.

use almoner_domain::{
    id::{OrganizationId, PaymentId, ProgrammeCode},
    identifier::Fain,
    money::Money,
};
use chrono::NaiveDate;

use super::{Answer, Cell, Column, Question, ReportError, Section};
use crate::{
    payments::PaymentStatus,
    read::{View, as_of},
    table::Cell as _,
};

const REGISTER: [Column; 8] = [
    Column::text("payment", "Payment"),
    Column::text("sub-awardee", "Sub-awardee"),
    Column::text("status", "Status"),
    Column::day("paid-on", "Paid on"),
    Column::count("claims", "Claims"),
    Column::money("claims-amount", "For claims"),
    Column::money("withheld", "Withheld"),
    Column::money("payment-amount", "Payment"),
];
const STATUSES: [Column; 3] = [
    Column::text("status", "Status"),
    Column::count("remittances", "Remittances"),
    Column::money("payment-amount", "Payment"),
];

struct Remittance {
    payment: PaymentId,
    sub_awardee: OrganizationId,
    status: PaymentStatus,
    confirmed_on: Option<NaiveDate>,
    claims: i64,
    amount: Money,
    withheld: Money,
    payment_amount: Money,
}

impl View {
    pub(super) async fn remittance_register(
        &self,
        question: &Question,
    ) -> Result<Answer, ReportError> {
        let said = question.parameters();
        let mut about = "All remittances".to_owned();
        if said.award.is_some() {
            let award = self.reported_award(question).await?;
            about = format!("{about} under award {}", award.number);
        }
        if let Some(programme) = &said.programme {
            self.programme(programme)
                .await?
                .ok_or(ReportError::SubjectUnknown { what: "programme" })?;
            about = format!("{about} of programme {programme}");
        }
        let query = as_of(self, LIST)
            .bind(said.award.as_ref().map(Fain::as_str))
            .bind(said.programme.as_ref().map(ProgrammeCode::as_str));
        let rows = self.rows(query).await?;
        let read = rows.iter().map(|row| {
            let amount = Money::read(row, "amount")?;
            let withheld = Money::read(row, "withheld")?;
            Ok(Remittance {
                payment: PaymentId::read(row, "payment")?,
                sub_awardee: OrganizationId::read(row, "sub_awardee")?,
                status: PaymentStatus::read(row, "status")?,
                confirmed_on: Option::read(row, "confirmed_on")?,
                claims: i64::read(row, "claims")?,
                amount,
                withheld,
                payment_amount: amount.minus(withheld).ok_or(ReportError::OutOfRange)?,
            })
        });
        let read = read.collect::<Result<Vec<_>, ReportError>>()?;
        Ok((about, vec![register(&read)?, by_status(&read)?]))
    }
}

fn register(remittances: &[Remittance]) -> Result<Section, ReportError> {
    let rows = remittances
        .iter()
        .map(|it| {
            vec![
                Cell::from(it.payment.as_str()),
                Cell::from(it.sub_awardee.as_str()),
                Cell::from(it.status.code()),
                Cell::from(it.confirmed_on),
                Cell::from(it.claims),
                Cell::from(it.amount),
                Cell::from(it.withheld),
                Cell::from(it.payment_amount),
            ]
        })
        .collect();
    let section = Section::try_new("register", "Remittances", &REGISTER, rows)?;
    Ok(section.totalled().noted(
        "Withheld is what a sub-awardee owed back for an earlier remittance. Until a payment is confirmed, nothing is paid.",
    ))
}

fn by_status(remittances: &[Remittance]) -> Result<Section, ReportError> {
    let mut rows = Vec::new();
    for status in [
        PaymentStatus::Prepared,
        PaymentStatus::Authorised,
        PaymentStatus::Confirmed,
    ] {
        let of = || remittances.iter().filter(|it| it.status == status);
        let amount = Money::sum(of().map(|it| it.payment_amount)).ok_or(ReportError::OutOfRange)?;
        rows.push(vec![
            Cell::from(status.code()),
            Cell::from(i64::try_from(of().count()).unwrap_or(i64::MAX)),
            Cell::from(amount),
        ]);
    }
    Ok(Section::try_new("standing", "By status", &STATUSES, rows)?.totalled())
}

const LIST: &str = "
SELECT h.payment, h.status, h.confirmed_on, i.sub_awardee, i.claims, i.amount, coalesce(o.withheld, 0) AS withheld
FROM remittance_headers h
CROSS JOIN LATERAL (
    SELECT sub_awardee, count(*) AS claims, sum(amount) AS amount
    FROM payment_claims
    WHERE payment = h.payment AND valid_from <= $1 AND valid_to > $1
    GROUP BY sub_awardee
) AS i
LEFT JOIN LATERAL (
    SELECT sum(amount) AS withheld FROM payment_offsets
    WHERE payment = h.payment AND sub_awardee = i.sub_awardee AND valid_from <= $1 AND valid_to > $1
) AS o ON true
WHERE h.valid_from <= $1 AND h.valid_to > $1
  AND ($2::text IS NULL OR h.award = $2) AND ($3::text IS NULL OR h.programme = $3)
ORDER BY h.payment COLLATE \"C\", i.sub_awardee COLLATE \"C\"";
