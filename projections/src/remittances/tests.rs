//! An advice that does not balance cannot be constructed.

use almoner_domain::{
    claim::{AdjustmentGroup, Carc, ClaimPart},
    id::{ClaimId, ClaimNumber, ClientCode, OrganizationId, PaymentId, ProgrammeCode, SubAwardId},
    identifier::Fain,
    money::Money,
    period::Month,
    programme::{Category, DisclosureProfile},
    text::Reason,
};
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::{
    Advice, AdviceAdjustment, AdviceClaim, AdviceClaimParts, AdviceLine, AdviceParts, Control,
    Party, ProviderAdjustment, ProviderAdjustmentKind, RemittanceHeaderRow, Unbalanced,
};
use crate::payments::PaymentStatus;

fn cents(amount: i64) -> Money {
    Money::from_cents(amount)
}

fn taken(amount: i64) -> AdviceAdjustment {
    AdviceAdjustment {
        group: AdjustmentGroup::Co,
        carc: Carc::OverRate,
        amount: cents(amount),
        edit: None,
    }
}

fn line(billed: i64, adjustments: &[i64], paid: i64) -> Result<AdviceLine, Unbalanced> {
    let adjustments = adjustments.iter().map(|amount| taken(*amount)).collect();
    let service = (Category::Housing, ClaimPart::Direct);
    AdviceLine::try_new(1, service, cents(billed), adjustments, cents(paid))
}

fn claim(billed: i64, paid: i64, lines: Vec<AdviceLine>) -> Result<AdviceClaim, Unbalanced> {
    claim_after(0, billed, paid, lines)
}

fn claim_after(
    paid_before: i64,
    billed: i64,
    paid: i64,
    lines: Vec<AdviceLine>,
) -> Result<AdviceClaim, Unbalanced> {
    AdviceClaim::try_new(AdviceClaimParts {
        claim: ClaimId::parse("SA-1:N-1").unwrap(),
        number: ClaimNumber::parse("N-1").unwrap(),
        sub_award: SubAwardId::parse("SA-1").unwrap(),
        client: ClientCode::parse("C-0123456789ABCDEF").unwrap(),
        service_month: Month::parse("2025-05").unwrap(),
        billed: cents(billed),
        paid_before: cents(paid_before),
        paid: cents(paid),
        lines,
    })
}

fn party(id: &str) -> Party {
    Party {
        organization: OrganizationId::parse(id).unwrap(),
        name: id.to_owned(),
    }
}

fn parts(claims: Vec<AdviceClaim>, offset: Option<i64>, posted: Option<i64>) -> AdviceParts {
    let day = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
    AdviceParts {
        header: RemittanceHeaderRow {
            payment: PaymentId::parse("PAY-1").unwrap(),
            award: Fain::parse("90ZV9921").unwrap(),
            programme: ProgrammeCode::parse("TVAP").unwrap(),
            grantee: OrganizationId::parse("prime").unwrap(),
            status: PaymentStatus::Prepared,
            justification: Reason::parse("Clean bills").unwrap(),
            prepared_on: day,
            authorised_on: None,
            confirmed_on: None,
            disclosure: DisclosureProfile::ClientLevelPseudonymous,
            organizations: Vec::new(),
        },
        prime: party("prime"),
        sub_awardee: party("shelter"),
        claims,
        provider_adjustments: offset
            .map(|amount| ProviderAdjustment {
                kind: ProviderAdjustmentKind::OverpaymentRecovery,
                reference: "R-1".to_owned(),
                amount: cents(amount),
            })
            .into_iter()
            .collect(),
        forward_balance: Money::ZERO,
        posted: posted.map(cents),
        control: Control {
            origin: "test/otip".to_owned(),
            position: 7,
            recorded_at: DateTime::UNIX_EPOCH,
            checkpoint_size: 7,
            checkpoint_root: vec![0; 32],
        },
    }
}

#[test]
fn a_line_pays_what_was_billed_less_its_adjustments() {
    let held = line(1000, &[100, 50], 850).unwrap();
    assert_eq!(*held.adjusted(), cents(150));
    for (billed, adjustments, paid) in [
        (1000, vec![100, 50], 849),
        (1000, vec![100, 50], 851),
        (1000, vec![0], 1000),
        (1000, vec![-100], 1100),
        (100, vec![150], -50),
    ] {
        let refused = line(billed, &adjustments, paid).unwrap_err();
        assert_eq!(refused.code(), "REMITTANCE_LINE_UNBALANCED");
    }
}

