//! Reads the tables of postings back: what is posted to each account, and that each balance follows from the one before.

use std::{collections::BTreeMap, fs::File, path::Path};

use almoner_domain::{
    money::Money,
    posting::{AccountKind, Side},
};
use parquet::{
    file::reader::{FileReader as _, SerializedFileReader},
    record::Field,
};

use super::text::Totals;

/// What a row says of its account.
struct Row {
    account: String,
    kind: String,
    debit: bool,
    amount: Money,
    balance_after: Money,
}

/// The totals of every account of a file, by the end of its name.
pub(super) fn totals(path: &Path) -> BTreeMap<String, Totals> {
    let rows = if path.extension().is_some_and(|extension| extension == "csv") {
        csv_rows(path)
    } else {
        parquet_rows(path)
    };
    let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
    for row in rows {
        let held = totals.entry(row.account).or_default();
        let side = if row.debit {
            &mut held.debits
        } else {
            &mut held.credits
        };
        *side = side.plus(row.amount).unwrap();
        let grows_on_debits = AccountKind::parse(&row.kind).unwrap().normal_side() == Side::Debit;
        let (grown, shrunk) = if grows_on_debits {
            (held.debits, held.credits)
        } else {
            (held.credits, held.debits)
        };
        assert_eq!(row.balance_after, grown.minus(shrunk).unwrap());
    }
    totals
}

fn csv_rows(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.split_terminator("\r\n");
    let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
    let place = |name| heading.iter().position(|column| *column == name).unwrap();
    let (account, kind, side) = (place("account"), place("kind"), place("side"));
    let (amount, balance) = (place("amount"), place("balance_after"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), heading.len(), "{line}");
            Row {
                account: cells[account].to_owned(),
                kind: cells[kind].to_owned(),
                debit: cells[side] == "DEBIT",
                amount: Money::parse(cells[amount]).unwrap(),
                balance_after: Money::parse(cells[balance]).unwrap(),
            }
        })
        .collect()
}

fn parquet_rows(path: &Path) -> Vec<Row> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        let cells: BTreeMap<&str, &Field> = row
            .get_column_iter()
            .map(|(name, field)| (name.as_str(), field))
            .collect();
        let money = |name: &str| Money::parse(&cells[name].to_string()).unwrap();
        let text = |name: &str| cells[name].to_string().trim_matches('"').to_owned();
        Row {
            account: text("account"),
            kind: text("kind"),
            debit: text("side") == "DEBIT",
            amount: money("amount"),
            balance_after: money("balance_after"),
        }
    })
    .collect()
}
