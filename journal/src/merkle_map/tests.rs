use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::merkle::Hash;

/// Pages by path, as a table keeps them.
type Kept = BTreeMap<Vec<u8>, Page>;

fn update(kept: &mut Kept, changes: Vec<Change>) -> Counted {
    let mut update = Update::of(changes);
    loop {
        let wanted = update.wanted();
        if wanted.is_empty() {
            break;
        }
        let found: Vec<_> = wanted
            .into_iter()
            .map(|path| {
                let page = kept.get(&path).cloned();
                // Only the first page may be missing.
                assert!(path.is_empty() || page.is_some());
                (path, page.unwrap_or_default())
            })
            .collect();
        update.take(found);
    }
    let (_, written, counted) = update.make();
    kept.extend(written);
    counted
}

fn kept_root(kept: &Kept) -> Hash {
    kept.get(&Vec::new()).map_or_else(empty, root_of_page)
}

fn proof(kept: &Kept, key: &Hash) -> MapProof {
    let mut walk = Walk::of(*key);
    let mut step = WalkStep::Page(Vec::new());
    loop {
        match step {
            WalkStep::Page(path) => {
                let page = kept.get(&path).cloned().unwrap_or_default();
                step = walk.through(&page);
            }
            WalkStep::Found(proof) => return proof,
        }
    }
}

/// Keys whose hashes share long beginnings now and then, as those of many keys do.
fn keys() -> impl Strategy<Value = Hash> {
    (any::<[u8; 32]>(), 0_usize..4, 0_usize..33).prop_map(|(bytes, like, shared)| {
        let mut key = bytes;
        let stem = [u8::try_from(like).unwrap_or(0).wrapping_mul(85); 32];
        if shared < 32 {
            key[..shared].copy_from_slice(&stem[..shared]);
        }
        Hash::new(key)
    })
}

fn values() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash::new)
}

fn steps() -> impl Strategy<Value = Vec<Vec<(Hash, Option<Hash>)>>> {
    let pool = prop::collection::vec(keys(), 1..24);
    pool.prop_flat_map(|pool| {
        let change = (
            prop::sample::select(pool),
            prop::option::weighted(0.7, values()),
        );
        prop::collection::vec(prop::collection::vec(change, 0..12), 1..12)
    })
}

