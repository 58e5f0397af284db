//! The upload of sub-awards as the subaward reporting bulk upload API of SAM.gov takes it (Submit Subaward report, assistance):
//! nothing else may stand in it, so its control sheet is in the sidecar alone.

use almoner_domain::region::State;
use almoner_projections::reports::{Report, ReportName, Section};
use serde::Serialize;

use super::RenderError;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    assistance_data: Vec<Assistance>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Assistance {
    fain: String,
    agency_code: String,
    subaward_data_list: Vec<Record>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    #[serde(rename = "subawardUEI")]
    subaward_uei: String,
    subaward_number: String,
    subaward_amount: String,
    subaward_date: String,
    subaward_description: String,
    place_of_performance: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    city: String,
    country: Named,
    state_or_province: Named,
    zip_plus4: String,
}

#[derive(Serialize)]
struct Named {
    code: String,
    name: String,
}

/// The bytes, with a line's end.
pub(super) fn render(report: &Report) -> Result<Vec<u8>, RenderError> {
    let name = report.question().name();
    if name != ReportName::SubAwardUpload {
        return Err(RenderError::NoSuchForm { report: name.key() });
    }
    let parameters = report.question().parameters();
    let records = report.sections().iter().find(|it| it.key() == "subawards");
    let upload = Upload {
        assistance_data: vec![Assistance {
            fain: parameters
                .award
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            agency_code: parameters
                .agency
                .as_ref()
                .map(|code| code.as_str().to_owned())
                .unwrap_or_default(),
            subaward_data_list: records.map(subawards).unwrap_or_default(),
        }],
    };
    let mut bytes = serde_json::to_vec_pretty(&upload)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn subawards(records: &Section) -> Vec<Record> {
    (0..records.rows().len())
        .map(|at| {
            let text = |key: &str| cell(records, at, key);
            let state = text("stateOrProvince");
            Record {
                subaward_uei: text("subawardUEI"),
                subaward_number: text("subawardNumber"),
                subaward_amount: text("subawardAmount"),
                subaward_date: text("subawardDate"),
                subaward_description: text("subawardDescription"),
                place_of_performance: Place {
                    city: text("city"),
                    country: Named {
                        code: "USA".to_owned(),
                        name: "UNITED STATES".to_owned(),
                    },
                    state_or_province: Named {
                        name: State::parse(&state).map_or("", state_name).to_owned(),
                        code: state,
                    },
                    zip_plus4: text("zipPlus4").replace('-', ""),
                },
            }
        })
        .collect()
}

/// The text of the cell of a row under a column.
fn cell(section: &Section, row: usize, key: &str) -> String {
    let at = section
        .columns()
        .iter()
        .position(|column| column.key == key);
    let row = section.rows().get(row);
    at.zip(row)
        .and_then(|(at, row)| row.get(at))
        .map(almoner_projections::reports::Cell::text)
        .unwrap_or_default()
}

/// The name of a state, district, territory or freely associated state.
fn state_name(state: State) -> &'static str {
    match state {
        State::AK => "Alaska",
        State::AL => "Alabama",
        State::AR => "Arkansas",
        State::AS => "American Samoa",
        State::AZ => "Arizona",
        State::CA => "California",
        State::CO => "Colorado",
        State::CT => "Connecticut",
        State::DC => "District of Columbia",
        State::DE => "Delaware",
        State::FL => "Florida",
        State::FM => "Federated States of Micronesia",
        State::GA => "Georgia",
        State::GU => "Guam",
        State::HI => "Hawaii",
        State::IA => "Iowa",
        State::ID => "Idaho",
        State::IL => "Illinois",
        State::IN => "Indiana",
        State::KS => "Kansas",
        State::KY => "Kentucky",
        State::LA => "Louisiana",
        State::MA => "Massachusetts",
        State::MD => "Maryland",
        State::ME => "Maine",
        State::MH => "Marshall Islands",
        State::MI => "Michigan",
        State::MN => "Minnesota",
        State::MO => "Missouri",
        State::MP => "Northern Mariana Islands",
        State::MS => "Mississippi",
        State::MT => "Montana",
        State::NC => "North Carolina",
        State::ND => "North Dakota",
        State::NE => "Nebraska",
        State::NH => "New Hampshire",
        State::NJ => "New Jersey",
        State::NM => "New Mexico",
        State::NV => "Nevada",
        State::NY => "New York",
        State::OH => "Ohio",
        State::OK => "Oklahoma",
        State::OR => "Oregon",
        State::PA => "Pennsylvania",
        State::PR => "Puerto Rico",
        State::PW => "Palau",
        State::RI => "Rhode Island",
        State::SC => "South Carolina",
        State::SD => "South Dakota",
        State::TN => "Tennessee",
        State::TX => "Texas",
        State::UT => "Utah",
        State::VA => "Virginia",
        State::VI => "Virgin Islands",
        State::VT => "Vermont",
        State::WA => "Washington",
        State::WI => "Wisconsin",
        State::WV => "West Virginia",
        State::WY => "Wyoming",
    }
}
