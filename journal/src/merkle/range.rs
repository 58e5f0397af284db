//! The root over a run of leaves and the nodes beside it: what proves several records that stand together.
//!
//! It is the audit path of RFC 6962 §2.1.1, for the first leaf and the last at once: of the first's path the nodes on the
//! left, of the last's the nodes on the right. What lies between is computed from the leaves themselves.

use super::hash::{Hash, node_hash};
use super::verify::VerifyError;

/// On which side a sibling stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// The sides of the hashes of the audit path of the leaf at `index` in a tree of `size` leaves, from the leaf upwards.
fn sides(index: u64, size: u64) -> Vec<Side> {
    let (mut node, mut width) = (index, size);
    let mut sides = Vec::new();
    while width > 1 {
        if node % 2 == 1 {
            sides.push(Side::Left);
        } else if node + 1 < width {
            sides.push(Side::Right);
        }
        node /= 2;
        width = width.div_ceil(2);
    }
    sides
}

fn of_side(index: u64, size: u64, path: &[Hash], wanted: Side) -> Vec<Hash> {
    sides(index, size)
        .into_iter()
        .zip(path)
        .filter_map(|(side, hash)| (side == wanted).then_some(*hash))
        .collect()
}

/// Of the audit path of the leaf at `index` (from 0), the nodes on its left, from the leaf upwards.
pub fn left_of(index: u64, size: u64, path: &[Hash]) -> Vec<Hash> {
    of_side(index, size, path, Side::Left)
}

/// Of the audit path of the leaf at `index` (from 0), the nodes on its right, from the leaf upwards.
pub fn right_of(index: u64, size: u64, path: &[Hash]) -> Vec<Hash> {
    of_side(index, size, path, Side::Right)
}

/// Whether `leaves`, from `first` (from 0) on, stand in the tree of `size` leaves with `root`, between the nodes on the
/// `left` of the first and those on the `right` of the last.
pub fn verify_range(
    first: u64,
    leaves: &[Hash],
    size: u64,
    (left, right): (&[Hash], &[Hash]),
    root: &Hash,
) -> Result<(), VerifyError> {
    let count = u64::try_from(leaves.len()).map_err(|_| VerifyError::Length)?;
    let end = first.checked_add(count).ok_or(VerifyError::Length)?;
    if count == 0 || end > size {
        return Err(VerifyError::Length);
    }
    let (mut left, mut right) = (left.iter(), right.iter());
    let (mut start, mut end, mut width) = (first, end, size);
    let mut nodes = leaves.to_vec();
    while width > 1 {
        if start % 2 == 1 {
            nodes.insert(0, *left.next().ok_or(VerifyError::Length)?);
            start -= 1;
        }
        if end % 2 == 1 && end < width {
            nodes.push(*right.next().ok_or(VerifyError::Length)?);
            end += 1;
        }
        // An unpaired last node of the tree rises unchanged.
        nodes = nodes
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => node_hash(left, right),
                rest => rest[0],
            })
            .collect();
        (start, end, width) = (start / 2, end.div_ceil(2), width.div_ceil(2));
    }
    if left.next().is_some() || right.next().is_some() {
        Err(VerifyError::Length)
    } else if nodes == [*root] {
        Ok(())
    } else {
        Err(VerifyError::Root)
    }
}
