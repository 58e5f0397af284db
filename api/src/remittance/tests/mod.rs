//! The same totals in every form, and pages that can be filed.

#[cfg(feature = "pdf")]
mod pages;

use almoner_domain::{
    claim::{AdjustmentGroup, Carc, ClaimPart},
    id::{ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    programme::{Category, DisclosureProfile},
    text::Reason,
};
use almoner_projections::{
    payments::PaymentStatus,
    remittances::{
        Advice, AdviceAdjustment, AdviceClaim, AdviceClaimParts, AdviceLine, AdviceParts, Control,
        Party, ProviderAdjustment, ProviderAdjustmentKind, RemittanceHeaderRow,
    },
};
use chrono::NaiveDate;
use serde_json::Value;

use super::{Format, render};

fn cents(amount: i64) -> Money {
    Money::from_cents(amount)
}

fn line(number: u32, category: Category, billed: i64, taken: &[(Carc, i64)]) -> AdviceLine {
    let adjustments: Vec<AdviceAdjustment> = taken
        .iter()
        .map(|(carc, amount)| AdviceAdjustment {
            group: AdjustmentGroup::Co,
            carc: *carc,
            amount: cents(*amount),
            edit: None,
        })
        .collect();
    let part = if category == Category::CaseManagement {
        ClaimPart::Administration
    } else {
        ClaimPart::Direct
    };
    let paid = billed - taken.iter().map(|(_, amount)| amount).sum::<i64>();
    AdviceLine::try_new(
        number,
        (category, part),
        cents(billed),
        adjustments,
        cents(paid),
    )
    .unwrap()
}

/// The worked example of the rules: 1,000 billed, 850 paid.
fn claim(number: &str) -> AdviceClaim {
    let lines = vec![
        line(
            1,
            Category::CaseManagement,
            40_000,
            &[(Carc::OverRate, 10_000)],
        ),
        line(2, Category::Housing, 55_000, &[]),
        line(
            3,
            Category::BasicNeeds,
            5_000,
            &[(Carc::LacksInformation, 5_000)],
        ),
    ];
    let sub_award = SubAwardId::parse("TVAP-TX").unwrap();
    let number = ClaimNumber::parse(number).unwrap();
    AdviceClaim::try_new(AdviceClaimParts {
        claim: ClaimId::of(&sub_award, &number),
        number,
        sub_award,
        client: ClientCode::parse("C-0123456789ABCDEF").unwrap(),
        service_month: Month::parse("2018-11").unwrap(),
        billed: cents(100_000),
        paid_before: Money::ZERO,
        paid: cents(85_000),
        lines,
    })
    .unwrap()
}

fn parts(claims: u32) -> AdviceParts {
    let day = NaiveDate::from_ymd_opt(2018, 12, 14).unwrap();
    let party = |id: &str, name: &str| Party {
        organization: OrganizationId::parse(id).unwrap(),
        name: name.to_owned(),
    };
    AdviceParts {
        header: RemittanceHeaderRow {
            payment: PaymentId::parse("PAY-2018-12").unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            grantee: OrganizationId::parse("prime").unwrap(),
            status: PaymentStatus::Confirmed,
            justification: Reason::parse("Clean bills for November are paid within 30 days.")
                .unwrap(),
            prepared_on: day,
            authorised_on: Some(day),
            confirmed_on: Some(day),
            disclosure: DisclosureProfile::ClientLevelPseudonymous,
            organizations: Vec::new(),
        },
        prime: party("prime", "The prime (fictional)"),
        sub_awardee: party(
            "casa-nino",
            "Casa Niño y Família, Peña é Ångström (fictional)",
        ),
        claims: (1..=claims)
            .map(|at| claim(&format!("2018-11-{at:04}")))
            .collect(),
        provider_adjustments: Vec::new(),
        forward_balance: Money::ZERO,
        posted: Some(cents(85_000 * i64::from(claims))),
        control: Control {
            origin: "example/otip".to_owned(),
            position: 4711,
            recorded_at: "2018-12-14T15:04:05.123456Z".parse().unwrap(),
            checkpoint_size: 4712,
            checkpoint_root: (0..32).collect(),
        },
    }
}

fn advice(claims: u32) -> Advice {
    Advice::try_new(parts(claims)).unwrap()
}

fn offset() -> Advice {
    Advice::try_new(AdviceParts {
        provider_adjustments: vec![ProviderAdjustment {
            kind: ProviderAdjustmentKind::OverpaymentRecovery,
            reference: "TVAP-TX:2018-09-0007".to_owned(),
            amount: cents(30_050),
        }],
        forward_balance: cents(12_345),
        ..parts(3)
    })
    .unwrap()
}

/// A claim of which 600 were paid before.
fn supplemented() -> Advice {
    let mut parts = parts(1);
    let whole = claim("2018-11-0002");
    let rest = AdviceClaimParts {
        claim: whole.claim().clone(),
        number: whole.number().clone(),
        sub_award: whole.sub_award().clone(),
        client: whole.client().clone(),
        service_month: *whole.service_month(),
        billed: *whole.billed(),
        paid_before: cents(60_000),
        paid: cents(25_000),
        lines: whole.lines().clone(),
    };
    parts.claims.push(AdviceClaim::try_new(rest).unwrap());
    parts.posted = Some(cents(110_000));
    Advice::try_new(parts).unwrap()
}

fn json(advice: &Advice) -> Value {
    serde_json::from_slice(&render(advice, Format::Json).unwrap()).unwrap()
}

/// The cells of a CSV file, row by row; no cell of ours holds a line's end.
fn rows(advice: &Advice) -> Vec<Vec<String>> {
    let text = String::from_utf8(render(advice, Format::Csv).unwrap()).unwrap();
    text.strip_suffix("\r\n")
        .unwrap()
        .split("\r\n")
        .map(cells)
        .collect()
}

fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cells.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

/// The sum of a column over the rows of a record.
fn sum(rows: &[Vec<String>], record: &str, column: &str) -> Money {
    let at = rows[0].iter().position(|name| name == column).unwrap();
    let held = rows.iter().filter(|row| row[0] == record);
    Money::sum(held.map(|row| Money::parse(&row[at]).unwrap())).unwrap()
}

#[test]
fn every_form_says_the_same_totals() {
    for advice in [advice(0), advice(1), advice(12), offset(), supplemented()] {
        let totals = advice.totals();
        let document = json(&advice);
        let rows = rows(&advice);
        let said = |name: &str| document["totals"][name].as_str().unwrap().to_owned();
        assert_eq!(said("billed"), totals.billed().to_string());
        assert_eq!(said("adjusted"), totals.adjusted().to_string());
        assert_eq!(said("claims"), totals.claims().to_string());
        assert_eq!(said("payment"), totals.payment().to_string());
        for record in ["CLAIM", "LINE"] {
            assert_eq!(sum(&rows, record, "billed"), *totals.billed());
        }
        assert_eq!(sum(&rows, "CLAIM", "adjusted"), *totals.adjusted());
        assert_eq!(sum(&rows, "CLAIM", "paid"), *totals.claims());
        let of_lines = sum(&rows, "ADJUSTMENT", "adjusted");
        let of_claims = sum(&rows, "CLAIM_ADJUSTMENT", "adjusted");
        assert_eq!(sum(&rows, "LINE", "adjusted"), of_lines);
        assert_eq!(of_lines.plus(of_claims), Some(*totals.adjusted()));
        let offset = sum(&rows, "PROVIDER_ADJUSTMENT", "adjusted");
        assert_eq!(offset, *totals.provider_adjustments());
        assert_eq!(said("providerAdjustments"), offset.to_string());
        assert_eq!(sum(&rows, "PAYMENT", "paid"), *totals.payment());
        assert_eq!(
            sum(&rows, "PAYMENT", "forward_balance").to_string(),
            said("forwardBalance")
        );
        #[cfg(feature = "pdf")]
        {
            let texts = super::pdf::texts(&advice).concat();
            for amount in [
                totals.billed(),
                totals.adjusted(),
                totals.claims(),
                totals.provider_adjustments(),
                totals.payment(),
                advice.forward_balance(),
            ] {
                let shown = crate::print::amount(*amount);
                assert!(texts.iter().any(|text| text.trim() == shown), "{shown}");
            }
        }
    }
}

#[test]
fn a_row_has_every_column_and_repeats_whose_it_is() {
    let rows = rows(&offset());
    assert_eq!(rows.len(), 1 + 1 + 3 * (1 + 3 + 2) + 1);
    for row in &rows[1..] {
        assert_eq!(row.len(), rows[0].len());
        assert_eq!(row[1..4], ["PAY-2018-12", "90ZV9921", "casa-nino"]);
    }
}

#[test]
fn no_cell_is_a_formula() {
    let mut parts = parts(1);
    parts.header.justification = Reason::parse("=HYPERLINK(\"x\",\"y\")").unwrap();
    parts.prime.name = "+1 \"and\", more".to_owned();
    parts.sub_awardee.name = "@SUM(A1)".to_owned();
    let advice = Advice::try_new(parts).unwrap();
    let found = rows(&advice);
    for cell in found.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(found[1].contains(&"'=HYPERLINK(\"x\",\"y\")".to_owned()));
    assert!(found[1].contains(&"'+1 \"and\", more".to_owned()));
    assert_eq!(json(&advice)["subAwardee"]["name"], "@SUM(A1)");
}

#[test]
fn the_same_advice_is_the_same_bytes() {
    for format in Format::ALL {
        let (one, other) = (advice(7), advice(7));
        assert_eq!(
            render(&one, *format).unwrap(),
            render(&other, *format).unwrap()
        );
        let name = format.file_name(&one);
        let extension = format.extension();
        assert_eq!(
            name,
            format!("remittance-PAY-2018-12-casa-nino.{extension}")
        );
        assert_eq!(Format::of_extension(extension), Some(*format));
    }
    assert_eq!(Format::of_extension("exe"), None);
}
