//! The extract for the schedule of expenditures of federal awards (SEFA, 2 CFR 200.510(b)): what was spent in a fiscal year, by
//! assistance listing and award, and how much of it was passed through to sub-recipients.

use almoner_domain::{
    id::{OrganizationId, ProgrammeCode},
    identifier::{AssistanceListing, Fain},
    money::Money,
};

use super::{Answer, Cell, Column, Parameter, Question, QuestionError, ReportError, Section};
use crate::{
    read::{View, as_of},
    table::Cell as _,
};

const AWARDS: [Column; 6] = [
    Column::text("assistance-listing", "Listing"),
    Column::text("award", "FAIN"),
    Column::text("programme", "Programme"),
    Column::text("recipient", "Recipient"),
    Column::money("expenditures", "Federal expenditures"),
    Column::money("passed-through", "Passed through"),
];
const LISTINGS: [Column; 4] = [
    Column::text("assistance-listing", "Assistance listing"),
    Column::count("awards", "Awards"),
    Column::money("expenditures", "Federal expenditures"),
    Column::money("passed-through", "Passed through"),
];

struct Spent {
    listing: AssistanceListing,
    award: Fain,
    programme: ProgrammeCode,
    grantee: OrganizationId,
    expenditures: Money,
    passed_through: Money,
}

impl View {
    pub(super) async fn federal_expenditures(
        &self,
        question: &Question,
    ) -> Result<Answer, ReportError> {
        let said = question.parameters();
        let year = said.fiscal_year.ok_or(QuestionError::ParameterMissing {
            report: question.name().key(),
            parameter: Parameter::FiscalYear.key(),
        })?;
        let days = year.period();
        let mut about = format!(
            "Fiscal year {}, {} to {}",
            year.number(),
            days.starts_on,
            days.ends_on
        );
        if let Some(prime) = &said.organization {
            let known = self
                .organizations_by_ids(std::slice::from_ref(prime))
                .await?;
            if known.is_empty() {
                return Err(ReportError::SubjectUnknown {
                    what: "organization",
                });
            }
            about = format!("{about}, of {}", self.party(prime).await?);
        }
        let query = as_of(self, SPENT)
            .bind(days.starts_on)
            .bind(days.ends_on)
            .bind(said.organization.as_ref().map(OrganizationId::as_str));
        let rows = self.rows(query).await?;
        let read = rows.iter().map(|row| {
            Ok(Spent {
                listing: AssistanceListing::read(row, "assistance_listing")?,
                award: Fain::read(row, "award")?,
                programme: ProgrammeCode::read(row, "programme")?,
                grantee: OrganizationId::read(row, "grantee")?,
                expenditures: Money::read(row, "expenditures")?,
                passed_through: Money::read(row, "passed_through")?,
            })
        });
        let spent = read.collect::<Result<Vec<_>, ReportError>>()?;
        Ok((about, vec![by_award(&spent)?, by_listing(&spent)?]))
    }
}

fn by_award(spent: &[Spent]) -> Result<Section, ReportError> {
    let rows = spent
        .iter()
        .map(|it| {
            vec![
                Cell::from(it.listing.to_string()),
                Cell::from(it.award.as_str()),
                Cell::from(it.programme.as_str()),
                Cell::from(it.grantee.as_str()),
                Cell::from(it.expenditures),
                Cell::from(it.passed_through),
            ]
        })
        .collect();
    let section = Section::try_new("awards", "By award", &AWARDS, rows)?;
    Ok(section.totalled().noted(
        "On the accrual basis, by accounting date: the prime's own costs and approved claims of sub-awardees, less what was \
         taken back. Passed through is the part of sub-awardees.",
    ))
}

fn by_listing(spent: &[Spent]) -> Result<Section, ReportError> {
    let mut listings: Vec<&AssistanceListing> = spent.iter().map(|it| &it.listing).collect();
    listings.dedup();
    let mut rows = Vec::new();
    for listing in listings {
        let of = || spent.iter().filter(|it| it.listing == *listing);
        let sum = |amount: fn(&Spent) -> Money| {
            Money::sum(of().map(amount)).ok_or(ReportError::OutOfRange)
        };
        rows.push(vec![
            Cell::from(listing.to_string()),
            Cell::from(i64::try_from(of().count()).unwrap_or(i64::MAX)),
            Cell::from(sum(|it| it.expenditures)?),
            Cell::from(sum(|it| it.passed_through)?),
        ]);
    }
    Ok(Section::try_new("listings", "By assistance listing", &LISTINGS, rows)?.totalled())
}

/// The programme's cost is what was spent; what accrued to sub-awards, paid or not, is the part that was passed through.
const SPENT: &str = "
SELECT a.assistance_listing, a.award, a.programme, a.grantee, s.expenditures, s.passed_through
FROM awards a
CROSS JOIN LATERAL (
    SELECT count(*) AS postings,
           coalesce(sum(CASE side WHEN 'DEBIT' THEN amount ELSE -amount END) FILTER (WHERE kind = 'programme_cost'), 0)
               AS expenditures,
           coalesce(sum(CASE side WHEN 'CREDIT' THEN amount ELSE -amount END) FILTER (WHERE kind <> 'programme_cost'), 0)
               AS passed_through
    FROM postings
    WHERE award = a.award AND effective_on BETWEEN $2 AND $3 AND position <= $1
      AND kind IN ('programme_cost', 'accrued', 'paid')
) AS s
WHERE a.valid_from <= $1 AND a.valid_to > $1 AND s.postings > 0 AND ($4::text IS NULL OR a.grantee = $4)
ORDER BY a.assistance_listing COLLATE \"C\", a.award COLLATE \"C\"";
