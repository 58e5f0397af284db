//! What is told is true, no small count is, and none can be solved for: by an attacker who knows nothing of how the
//! cells were chosen, and by one who tries every table that fits.

use proptest::{collection::vec, prelude::*};

use super::{
    CountTable, SMALLEST_TOLD, ToldTable, is_small,
    network::{Arc, WIDE, slack},
};

/// The told table with its totals as one grid: rows, then the row of totals; columns, then the column of totals.
fn grid(told: &ToldTable) -> Vec<Vec<Option<u32>>> {
    let mut grid: Vec<Vec<_>> = told
        .cells
        .iter()
        .zip(&told.row_totals)
        .map(|(row, total)| row.iter().copied().chain([*total]).collect())
        .collect();
    grid.push(
        told.column_totals
            .iter()
            .copied()
            .chain([told.total])
            .collect(),
    );
    grid
}

/// The true counts in the same form.
fn truth(rows: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let whole = CountTable::new(rows.to_vec(), rows[0].len()).told_whole();
    let all = |row: Vec<Option<u32>>| row.into_iter().map(Option::unwrap).collect();
    grid(&whole).into_iter().map(all).collect()
}

/// What an attacker works out: bounds of each cell, narrowed line by line until nothing narrows any more. In every line
/// the last cell is the sum of the others.
struct Attacker {
    low: Vec<Vec<i64>>,
    high: Vec<Vec<i64>>,
}

/// Above every count of the tests.
const MUCH: i64 = 1 << 40;

impl Attacker {
    fn reads(told: &[Vec<Option<u32>>]) -> Self {
        let of = |unknown: i64| {
            told.iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| cell.map_or(unknown, i64::from))
                        .collect()
                })
                .collect()
        };
        let mut attacker = Self {
            low: of(0),
            high: of(MUCH),
        };
        let (rows, columns) = (told.len(), told[0].len());
        let lines: Vec<Vec<(usize, usize)>> = (0..rows)
            .map(|row| (0..columns).map(|column| (row, column)).collect())
            .chain((0..columns).map(|column| (0..rows).map(|row| (row, column)).collect()))
            .collect();
        for _ in 0..200 {
            let narrowed = lines
                .iter()
                .fold(false, |any, line| attacker.narrow(line) | any);
            if !narrowed {
                break;
            }
        }
        attacker
    }

    fn narrow(&mut self, line: &[(usize, usize)]) -> bool {
        let (total, parts) = line.split_last().unwrap();
        let (mut low_sum, mut high_sum) = (0, 0);
        for (row, column) in parts {
            low_sum += self.low[*row][*column];
            high_sum += self.high[*row][*column];
        }
        let (total_low, total_high) = (
            self.low[total.0][total.1].max(low_sum),
            self.high[total.0][total.1].min(high_sum),
        );
        let mut narrowed = self.set(*total, total_low, total_high);
        for part in parts {
            let (low, high) = (self.low[part.0][part.1], self.high[part.0][part.1]);
            narrowed |= self.set(
                *part,
                low.max(total_low - (high_sum - high)),
                high.min(total_high - (low_sum - low)),
            );
        }
        narrowed
    }

    fn set(&mut self, (row, column): (usize, usize), low: i64, high: i64) -> bool {
        let changed = low > self.low[row][column] || high < self.high[row][column];
        self.low[row][column] = low.max(self.low[row][column]);
        self.high[row][column] = high.min(self.high[row][column]);
        changed
    }
}

