//! Known answers, properties over sizes, and the independent tree of `tlog_tiles`.

use proptest::prelude::*;
use tlog_tiles::tlog;

use super::*;

const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn numbered_leaves(size: u64) -> Vec<Hash> {
    (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

fn node_of(leaves: &[Hash], node: Node) -> Hash {
    let start = usize::try_from(node.index << node.level).unwrap();
    let count = usize::try_from(1_u64 << node.level).unwrap();
    subtree_root(&leaves[start..start + count])
}

fn resolve(plan: &Plan, leaves: &[Hash]) -> Vec<Hash> {
    plan.resolve(|node| Ok::<_, ProofError>(node_of(leaves, node)))
        .unwrap()
}

fn root_of(leaves: &[Hash], size: u64) -> Hash {
    subtree_root(&leaves[..usize::try_from(size).unwrap()])
}

/// The stored hashes of the other implementation, in its own order.
struct Stored(Vec<tlog::Hash>);

impl tlog::HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes
            .iter()
            .map(|index| self.0[usize::try_from(*index).unwrap()])
            .collect())
    }
}

fn stored(size: u64) -> Stored {
    let mut all = Stored(Vec::new());
    for n in 0..size {
        let new = tlog::stored_hashes(n, &n.to_be_bytes(), &all).unwrap();
        all.0.extend(new);
    }
    all
}

fn theirs(hash: &Hash) -> tlog::Hash {
    tlog::Hash(*hash.as_bytes())
}

fn ours(hashes: &[tlog::Hash]) -> Vec<Hash> {
    hashes.iter().map(|hash| Hash::new(hash.0)).collect()
}

#[test]
fn the_roots_of_rfc_6962_come_out() {
    let mut frontier = Frontier::empty();
    let mut leaves = Vec::new();
    assert_eq!(frontier.root().to_string(), ROOTS[0]);
    for (line, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        let leaf = leaf_hash(&hex::decode(line).unwrap());
        frontier.append(leaf);
        leaves.push(leaf);
        assert_eq!(frontier.root().to_string(), *root);
        assert_eq!(subtree_root(&leaves).to_string(), *root);
    }
}

#[test]
fn a_frontier_with_a_hash_too_few_or_a_byte_too_many_is_refused() {
    let mut frontier = Frontier::empty();
    for leaf in numbered_leaves(7) {
        frontier.append(leaf);
    }
    let bytes = frontier.to_bytes();
    assert_eq!(Frontier::parse(7, &bytes), Ok(frontier));
    assert!(Frontier::parse(6, &bytes).is_err());
    assert!(Frontier::parse(7, &bytes[1..]).is_err());
}

#[test]
fn a_leaf_outside_the_tree_and_a_longer_prefix_have_no_proof() {
    assert_eq!(
        inclusion_plan(4, 4).unwrap_err().code(),
        "LEAF_OUTSIDE_TREE"
    );
    assert_eq!(
        consistency_plan(5, 4).unwrap_err().code(),
        "TREE_NOT_A_PREFIX"
    );
}

