//! Extracts on the command line: as of a position they are the same bytes, before a rebuild and after it.

use almoner_tests::binary::{run, scratch};

#[test]
fn an_extract_as_of_a_position_is_the_same_before_and_after_a_rebuild() {
    let scratch = scratch();
    let data = scratch.path().join("data");
    assert_eq!(run(&data, &["demo", "--load-only"]).code, Some(0));
    let words = [
        ["clients", "FY2019Q2", "csv"],
        ["clients", "FY2019Q2", "json"],
        ["services", "FY2019", "csv"],
        ["services", "FY2019", "json"],
    ];
    let extract = || {
        words.map(|[what, period, format]| {
            let made = run(
                &data,
                &[
                    "extract",
                    what,
                    "--programme",
                    "TVAP",
                    "--period",
                    period,
                    "--format",
                    format,
                    "--as-of",
                    "2000",
                ],
            );
            assert_eq!(made.code, Some(0), "{}", made.err);
            made.out
        })
    };
    let before = extract();
    assert!(
        before[0].starts_with("programme,period,client,"),
        "{}",
        before[0]
    );
    assert!(before[0].lines().count() > 20);
    assert!(before[3].contains("\"suppressed\": false"));
    assert_eq!(run(&data, &["rebuild"]).code, Some(0));
    assert_eq!(extract(), before);
    for words in [
        &[
            "extract",
            "services",
            "--programme",
            "TVAP",
            "--period",
            "FY2019Q2",
        ][..],
        &[
            "extract",
            "clients",
            "--programme",
            "NONE",
            "--period",
            "FY2019Q2",
        ],
        &[
            "extract",
            "clients",
            "--programme",
            "TVAP",
            "--period",
            "2019",
        ],
    ] {
        assert_eq!(run(&data, words).code, Some(2), "{words:?}");
    }
    let future = run(
        &data,
        &[
            "extract",
            "clients",
            "--programme",
            "TVAP",
            "--period",
            "FY2019Q2",
            "--as-of",
            "999999",
        ],
    );
    assert_eq!(future.code, Some(1));
    assert!(future.err.contains("AS_OF_IN_FUTURE"), "{}", future.err);
}