/// Whether the equations alone, over the rationals, determine a hidden cell: elimination modulo a large prime, whose
/// coefficients of 1 and -1 never meet it.
fn is_determined(told: &[Vec<Option<u32>>], wanted: (usize, usize)) -> bool {
    const PRIME: i128 = 2_147_483_647;
    let (rows, columns) = (told.len(), told[0].len());
    let unknowns: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .filter(|(row, column)| told[*row][*column].is_none())
        .collect();
    let mut equations: Vec<Vec<i128>> = Vec::new();
    let mut add = |line: Vec<(usize, usize)>| {
        let last = line.len() - 1;
        equations.push(
            unknowns
                .iter()
                .map(|cell| match line.iter().position(|at| at == cell) {
                    None => 0,
                    Some(at) if at == last => PRIME - 1,
                    Some(_) => 1,
                })
                .collect(),
        );
    };
    (0..rows).for_each(|row| add((0..columns).map(|column| (row, column)).collect()));
    (0..columns).for_each(|column| add((0..rows).map(|row| (row, column)).collect()));
    let mut rank = 0;
    for unknown in 0..unknowns.len() {
        let Some(pivot) = (rank..equations.len()).find(|at| equations[*at][unknown] != 0) else {
            continue;
        };
        equations.swap(rank, pivot);
        let inverse = power(equations[rank][unknown], PRIME - 2, PRIME);
        for value in &mut equations[rank] {
            *value = *value * inverse % PRIME;
        }
        let lead = equations[rank].clone();
        for (at, equation) in equations.iter_mut().enumerate() {
            let factor = equation[unknown];
            if at != rank && factor != 0 {
                for (value, lead) in equation.iter_mut().zip(&lead) {
                    *value = (*value + (PRIME - factor) * lead) % PRIME;
                }
            }
        }
        rank += 1;
    }
    let at = unknowns.iter().position(|cell| *cell == wanted).unwrap();
    equations.iter().any(|equation| {
        let present: Vec<_> = (0..unknowns.len()).filter(|i| equation[*i] != 0).collect();
        present == [at]
    })
}

fn power(base: i128, mut exponent: i128, modulus: i128) -> i128 {
    let (mut base, mut result) = (base % modulus, 1);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        exponent /= 2;
    }
    result
}

fn protects(rows: &[Vec<u32>]) -> Result<(), TestCaseError> {
    let truth = truth(rows);
    let told = grid(&CountTable::new(rows.to_vec(), rows[0].len()).suppressed());
    let attacker = Attacker::reads(&told);
    for (row, counts) in truth.iter().enumerate() {
        for (column, count) in counts.iter().enumerate() {
            match told[row][column] {
                Some(cell) => {
                    prop_assert_eq!(cell, *count);
                    prop_assert!(!is_small(cell));
                }
                None if is_small(*count) => {
                    let (low, high) = (attacker.low[row][column], attacker.high[row][column]);
                    prop_assert!(low <= i64::from(*count) && i64::from(*count) <= high);
                    prop_assert!(
                        high - low >= i64::from(SMALLEST_TOLD - 1),
                        "the count {} lies from {} to {}",
                        count,
                        low,
                        high
                    );
                    prop_assert!(!is_determined(&told, (row, column)));
                }
                None => {}
            }
        }
    }
    Ok(())
}

fn any_table(rows: usize, columns: usize, most: u32) -> impl Strategy<Value = Vec<Vec<u32>>> {
    let count = prop_oneof![3 => 0..12_u32, 3 => 0..=most, 1 => Just(0)];
    (1..=rows, 1..=columns)
        .prop_flat_map(move |(rows, columns)| vec(vec(count.clone(), columns), rows))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_small_count_is_told_and_none_can_be_solved_for(rows in any_table(7, 6, 120)) {
        protects(&rows)?;
    }

    #[test]
    fn sparse_tables_are_protected_too(rows in any_table(16, 5, 3)) {
        protects(&rows)?;
    }
}

/// Every table of counts up to a limit that fits what is told.
fn fitting(told: &[Vec<Option<u32>>], limit: u32) -> Vec<Vec<Vec<u32>>> {
    let (rows, columns) = (told.len() - 1, told[0].len() - 1);
    let mut found = Vec::new();
    let mut counts = vec![vec![0; columns]; rows];
    loop {
        let grid = truth(&counts);
        let fits = grid.iter().flatten().zip(told.iter().flatten());
        if fits
            .into_iter()
            .all(|(count, told)| told.is_none_or(|told| told == *count))
        {
            found.push(grid);
        }
        let mut at = 0;
        loop {
            if at == rows * columns {
                return found;
            }
            let cell = &mut counts[at / columns][at % columns];
            if *cell < limit {
                *cell += 1;
                break;
            }
            *cell = 0;
            at += 1;
        }
    }
}

