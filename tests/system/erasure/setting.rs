//! A ledger with a client of long ago about whom two values are held, and the people who deal with the case.

use std::path::{Path, PathBuf};

use almoner_api::client_keys::{ClientKey, ClientKeys, FileKeys, KeyState};
use almoner_domain::id::ClientCode;
use almoner_tests::{
    binary::{run, scratch},
    caller::Caller,
    server::Server,
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the sub-awardee's file is called, and what the officer wrote: fictional both.
pub(super) const REFERENCE: &str = "Kestrel-file 2008/17 (fictional)";
pub(super) const REASON: &str = "The heron letter changes nothing (fictional)";

/// A contract of long ago.
const SUB_AWARD: &str = "PCS-OLD";
pub(super) const AWARD: &str = "90ZV9939";

/// The people.
pub(super) struct People {
    pub(super) first: Caller,
    pub(super) second: Caller,
    pub(super) auditor: Caller,
    pub(super) prime: Caller,
    pub(super) sub_awardee: Caller,
    pub(super) stranger: Caller,
}

/// A ledger on disk.
pub(super) struct Setting {
    pub(super) scratch: TempDir,
    pub(super) data: PathBuf,
    pub(super) log: PathBuf,
    pub(super) people: People,
}

impl Setting {
    /// The demonstration, loaded.
    pub(super) fn new() -> Self {
        let scratch = scratch();
        let data = scratch.path().join("data");
        let said = run(&data, &["demo", "--load-only"]);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
        let log = scratch.path().join("server.log");
        let keys = data.join("keys");
        let caller = |role, organization, actor| Caller::new(&keys, role, organization, actor);
        let people = People {
            first: caller("officer", "acf-otip", "officer-1"),
            second: caller("officer", "acf-otip", "officer-2"),
            auditor: caller("auditor", "gao-example", "auditor-1"),
            prime: caller("grantee", "contract-example", "finance-1"),
            sub_awardee: caller("subawardee", "borough-example", "case-1"),
            stranger: caller("subawardee", "prairie-example", "case-1"),
        };
        Self {
            scratch,
            data,
            log,
            people,
        }
    }

    pub(super) fn serve(&self) -> Server {
        Server::embedded_logging_to(&self.data, &self.log)
    }

    /// The keys of clients, as the server keeps them.
    pub(super) fn keys(&self) -> FileKeys {
        FileKeys::new(
            &self.data.join("keys/clients/otip"),
            &self.data.join("destroyed-keys/otip.list"),
        )
    }

    /// A client's key.
    pub(super) fn key(&self, client: &str) -> ClientKey {
        match self.keys().state(&code(client)).unwrap() {
            KeyState::Held(key) => key,
            KeyState::Absent | KeyState::Destroyed(_) => unreachable!("{client} has a key"),
        }
    }
}

pub(super) fn code(client: &str) -> ClientCode {
    ClientCode::parse(client).unwrap()
}

/// Carries out a command, and answers with its payload.
pub(super) async fn carry(server: &Server, who: &Caller, name: &str, input: Value) -> Value {
    let mut letters = name.chars();
    let first: String = letters
        .by_ref()
        .take(1)
        .flat_map(char::to_uppercase)
        .collect();
    let input_type = format!("{first}{}Input", letters.as_str());
    let query = format!(
        "mutation ($input: {input_type}!) {{ {name}(input: $input) {{ \
             position repeated alreadyHeld receipt {{ tlogProof }} userErrors {{ code message field }} }} }}"
    );
    let data = who
        .data(server.url(), &query, json!({ "input": input }))
        .await;
    data[name].clone()
}

/// The same, which must be accepted.
pub(super) async fn done(server: &Server, who: &Caller, name: &str, input: Value) -> Value {
    let payload = carry(server, who, name, input.clone()).await;
    assert_eq!(payload["userErrors"], json!([]), "{name} {input}");
    payload
}

/// The code with which a command is refused, and the message.
pub(super) async fn refused(
    server: &Server,
    who: &Caller,
    name: &str,
    input: Value,
) -> (String, String) {
    let payload = carry(server, who, name, input).await;
    let error = &payload["userErrors"][0];
    let text = |field: &str| error[field].as_str().unwrap_or_default().to_owned();
    (text("code"), text("message"))
}

/// A contract of long ago is made, with a sub-award.
async fn found(setting: &Setting, server: &Server) {
    let year = json!({ "startsOn": "2008-01-01", "endsOn": "2008-12-31" });
    let issued = json!({
        "commandId": "old-1", "number": "90ZV9939-01-00", "programme": "PCS", "notice": "PCS-demo",
        "grantee": "contract-example", "title": "Per-capita services (fictional contract)", "assistanceListing": "93.598",
        "amount": "9000.00", "regions": [], "projectPeriod": year, "budgetPeriod": year, "effectiveOn": "2008-01-01",
    });
    done(server, &setting.people.first, "awardIssue", issued).await;
    let executed = json!({
        "commandId": "old-2", "subAward": SUB_AWARD, "award": AWARD, "subAwardee": "borough-example",
        "instrument": "PROCUREMENT", "purpose": "Services for each client and month (fictional)", "states": ["NY"],
        "amount": "5000.00", "period": year, "effectiveOn": "2008-01-02",
    });
    done(server, &setting.people.prime, "subAwardExecute", executed).await;
}

/// Takes up a case under the contract; answers with the code.
async fn enrol(setting: &Setting, server: &Server, id: &str) -> String {
    let input = json!({
        "commandId": id, "subAward": SUB_AWARD, "population": "ADULT", "ageBand": "FROM_25_TO_44", "state": "NY",
        "phase": "PRE_CERTIFIED", "effectiveOn": "2008-04-21",
        "attestation": { "foreignNational": true, "outOfSituation": true, "needsCaseManagement": true, "notInCustody": true },
    });
    let query = "mutation ($input: ClientEnrolInput!) { clientEnrol(input: $input) { client { code } userErrors { code } } }";
    let who = &setting.people.sub_awardee;
    let data = who
        .data(server.url(), query, json!({ "input": input }))
        .await;
    let code = data["clientEnrol"]["client"]["code"].as_str();
    code.unwrap_or_else(|| unreachable!("{data}")).to_owned()
}

/// A claim of the client that is denied, by the rules or by the second officer.
async fn denied(setting: &Setting, server: &Server, client: &str) -> String {
    let people = &setting.people;
    let submitted = json!({
        "commandId": "old-3", "subAward": SUB_AWARD, "number": "N-1", "client": client, "serviceMonth": "2008-05",
        "lines": [{ "category": "CASE_MANAGEMENT", "part": "ADMINISTRATION", "billed": "100.00" }], "effectiveOn": "2008-06-15",
    });
    done(server, &people.sub_awardee, "claimSubmit", submitted).await;
    let claim = format!("{SUB_AWARD}:N-1");
    let query = "query ($id: ClaimId!) { claim(claimId: $id) { status } }";
    let data = people
        .first
        .data(server.url(), query, json!({ "id": claim }))
        .await;
    if data["claim"]["status"] != "DENIED" {
        let input = json!({ "commandId": "old-4", "claim": claim, "reason": "NOT_COVERED", "effectiveOn": "2008-10-01" });
        done(server, &people.second, "claimDeny", input).await;
    }
    claim
}

/// A client of a contract of long ago with two values held about it, and another with one: the case of the first is
/// closed, and so are the sub-award and the award, on 31 March 2009. With the receipts of what was recorded.
pub(super) async fn held(setting: &Setting, server: &Server) -> (String, String, Vec<String>) {
    let People {
        first,
        prime,
        sub_awardee,
        ..
    } = &setting.people;
    found(setting, server).await;
    let client = enrol(setting, server, "enrol-1").await;
    let other = enrol(setting, server, "enrol-2").await;
    let claim = denied(setting, server, &client).await;
    let mut receipts = Vec::new();
    let references = [
        ("ref-1", &client, REFERENCE),
        ("ref-2", &other, "Plover-file"),
    ];
    for (id, of, reference) in references {
        let input = json!({ "commandId": id, "client": of, "reference": reference, "effectiveOn": "2008-11-01" });
        let name = "clientCaseReferenceRecord";
        let payload = done(server, sub_awardee, name, input.clone()).await;
        receipts.push(receipt(&payload));
        let again = done(server, sub_awardee, name, input).await;
        assert_eq!(again["repeated"], json!(true));
        assert_eq!(again["position"], payload["position"]);
    }
    let reconsider = json!({ "commandId": "why-1", "claim": claim, "decision": "UPHELD", "reason": REASON, "effectiveOn": "2008-11-15" });
    let payload = done(server, first, "claimReconsider", reconsider.clone()).await;
    receipts.push(receipt(&payload));
    let again = done(server, first, "claimReconsider", reconsider).await;
    assert_eq!(again["repeated"], json!(true));
    for (name, who, input) in [
        (
            "clientClose",
            sub_awardee,
            json!({ "commandId": "close-1", "client": client, "reason": "SERVICES_COMPLETED", "effectiveOn": "2009-02-01" }),
        ),
        (
            "subAwardClose",
            prime,
            json!({ "commandId": "close-2", "subAward": SUB_AWARD, "effectiveOn": "2009-03-31" }),
        ),
        (
            "awardClose",
            first,
            json!({ "commandId": "close-3", "award": AWARD, "effectiveOn": "2009-03-31" }),
        ),
    ] {
        receipts.push(receipt(&done(server, who, name, input).await));
    }
    (client, other, receipts)
}

fn receipt(payload: &Value) -> String {
    payload["receipt"]["tlogProof"].as_str().unwrap().to_owned()
}

/// What a caller reads about a client: the reference, the reasons and how far the erasure is.
pub(super) async fn read(server: &Server, who: &Caller, client: &str) -> Value {
    let query = "query ($code: ClientCode!) { client(code: $code) { \
        caseReference { text erased withheld position } \
        hold { reason } erasure { status withdrawnBy withdrawalReason approvedBy certificate { keyCommitment positions approvedAt erasedAt document download \
            checkpointBefore { size } checkpointAfter { size } } } \
        claims(first: 100) { nodes { reconsiderationReason reconsiderationNote { text erased withheld } } } } }";
    let data = who
        .data(server.url(), query, json!({ "code": client }))
        .await;
    data["client"].clone()
}

/// Waits until the client's key is destroyed and recorded as destroyed.
pub(super) async fn erased(server: &Server, who: &Caller, client: &str) -> Value {
    for _ in 0..600 {
        let read = read(server, who, client).await;
        if read["erasure"]["status"] == "ERASED" {
            return read;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    unreachable!("the erasure was never recorded")
}

/// Copies a directory with everything in it, modes and owners too.
pub(super) fn copy(from: &Path, to: &Path) {
    let copied = std::process::Command::new("cp")
        .arg("-a")
        .args([from, to])
        .status();
    assert!(copied.unwrap().success());
}
