//! The signed certificate of an erasure: who gets it, who checks it, and what becomes of a changed one.

use std::{env, fs, path::Path, process::Command};

use almoner_tests::{binary::run, caller::Caller, server::Server};

use super::{
    erase,
    setting::{Setting, held},
    take_out,
};

async fn download(server: &Server, who: Option<&Caller>, path: &str) -> (u16, String) {
    if let Some(who) = who {
        let (status, body) = who.fetch(server.url(), path).await;
        return (status, String::from_utf8(body).unwrap());
    }
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.get(format!("{}{path}", server.url()));
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// What the script that knows nothing of the product says.
fn script(setting: &Setting, certificate: &Path, books: Option<&Path>) -> (bool, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify/certificate.py");
    let python = env::var_os("ALMONER_VERIFY_PYTHON").unwrap_or_else(|| "python3".into());
    let said = Command::new(python)
        .arg("-B")
        .args([
            program.as_path(),
            certificate,
            &setting.scratch.path().join("keys.txt"),
        ])
        .args(books)
        .output()
        .unwrap();
    let text = [said.stdout, said.stderr].concat();
    (
        said.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_signed_and_checked_without_the_ledger() {
    let setting = Setting::new();
    let server = setting.serve();
    let people = &setting.people;
    let (client, other, _) = held(&setting, &server).await;
    let path = format!("/l/otip/erasures/{client}.certificate");
    let (status, body) = download(&server, Some(&people.first), &path).await;
    assert_eq!(status, 404, "{body}");
    let read = erase(&setting, &server, &client).await;
    assert_eq!(read["erasure"]["certificate"]["download"], path.as_str());

    let (status, certificate) = download(&server, Some(&people.first), &path).await;
    assert_eq!(status, 200, "{certificate}");
    for who in [&people.auditor, &people.sub_awardee, &people.second] {
        let theirs = download(&server, Some(who), &path).await;
        assert_eq!(theirs, (200, certificate.clone()));
    }
    for who in [&people.prime, &people.stranger] {
        let (status, body) = download(&server, Some(who), &path).await;
        assert_eq!(status, 404);
        assert!(body.contains("ERASURE_UNKNOWN"), "{body}");
    }
    assert_eq!(download(&server, None, &path).await.0, 401);
    let neighbours = format!("/l/otip/erasures/{other}.certificate");
    assert_eq!(
        download(&server, Some(&people.first), &neighbours).await.0,
        404
    );
    let (_, keys) = download(&server, None, "/l/otip/keys").await;
    assert_eq!(server.stop(), Some(0));

    let file = setting.scratch.path().join("her.certificate");
    fs::write(&file, &certificate).unwrap();
    fs::write(setting.scratch.path().join("keys.txt"), &keys).unwrap();
    let key = keys.split_whitespace().last().unwrap().to_owned();
    let named = file.to_str().unwrap();
    let nowhere = setting.scratch.path().join("nowhere");
    let alone = run(
        &nowhere,
        &["verify", "--certificate", named, "--public-key", &key],
    );
    assert_eq!(alone.code, Some(0), "{}{}", alone.out, alone.err);
    let by_books = run(&setting.data, &["verify", "--certificate", named]);
    assert_eq!(by_books.code, Some(0), "{}{}", by_books.out, by_books.err);
    let taken = take_out(&setting, "taken").await;
    for books in [None, Some(taken.join("lines.jsonl"))] {
        let (holds, said) = script(&setting, &file, books.as_deref());
        assert!(holds, "{said}");
        assert!(said.contains("2 sealed values"), "{said}");
    }

    changed_ones_are_refused(&setting, &certificate, &key);
}

/// A certificate of which something was changed holds before neither.
fn changed_ones_are_refused(setting: &Setting, certificate: &str, key: &str) {
    let file = setting.scratch.path().join("changed.certificate");
    let leaf = certificate
        .lines()
        .find(|line| line.starts_with("leaf "))
        .unwrap();
    let position = leaf.split(' ').nth(1).unwrap();
    for (from, to, code) in [
        (
            "approved-by officer-2",
            "approved-by officer-9",
            "NOTE_SIGNATURE_INVALID",
        ),
        ("\nplain none", "\nplain 1", "NOTE_SIGNATURE_INVALID"),
        (
            leaf,
            &leaf.replace(&format!("leaf {position}"), "leaf 1"),
            "ERASURE_CERTIFICATE_NOT_PROVED",
        ),
        (
            "almoner erasure proof v1",
            "almoner erasure proof v2",
            "ERASURE_CERTIFICATE_MALFORMED",
        ),
    ] {
        let changed = certificate.replacen(from, to, 1);
        assert_ne!(changed, certificate, "{from}");
        fs::write(&file, changed).unwrap();
        let named = file.to_str().unwrap();
        let said = run(
            &setting.scratch.path().join("nowhere"),
            &["verify", "--certificate", named, "--public-key", key],
        );
        assert_eq!(said.code, Some(1), "{from}: {}{}", said.out, said.err);
        assert!(said.out.contains(code), "{from}: {}", said.out);
        let (holds, said) = script(setting, &file, None);
        assert!(!holds && said.contains(code), "{from}: {said}");
    }
}
