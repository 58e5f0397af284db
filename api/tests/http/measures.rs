//! What programmes count, through the front door: the fact sheet of fiscal year 2021 word for number, corrections, and
//! that no figure moves money.

use std::collections::BTreeMap;

use almoner_api::{clock::Mint, demo};
use serde_json::{Value, json};

use crate::{
    flow::{claim, set_up, set_up_under},
    server::{
        ADMIN, AUDITOR, GRANTEE, OFFICER, OTHER_GRANTEE, OTHER_SUBAWARDEE, SUBAWARDEE, Server, code,
    },
};

/// What the fact sheet says: programme, measure, count, the figure, and the words in which the sheet has it.
const FACT_SHEET: [(&str, &str, u64, &str, &str); 8] = [
    (
        "CERT",
        "CERTIFICATION_LETTERS",
        527,
        "527",
        "527 Certification Letters",
    ),
    (
        "CERT",
        "ELIGIBILITY_LETTERS",
        1_200,
        "approximately 1,200",
        "approximately 1,200 Eligibility Letters",
    ),
    (
        "NHTRC",
        "HOTLINE_SIGNALS",
        13_500,
        "more than 13,500",
        "more than 13,500 signals",
    ),
    (
        "NHTRC",
        "HOTLINE_CASES",
        11_000,
        "nearly 11,000",
        "nearly 11,000 cases",
    ),
    (
        "TVAP",
        "CLIENTS_SERVED",
        2_800,
        "more than 2,800",
        "more than 2,800 survivors of trafficking",
    ),
    (
        "DVHT",
        "CITIES",
        440,
        "more than 440",
        "more than 440 cities",
    ),
    (
        "VHT-NC",
        "STATES_AND_TERRITORIES",
        48,
        "48",
        "48 states and territories",
    ),
    (
        "NHTTAC",
        "PEOPLE_TRAINED",
        80_000,
        "more than 80,000",
        "more than 80,000 individuals trained",
    ),
];

const MEASURES: &str = "
fragment measures on ProgrammeMeasures {
  reported(first: 100) { nodes { measure measureId period programmeCodes
    figure { qualifier count text phrase } report { citation supersedes } } }
  computed { measure suppressed figure { text } }
}";

async fn loaded() -> Server {
    let server = Server::start().await;
    let mint = Mint::new(server.clock.clone());
    demo::load(&server.ledger, &mint, &server.vault, |_done| {})
        .await
        .unwrap();
    // A command of the server's own is answered once the read models hold everything before it.
    let training = json!({
        "commandId": "last", "programmes": ["HTPRA"], "measure": "PUBLICATIONS", "period": "FY2022",
        "figure": { "count": 1 }, "evidence": { "citation": "A list" }, "effectiveOn": "2022-12-01",
    });
    server.done(OFFICER, "measureReport", training).await;
    server
}

