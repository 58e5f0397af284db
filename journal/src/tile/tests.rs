//! Paths against the published examples and `tlog_tiles`, and full tiles against its hashes.

use proptest::prelude::*;
use tlog_tiles::tile::Tile;

use super::*;
use crate::merkle::leaf_hash;

#[test]
fn the_paths_of_the_format_come_out() {
    let hashes = |level, index, width| {
        TilePath {
            level: TileLevel::Hashes(level),
            index,
            width,
        }
        .to_string()
    };
    assert_eq!(hashes(0, 1_234_067, 256), "tile/0/x001/x234/067");
    assert_eq!(hashes(1, 0, 256), "tile/1/000");
    assert_eq!(hashes(0, 273, 112), "tile/0/273.p/112");
    let entries = TilePath {
        level: TileLevel::Entries,
        index: 1000,
        width: 3,
    };
    assert_eq!(entries.to_string(), "tile/entries/x001/000.p/3");
    assert_eq!("/tile/entries/x001/000.p/3".parse(), Ok(entries));
}

#[test]
fn a_path_in_any_other_spelling_is_refused() {
    for text in [
        "tile/0/1",
        "tile/0/x000/001",
        "tile/0/001.p/256",
        "tile/0/001.p/0",
        "tile/0/001.p/07",
        "tile/64/001",
        "tile/00/001",
        "tile/data/001",
        "tile/0/001/002",
        "tile/0/+01",
        "tile/0/",
        "0/001",
        "tile/0/x099/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(text.parse::<TilePath>(), Err(TilePathError), "{text}");
    }
}

#[test]
fn full_tiles_hold_the_hashes_of_their_level() {
    let leaves: Vec<_> = (0_u64..66_000)
        .map(|n| leaf_hash(&n.to_be_bytes()))
        .collect();
    let (mut edge, mut filled) = (TileEdge::empty(), Vec::new());
    for leaf in &leaves {
        edge.append(*leaf, &mut filled);
    }
    let roots: Vec<_> = leaves.chunks_exact(256).map(subtree_root).collect();
    let level = |n| {
        filled
            .iter()
            .filter(move |tile| tile.level == n)
            .collect::<Vec<_>>()
    };
    assert_eq!(level(0).len(), 257);
    for (index, tile) in level(0).iter().enumerate() {
        assert_eq!(tile.index, u64::try_from(index).unwrap());
        assert_eq!(tile.hashes, leaves[index * 256..(index + 1) * 256]);
    }
    assert_eq!(level(1).len(), 1);
    assert_eq!(level(1)[0].hashes, roots[..256]);
    let resumed = TileEdge::resume(
        66_000,
        vec![
            leaves[65_792..].to_vec(),
            roots[256..].to_vec(),
            vec![subtree_root(&roots[..256])],
        ],
    );
    assert_eq!(resumed, edge);
}

#[test]
fn a_node_is_the_root_of_its_slice_of_a_tile() {
    let leaves: Vec<_> = (0_u64..512).map(|n| leaf_hash(&n.to_be_bytes())).collect();
    let slice = Slice::of(Node {
        level: 3,
        index: 33,
    });
    assert_eq!(
        slice,
        Slice {
            level: 0,
            index: 1,
            start: 8,
            count: 8
        }
    );
    assert_eq!(
        slice.fold(&leaves[256..]),
        Some(subtree_root(&leaves[264..272]))
    );
    assert_eq!(slice.fold(&leaves[256..270]), None);
    let whole = Slice::of(Node {
        level: 8,
        index: 300,
    });
    assert_eq!(
        whole,
        Slice {
            level: 1,
            index: 1,
            start: 44,
            count: 1
        }
    );
}

proptest! {
    #[test]
    fn every_path_reads_back_and_is_what_others_write(level in 0_u8..8, index in 0_u64..5_000_000_000, width in 1_u16..=256) {
        let path = TilePath { level: TileLevel::Hashes(level), index, width };
        prop_assert_eq!(path.to_string().parse(), Ok(path));
        let theirs = Tile::new(8, level, index, u32::from(width), false).path();
        // Theirs is the path of Go's sumdb, which names the tile's height before its level.
        prop_assert_eq!(theirs.replacen("tile/8/", "tile/", 1), path.to_string());
    }
}