#[test]
fn equal_trees_and_the_empty_tree_need_an_empty_proof_and_take_no_other() {
    let leaves = numbered_leaves(5);
    let (three, five) = (root_of(&leaves, 3), root_of(&leaves, 5));
    assert!(resolve(&consistency_plan(3, 3).unwrap(), &leaves).is_empty());
    assert!(resolve(&consistency_plan(0, 3).unwrap(), &leaves).is_empty());
    assert_eq!(verify_consistency(3, 3, &three, &three, &[]), Ok(()));
    assert_eq!(
        verify_consistency(3, 3, &three, &five, &[]),
        Err(VerifyError::Root)
    );
    assert_eq!(verify_consistency(0, 3, &empty_root(), &three, &[]), Ok(()));
    assert_eq!(
        verify_consistency(0, 3, &empty_root(), &three, &[five]),
        Err(VerifyError::Length)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_frontier_knows_the_root_at_every_size(size in 0_u64..600) {
        let leaves = numbered_leaves(size);
        let mut frontier = Frontier::empty();
        for leaf in &leaves {
            frontier.append(*leaf);
        }
        prop_assert_eq!(frontier.root(), subtree_root(&leaves));
        prop_assert_eq!(resolve(&root_plan(size), &leaves), vec![subtree_root(&leaves)]);
        prop_assert_eq!(Frontier::parse(size, &frontier.to_bytes()), Ok(frontier));
        if size > 0 {
            let root = tlog::tree_hash(size, &stored(size)).unwrap();
            prop_assert_eq!(root.0, *subtree_root(&leaves).as_bytes());
        }
    }

    #[test]
    fn an_inclusion_proof_is_the_one_that_others_make_and_accept(size in 1_u64..400, at in 0_u64..400) {
        let index = at % size;
        let leaves = numbered_leaves(size);
        let (leaf, root) = (leaf_hash(&index.to_be_bytes()), root_of(&leaves, size));
        let proof = resolve(&inclusion_plan(index, size).unwrap(), &leaves);
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &proof, &root), Ok(()));
        let other = tlog::prove_record(size, index, &stored(size)).unwrap();
        prop_assert_eq!(&ours(&other), &proof);
        tlog::check_record(&other, size, theirs(&root), index, theirs(&leaf)).unwrap();
        prop_assert!(verify_inclusion(&root, index, size, &proof, &root).is_err() || size == 1);
        if index + 1 < size {
            prop_assert!(verify_inclusion(&leaf, index + 1, size, &proof, &root).is_err());
        }
    }

    #[test]
    fn a_consistency_proof_is_the_one_that_others_make_and_accept(new in 1_u64..400, at in 0_u64..400) {
        let old = 1 + at % new;
        let leaves = numbered_leaves(new);
        let (old_root, new_root) = (root_of(&leaves, old), root_of(&leaves, new));
        let proof = resolve(&consistency_plan(old, new).unwrap(), &leaves);
        prop_assert_eq!(verify_consistency(old, new, &old_root, &new_root, &proof), Ok(()));
        let other = tlog::prove_tree(new, old, &stored(new)).unwrap();
        prop_assert_eq!(&ours(&other), &proof);
        tlog::check_tree(&other, new, theirs(&new_root), old, theirs(&old_root)).unwrap();
        if old < new {
            prop_assert!(verify_consistency(old, new, &new_root, &new_root, &proof).is_err());
            let mut longer = proof.clone();
            longer.push(new_root);
            prop_assert!(verify_consistency(old, new, &old_root, &new_root, &longer).is_err());
        }
    }

    #[test]
    fn a_run_of_leaves_stands_between_the_nodes_of_two_audit_paths(
        size in 1_u64..300, at in 0_u64..300, more in 0_u64..40
    ) {
        let first = at % size;
        let last = (first + more).min(size - 1);
        let leaves = numbered_leaves(size);
        let root = root_of(&leaves, size);
        let path = |index| resolve(&inclusion_plan(index, size).unwrap(), &leaves);
        let left = left_of(first, size, &path(first));
        let right = right_of(last, size, &path(last));
        let within = |from: u64, to: u64| {
            let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
            leaves[from..=to].to_vec()
        };
        let run = within(first, last);
        let verify = |first, run: &[Hash], left: &[Hash], right: &[Hash]| {
            verify_range(first, run, size, (left, right), &root)
        };
        prop_assert_eq!(verify(first, &run, &left, &right), Ok(()));
        prop_assert_eq!(verify(first, &run, &[&left[..], &[root]].concat(), &right), Err(VerifyError::Length));
        prop_assert!(verify(first, &[], &left, &right).is_err());
        prop_assert!(verify(first + 1, &run, &left, &right).is_err());
        let mut changed = run.clone();
        changed[0] = root_of(&leaves, 0);
        prop_assert_eq!(verify(first, &changed, &left, &right), Err(VerifyError::Root));
        if first < last {
            prop_assert!(verify(first, &within(first, last - 1), &left, &right).is_err());
        }
        prop_assert_eq!(verify(size, &run, &left, &right), Err(VerifyError::Length));
    }
}
