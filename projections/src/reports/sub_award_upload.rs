//! The first-tier sub-awards of an award as SAM.gov takes them (FFATA, 2 CFR part 170; the subaward reporting bulk upload API):
//! one record a sub-award with its total, checked against the published rules before anything is sent.
//!
//! SAM.gov only warns of a record that repeats another and of records above the award. Here neither can be: a record is a
//! sub-award, whose id is unique; of sub-awards that differ by their ids alone one is reported, and the others are left out,
//! with the one that they repeat; and commitments never exceed the award: a report in which they do is not given.

use std::collections::BTreeSet;

use almoner_domain::{
    money::Money, oversight::PlaceOfPerformance, regime::sub_award_report_threshold,
    sub_award::SubAwardInstrument,
};
use chrono::NaiveDate;

use super::{
    Answer, Cell, Column, Question, ReportError, Section,
    award_summary::{FACTS, about, fact},
};
use crate::{
    awards::AwardRow,
    organizations::OrganizationRow,
    oversight::{EntryKind, OversightEntryRow},
    read::View,
    sub_awards::SubAwardRow,
};

const RECORDS: [Column; 9] = [
    Column::text("subawardNumber", "Sub-award"),
    Column::text("subawardUEI", "UEI"),
    Column::text("subrecipient", "Sub-recipient"),
    Column::day("subawardDate", "Date"),
    Column::text("subawardDescription", "Description"),
    Column::text("city", "City"),
    Column::text("stateOrProvince", "State"),
    Column::text("zipPlus4", "ZIP+4"),
    Column::money("subawardAmount", "Total obligated"),
];
const REASONS: [Column; 4] = [
    Column::text("sub-award", "Sub-award"),
    Column::text("sub-awardee", "Sub-awardee"),
    Column::text("why", "Why it is not in the upload"),
    Column::money("obligated", "Total obligated"),
];

/// The most characters of a sub-award's number.
const NUMBER_MAX: usize = 32;

impl View {
    pub(super) async fn sub_award_upload(
        &self,
        question: &Question,
    ) -> Result<Answer, ReportError> {
        let award = self.reported_award(question).await?;
        let on = question.on()?;
        let grantee = self.party(&award.grantee).await?;
        let mut sections = vec![header(&award, &grantee, question)?];
        sections.extend(self.upload_sections(&award, on).await?);
        Ok((about(&award, &grantee), sections))
    }

    /// The sub-awards that are reported on a day, and those that are not.
    pub(crate) async fn upload_sections(
        &self,
        award: &AwardRow,
        on: NaiveDate,
    ) -> Result<[Section; 2], ReportError> {
        let sub_awards = self.sub_awards_of(&award.award).await?;
        let ids: Vec<_> = sub_awards
            .iter()
            .map(|row| row.sub_awardee.clone())
            .collect();
        let parties = self.organizations_by_ids(&ids).await?;
        let files = self
            .oversight_of_awards(std::slice::from_ref(&award.award))
            .await?;
        let (mut records, mut left_out) = (Vec::<Record<'_>>::new(), Vec::new());
        for row in &sub_awards {
            let record = Record {
                row,
                party: parties.iter().find(|it| it.organization == row.sub_awardee),
                place: place_of(&files, row),
            };
            let why = record.unreportable(on).map(str::to_owned);
            let why = why.or_else(|| {
                let first = records.iter().find(|it| it.is_repeated_by(&record))?;
                Some(format!(
                    "it differs from {} by its id alone: SAM.gov takes the two for one",
                    first.row.sub_award
                ))
            });
            match why {
                None => records.push(record),
                Some(why) => left_out.push((record, why)),
            }
        }
        checked(award, &records)?;
        Ok([uploaded(&records)?, not_uploaded(&left_out)?])
    }
}

/// What would be reported of a sub-award.
struct Record<'r> {
    row: &'r SubAwardRow,
    party: Option<&'r OrganizationRow>,
    place: Option<&'r PlaceOfPerformance>,
}

/// The principal place of performance of a sub-award, as its prime stated it.
fn place_of<'r>(
    files: &'r [OversightEntryRow],
    row: &SubAwardRow,
) -> Option<&'r PlaceOfPerformance> {
    let stated = files.iter().find(|entry| {
        entry.kind == EntryKind::Terms && entry.sub_award.as_ref() == Some(&row.sub_award)
    });
    stated?.statement.as_ref()?.place.as_ref()
}

