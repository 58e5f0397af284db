//! Pages that can be filed.

use super::*;

fn contains(pages: &[Vec<String>], text: &str) -> bool {
    pages.concat().join(" ").contains(text)
}

fn unconfirmed(status: PaymentStatus) -> Advice {
    let mut parts = parts(2);
    parts.header.status = status;
    parts.header.confirmed_on = None;
    parts.posted = None;
    Advice::try_new(parts).unwrap()
}

#[test]
fn a_payment_that_is_not_confirmed_says_that_nothing_is_paid() {
    for status in [PaymentStatus::Prepared, PaymentStatus::Authorised] {
        let advice = unconfirmed(status);
        assert!(contains(&super::super::pdf::texts(&advice), "NOT PAID YET"));
        assert_eq!(json(&advice)["payment"]["paid"], false);
        assert_eq!(json(&advice)["totals"]["posted"], Value::Null);
    }
    assert!(!contains(&super::super::pdf::texts(&advice(2)), "NOT PAID"));
}

#[test]
fn every_page_has_its_number_and_the_head_of_the_table() {
    let pages = super::super::pdf::texts(&advice(500));
    let count = pages.len();
    assert!(count > 20, "{count} pages");
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {count}", at + 1)));
        let rows = page.iter().filter(|text| text.starts_with("Line ")).count();
        let heads = page.iter().filter(|text| *text == "Billed").count();
        assert_eq!(heads, usize::from(rows > 0), "page {}", at + 1);
    }
    let lines = pages.concat();
    let claims = lines
        .iter()
        .filter(|text| text.starts_with("Claim 2018-11-") && !text.contains("continued"));
    assert_eq!(claims.count(), 500);
}

#[test]
fn letters_with_accents_and_long_texts_are_set_whole() {
    let mut parts = parts(1);
    let long = "Ein sehr langer Grund, señor; ".repeat(33);
    parts.header.justification = Reason::parse(&long).unwrap();
    let advice = Advice::try_new(parts).unwrap();
    let pages = super::super::pdf::texts(&advice);
    assert!(contains(&pages, "Casa Niño y Família, Peña é"));
    let words = pages.concat().join(" ");
    assert_eq!(words.matches("señor;").count(), 33);
    assert!(!words.contains('\u{fffd}'));
    let strange = AdviceParts {
        prime: Party {
            organization: OrganizationId::parse("prime").unwrap(),
            name: "漢字 \u{200d}\u{feff}x".to_owned(),
        },
        ..super::parts(1)
    };
    let strange = Advice::try_new(strange).unwrap();
    assert!(
        render(&strange, Format::Pdf)
            .unwrap()
            .starts_with(b"%PDF-1.7")
    );
}

#[test]
fn nothing_stands_outside_the_margins() {
    let long = "N".repeat(64);
    let mut odd = parts(1);
    odd.claims = vec![claim(&long)];
    odd.prime.name = "W".repeat(200);
    for advice in [
        Advice::try_new(odd).unwrap(),
        advice(0),
        advice(40),
        offset(),
    ] {
        let outside = super::super::pdf::outside(&advice);
        assert_eq!(outside, Vec::<String>::new());
    }
}

#[test]
fn a_page_is_tagged_and_titled_in_its_language() {
    let bytes = render(&offset(), Format::Pdf).unwrap();
    let has = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    for text in [
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/Marked true",
        "/DisplayDocTitle true",
    ] {
        assert!(has(text), "{text}");
    }
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
}