fn play(steps: &[Vec<(Hash, Option<Hash>)>]) -> (Kept, BTreeMap<Hash, Hash>) {
    let (mut kept, mut model) = (Kept::new(), BTreeMap::new());
    for step in steps {
        let changes = step
            .iter()
            .map(|(key, value)| Change {
                key: *key,
                value: *value,
            })
            .collect();
        let before = model.len();
        let counted = update(&mut kept, changes);
        for (key, value) in step {
            match value {
                Some(value) => model.insert(*key, *value),
                None => model.remove(key),
            };
        }
        let grown = i64::try_from(counted.added).unwrap() - i64::try_from(counted.removed).unwrap();
        let lengths = (
            i64::try_from(model.len()).unwrap(),
            i64::try_from(before).unwrap(),
        );
        assert_eq!(lengths.0 - lengths.1, grown);
    }
    (kept, model)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_root_follows_from_the_entries_alone(steps in steps()) {
        let (kept, model) = play(&steps);
        prop_assert_eq!(kept_root(&kept), root(model.clone()));
        let backwards = model.iter().rev().map(|(key, value)| vec![(*key, Some(*value))]).collect::<Vec<_>>();
        prop_assert_eq!(kept_root(&play(&backwards).0), root(model));
    }

    #[test]
    fn every_key_is_proved_to_be_there_or_not(steps in steps(), strangers in prop::collection::vec(keys(), 0..8)) {
        let (kept, model) = play(&steps);
        let root = root(model.clone());
        let asked = steps.iter().flatten().map(|(key, _)| *key).chain(strangers);
        for key in asked {
            let proof = proof(&kept, &key);
            prop_assert_eq!(proof.verify(&key, &root), Ok(()));
            match (model.get(&key), proof.terminal) {
                (Some(value), Terminal::Here(shown)) => prop_assert_eq!(*value, shown),
                (None, Terminal::Empty | Terminal::Other(..)) => {}
                (there, shown) => prop_assert!(false, "{there:?} is shown as {shown:?}"),
            }
        }
    }

    #[test]
    fn a_proof_with_a_flipped_bit_proves_nothing(
        steps in steps(), stranger in keys(), bit in 0_usize..256, which in any::<prop::sample::Index>(),
    ) {
        let (kept, model) = play(&steps);
        let root = root(model.clone());
        let asked = steps.iter().flatten().map(|(key, _)| *key).chain([stranger]).collect::<Vec<_>>();
        let key = asked[which.index(asked.len())];
        let flip = |hash: &Hash| {
            let mut bytes = *hash.as_bytes();
            bytes[bit / 8] ^= 0x80 >> (bit % 8);
            Hash::new(bytes)
        };
        let good = proof(&kept, &key);
        for at in 0..good.siblings.len() {
            let mut bad = good.clone();
            bad.siblings[at] = flip(&bad.siblings[at]);
            prop_assert!(bad.verify(&key, &root).is_err());
        }
        let mut shorter = good.clone();
        if shorter.siblings.pop().is_some() {
            prop_assert!(shorter.verify(&key, &root).is_err());
        }
        let mut longer = good.clone();
        longer.siblings.push(empty());
        prop_assert!(longer.verify(&key, &root).is_err());
        let terminals = match good.terminal {
            Terminal::Here(value) => vec![
                Terminal::Here(flip(&value)), Terminal::Empty, Terminal::Other(key, value), Terminal::Other(flip(&key), value),
            ],
            Terminal::Empty => vec![Terminal::Here(root), Terminal::Other(flip(&key), root)],
            Terminal::Other(other, value) => vec![
                Terminal::Other(flip(&other), value), Terminal::Other(other, flip(&value)), Terminal::Empty, Terminal::Here(value),
            ],
        };
        for terminal in terminals {
            let bad = MapProof { terminal, ..good.clone() };
            prop_assert!(bad.verify(&key, &root).is_err());
        }
        prop_assert!(good.verify(&key, &flip(&root)).is_err());
    }

    #[test]
    fn a_page_is_read_back_as_it_was_kept(steps in steps()) {
        for page in play(&steps).0.into_values() {
            prop_assert_eq!(Page::parse(&page.to_bytes()), Ok(page.clone()));
            let mut cut = page.to_bytes();
            cut.pop();
            prop_assert_eq!(Page::parse(&cut), Err(PageError));
        }
    }
}

#[test]
fn the_hashes_are_those_of_the_document() {
    // What docs/transparency.md says, computed apart, by Python's hashlib.
    assert_eq!(
        empty().to_string(),
        "dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"
    );
    let key = key_hash(MapKind::Rows, r#"["balances","90ZV9901:AWARD_UNASSIGNED"]"#);
    let seed = line_seed(br#"{"position":1}"#);
    let value = value_hash(&salt(&key, &seed), r#"{"balance":"1.00"}"#);
    assert_eq!(
        [
            key.to_string(),
            value.to_string(),
            leaf_hash(&key, &value).to_string()
        ],
        EXPECTED.map(str::to_owned)
    );
    assert_eq!(root([(key, value)]), leaf_hash(&key, &value));
    assert_eq!(root([]), empty());
}

const EXPECTED: [&str; 3] = [
    "8088934c2c6cee3a48bbb4d1349c86ad90a1e2ba956e9a5dba804b6a98520cae",
    "3d057e7a54ef8758681ecb4254845943b2f1c5da25e0e36c0a4b8da75894bb99",
    "c1c117950f1f36bf3f4ff7309c51bb88006c298be4f91e00a3ec87e6c512fa09",
];
