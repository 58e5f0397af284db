//! A client of the log that trusts nothing but the ledger's public key: it reads over HTTP, and verifies with libraries
//! that others wrote.

use std::collections::BTreeMap;

use almoner_domain::{
    id::{ActorId, CommandId, OrganizationId},
    identifier::{EntityIdentifier, Uei},
    ledger::{Context, RegisterOrganization, Role},
    region::State,
    text::Title,
};
use almoner_journal::ledger::{Answer, Submission};
use reqwest::Response;
use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{Checkpoint, Tile, TileReader, tlog};

use crate::server::{Person, Server};

/// The height of tiles that C2SP tlog-tiles has.
pub(crate) const HEIGHT: u8 = 8;

/// Registers so many organizations, straight into the ledger and many to a commit.
pub(crate) async fn fill(server: &Server, organizations: usize) {
    let submissions = (0..organizations).map(|number| Submission {
        command_id: CommandId::parse(&format!("fill-{number}")).unwrap(),
        context: Context {
            actor: ActorId::parse("officer-1").unwrap(),
            role: Role::Officer,
            organization: OrganizationId::parse("office").unwrap(),
            received_at: server.clock.now(),
        },
        command: RegisterOrganization {
            organization: OrganizationId::parse(&format!("org-{number}")).unwrap(),
            name: Title::parse("A house").unwrap(),
            identifier: EntityIdentifier::Uei(Uei::parse("ZQGGHJH74DW7").unwrap()),
            state: State::parse("VA").unwrap(),
            grassroots: false,
            effective_on: "2025-06-01".parse().unwrap(),
        }
        .into(),
        correlation: String::new(),
        causation: String::new(),
        request: String::new(),
    });
    for answer in server.ledger.submit_many(submissions.collect()).await {
        assert!(matches!(answer, Ok(Answer::Accepted(_))), "{answer:?}");
    }
}

/// What is served under `/l/test/`, to anybody or to somebody.
pub(crate) async fn get(server: &Server, person: Option<Person>, path: &str) -> Response {
    let mut request = server.http.get(format!("{}/l/test/{path}", server.base));
    if let Some(person) = person {
        request = request.bearer_auth(server.token(person));
    }
    request.send().await.unwrap()
}

/// A note, opened with the key that the server publishes, by another implementation of signed notes.
pub(crate) async fn opened(server: &Server, note: &str) -> Checkpoint {
    let key = get(server, None, "key").await.text().await.unwrap();
    let verifier = StandardVerifier::new(key.trim_end()).unwrap();
    let note = Note::from_bytes(note.as_bytes()).unwrap();
    let (known, _) = note
        .verify(&VerifierList::new(vec![Box::new(verifier)]))
        .unwrap();
    assert_eq!(known.len(), 1);
    Checkpoint::from_bytes(note.text()).unwrap()
}

/// The latest checkpoint, verified.
pub(crate) async fn checkpoint(server: &Server) -> Checkpoint {
    let note = get(server, None, "checkpoint").await.text().await.unwrap();
    opened(server, &note).await
}

/// The tiles of a tree, fetched.
pub(crate) struct Tiles(BTreeMap<String, Vec<u8>>);

impl Tiles {
    /// Fetches every tile of a tree of so many leaves.
    pub(crate) async fn of(server: &Server, size: u64) -> Self {
        let mut tiles = BTreeMap::new();
        for tile in Tile::new_tiles(HEIGHT, 0, size) {
            let path = path(&tile);
            let response = get(server, None, &path).await;
            assert_eq!(response.status(), 200, "{path}");
            tiles.insert(path, response.bytes().await.unwrap().to_vec());
        }
        Self(tiles)
    }
}

/// The path of a tile under the prefix: the height is always the same, and is left out.
pub(crate) fn path(tile: &Tile) -> String {
    tile.path().replacen("tile/8/", "tile/", 1)
}

impl TileReader for Tiles {
    fn height(&self) -> u8 {
        HEIGHT
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog::Error> {
        Ok(tiles
            .iter()
            .map(|tile| self.0[&path(tile)].clone())
            .collect())
    }

    fn save_tiles(&self, _tiles: &[Tile], _data: &[Vec<u8>]) {}
}

/// The entries of a bundle: each after its length in two bytes.
pub(crate) fn entries(mut bundle: &[u8]) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    while let Some((length, rest)) = bundle.split_first_chunk::<2>() {
        let (entry, rest) = rest.split_at(usize::from(u16::from_be_bytes(*length)));
        entries.push(entry.to_vec());
        bundle = rest;
    }
    assert!(bundle.is_empty(), "a bundle ends with an entry");
    entries
}