/// The measures of a programme, by what they count.
fn by_measure(measures: &Value) -> BTreeMap<String, Value> {
    let nodes = measures["reported"]["nodes"].as_array().unwrap();
    let name = |node: &Value| node["measure"].as_str().unwrap().to_owned();
    nodes
        .iter()
        .map(|node| (name(node), node.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn fiscal_year_2021_reads_as_the_fact_sheet_does() {
    let server = loaded().await;
    for person in [OFFICER, AUDITOR, SUBAWARDEE] {
        for (programme, measure, count, text, phrase) in FACT_SHEET {
            let query = format!(
                "{{ programmeMeasures(programme: \"{programme}\", fiscalYear: 2021) {{ ...measures }} }} {MEASURES}"
            );
            let data = server.data(person, &query).await;
            let measures = by_measure(&data["programmeMeasures"]);
            let said = &measures[measure];
            assert_eq!(said["figure"]["count"], count);
            assert_eq!(said["figure"]["text"], text);
            assert_eq!(said["figure"]["phrase"], phrase);
            assert_eq!(said["period"], "FY2021");
            assert_eq!(
                said["report"]["citation"],
                "Office on Trafficking in Persons fact sheet, FY 2021"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_by_year_are_those_of_the_sources() {
    let server = loaded().await;
    let query =
        format!("{{ programmeMeasures(programme: \"CERT\") {{ ...measures }} }} {MEASURES}");
    let data = server.data(OFFICER, &query).await;
    let nodes = data["programmeMeasures"]["reported"]["nodes"].clone();
    let letters: Vec<(String, u64)> = nodes
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| node["measure"] == "LETTERS")
        .map(|node| {
            let period = node["period"].as_str().unwrap().to_owned();
            (period, node["figure"]["count"].as_u64().unwrap())
        })
        .collect();
    let expected = [
        ("FY2001", 196),
        ("FY2002", 77),
        ("FY2003", 144),
        ("FY2004", 141),
        ("FY2005", 194),
        ("FY2006", 209),
    ];
    assert_eq!(
        letters,
        expected.map(|(year, count)| (year.to_owned(), count))
    );
    // Of these years the ledger holds no case: what it counts itself stands beside, and says so.
    let query = format!(
        "{{ programmeMeasures(programme: \"TVAP\", period: \"FY2019\") {{ ...measures }} }} {MEASURES}"
    );
    let computed = server.data(OFFICER, &query).await["programmeMeasures"]["computed"].clone();
    assert_eq!(computed[0]["measure"], "CLIENTS_SERVED");
    assert_eq!(computed[0]["figure"]["text"], "63");
}

fn report(command_id: &str, count: u64, correction: &Value) -> Value {
    json!({
        "commandId": command_id, "subAward": "SA-1", "measure": "POTENTIAL_VICTIMS", "period": "FY2025Q2",
        "figure": { "count": count }, "document": "ab".repeat(32), "correction": correction,
        "effectiveOn": "2025-04-15",
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_supersedes_and_no_figure_moves_money() {
    let server = Server::start().await;
    set_up(&server).await;
    let balance = "{ trialBalance { totals { book debit credit } } }";
    let before = server.data(OFFICER, balance).await;
    let mutation = "measureReportForSubAward";
    let first = server
        .done(SUBAWARDEE, mutation, report("m-1", 17, &Value::Null))
        .await;
    let id = first["measure"]["measureId"].as_str().unwrap().to_owned();
    assert_eq!(id, "potential-victims:FY2025Q2:sub-award:SA-1");
    let correction =
        |supersedes: u32| json!({ "supersedes": supersedes, "reason": "COUNTED_TWICE" });
    for (person, input, code, field) in [
        (
            SUBAWARDEE,
            report("m-2", 18, &Value::Null),
            "MEASURE_ALREADY_REPORTED",
            "correction",
        ),
        (
            SUBAWARDEE,
            report("m-3", 18, &correction(2)),
            "MEASURE_REPORT_NOT_LATEST",
            "correction",
        ),
        (
            SUBAWARDEE,
            report("m-4", 17, &correction(1)),
            "MEASURE_UNCHANGED",
            "correction",
        ),
        (
            OTHER_SUBAWARDEE,
            report("m-5", 17, &Value::Null),
            "UNKNOWN_SUB_AWARD",
            "subAward",
        ),
        (OFFICER, report("m-6", 17, &Value::Null), "FORBIDDEN", ""),
    ] {
        let refused = server.refused(person, mutation, input).await;
        assert_eq!(refused, [(code.to_owned(), field.to_owned())]);
    }
    let mut letters = report("m-7", 17, &Value::Null);
    letters["measure"] = json!("HOTLINE_SIGNALS");
    let refused = server.refused(SUBAWARDEE, mutation, letters).await;
    assert_eq!(refused[0].0, "MEASURE_NOT_OF_PROGRAMME");
    server
        .done(SUBAWARDEE, mutation, report("m-8", 15, &correction(1)))
        .await;
    let query = format!(
        "{{ measure(measureId: \"{id}\") {{ figure {{ phrase }} subAward {{ subAwardId }}
           reports {{ number supersedes correctionReason superseded reportedBy figure {{ count }} }} }} }}"
    );
    let measure = server.data(SUBAWARDEE, &query).await["measure"].clone();
    assert_eq!(
        measure["figure"]["phrase"],
        "15 potential victims identified"
    );
    let reports: Vec<_> = measure["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| {
            (
                report["figure"]["count"].as_u64(),
                report["superseded"].clone(),
            )
        })
        .collect();
    assert_eq!(reports, [(Some(17), json!(true)), (Some(15), json!(false))]);
    assert_eq!(measure["reports"][1]["correctionReason"], "COUNTED_TWICE");
    assert_eq!(server.data(OFFICER, balance).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_said_with_its_code() {
    let server = Server::start().await;
    set_up(&server).await;
    for (arguments, expected) in [
        (
            "programme: \"TVAP\", fiscalYear: 1",
            "MEASURE_PERIOD_MALFORMED",
        ),
        (
            "programme: \"TVAP\", period: \"2021\"",
            "MEASURE_PERIOD_MALFORMED",
        ),
        (
            "programme: \"TVAP\", fiscalYear: 2021, period: \"FY2021\"",
            "MEASURE_PERIOD_MALFORMED",
        ),
    ] {
        let query = format!("{{ programmeMeasures({arguments}) {{ asOf }} }}");
        let (_, body) = server.ask(OFFICER, &query, json!({})).await;
        assert_eq!(crate::server::code(&body), expected, "{arguments}");
    }
    for person in [OFFICER, ADMIN] {
        let query = "{ programmeMeasures(programme: \"NONE\", fiscalYear: 2021) { asOf } }";
        assert_eq!(
            server.data(person, query).await["programmeMeasures"],
            Value::Null
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_clients_stay_with_those_who_serve() {
    let server = Server::start().await;
    let client = set_up_under(&server, "AGGREGATE_ONLY").await;
    server
        .done(
            SUBAWARDEE,
            "claimSubmit",
            claim("claim", "SA-1", "N-1", &client),
        )
        .await;
    let clients =
        "{ clientExtract(programme: \"TVAP\", period: \"FY2025Q3\") { rowCount csv csvDigest } }";
    let services = "{ serviceExtract(programme: \"TVAP\", fiscalYear: 2025) { suppressed csv total { clients allowed } } }";
    for person in [OFFICER, AUDITOR] {
        let (_, body) = server.ask(person, clients, json!({})).await;
        assert_eq!(code(&body), "CLIENT_LEVEL_WITHHELD");
        let table = server.data(person, services).await["serviceExtract"].clone();
        assert_eq!(table["suppressed"], true);
        // One client is few, and so is none: nothing of the table is told.
        assert_eq!(table["total"], json!({ "clients": null, "allowed": null }));
        let csv = table["csv"].as_str().unwrap();
        let told = |cell: &str| cell != "suppressed";
        let cells = csv.lines().skip(1).flat_map(|line| line.split(',').skip(1));
        assert!(
            cells.clone().count() > 100 && !cells.clone().any(told),
            "{csv}"
        );
    }
    for (person, rows) in [
        (GRANTEE, 2),
        (SUBAWARDEE, 2),
        (OTHER_GRANTEE, 0),
        (OTHER_SUBAWARDEE, 0),
    ] {
        let extract = server.data(person, clients).await["clientExtract"].clone();
        assert_eq!(extract["rowCount"], rows, "{}", person.actor);
        assert_eq!(extract["csv"].as_str().unwrap().contains(&client), rows > 0);
        let table = server.data(person, services).await["serviceExtract"].clone();
        assert_eq!(table["suppressed"], false);
        assert_eq!(table["total"]["clients"], rows);
    }
}