#[test]
fn the_bounds_are_those_that_trying_every_table_finds() {
    // Totals of rows and of all are told, two cells and the column totals are not.
    let counts = [[3, 4], [1, 7]];
    let told = vec![
        vec![None, None, Some(7)],
        vec![None, None, Some(8)],
        vec![None, None, Some(15)],
    ];
    let tables = fitting(&told, 8);
    let bounds = |row: usize, column: usize| {
        let counts = tables.iter().map(|table| table[row][column]);
        (counts.clone().min().unwrap(), counts.max().unwrap())
    };
    // Rows 0 and 1, the row of totals 2, columns 3 and 4, the column of totals 5.
    let arc = |from, to, count, hidden| Arc {
        from,
        to,
        count,
        hidden,
    };
    let arcs = [
        arc(3, 0, counts[0][0], true),
        arc(4, 0, counts[0][1], true),
        arc(3, 1, counts[1][0], true),
        arc(4, 1, counts[1][1], true),
        arc(0, 5, 7, false),
        arc(1, 5, 8, false),
        arc(2, 3, 4, true),
        arc(2, 4, 11, true),
        arc(5, 2, 15, false),
    ];
    for (at, (row, column)) in [
        (0, (0, 0)),
        (1, (0, 1)),
        (2, (1, 0)),
        (3, (1, 1)),
        (6, (2, 0)),
    ] {
        let (up, down) = slack(&arcs, 6, at);
        let count = arcs[at].count;
        assert_eq!((count - down, count + up), bounds(row, column), "{at}");
    }
}

#[test]
fn trying_every_table_leaves_a_small_count_eleven_values() {
    let told = grid(&CountTable::new(vec![vec![3, 12], vec![14, 11]], 2).suppressed());
    assert_eq!(told[0][0], None);
    assert!(told.iter().flatten().any(Option::is_some), "{told:?}");
    let values: std::collections::BTreeSet<u32> =
        fitting(&told, 26).iter().map(|table| table[0][0]).collect();
    assert!(values.len() >= 11, "{told:?} leaves {values:?}");
}

#[test]
fn one_small_cell_takes_others_with_it() {
    let rows = vec![vec![40, 3, 50], vec![60, 70, 80], vec![30, 25, 90]];
    let told = CountTable::new(rows, 3).suppressed();
    assert_eq!(told.cells[0][1], None);
    // Its row and its column each hide another cell; the totals stand.
    let hidden = |cells: Vec<Option<u32>>| cells.iter().filter(|cell| cell.is_none()).count();
    assert!(hidden(told.cells[0].clone()) >= 2);
    assert!(hidden(told.cells.iter().map(|row| row[1]).collect()) >= 2);
    assert_eq!(told.total, Some(448));
    assert!(told.row_totals.iter().all(Option::is_some));
}

#[test]
fn a_table_without_small_counts_is_told_whole() {
    let rows = vec![vec![40, 13], vec![60, 70]];
    let table = CountTable::new(rows, 2);
    assert_eq!(table.suppressed(), table.told_whole());
}

#[test]
fn of_a_table_that_is_small_in_all_nothing_is_told() {
    let told = CountTable::new(vec![vec![1, 2], vec![0, 3]], 2).suppressed();
    assert!(grid(&told).iter().flatten().all(Option::is_none));
}

#[test]
fn where_everything_is_hidden_a_count_may_be_anything() {
    let arcs = [
        Arc {
            from: 1,
            to: 0,
            count: 2,
            hidden: true,
        },
        Arc {
            from: 0,
            to: 1,
            count: 2,
            hidden: true,
        },
    ];
    assert_eq!(slack(&arcs, 2, 0), (WIDE, 2));
}
