//! The award summary: what an award is, what it holds, and what its sub-awards do with it.

use almoner_domain::{
    award::IncomeMethod, id::OrganizationId, money::Money, sub_award::SubAwardInstrument,
};

use super::{Answer, Cell, Column, Question, ReportError, Section};
use crate::{
    award_income::AwardIncomeRow,
    awards::AwardRow,
    postings::{AwardFunds, SubAwardFunds},
    read::View,
    sub_awards::SubAwardRow,
};

/// The columns of a section of names and values.
pub(super) const FACTS: [Column; 2] =
    [Column::text("item", "Item"), Column::text("value", "Value")];

const FUNDS: [Column; 2] = [
    Column::text("line", "Federal funds"),
    Column::money("amount", "US dollars"),
];
const INCOME: [Column; 2] = [
    Column::text("line", "Program income"),
    Column::money("amount", "US dollars"),
];
const SUB_AWARDS: [Column; 5] = [
    Column::text("sub-award", "Sub-award"),
    Column::text("sub-awardee", "Sub-awardee"),
    Column::text("counts", "Counts towards the share"),
    Column::text("status", "Status"),
    Column::day("executed-on", "Executed on"),
];
const SUB_FUNDS: [Column; 7] = [
    Column::text("sub-award", "Sub-award"),
    Column::money("obligated", "Obligated"),
    Column::money("available", "Available"),
    Column::money("reserved", "Reserved"),
    Column::money("accrued", "Accrued"),
    Column::money("paid", "Paid"),
    Column::money("receivable", "Owed back"),
];

impl View {
    pub(super) async fn award_summary(&self, question: &Question) -> Result<Answer, ReportError> {
        let award = self.reported_award(question).await?;
        let grantee = self.party(&award.grantee).await?;
        let funds = self.award_funds(std::slice::from_ref(&award.award)).await?;
        let funds = funds.first().ok_or(ReportError::OutOfRange)?;
        let sub_awards = self.sub_awards_of(&award.award).await?;
        let ids: Vec<_> = sub_awards.iter().map(|row| row.sub_award.clone()).collect();
        let mut held = self.sub_award_funds(&ids).await?;
        held.sort_by(|a, b| a.sub_award.cmp(&b.sub_award));
        let mut names = Vec::new();
        for row in &sub_awards {
            names.push(self.party(&row.sub_awardee).await?);
        }
        let mut sections = vec![
            facts(&award, &grantee)?,
            funds_of(&award, funds)?,
            listed(&sub_awards, &names)?,
            held_by(&sub_awards, &held)?,
        ];
        let incomes = self
            .award_incomes(std::slice::from_ref(&award.award))
            .await?;
        if let Some(income) = incomes.first() {
            sections.push(earned(income)?);
        }
        Ok((about(&award, &grantee), sections))
    }

    /// The award that a question is about.
    pub(crate) async fn reported_award(
        &self,
        question: &Question,
    ) -> Result<AwardRow, ReportError> {
        let award = self.award(question.award()?).await?;
        award.ok_or(ReportError::SubjectUnknown { what: "award" })
    }

    /// All sub-awards of an award, by id.
    pub(crate) async fn sub_awards_of(
        &self,
        award: &almoner_domain::identifier::Fain,
    ) -> Result<Vec<SubAwardRow>, ReportError> {
        let query = crate::read::as_of(self, SUB_AWARDS_OF).bind(award.as_str());
        Ok(self.records(query).await?)
    }

    /// An organization as a report names it: by its name in the register, and its id.
    pub(super) async fn party(&self, id: &OrganizationId) -> Result<String, ReportError> {
        let found = self.organizations_by_ids(std::slice::from_ref(id)).await?;
        Ok(match found.first() {
            Some(row) if row.name.as_str() != id.as_str() => {
                format!("{} ({id})", row.name.as_str())
            }
            Some(_) | None => id.to_string(),
        })
    }
}

/// What a report about an award is about.
pub(super) fn about(award: &AwardRow, grantee: &str) -> String {
    format!("Award {} to {grantee}", award.number)
}

/// A row of a section of names and values.
pub(super) fn fact(item: &str, value: impl Into<Cell>) -> Vec<Cell> {
    vec![Cell::from(item), value.into()]
}

