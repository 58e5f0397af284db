//! Checkpoints and proofs by GraphQL, checked by those who did not make them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tlog_tiles::tlog;

use super::{
    client::{entries, fill, get, opened},
    sigstore,
};
use crate::server::{AUDITOR, SUBAWARDEE, Server, code};

fn hash(digest: &Value) -> [u8; 32] {
    let bytes = hex::decode(digest.as_str().unwrap()).unwrap();
    bytes.try_into().unwrap()
}

fn hashes(digests: &Value) -> Vec<[u8; 32]> {
    digests.as_array().unwrap().iter().map(hash).collect()
}

fn theirs(hashes: &[[u8; 32]]) -> Vec<tlog::Hash> {
    hashes.iter().map(|hash| tlog::Hash(*hash)).collect()
}

async fn journal(server: &Server, field: &str) -> Value {
    let query = format!("{{ journal {{ of: {field} }} }}");
    server.data(AUDITOR, &query).await["journal"]["of"].clone()
}

const PROOF: &str = "{ position leafIndex hashes tlogProof checkpoint { size root note } }";

/// Sizes at which commits ended, so that there is a checkpoint of each.
async fn grown(server: &Server) -> Vec<u64> {
    let mut sizes = Vec::new();
    for more in [1, 2, 5, 30, 256, 300] {
        fill(server, more).await;
        sizes.push(server.head().await);
    }
    assert_eq!(sizes, [1, 2, 5, 30, 256, 300]);
    sizes
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inclusion_proof_holds_under_the_checkpoint_that_was_named() {
    let server = Server::start().await;
    let sizes = grown(&server).await;
    let mut lines: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
    for path in ["tile/entries/000", "tile/entries/001.p/44"] {
        let bundle = get(&server, Some(AUDITOR), path)
            .await
            .bytes()
            .await
            .unwrap();
        for line in entries(&bundle) {
            lines.insert(u64::try_from(lines.len()).unwrap(), line);
        }
    }
    for size in sizes {
        for position in [1, 2, 5, 29, 256, 257, 300] {
            if position > size {
                continue;
            }
            let asked =
                format!("inclusionProof(position: \"{position}\", checkpoint: \"{size}\") {PROOF}");
            let proof = journal(&server, &asked).await;
            let checkpoint = opened(&server, proof["checkpoint"]["note"].as_str().unwrap()).await;
            assert_eq!(checkpoint.size(), size);
            assert_eq!(hash(&proof["checkpoint"]["root"]), checkpoint.hash().0);
            assert_eq!(proof["leafIndex"], (position - 1).to_string());
            let path = hashes(&proof["hashes"]);
            let leaf = tlog::record_hash(&lines[&(position - 1)]);
            let tree = (size, checkpoint.hash().0);
            assert!(sigstore::includes(leaf.0, position - 1, tree, &path));
            tlog::check_record(&theirs(&path), size, *checkpoint.hash(), position - 1, leaf)
                .unwrap();
        }
    }
    let latest = journal(&server, &format!("inclusionProof(position: \"7\") {PROOF}")).await;
    assert_eq!(latest["checkpoint"]["size"], "300");
    let text = latest["tlogProof"].as_str().unwrap();
    assert!(
        text.starts_with("c2sp.org/tlog-proof@v1\nindex 6\n"),
        "{text}"
    );
    assert!(text.ends_with(latest["checkpoint"]["note"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consistency_proof_ties_every_checkpoint_to_every_later_one() {
    let server = Server::start().await;
    let mut roots = BTreeMap::new();
    for size in [vec![0], grown(&server).await].concat() {
        let asked = format!("checkpoint(size: \"{size}\") {{ size root note }}");
        let checkpoint = journal(&server, &asked).await;
        let note = opened(&server, checkpoint["note"].as_str().unwrap()).await;
        assert_eq!(note.size(), size);
        roots.insert(size, note.hash().0);
    }
    for (from, from_root) in &roots {
        for (to, to_root) in roots.range(from..) {
            let asked = format!(
                "consistencyProof(from: \"{from}\", to: \"{to}\") {{ fromRoot toRoot hashes }}"
            );
            let proof = journal(&server, &asked).await;
            assert_eq!(
                (hash(&proof["fromRoot"]), hash(&proof["toRoot"])),
                (*from_root, *to_root)
            );
            let path = hashes(&proof["hashes"]);
            assert!(
                sigstore::extends((*from, *from_root), (*to, *to_root), &path),
                "{from} to {to}"
            );
            if *from > 0 {
                let (new, old) = (tlog::Hash(*to_root), tlog::Hash(*from_root));
                tlog::check_tree(&theirs(&path), *to, new, *from, old).unwrap();
            }
            assert_eq!(path.is_empty(), from == to || *from == 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_that_cannot_be_is_refused_with_its_code() {
    let server = Server::start().await;
    grown(&server).await;
    for (field, expected) in [
        (
            "inclusionProof(position: \"0\") { position }",
            "LEAF_OUTSIDE_TREE",
        ),
        (
            "inclusionProof(position: \"301\") { position }",
            "LEAF_OUTSIDE_TREE",
        ),
        (
            "inclusionProof(position: \"31\", checkpoint: \"30\") { position }",
            "LEAF_OUTSIDE_TREE",
        ),
        (
            "inclusionProof(position: \"1\", checkpoint: \"0\") { position }",
            "LEAF_OUTSIDE_TREE",
        ),
        (
            "inclusionProof(position: \"1\", checkpoint: \"29\") { position }",
            "CHECKPOINT_UNKNOWN",
        ),
        (
            "inclusionProof(position: \"1\", checkpoint: \"301\") { position }",
            "TREE_SIZE_IN_FUTURE",
        ),
        (
            "inclusionProof(position: \"-1\") { position }",
            "POSITION_MALFORMED",
        ),
        (
            "inclusionProof(position: \"1\", checkpoint: \"x\") { position }",
            "POSITION_MALFORMED",
        ),
        (
            "consistencyProof(from: \"2\", to: \"1\") { from }",
            "TREE_NOT_A_PREFIX",
        ),
        (
            "consistencyProof(from: \"302\", to: \"301\") { from }",
            "TREE_NOT_A_PREFIX",
        ),
        (
            "consistencyProof(from: \"1\", to: \"301\") { from }",
            "TREE_SIZE_IN_FUTURE",
        ),
        (
            "consistencyProof(from: \"1\", to: \"99999999999999999999\") { from }",
            "POSITION_MALFORMED",
        ),
        ("checkpoint(size: \"301\") { size }", "TREE_SIZE_IN_FUTURE"),
    ] {
        let query = format!("{{ journal {{ {field} }} }}");
        let (_, body) = server.ask(SUBAWARDEE, &query, json!({})).await;
        assert_eq!(code(&body), expected, "{field}: {body:#}");
    }
    assert_eq!(
        journal(&server, "checkpoint(size: \"29\") { size }").await,
        Value::Null
    );
}
