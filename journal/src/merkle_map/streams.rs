//! The map of streams as whoever has the record lines makes it: in memory, one event after another.

use std::collections::HashMap;

use almoner_domain::ledger::StreamId;

use super::hash::{
    KeyHash, MapKind, Seed, empty, key_hash, leaf_hash, node_hash, salt, value_hash,
};
use super::walk::bit;
use crate::merkle::Hash;
use crate::note::StatedMap;
use crate::record::Position;

/// The key of a stream: a JSON list of its kind and its id.
pub fn stream_key(kind: &str, id: &str) -> String {
    serde_json::json!([kind, id]).to_string()
}

/// The value of a stream: the sequence of its last event, which is how many it has, and where that stands.
pub fn stream_value(version: impl std::fmt::Display, position: impl std::fmt::Display) -> String {
    format!("{{\"version\":\"{version}\",\"position\":\"{position}\"}}")
}

/// The last event of a stream.
#[derive(Debug)]
struct End {
    version: u64,
    position: Position,
    seed: Seed,
}

/// The map of streams over the events so far. Of a stream 200 bytes are held, whatever its length.
#[derive(Debug, Default)]
pub struct StreamMap {
    /// What has changed since the root was asked for.
    changed: HashMap<StreamId, End>,
    root: Option<Box<Node>>,
    count: u64,
}

#[derive(Debug)]
enum Node {
    /// One key and its value's hash.
    Leaf(KeyHash, Hash),
    /// Two sides, and their hash where it is known.
    Fork(Option<Box<Node>>, Option<Box<Node>>, Option<Hash>),
}

impl StreamMap {
    /// Takes the next event: the stream, its sequence there, its position, and the seed of its line.
    pub fn take(&mut self, stream: &StreamId, version: u64, position: Position, seed: Seed) {
        let end = End {
            version,
            position,
            seed,
        };
        match self.changed.get_mut(stream) {
            Some(known) => *known = end,
            None => drop(self.changed.insert(stream.clone(), end)),
        }
    }

    /// How many streams there are, and the root over them.
    pub fn stated(&mut self) -> StatedMap {
        for (stream, end) in std::mem::take(&mut self.changed) {
            let key = key_hash(
                MapKind::Streams,
                &stream_key(stream.kind.as_str(), &stream.id),
            );
            let value = stream_value(end.version, end.position);
            let value = value_hash(&salt(&key, &end.seed), &value);
            let (root, is_new) = Node::with(self.root.take(), key, value, 0);
            self.root = Some(root);
            self.count += u64::from(is_new);
        }
        StatedMap {
            count: self.count,
            root: self.root.as_mut().map_or_else(empty, |root| root.hash()),
        }
    }
}

impl Node {
    /// The subtree with a key's value, and whether the key is new.
    fn with(node: Option<Box<Self>>, key: KeyHash, value: Hash, depth: usize) -> (Box<Self>, bool) {
        let Some(node) = node else {
            return (Box::new(Self::Leaf(key, value)), true);
        };
        match *node {
            Self::Leaf(known, _) if known == key => (Box::new(Self::Leaf(key, value)), false),
            Self::Leaf(known, its) => {
                let leaf = Some(Box::new(Self::Leaf(known, its)));
                let fork = if bit(&known, depth) {
                    Self::Fork(None, leaf, None)
                } else {
                    Self::Fork(leaf, None, None)
                };
                Self::with(Some(Box::new(fork)), key, value, depth)
            }
            Self::Fork(left, right, _) => {
                let (left, right, is_new) = if bit(&key, depth) {
                    let (right, is_new) = Self::with(right, key, value, depth + 1);
                    (left, Some(right), is_new)
                } else {
                    let (left, is_new) = Self::with(left, key, value, depth + 1);
                    (Some(left), right, is_new)
                };
                (Box::new(Self::Fork(left, right, None)), is_new)
            }
        }
    }

    fn hash(&mut self) -> Hash {
        match self {
            Self::Leaf(key, value) => leaf_hash(key, value),
            Self::Fork(_, _, Some(hash)) => *hash,
            Self::Fork(left, right, known) => {
                let left = left.as_mut().map_or_else(empty, |left| left.hash());
                let right = right.as_mut().map_or_else(empty, |right| right.hash());
                let hash = node_hash(&left, &right);
                *known = Some(hash);
                hash
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use almoner_domain::ledger::StreamKind;

    use super::super::hash::line_seed;
    use super::super::update::root;
    use super::*;

    #[test]
    fn the_map_grown_event_by_event_is_the_map_by_definition() {
        let (mut map, mut ends) = (StreamMap::default(), HashMap::new());
        assert_eq!(map.stated().root, empty());
        for position in 1..=300_u64 {
            let id = format!("stream-{}", position * position % 97);
            let stream = StreamId {
                kind: StreamKind::Claim,
                id: id.clone(),
            };
            let at = Position::ZERO.plus(position);
            let seed = line_seed(position.to_string().as_bytes());
            let (version, _, _) = ends.entry(id).or_insert((0, at, seed));
            *version += 1;
            let version = *version;
            ends.insert(stream.id.clone(), (version, at, seed));
            map.take(&stream, version, at, seed);
            if position % 7 == 0 {
                let entries = ends.iter().map(|(id, (version, at, seed))| {
                    let key = key_hash(MapKind::Streams, &stream_key("Claim", id));
                    let value = stream_value(version, at);
                    (key, value_hash(&salt(&key, seed), &value))
                });
                let stated = map.stated();
                assert_eq!(stated.root, root(entries));
                assert_eq!(usize::try_from(stated.count), Ok(ends.len()));
            }
        }
    }
}