fn facts(award: &AwardRow, grantee: &str) -> Result<Section, ReportError> {
    let regions = if award.regions.is_empty() {
        "the whole country".to_owned()
    } else {
        let numbers = award
            .regions
            .iter()
            .map(|region| u8::from(*region).to_string());
        numbers.collect::<Vec<_>>().join(", ")
    };
    let days = |from: chrono::NaiveDate, to: chrono::NaiveDate| format!("{from} to {to}");
    let mut rows = vec![
        fact("FAIN", award.award.as_str()),
        fact("Number of the last notice", award.number.to_string()),
        fact("Recipient", grantee),
        fact("Title", award.title.as_str()),
        fact("Programme", award.programme.as_str()),
        fact("Notice of funding", award.notice.as_str()),
        fact("Assistance listing", award.assistance_listing.to_string()),
        fact("Status", award.status.code()),
        fact(
            "Period of performance",
            days(award.project_starts_on, award.project_ends_on),
        ),
        fact(
            "Budget period",
            days(award.budget_starts_on, award.budget_ends_on),
        ),
        fact("HHS regions", regions),
        fact("Issued on", award.issued_on.to_string()),
    ];
    if let Some(closed_on) = award.closed_on {
        rows.push(fact("Closed on", closed_on.to_string()));
    }
    if let (Some(share), Some(total), Some(non_federal)) =
        (award.federal_share, award.total_cost, award.non_federal)
    {
        rows.push(fact("Federal share of the total", share.to_string()));
        rows.push(fact("Total cost", total.to_string()));
        rows.push(fact("Non-federal share", non_federal.to_string()));
    }
    Section::try_new("award", "The award", &FACTS, rows)
}

/// Where the federal funds are: the parts add up to what was awarded, because what is neither held nor spent nor obligated
/// went back when the award closed.
fn funds_of(award: &AwardRow, funds: &AwardFunds) -> Result<Section, ReportError> {
    let parts = [funds.unassigned, funds.retained_spent, award.committed];
    let held = Money::sum(parts).ok_or(ReportError::OutOfRange)?;
    let returned = award.awarded.minus(held).ok_or(ReportError::OutOfRange)?;
    let mut rows = vec![
        fact(
            "Unassigned: neither spent by the prime nor sub-awarded",
            funds.unassigned,
        ),
        fact(
            "Spent by the prime from what it retains",
            funds.retained_spent,
        ),
        fact("Obligated to sub-awards, net", award.committed),
    ];
    if !returned.is_zero() {
        rows.push(fact("Returned to the programme", returned));
    }
    let section = Section::try_new("funds", "Where the federal funds are", &FUNDS, rows)?;
    Ok(section
        .totalled()
        .noted("The total is the federal funds awarded, all supplements and reductions counted."))
}

/// What the project earned, and what that was spent on.
fn earned(income: &AwardIncomeRow) -> Result<Section, ReportError> {
    let rows = vec![
        fact("Earned", income.earned),
        fact(
            "Spent in place of federal funds (deduction)",
            income.deducted,
        ),
        fact("Spent beside the award (addition)", income.added),
        fact("Unexpended", income.unexpended),
    ];
    let section = Section::try_new("program-income", "Program income", &INCOME, rows)?;
    Ok(section.noted(match income.method {
        IncomeMethod::Deduction => {
            "The method is deduction: the award is reduced by what is spent. Unexpended is earned less what was spent."
        }
        IncomeMethod::Addition => {
            "The method is addition, a term of the award. Unexpended is earned less what was spent."
        }
    }))
}

fn listed(sub_awards: &[SubAwardRow], names: &[String]) -> Result<Section, ReportError> {
    let rows = sub_awards
        .iter()
        .zip(names)
        .map(|(row, name)| {
            vec![
                Cell::from(row.sub_award.as_str()),
                Cell::from(name.as_str()),
                Cell::from(counts(row)),
                Cell::from(row.status.code()),
                Cell::from(row.executed_on),
            ]
        })
        .collect();
    Section::try_new("sub-awards", "Sub-awards", &SUB_AWARDS, rows)
}

/// Whether a sub-award counts towards the share, and why it does not.
pub(crate) fn counts(row: &SubAwardRow) -> &'static str {
    match (row.instrument, row.qualified) {
        (SubAwardInstrument::Procurement, _) => "no: procurement",
        (SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount, true) => "yes",
        (SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount, false) => {
            "no: not qualified"
        }
    }
}

fn held_by(sub_awards: &[SubAwardRow], held: &[SubAwardFunds]) -> Result<Section, ReportError> {
    let rows = sub_awards
        .iter()
        .filter_map(|row| Some((row, held.iter().find(|it| it.sub_award == row.sub_award)?)))
        .map(|(row, funds)| {
            vec![
                Cell::from(row.sub_award.as_str()),
                Cell::from(row.obligated),
                Cell::from(funds.available),
                Cell::from(funds.reserved),
                Cell::from(funds.accrued),
                Cell::from(funds.paid),
                Cell::from(funds.receivable),
            ]
        })
        .collect();
    let section = Section::try_new(
        "sub-award-funds",
        "Funds of the sub-awards",
        &SUB_FUNDS,
        rows,
    )?;
    Ok(section.totalled().noted(
        "Obligated is available, reserved, accrued and paid together. Owed back was paid for what no longer stands.",
    ))
}

const SUB_AWARDS_OF: &str = "
SELECT * FROM sub_awards WHERE award = $2 AND valid_from <= $1 AND valid_to > $1 ORDER BY sub_award";
