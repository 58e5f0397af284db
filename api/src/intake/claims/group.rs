//! Rows of one claim number, put together.

use std::collections::BTreeMap;

use almoner_domain::ledger::SubmitClaim;

use super::{
    RefusedRow, SheetClaim,
    line::{Content, Key, Line},
};
use crate::intake::{Problem, SheetCode};

/// Rows of one claim, in the order of the sheet.
struct Group {
    key: Key,
    lines: Vec<(u32, Result<Content, Vec<Problem>>)>,
}

/// Puts claims together in the order of their first rows. A claim of which one row is refused is refused whole.
pub(super) fn by_number(lines: Vec<Line>) -> (Vec<SheetClaim>, Vec<RefusedRow>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut refused = Vec::new();
    for Line {
        row, key, content, ..
    } in lines
    {
        match (key, content) {
            (Some(key), content) => {
                let place = *places.entry(key.clone()).or_insert(groups.len());
                if place == groups.len() {
                    groups.push(Group {
                        key,
                        lines: Vec::new(),
                    });
                }
                groups[place].lines.push((row, content));
            }
            (None, Err(problems)) => refused.push(RefusedRow { row, problems }),
            // Without a sub-award or a number there is always something wrong, and said.
            (None, Ok(_)) => refused.push(RefusedRow {
                row,
                problems: vec![of_refused(row)],
            }),
        }
    }
    let mut claims = Vec::new();
    for group in groups {
        match put_together(group) {
            Ok(claim) => claims.push(claim),
            Err(rows) => refused.extend(rows),
        }
    }
    refused.sort_by_key(|row| row.row);
    (claims, refused)
}

fn put_together(group: Group) -> Result<SheetClaim, Vec<RefusedRow>> {
    let Group { key, lines } = group;
    let readable = || lines.iter().filter_map(|(_, line)| line.as_ref().ok());
    let Some(first) = readable().next().cloned() else {
        return Err(refuse(lines));
    };
    let agrees = |content: &Content| {
        (&content.client, content.service_month, content.effective_on)
            == (&first.client, first.service_month, first.effective_on)
    };
    let all_readable = lines.iter().all(|(_, line)| line.is_ok());
    if !all_readable || !readable().all(agrees) {
        let marked = lines.into_iter().map(|(row, line)| match line {
            Ok(content) if !agrees(&content) => {
                let problem = disagreement(row, &first, &content);
                (row, Err(vec![problem]))
            }
            line => (row, line),
        });
        return Err(refuse(marked.collect()));
    }
    let (sub_award, number, version) = key;
    let rows = lines.iter().map(|(row, _)| *row).collect();
    let contents = lines.into_iter().filter_map(|(_, line)| line.ok());
    let lines = (1..)
        .zip(contents)
        .map(|(number, content)| almoner_domain::claim::ClaimLine {
            number,
            ..content.line
        })
        .collect();
    Ok(SheetClaim {
        rows,
        version,
        command: SubmitClaim {
            sub_award,
            number,
            client: first.client,
            service_month: first.service_month,
            lines,
            effective_on: first.effective_on,
        },
    })
}

/// Every row of the claim is refused: those that are wrong for what is wrong, the others with them.
fn refuse(lines: Vec<(u32, Result<Content, Vec<Problem>>)>) -> Vec<RefusedRow> {
    lines
        .into_iter()
        .map(|(row, line)| RefusedRow {
            row,
            problems: line.err().unwrap_or_else(|| vec![of_refused(row)]),
        })
        .collect()
}

fn of_refused(row: u32) -> Problem {
    Problem::new(
        SheetCode::RowOfRefused,
        "another row of this claim was refused; mend that one, and send both again",
    )
    .at(row)
}

fn disagreement(row: u32, first: &Content, content: &Content) -> Problem {
    let column = if content.client != first.client {
        "client code"
    } else if content.service_month != first.service_month {
        "service month"
    } else {
        "effective on"
    };
    Problem::new(
        SheetCode::RowsDisagree,
        format!(
            "the rows of this claim do not have one {column}; give another claim another number"
        ),
    )
    .at(row)
    .of_column(column)
}
