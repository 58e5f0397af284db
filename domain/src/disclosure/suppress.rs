//! Small cells of a table with totals are suppressed, and others with them until no small one can be solved for.

use super::{
    SMALLEST_TOLD, is_small,
    network::{Arc, cheapest_cover, slack},
};

/// A table of counts in rows and columns; its totals are the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    cells: Vec<Vec<u32>>,
    columns: usize,
}

/// The table as it may be told: none where a cell or a total is suppressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldTable {
    /// The cells, row by row.
    pub cells: Vec<Vec<Option<u32>>>,
    /// The total of each row.
    pub row_totals: Vec<Option<u32>>,
    /// The total of each column.
    pub column_totals: Vec<Option<u32>>,
    /// The total of all.
    pub total: Option<u32>,
}

impl CountTable {
    /// A table of rows; a short row ends in zeros, and what is past `columns` is left out.
    pub fn new(rows: Vec<Vec<u32>>, columns: usize) -> Self {
        let cells = rows
            .into_iter()
            .map(|mut row| {
                row.resize(columns, 0);
                row
            })
            .collect();
        Self { cells, columns }
    }

    /// The table with nothing suppressed, for those who may see all of it.
    pub fn told_whole(&self) -> ToldTable {
        self.told(&vec![false; self.arcs().len()])
    }

    /// The table without what must not be told.
    ///
    /// No count under [`SMALLEST_TOLD`] stands in it. Whoever knows every cell and total that does, and that a count is
    /// never below zero, can narrow none of the small ones down to fewer than [`SMALLEST_TOLD`] values.
    pub fn suppressed(&self) -> ToldTable {
        let mut arcs = self.arcs();
        for arc in &mut arcs {
            arc.hidden = is_small(arc.count);
        }
        let nodes = self.nodes();
        while let Some(exposed) = exposed(&arcs, nodes) {
            let width = SMALLEST_TOLD - 1;
            let cover = cheapest_cover(&arcs, nodes, exposed, width, |at| self.cost(&arcs, at));
            match cover {
                Some(cover) if !cover.is_empty() => {
                    for at in cover {
                        arcs[at].hidden = true;
                    }
                }
                // No single cycle carries it: hide the smallest cell that is left, and look again. In the end all is
                // hidden, and then nothing is known.
                Some(_) | None => match cheapest(&arcs, |at| self.cost(&arcs, at)) {
                    Some(at) => arcs[at].hidden = true,
                    None => break,
                },
            }
        }
        let hidden: Vec<bool> = arcs.iter().map(|arc| arc.hidden).collect();
        self.told(&hidden)
    }

    /// What is lost by hiding a cell: its count; a total is worth more than any cell.
    fn cost(&self, arcs: &[Arc], at: usize) -> u64 {
        let inner = self.cells.len() * self.columns;
        let worth = u64::from(arcs[at].count) + 1;
        if at < inner {
            worth
        } else {
            worth.saturating_mul(1_000)
        }
    }

    fn nodes(&self) -> usize {
        self.cells.len() + self.columns + 2
    }

    /// All cells, then the row totals, the column totals and the total. A cell flows from its column to its row, a row
    /// total on from there to the column of totals, which leads by the total to the row of totals, and from there by the
    /// column totals back.
    fn arcs(&self) -> Vec<Arc> {
        let rows = self.cells.len();
        let (totals_row, first_column) = (rows, rows + 1);
        let totals_column = first_column + self.columns;
        let arc = |from, to, count| Arc {
            from,
            to,
            count,
            hidden: false,
        };
        let mut arcs = Vec::with_capacity((rows + 1) * (self.columns + 1));
        for (row, cells) in self.cells.iter().enumerate() {
            for (column, count) in cells.iter().enumerate() {
                arcs.push(arc(first_column + column, row, *count));
            }
        }
        for (row, total) in self.row_totals().into_iter().enumerate() {
            arcs.push(arc(row, totals_column, total));
        }
        for (column, total) in self.column_totals().into_iter().enumerate() {
            arcs.push(arc(totals_row, first_column + column, total));
        }
        arcs.push(arc(totals_column, totals_row, self.total()));
        arcs
    }

    fn row_totals(&self) -> Vec<u32> {
        self.cells.iter().map(|row| sum(row.iter())).collect()
    }

    fn column_totals(&self) -> Vec<u32> {
        (0..self.columns)
            .map(|column| sum(self.cells.iter().map(|row| &row[column])))
            .collect()
    }

    fn total(&self) -> u32 {
        sum(self.row_totals().iter())
    }

    fn told(&self, hidden: &[bool]) -> ToldTable {
        let mut hidden = hidden.iter();
        let mut tell = |count: u32| {
            let is_hidden = hidden.next().copied().unwrap_or(true);
            (!is_hidden).then_some(count)
        };
        let cells = self
            .cells
            .iter()
            .map(|row| row.iter().map(|count| tell(*count)).collect())
            .collect();
        ToldTable {
            cells,
            row_totals: self.row_totals().into_iter().map(&mut tell).collect(),
            column_totals: self.column_totals().into_iter().map(&mut tell).collect(),
            total: tell(self.total()),
        }
    }
}

fn sum<'c>(counts: impl Iterator<Item = &'c u32>) -> u32 {
    counts.fold(0, |sum, count| sum.saturating_add(*count))
}

/// A small count of which too much is known.
fn exposed(arcs: &[Arc], nodes: usize) -> Option<usize> {
    (0..arcs.len()).find(|at| {
        let (up, down) = slack(arcs, nodes, *at);
        is_small(arcs[*at].count) && up.saturating_add(down) < SMALLEST_TOLD - 1
    })
}

/// The cell that is told yet and costs least.
fn cheapest(arcs: &[Arc], cost: impl Fn(usize) -> u64) -> Option<usize> {
    (0..arcs.len())
        .filter(|at| !arcs[*at].hidden)
        .min_by_key(|at| cost(*at))
}
