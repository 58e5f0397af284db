//! One report in every form: the same amounts, no formula, the same bytes; and a sidecar that no changed byte passes.

use almoner_journal::{ledger::KeyInForce, record::Position, verify::KeysInForce};
use std::io::Cursor;

use almoner_domain::{identifier::Fain, money::Money};
use almoner_journal::note::Signer;
use almoner_projections::{
    read::{Control, Viewer},
    reports::{Cell, Column, Parameters, Question, Report, ReportName, Section},
};
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::{
    Format,
    control::{self, ControlError, Recipe},
    render,
};

const COLUMNS: [Column; 5] = [
    Column::text("who", "Who"),
    Column::money("paid", "Paid"),
    Column::count("claims", "Claims"),
    Column::percent("share", "Share"),
    Column::day("on", "On"),
];

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn row(who: &str, paid: &str) -> Vec<Cell> {
    vec![
        Cell::Text(who.to_owned()),
        Cell::Money(money(paid)),
        Cell::Count(3),
        Cell::Percent("58.79".parse().unwrap()),
        Cell::Day("2019-05-31".parse().unwrap()),
    ]
}

/// Names that a spreadsheet would take for formulas, the largest amount, one below zero and an empty row.
fn report() -> Report {
    let rows = vec![
        row("=HYPERLINK(\"http://example\")", "9999999999999.99"),
        row("+1", "-0.01"),
        row("Ärzte, \"Haus\"", "-9999999999000.09"),
        vec![
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ],
    ];
    let first = Section::try_new("paid", "What was paid", &COLUMNS, rows).unwrap();
    let none = Section::try_new("none", "Nothing: [at all]", &COLUMNS, Vec::new()).unwrap();
    let parameters = Parameters {
        award: Some(Fain::parse("90ZV9901").unwrap()),
        ..Parameters::default()
    };
    let control = Control {
        origin: "grants.example/test".to_owned(),
        position: 107,
        recorded_at: "2024-10-01T14:30:00.123456Z".parse().unwrap(),
        checkpoint_size: 110,
        checkpoint_root: vec![7; 32],
    };
    Report::try_new(
        Question::try_new(ReportName::AwardSummary, parameters).unwrap(),
        "Award 90ZV9901-01-00 to @SUM(A1)".to_owned(),
        vec![first.totalled().noted("A note."), none],
        control,
        Viewer::office(),
    )
    .unwrap()
}

fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_form_says_the_same_sums() {
    let report = report();
    let sum = money("999.89");
    assert_eq!(report.sums()[0], ("paid", "paid", sum));
    let json: Value = serde_json::from_slice(&render(&report, Format::Json).unwrap()).unwrap();
    assert_eq!(json["sections"][0]["sums"]["paid"], sum.to_string());
    let rows = csv(&render(&report, Format::Csv).unwrap());
    let line = rows.iter().find(|row| row[0] == "SUM").unwrap();
    assert_eq!(line[3], sum.to_string());
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(&report, Format::Xlsx).unwrap())).unwrap();
    let sheet = book.worksheet_range("What was paid").unwrap();
    let amounts: Vec<Money> = (4..=6)
        .map(|at| match sheet.get_value((at, 1)) {
            Some(Data::Float(amount)) => money(&format!("{amount:.2}")),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(Money::sum(amounts), Some(sum));
    assert_eq!(sheet.get_value((8, 1)), Some(&Data::Float(999.89)));
    // The control sheet is the same in every form.
    let control = book.worksheet_range("Control").unwrap();
    for (at, (word, text)) in report.control_lines().into_iter().enumerate() {
        assert_eq!(json["control"][at]["word"], word);
        assert_eq!(json["control"][at]["text"], text);
        let at = u32::try_from(at).unwrap() + 2;
        assert_eq!(
            control.get_value((at, 0)),
            Some(&Data::String(word.to_owned()))
        );
        assert_eq!(
            control.get_value((at, 1)),
            Some(&Data::String(text.clone()))
        );
        let row = ["CONTROL", "", word, &text].map(str::to_owned);
        assert!(rows.iter().any(|it| it.starts_with(&row)), "{word} {text}");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn the_pages_say_the_same_and_nothing_stands_outside_the_margins() {
    let report = report();
    let texts: Vec<String> = super::pdf::texts(&report).concat();
    for shown in ["999.89", "9,999,999,999,999.99", "-0.01", "None."] {
        assert!(texts.iter().any(|text| text.trim() == shown), "{shown}");
    }
    for (word, text) in report.control_lines() {
        assert!(texts.iter().any(|it| it.trim() == word), "{word}");
        let first = text.split_whitespace().next().unwrap();
        assert!(texts.iter().any(|it| it.contains(first)), "{text}");
    }
    assert_eq!(super::pdf::outside(&report), Vec::<String>::new());
}

#[test]
fn no_cell_is_a_formula() {
    let report = report();
    let rows = csv(&render(&report, Format::Csv).unwrap());
    for cell in rows.iter().flatten() {
        let is_amount = Money::parse(cell).is_ok();
        assert!(
            is_amount || !cell.starts_with(['=', '+', '-', '@']),
            "{cell}"
        );
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(&report, Format::Xlsx).unwrap())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{name}");
    }
}

#[test]
fn the_same_report_is_the_same_bytes() {
    for format in Format::ALL {
        let first = render(&report(), *format).unwrap();
        assert_eq!(first, render(&report(), *format).unwrap(), "{format:?}");
        let year = b"2026";
        let says_today = first.windows(year.len()).any(|it| it == year);
        let is_text = matches!(format, Format::Csv | Format::Json);
        assert!(!(is_text && says_today), "{format:?}");
    }
}

#[test]
fn the_sidecar_vouches_for_every_byte() {
    let signer = Signer::try_new("grants.example/test", &[5; 32]).unwrap();
    let key = signer.verifier();
    for format in Format::ALL {
        let file = render(&report(), *format).unwrap();
        let note = control::sign(&report(), *format, &file, &signer);
        let control = control::check(&file, &note, key).unwrap();
        assert_eq!(control.fact("rows"), Some("4"));
        let recipe = Recipe::read(&control).unwrap();
        assert_eq!(&recipe.question, report().question());
        assert_eq!((recipe.position, recipe.format), (107, *format));
        assert_eq!(recipe.reader, Viewer::office());
        // A prime number apart, so that every part of the file is tried.
        for at in (0..file.len()).step_by(61) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            let refused = control::check(&changed, &note, key);
            assert_eq!(
                refused,
                Err(ControlError::FileChanged),
                "{format:?} at {at}"
            );
        }
        for at in 0..note.len() {
            let mut changed = note.clone().into_bytes();
            changed[at] ^= 1;
            let Ok(changed) = String::from_utf8(changed) else {
                continue;
            };
            assert!(
                control::check(&file, &changed, key).is_err(),
                "the note at {at}"
            );
        }
        let stranger = Signer::try_new("grants.example/test", &[6; 32]).unwrap();
        assert!(control::check(&file, &note, stranger.verifier()).is_err());
    }
}

#[test]
fn a_sidecar_by_a_key_that_was_replaced_before_its_position_is_refused() {
    let signers = [5, 6].map(|seed| Signer::try_new("grants.example/test", &[seed; 32]).unwrap());
    let file = render(&report(), Format::Csv).unwrap();
    // The report tells of position 107.
    for (since, is_refused) in [(106, true), (107, true), (108, false)] {
        let keys = [0, since]
            .into_iter()
            .zip(&signers)
            .map(|(since, signer)| KeyInForce {
                since: Position::ZERO.plus(since),
                key: signer.verifier().to_key(),
            });
        let keys = KeysInForce::of(&keys.collect::<Vec<_>>()).unwrap();
        for (signer, is_old) in signers.iter().zip([true, false]) {
            let note = control::sign(&report(), Format::Csv, &file, signer);
            let checked = control::check_in_force(&file, &note, &keys);
            let code = checked.map_err(|error| error.code()).err();
            let expected = (is_refused && is_old).then_some("SIGNED_WITH_RETIRED_KEY");
            assert_eq!(code, expected, "replaced at {since}");
        }
    }
}