impl Record<'_> {
    /// Why SAM.gov would not take a sub-award, or is not to be told of it.
    fn unreportable(&self, on: NaiveDate) -> Option<&'static str> {
        let row = self.row;
        match row.instrument {
            SubAwardInstrument::Procurement => {
                return Some("a procurement contract is no sub-award");
            }
            SubAwardInstrument::SubAward | SubAwardInstrument::FixedAmount => {}
        }
        if row.executed_on > on {
            return Some("executed after the day of the report: a date is not in the future");
        }
        match sub_award_report_threshold(row.executed_on) {
            None => return Some("executed before 2010-10-01, when reporting began"),
            Some(least) if row.obligated < least => {
                return Some("below the amount from which sub-awards are reported");
            }
            Some(_) => {}
        }
        if row.sub_award.as_str().len() > NUMBER_MAX {
            return Some("its id has more than 32 characters, the most that SAM.gov takes");
        }
        match self.party {
            Some(party) if party.identifier_scheme == "UEI" => {}
            Some(_) => {
                return Some("the register has no UEI of the sub-awardee, which SAM.gov requires");
            }
            None => return Some("the register does not know the sub-awardee"),
        }
        if self.place.is_none() {
            return Some(
                "no city and ZIP+4 of its place of performance were stated, which SAM.gov requires",
            );
        }
        None
    }

    /// Everything that is reported of both is the same, but for their ids.
    fn is_repeated_by(&self, other: &Self) -> bool {
        let (one, two) = (self.row, other.row);
        let identifier = |record: &Self| record.party.map(|party| party.identifier.clone());
        identifier(self) == identifier(other)
            && one.executed_on == two.executed_on
            && one.purpose == two.purpose
            && one.states.first() == two.states.first()
            && one.obligated == two.obligated
            && self.place == other.place
    }
}

/// No record twice, none above the award, and all of them not above it.
fn checked(award: &AwardRow, records: &[Record<'_>]) -> Result<(), ReportError> {
    let numbers: BTreeSet<_> = records.iter().map(|record| &record.row.sub_award).collect();
    if numbers.len() != records.len() {
        return Err(ReportError::Broken("a sub-award is reported twice"));
    }
    let sum = Money::sum(records.iter().map(|record| record.row.obligated));
    match sum {
        Some(sum) if sum <= award.awarded => Ok(()),
        Some(_) => Err(ReportError::Broken(
            "sub-awards are reported above the award",
        )),
        None => Err(ReportError::OutOfRange),
    }
}

fn header(award: &AwardRow, grantee: &str, question: &Question) -> Result<Section, ReportError> {
    let agency = question.parameters().agency.as_ref();
    let rows = vec![
        fact("fain", award.award.as_str()),
        fact(
            "agencyCode",
            agency.map_or("not said", |code| code.as_str()),
        ),
        fact("Prime recipient", grantee),
        fact("Assistance listing", award.assistance_listing.to_string()),
        fact("Federal funds awarded", award.awarded.to_string()),
        fact(
            "Still to be filled in",
            "answers on executive compensation where SAM.gov has none",
        ),
    ];
    Section::try_new("assistance", "The award", &FACTS, rows)
}

fn uploaded(records: &[Record<'_>]) -> Result<Section, ReportError> {
    let rows = records
        .iter()
        .map(|Record { row, party, place }| {
            vec![
                Cell::from(row.sub_award.as_str()),
                Cell::from(party.map(|party| party.identifier.as_str())),
                Cell::from(party.map(|party| party.name.as_str())),
                Cell::from(row.executed_on),
                Cell::from(row.purpose.as_str()),
                Cell::from(place.map(|place| place.city.as_str())),
                Cell::from(row.states.first().map(|state| state.code())),
                Cell::from(place.map(|place| place.zip_plus4.as_str())),
                Cell::from(row.obligated),
            ]
        })
        .collect();
    let section = Section::try_new("subawards", "Sub-awards to report", &RECORDS, rows)?;
    Ok(section.totalled().noted(
        "A record a sub-award, with its total: no record repeats another, none is above the award, nor are all together.",
    ))
}

fn not_uploaded(left_out: &[(Record<'_>, String)]) -> Result<Section, ReportError> {
    let rows = left_out
        .iter()
        .map(|(Record { row, party, .. }, why)| {
            let name = party.map_or(row.sub_awardee.as_str(), |party| party.name.as_str());
            vec![
                Cell::from(row.sub_award.as_str()),
                Cell::from(name),
                Cell::from(why.as_str()),
                Cell::from(row.obligated),
            ]
        })
        .collect();
    Ok(Section::try_new("left-out", "Sub-awards that are left out", &REASONS, rows)?.totalled())
}
