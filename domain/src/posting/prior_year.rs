//! The posting rules of downward adjustments of an earlier federal fiscal year.
//!
//! The federal fiscal year runs from 1 October to 30 September. What takes something of an earlier year back than that of
//! its own accounting date leaves the account of the earlier year as it was, and debits the account of the adjustment:
//!
//! | taken back | same year | earlier year |
//! |---|---|---|
//! | undelivered orders, de-obligated | Dr 480100 | Dr 487100 |
//! | an advance, returned unused and de-obligated | Dr 480200 | Dr 487200 |
//! | a cost, unpaid | Dr 490100 | Dr 497100 |
//! | a cost, paid: its draw is refunded | Dr 490200 | Dr 497200 |
//!
//! Our own accounts fall in either case. So beside the entries of the same year an earlier one has a pair more: the debit of
//! the adjustment, and a credit of the USSGL account that our own account is part of. A reversed cost is taken for unpaid
//! until its draw is refunded: then 497100 becomes 497200.

use super::{Account, AccountKind as Kind, Entry, Transaction};
use crate::{
    award::{AwardEvent, CashEvent, CostEvent, IncomeEvent, NoticeEvent, PriorYear, StandingEvent},
    identifier::Fain,
    money::Money,
    regime::fiscal_year,
    sub_award::SubAwardEvent,
};

/// A debit and a credit of an amount.
pub(super) type Pair = (Kind, Kind, Money);

const RELEASED: (Kind, Kind) = (Kind::ReleasedPriorYear, Kind::OrdersPriorYear);
const RETURNED: (Kind, Kind) = (Kind::ReturnedPriorYear, Kind::PrepaidPriorYear);
const REVERSED: (Kind, Kind) = (Kind::ReversedPriorYear, Kind::DeliveredPriorYear);

fn of((debit, credit): (Kind, Kind), amount: Money) -> Pair {
    (debit, credit, amount)
}

/// A transaction with what of it adjusts earlier fiscal years.
pub(super) fn added_to(
    transaction: Option<Transaction>,
    award: &Fain,
    adjustments: Vec<Pair>,
) -> Option<Transaction> {
    let transaction = transaction?;
    if adjustments.is_empty() {
        return Some(transaction);
    }
    let mut entries = transaction.entries().to_vec();
    for (debit, credit, amount) in adjustments {
        if amount.is_positive() {
            entries.push(Entry::debit(Account::of_award(debit, award), amount));
            entries.push(Entry::credit(Account::of_award(credit, award), amount));
        }
    }
    let (programme, on) = (transaction.programme().clone(), transaction.effective_on());
    let adjusted = Transaction::try_new(programme, on, entries)
        .expect("a pair of one book keeps a balanced transaction balanced");
    Some(adjusted)
}

/// What an event of an award adjusts of earlier years.
pub(super) fn of_award_event(event: &AwardEvent) -> Vec<Pair> {
    if let AwardEvent::Notice(NoticeEvent::AwardReduced {
        prior_year: Some(PriorYear { unpaid, refunded }),
        ..
    })
    | AwardEvent::Standing(
        StandingEvent::AwardClosed {
            prior_year: Some(PriorYear { unpaid, refunded }),
            ..
        }
        | StandingEvent::BudgetPeriodClosed {
            prior_year: Some(PriorYear { unpaid, refunded }),
            ..
        }
        | StandingEvent::DisallowedFundsReleased {
            prior_year: Some(PriorYear { unpaid, refunded }),
            ..
        }
        | StandingEvent::AdjustedFundsReleased {
            prior_year: Some(PriorYear { unpaid, refunded }),
            ..
        },
    )
    | AwardEvent::Income(IncomeEvent::ProgramIncomeExpended {
        prior_year: Some(PriorYear { unpaid, refunded }),
        ..
    }) = event
    {
        return vec![of(RELEASED, *unpaid), of(RETURNED, *refunded)];
    }
    if let AwardEvent::Cost(
        event @ (CostEvent::DirectCostReversed {
            incurred_in: Some(incurred_in),
            effective_on,
            ..
        }
        | CostEvent::CostDisallowed {
            incurred_in: Some(incurred_in),
            effective_on,
            ..
        }),
    ) = event
        && *incurred_in < fiscal_year(*effective_on)
    {
        let taken_back = event.taken_back();
        return taken_back
            .map(|amount| of(REVERSED, amount))
            .into_iter()
            .collect();
    }
    if let AwardEvent::Cash(CashEvent::DrawRefunded {
        reversed: Some(reversed),
        ..
    }) = event
    {
        let (adjustment, adjusted) = REVERSED;
        return vec![of((adjusted, adjustment), *reversed)];
    }
    Vec::new()
}

/// What an event of a sub-award adjusts of earlier years, in the award's accounts.
pub(super) fn of_sub_award_event(event: &SubAwardEvent) -> Vec<Pair> {
    if let SubAwardEvent::FundsAccrualReversed {
        amount,
        accrued_in: Some(accrued_in),
        effective_on,
        ..
    } = event
        && *accrued_in < fiscal_year(*effective_on)
    {
        return vec![of(REVERSED, *amount)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ledger::Event,
        posting::{Side, post},
    };

    fn reversed(effective_on: &str, accrued_in: &str) -> Vec<String> {
        let event: SubAwardEvent = serde_json::from_str(&format!(
            r#"{{"type":"FundsAccrualReversed","sub_award":"TV-1","award":"90ZV9921","programme":"TVAP","claim":"TV-1:3","amount":"300.00",{accrued_in}"effective_on":"{effective_on}"}}"#
        ))
        .unwrap();
        let transaction = post(&Event::SubAward(event)).unwrap();
        let entries = transaction.entries().iter().map(|entry| {
            let side = if entry.side == Side::Debit {
                "Dr"
            } else {
                "Cr"
            };
            let ussgl = entry.account.kind().ussgl().unwrap();
            format!("{side} {ussgl} {}", entry.amount)
        });
        entries.collect()
    }

    #[test]
    fn a_claim_approved_in_an_earlier_fiscal_year_is_reversed_through_497100() {
        let same_year = [
            "Dr 490100 300.00",
            "Cr 480100 300.00",
            "Dr 211000 300.00",
            "Cr 610000 300.00",
            "Dr 570000 300.00",
            "Cr 310700 300.00",
        ];
        assert_eq!(reversed("2019-09-30", r#""accrued_in":2019,"#), same_year);
        assert_eq!(
            reversed("2019-10-01", r#""accrued_in":2019,"#),
            [&same_year[..], &["Dr 497100 300.00", "Cr 490100 300.00"]].concat()
        );
    }

    #[test]
    fn an_event_that_says_no_year_posts_as_it_did() {
        assert_eq!(reversed("2019-10-01", "").len(), 6);
    }
}
