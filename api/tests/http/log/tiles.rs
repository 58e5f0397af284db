//! Checkpoints and tiles over HTTP.

use reqwest::header;
use tlog_tiles::{TileHashReader, tlog};

use super::{
    client::{Tiles, checkpoint, entries, fill, get},
    sigstore,
};
use crate::{
    flow::{set_up, set_up_under},
    server::{ADMIN, AUDITOR, GRANTEE, OFFICER, SUBAWARDEE, Server, code},
};

#[tokio::test(flavor = "multi_thread")]
async fn anybody_verifies_the_tiles_with_tools_that_are_not_ours() {
    let server = Server::start().await;
    fill(&server, 300).await;
    let checkpoint = checkpoint(&server).await;
    assert_eq!(checkpoint.size(), 300);
    let tiles = Tiles::of(&server, checkpoint.size()).await;
    // The reader holds every tile against the root before it gives a hash of it.
    let reader = TileHashReader::new(checkpoint.size(), *checkpoint.hash(), &tiles);
    let bundle = async |path: &str| {
        let response = get(&server, Some(AUDITOR), path).await;
        assert_eq!(response.status(), 200, "{path}");
        entries(&response.bytes().await.unwrap())
    };
    let mut lines = bundle("tile/entries/000").await;
    assert_eq!(lines.len(), 256);
    lines.extend(bundle("tile/entries/001.p/44").await);
    assert_eq!(lines.len(), 300);
    for (index, line) in (0_u64..).zip(&lines) {
        let leaf = tlog::record_hash(line);
        let proof = tlog::prove_record(checkpoint.size(), index, &reader).unwrap();
        tlog::check_record(&proof, checkpoint.size(), *checkpoint.hash(), index, leaf).unwrap();
        let hashes: Vec<_> = proof.iter().map(|hash| hash.0).collect();
        let tree = (checkpoint.size(), checkpoint.hash().0);
        assert!(sigstore::includes(leaf.0, index, tree, &hashes));
        assert!(!sigstore::includes(
            leaf.0,
            (index + 1) % 300,
            tree,
            &hashes
        ));
    }
    assert_eq!(
        tlog::tree_hash(checkpoint.size(), &reader).unwrap().0,
        checkpoint.hash().0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn tiles_are_kept_for_ever_and_checkpoints_and_entries_are_not() {
    let server = Server::start().await;
    fill(&server, 257).await;
    let headers = async |person, path: &str| {
        let response = get(&server, person, path).await;
        assert_eq!(response.status(), 200, "{path}");
        let text = |name| response.headers()[name].to_str().unwrap().to_owned();
        (text(header::CONTENT_TYPE), text(header::CACHE_CONTROL))
    };
    let octets = "application/octet-stream".to_owned();
    for path in [
        "tile/0/000",
        "tile/0/001.p/1",
        "tile/0/000.p/9",
        "tile/1/000.p/1",
    ] {
        let immutable = "public, max-age=31536000, immutable".to_owned();
        assert_eq!(
            headers(None, path).await,
            (octets.clone(), immutable),
            "{path}"
        );
    }
    let private = "private, no-store".to_owned();
    let entries = headers(Some(OFFICER), "tile/entries/000").await;
    assert_eq!(entries, (octets, private));
    let (media_type, cached) = headers(None, "checkpoint").await;
    assert_eq!(
        (media_type.as_str(), cached.as_str()),
        ("text/plain; charset=utf-8", "no-store")
    );
    let full = get(&server, None, "tile/0/000")
        .await
        .bytes()
        .await
        .unwrap();
    assert_eq!(full.len(), 8192);
    let part = get(&server, None, "tile/0/000.p/9")
        .await
        .bytes()
        .await
        .unwrap();
    assert_eq!(part, full[..9 * 32]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_tree_does_not_have_or_has_another_name_is_not_found() {
    let server = Server::start().await;
    fill(&server, 257).await;
    for path in [
        "tile/0/001",
        "tile/0/001.p/2",
        "tile/0/002.p/1",
        "tile/1/000",
        "tile/1/000.p/2",
        "tile/2/000.p/1",
        "tile/63/000.p/1",
        "tile/64/000",
        "tile/00/000",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/x000/000",
        "tile/0/x018/x446/x744/x073/x709/x551/x615",
        "tile/data/000",
        "tile/0/000/",
        "tile/x",
    ] {
        let response = get(&server, None, path).await;
        assert_eq!(response.status(), 404, "{path}");
        assert_eq!(
            code(&response.json().await.unwrap()),
            "TILE_UNKNOWN",
            "{path}"
        );
    }
    let nowhere = format!("{}/l/nowhere/tile/0/000", server.base);
    let response = server.http.get(nowhere).send().await.unwrap();
    assert_eq!(code(&response.json().await.unwrap()), "LEDGER_UNKNOWN");
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_are_for_officers_and_auditors() {
    let server = Server::start().await;
    set_up(&server).await;
    let path = format!("tile/entries/000.p/{}", server.head().await);
    assert_eq!(get(&server, None, &path).await.status(), 401);
    for person in [GRANTEE, SUBAWARDEE, ADMIN] {
        for path in [path.as_str(), "tile/entries/009"] {
            let response = get(&server, Some(person), path).await;
            assert_eq!(response.status(), 403, "{}", person.actor);
            let body = response.json().await.unwrap();
            assert_eq!(code(&body), "ENTRIES_FORBIDDEN");
        }
    }
    for person in [OFFICER, AUDITOR] {
        assert_eq!(get(&server, Some(person), &path).await.status(), 200);
        let beyond = get(&server, Some(person), "tile/entries/009").await;
        assert_eq!(beyond.status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_only_aggregates_may_be_told_an_auditor_gets_no_tile_with_a_client_in_it() {
    let server = Server::start().await;
    set_up_under(&server, "AGGREGATE_ONLY").await;
    let head = server.head().await;
    let tile = |width: u64| format!("tile/entries/000.p/{width}");
    // The client was enrolled last; what stands before it is no client's.
    let refused = get(&server, Some(AUDITOR), &tile(head)).await;
    assert_eq!(refused.status(), 403);
    let body = refused.json().await.unwrap();
    assert_eq!(code(&body), "ENTRIES_WITHHELD");
    assert!(
        body["errors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("almoner export")
    );
    let told = server
        .data(
            AUDITOR,
            "{ journal { events(first: 100) { nodes { position } } } }",
        )
        .await;
    let positions = told["journal"]["events"]["nodes"].as_array().unwrap();
    let before = u64::try_from(
        (1_u64..)
            .zip(positions)
            .take_while(|(number, node)| {
                node["position"].as_str() == Some(number.to_string().as_str())
            })
            .count(),
    )
    .unwrap();
    assert!(before > 0 && before < head);
    let given = get(&server, Some(AUDITOR), &tile(before)).await;
    assert_eq!(given.status(), 200);
    let beyond = get(&server, Some(AUDITOR), &tile(before + 1)).await;
    assert_eq!(beyond.status(), 403);
    assert_eq!(get(&server, Some(OFFICER), &tile(head)).await.status(), 200);
    // The hashes say nothing of anybody, and the root still comes out.
    let hashes = get(&server, None, &format!("tile/0/000.p/{head}")).await;
    assert_eq!(hashes.status(), 200);
}
