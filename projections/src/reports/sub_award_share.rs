//! The statement on the sub-award share: how an award keeps the rule that a part of it, such as 60 percent, is passed on to
//! qualified local organizations, and when it did not.

use almoner_domain::money::Money;
use rust_decimal::Decimal;

use super::{
    Answer, Cell, Column, Question, ReportError, Section,
    award_summary::{FACTS, about, counts, fact},
};
use crate::{
    awards::AwardRow, read::View, sub_award_shares::SubAwardShareRow, sub_awards::SubAwardRow,
};

const LINES: [Column; 2] = [
    Column::text("line", "Line"),
    Column::money("amount", "US dollars"),
];
const OBLIGATIONS: [Column; 4] = [
    Column::text("sub-award", "Sub-award"),
    Column::text("sub-awardee", "Sub-awardee"),
    Column::text("counts", "Counts"),
    Column::money("obligated", "Obligated, net"),
];
const HISTORY: [Column; 6] = [
    Column::count("position", "Position"),
    Column::money("base", "Base"),
    Column::money("sub-awarded", "Sub-awarded"),
    Column::money("minimum", "Minimum"),
    Column::money("shortfall", "Shortfall"),
    Column::text("met", "Met"),
];

impl View {
    pub(super) async fn sub_award_share_statement(
        &self,
        question: &Question,
    ) -> Result<Answer, ReportError> {
        let award = self.reported_award(question).await?;
        let grantee = self.party(&award.grantee).await?;
        let share = self.sub_award_share(&award.award).await?;
        let share = share.ok_or(ReportError::NotApplicable {
            why: "the programme of this award has no rule on a sub-award share",
        })?;
        let funds = self.award_funds(std::slice::from_ref(&award.award)).await?;
        let spent = funds
            .first()
            .map_or(Money::ZERO, |funds| funds.retained_spent);
        let sub_awards = self.sub_awards_of(&award.award).await?;
        let mut names = Vec::new();
        for row in &sub_awards {
            names.push(self.party(&row.sub_awardee).await?);
        }
        let history = self.sub_award_share_history(&award.award).await?;
        let of = |counted| obligations(counted, &sub_awards, &names);
        let sections = vec![
            standing(&award, &share)?,
            lines(&share, spent)?,
            of(true)?,
            of(false)?,
            moved(&history)?,
        ];
        Ok((about(&award, &grantee), sections))
    }
}

fn standing(award: &AwardRow, share: &SubAwardShareRow) -> Result<Section, ReportError> {
    let hundredths = share.minimum_rate.decimal() * Decimal::ONE_HUNDRED;
    let standing = if share.compliant { "met" } else { "NOT met" };
    let mut rows = vec![
        fact("FAIN", award.award.as_str()),
        fact("Programme", award.programme.as_str()),
        fact(
            "Rule",
            format!(
                "at least {} percent of the federal funds awarded is sub-awarded to qualified local grassroots organizations",
                hundredths.normalize()
            ),
        ),
        fact("Standing", standing),
    ];
    if let Some(percent) = share.percent() {
        rows.push(fact(
            "Sub-awarded, percent of the base",
            percent.to_string(),
        ));
    }
    if share.waived {
        let reason = share
            .waived_reason
            .as_ref()
            .map_or("", |reason| reason.as_str());
        rows.push(fact("Waived", reason));
        rows.extend(share.waived_on.map(|on| fact("Waived on", on.to_string())));
        let by = share.waived_by.as_ref();
        rows.extend(by.map(|by| fact("Waived by", by.as_str())));
    }
    Section::try_new("standing", "Where the award stands", &FACTS, rows)
}

fn lines(share: &SubAwardShareRow, spent: Money) -> Result<Section, ReportError> {
    let rows = vec![
        fact("Base: federal funds awarded", share.base),
        fact("Minimum to be sub-awarded", share.minimum),
        fact("Sub-awarded to qualified organizations", share.sub_awarded),
        fact("Shortfall", share.shortfall),
        fact("Retained: base less what is sub-awarded", share.retained),
        fact("Most that may be retained", share.maximum_retained),
        fact("Spent by the prime from what it retains", spent),
    ];
    let section = Section::try_new("share", "The share", &LINES, rows)?;
    Ok(section.noted(
        "Minimum and the most that may be retained add up to the base, and so do what is sub-awarded and what is retained. \
         The minimum is rounded up to the cent.",
    ))
}

fn obligations(
    counted: bool,
    sub_awards: &[SubAwardRow],
    names: &[String],
) -> Result<Section, ReportError> {
    let rows = sub_awards
        .iter()
        .zip(names)
        .filter(|(row, _)| (counts(row) == "yes") == counted)
        .map(|(row, name)| {
            vec![
                Cell::from(row.sub_award.as_str()),
                Cell::from(name.as_str()),
                Cell::from(counts(row)),
                Cell::from(row.obligated),
            ]
        })
        .collect();
    let (key, title) = if counted {
        ("counted", "Obligations that count")
    } else {
        ("not-counted", "Obligations that do not count")
    };
    Ok(Section::try_new(key, title, &OBLIGATIONS, rows)?.totalled())
}

fn moved(history: &[(i64, SubAwardShareRow)]) -> Result<Section, ReportError> {
    let rows = history
        .iter()
        .map(|(position, row)| {
            vec![
                Cell::from(*position),
                Cell::from(row.base),
                Cell::from(row.sub_awarded),
                Cell::from(row.minimum),
                Cell::from(row.shortfall),
                Cell::from(if row.compliant { "yes" } else { "no" }),
            ]
        })
        .collect();
    let section = Section::try_new("history", "How it moved", &HISTORY, rows)?;
    Ok(section.noted("A row for every record that moved the base or what is sub-awarded, by its position in the journal."))
}