#[test]
fn a_claim_is_the_sum_of_its_lines() {
    let lines = || {
        vec![
            line(400, &[100], 300).unwrap(),
            line(600, &[], 600).unwrap(),
        ]
    };
    assert_eq!(*claim(1000, 900, lines()).unwrap().adjusted(), cents(100));
    let rest = claim_after(700, 1000, 200, lines()).unwrap();
    assert_eq!(
        *rest.adjusted(),
        cents(800),
        "what was paid before is taken off"
    );
    for before in [699, 701, 901, -1] {
        assert!(claim_after(before, 1000, 200, lines()).is_err());
    }
    for (billed, paid) in [(1000, 899), (999, 900), (999, 899)] {
        let refused = claim(billed, paid, lines()).unwrap_err();
        assert_eq!(refused.code(), "REMITTANCE_CLAIM_UNBALANCED");
    }
}

#[test]
fn a_payment_is_the_claims_less_the_provider_adjustments() {
    let claims = || vec![claim(600, 600, vec![line(600, &[], 600).unwrap()]).unwrap()];
    let code = |parts| Advice::try_new(parts).unwrap_err().code();
    let held = Advice::try_new(parts(claims(), Some(250), Some(600))).unwrap();
    assert_eq!(*held.totals().payment(), cents(350));
    let nothing = Advice::try_new(parts(claims(), Some(600), None)).unwrap();
    assert_eq!(*nothing.totals().payment(), Money::ZERO);
    let more = parts(claims(), Some(601), None);
    assert_eq!(code(more), "REMITTANCE_PAYMENT_UNBALANCED");
    let below = parts(claims(), Some(-1), None);
    assert_eq!(code(below), "REMITTANCE_PROVIDER_ADJUSTMENT_BELOW_ZERO");
    let owed = AdviceParts {
        forward_balance: cents(-1),
        ..parts(claims(), None, None)
    };
    assert_eq!(code(owed), "REMITTANCE_PROVIDER_ADJUSTMENT_BELOW_ZERO");
}

#[test]
fn what_is_said_to_be_paid_is_what_was_posted() {
    let claims = || vec![claim(600, 600, vec![line(600, &[], 600).unwrap()]).unwrap()];
    assert!(Advice::try_new(parts(claims(), None, Some(600))).is_ok());
    let refused = Advice::try_new(parts(claims(), None, Some(599))).unwrap_err();
    assert_eq!(refused.code(), "REMITTANCE_NOT_AS_POSTED");
    let empty = Advice::try_new(parts(Vec::new(), None, Some(0))).unwrap();
    assert_eq!(*empty.totals().payment(), Money::ZERO);
}

proptest! {
    #[test]
    fn whatever_is_taken_off_an_advice_adds_up(
        lines in prop::collection::vec((1_i64..1_000_000, prop::collection::vec(1_i64..1000, 0..4)), 1..20),
        offset in 0_i64..1000,
    ) {
        let held: Vec<AdviceLine> = lines
            .iter()
            .filter_map(|(billed, taken)| line(*billed, taken, billed - taken.iter().sum::<i64>()).ok())
            .collect();
        let sum = |of: fn(&AdviceLine) -> &Money| Money::sum(held.iter().map(|line| *of(line))).unwrap();
        let (billed, paid) = (sum(AdviceLine::billed), sum(AdviceLine::allowed));
        let whole = claim(billed.cents(), paid.cents(), held.clone()).unwrap();
        match Advice::try_new(parts(vec![whole], Some(offset), Some(paid.cents()))) {
            Ok(advice) => {
                let totals = advice.totals();
                prop_assert_eq!(totals.billed().minus(*totals.adjusted()), Some(*totals.claims()));
                prop_assert_eq!(
                    totals.claims().minus(*totals.provider_adjustments()),
                    Some(*totals.payment())
                );
            }
            Err(refused) => {
                prop_assert!(paid < cents(offset));
                prop_assert_eq!(refused.code(), "REMITTANCE_PAYMENT_UNBALANCED");
            }
        }
    }
}
