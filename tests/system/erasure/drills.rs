//! Backups that come back, and servers that die in the middle.

use std::fs;

use almoner_api::client_keys::{ClientKeys, KeyState};
use serde_json::json;

use super::{
    AFTER, approval, ask, erase,
    setting::{People, Setting, code, copy, done, erased, held, read},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_does_not_bring_her_back() {
    let setting = Setting::new();
    let server = setting.serve();
    let (client, other, _) = held(&setting, &server).await;
    assert_eq!(server.stop(), Some(0));
    let backup = setting.scratch.path().join("backup");
    copy(&setting.data, &backup);
    let list = setting.data.join("destroyed-keys");
    fs::remove_dir_all(backup.join("destroyed-keys")).ok();

    let server = setting.serve();
    erase(&setting, &server, &client).await;
    assert_eq!(server.stop(), Some(0));

    // Database and keys come back as they were before; the list of destroyed keys stays.
    let kept = setting.scratch.path().join("kept");
    fs::rename(&list, &kept).unwrap();
    fs::remove_dir_all(&setting.data).unwrap();
    copy(&backup, &setting.data);
    fs::rename(&kept, &list).unwrap();
    let server = setting.serve();
    let found = read(&server, &setting.people.first, &client).await;
    assert_eq!(
        found["erasure"],
        json!(null),
        "the restored ledger knows nothing of the erasure"
    );
    let reference = &found["caseReference"];
    assert_eq!(
        (&reference["text"], &reference["erased"]),
        (&json!(null), &json!(true))
    );
    let neighbour = read(&server, &setting.people.first, &other).await;
    assert_eq!(neighbour["caseReference"]["text"], "Plover-file");
    assert!(matches!(
        setting.keys().state(&code(&client)).unwrap(),
        KeyState::Destroyed(Some(_))
    ));
    // The officers decide once more, and the ledger says so again.
    let certificate = erase(&setting, &server, &client).await["erasure"]["certificate"].clone();
    assert!(certificate["keyCommitment"].is_string(), "{certificate}");
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_that_a_crash_interrupts_is_finished_by_the_next_server() {
    let setting = Setting::new();
    let server = setting.serve();
    let People { first, second, .. } = &setting.people;
    let (client, ..) = held(&setting, &server).await;
    let backup = setting.scratch.path().join("keys");
    copy(&setting.data.join("keys/clients"), &backup);
    done(
        &server,
        first,
        "clientErasureRequest",
        ask("ask", &client, AFTER),
    )
    .await;
    done(
        &server,
        second,
        "clientErasureApprove",
        approval("approve", &client),
    )
    .await;
    server.kill();
    let server = setting.serve();
    erased(&server, first, &client).await;
    assert!(matches!(
        setting.keys().state(&code(&client)).unwrap(),
        KeyState::Destroyed(Some(_))
    ));
    assert_eq!(server.stop(), Some(0));

    // The keys alone come back from a backup, and the list is lost: the ledger itself says that she is erased.
    fs::remove_dir_all(setting.data.join("destroyed-keys")).unwrap();
    fs::remove_dir_all(setting.data.join("keys/clients")).unwrap();
    copy(&backup, &setting.data.join("keys/clients"));
    assert!(matches!(
        setting.keys().state(&code(&client)).unwrap(),
        KeyState::Held(_)
    ));
    let server = setting.serve();
    let reference = read(&server, first, &client).await["caseReference"].clone();
    assert_eq!(
        (&reference["text"], &reference["erased"]),
        (&json!(null), &json!(true))
    );
    let state = setting.keys().state(&code(&client)).unwrap();
    assert!(matches!(state, KeyState::Destroyed(Some(_))));
    assert_eq!(server.stop(), Some(0));
}
