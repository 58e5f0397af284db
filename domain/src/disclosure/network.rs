//! What a reader of a table with suppressed cells can still work out of them, exactly.
//!
//! A table with its totals is a network: rows and columns are nodes, cells are arcs, and "the cells of a line add up to
//! its total" says that at every node as much flows in as out. What is known of a suppressed cell is how far its flow can
//! change while all others adjust without falling below zero: a largest flow in the residual network.

use std::collections::VecDeque;

/// An arc of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The true count.
    pub(super) count: u32,
    /// Its count is not published.
    pub(super) hidden: bool,
}

/// The widest interval that matters; a wider one is as good.
pub(super) const WIDE: u32 = 1_000_000_000;

/// How far a hidden arc's count may be raised and lowered by a reader who knows all published counts. Each is at most
/// [`WIDE`].
pub(super) fn slack(arcs: &[Arc], nodes: usize, of: usize) -> (u32, u32) {
    let arc = arcs[of];
    let up = largest_flow(arcs, nodes, of, arc.to, arc.from);
    let down = largest_flow(arcs, nodes, of, arc.from, arc.to).min(arc.count);
    (up, down)
}

/// The largest flow from one node to another over the hidden arcs but one: forward without limit, backward as much as
/// an arc holds.
fn largest_flow(arcs: &[Arc], nodes: usize, but: usize, from: usize, to: usize) -> u32 {
    let mut forward: Vec<u32> = arcs.iter().map(|_| WIDE).collect();
    let mut backward: Vec<u32> = arcs.iter().map(|arc| arc.count).collect();
    for (at, arc) in arcs.iter().enumerate() {
        if at == but || !arc.hidden {
            forward[at] = 0;
            backward[at] = 0;
        }
    }
    let mut total: u32 = 0;
    while total < WIDE {
        let Some(path) = shortest_path(arcs, nodes, &forward, &backward, from, to) else {
            break;
        };
        let room = |step: &Step| {
            if step.is_forward {
                forward[step.arc]
            } else {
                backward[step.arc]
            }
        };
        let amount = path.iter().map(room).min().unwrap_or(0);
        for step in path {
            let (less, more) = if step.is_forward {
                (&mut forward, &mut backward)
            } else {
                (&mut backward, &mut forward)
            };
            less[step.arc] = less[step.arc].saturating_sub(amount);
            more[step.arc] = more[step.arc].saturating_add(amount);
        }
        total = total.saturating_add(amount);
    }
    total.min(WIDE)
}

#[derive(Debug, Clone, Copy)]
struct Step {
    arc: usize,
    is_forward: bool,
}

fn shortest_path(
    arcs: &[Arc],
    nodes: usize,
    forward: &[u32],
    backward: &[u32],
    from: usize,
    to: usize,
) -> Option<Vec<Step>> {
    let mut reached: Vec<Option<(usize, Step)>> = vec![None; nodes];
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        for (at, arc) in arcs.iter().enumerate() {
            let (next, is_forward) = if arc.from == node && forward[at] > 0 {
                (arc.to, true)
            } else if arc.to == node && backward[at] > 0 {
                (arc.from, false)
            } else {
                continue;
            };
            if next == from || reached[next].is_some() {
                continue;
            }
            let step = Step {
                arc: at,
                is_forward,
            };
            reached[next] = Some((node, step));
            if next == to {
                return Some(path_to(&reached, from, to));
            }
            queue.push_back(next);
        }
    }
    None
}

fn path_to(reached: &[Option<(usize, Step)>], from: usize, to: usize) -> Vec<Step> {
    let mut path = Vec::new();
    let mut node = to;
    while node != from {
        let Some((before, step)) = reached[node] else {
            break;
        };
        path.push(step);
        node = before;
    }
    path
}

/// The cheapest way to let an arc's count move by `width`: the published arcs on a cycle through it, to be hidden too.
/// Forward arcs take any count, backward ones must hold `width`. None when there is no such cycle.
pub(super) fn cheapest_cover(
    arcs: &[Arc],
    nodes: usize,
    of: usize,
    width: u32,
    cost: impl Fn(usize) -> u64,
) -> Option<Vec<usize>> {
    let arc = arcs[of];
    let mut best: Vec<Option<(u64, Option<usize>)>> = vec![None; nodes];
    best[arc.to] = Some((0, None));
    // As often as there are nodes, every arc may shorten a way (Bellman and Ford).
    for _ in 0..nodes {
        for (at, other) in arcs.iter().enumerate() {
            if at == of {
                continue;
            }
            let price = if other.hidden { 0 } else { cost(at) };
            relax(&mut best, other.from, other.to, at, price);
            if other.count >= width {
                relax(&mut best, other.to, other.from, at, price);
            }
        }
    }
    best[arc.from]?;
    let mut cover = Vec::new();
    let mut node = arc.from;
    while let Some((_, Some(at))) = best[node] {
        if !arcs[at].hidden {
            cover.push(at);
        }
        node = if arcs[at].to == node {
            arcs[at].from
        } else {
            arcs[at].to
        };
        if cover.len() > arcs.len() {
            return None;
        }
    }
    Some(cover)
}

fn relax(
    best: &mut [Option<(u64, Option<usize>)>],
    from: usize,
    to: usize,
    arc: usize,
    price: u64,
) {
    let Some((so_far, _)) = best[from] else {
        return;
    };
    let there = so_far.saturating_add(price);
    if best[to].is_none_or(|(known, _)| there < known) {
        best[to] = Some((there, Some(arc)));
    }
}
