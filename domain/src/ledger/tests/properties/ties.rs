//! What the books say and what the postings say, held against each other.

use std::collections::BTreeMap;

use super::*;
use crate::{
    award::{
        Award, AwardEvent, IncomeEntry, IncomeMovement, NoticeEvent, PaymentMethod, ShareEvent,
        SubAwardShare,
    },
    identifier::Fain,
    ledger::{
        Books, StreamKind,
        testing::{AWARDS, SUB_AWARDS, fain, sub_award},
    },
    money::Money,
    posting::{AccountKind, Book, Side, post},
    sub_award::Funds,
};

/// Debits and credits of every account.
#[derive(Default)]
struct Postings {
    debits: BTreeMap<(AccountKind, String), i64>,
    credits: BTreeMap<(AccountKind, String), i64>,
}

impl Postings {
    fn of(ledger: &MemoryLedger) -> Self {
        let mut postings = Self::default();
        let transactions = ledger
            .history()
            .iter()
            .filter_map(|recorded| post(&recorded.event));
        for transaction in transactions {
            for entry in transaction.entries() {
                let account = &entry.account;
                let owner = account
                    .sub_award()
                    .map_or(account.award().to_string(), ToString::to_string);
                let side = match entry.side {
                    Side::Debit => &mut postings.debits,
                    Side::Credit => &mut postings.credits,
                };
                *side.entry((account.kind(), owner)).or_default() += entry.amount.cents();
            }
        }
        postings
    }

    /// The balance of an account on its normal side.
    fn balance(&self, kind: AccountKind, owner: &str) -> Money {
        let key = (kind, owner.to_owned());
        let debits = self.debits.get(&key).copied().unwrap_or_default();
        let credits = self.credits.get(&key).copied().unwrap_or_default();
        Money::from_cents(match kind.normal_side() {
            Side::Debit => debits - credits,
            Side::Credit => credits - debits,
        })
    }

    fn trial_balance(&self, book: Book) -> i64 {
        let sum = |side: &BTreeMap<(AccountKind, String), i64>| -> i64 {
            side.iter()
                .filter(|((kind, _), _)| kind.book() == book)
                .map(|(_, cents)| cents)
                .sum()
        };
        sum(&self.debits) - sum(&self.credits)
    }
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap()
}

fn funds_of<'b>(books: &'b Books, award: &'b Fain) -> impl Iterator<Item = (&'static str, Funds)> {
    SUB_AWARDS
        .into_iter()
        .filter_map(|id| books.sub_award(&sub_award(id)).map(|state| (id, state)))
        .filter(move |(_, state)| state.terms().is_some_and(|terms| terms.award == *award))
        .map(|(id, state)| (id, state.funds()))
}

pub(super) fn identities_hold(ledger: &MemoryLedger) {
    let postings = Postings::of(ledger);
    for book in [Book::Budgetary, Book::Proprietary, Book::Memorandum] {
        assert_eq!(postings.trial_balance(book), 0, "{book:?}");
    }
    evidence_counts_once(ledger.books());
    for award in AWARDS.map(fain) {
        award_ties(ledger.books(), &award, &postings);
        for (id, funds) in funds_of(ledger.books(), &award) {
            sub_award_ties(id, funds, &postings);
        }
    }
}

fn award_ties(books: &Books, award: &Fain, postings: &Postings) {
    let state = books.award(award).unwrap();
    let funds = state.funds();
    let obligated = sum(funds_of(books, award).map(|(_, funds)| funds.obligated));
    assert_eq!(funds.committed, obligated);
    assert_eq!(
        funds.awarded,
        sum([
            funds.retained,
            obligated,
            funds.returned,
            funds.unassigned()
        ])
    );
    assert!(!funds.unassigned().is_negative());
    qualified_ties(books, award);
    let balance = |kind| postings.balance(kind, award.as_str());
    assert_eq!(balance(AccountKind::Unassigned), funds.unassigned());
    assert_eq!(balance(AccountKind::RetainedSpent), funds.retained);
    assert_eq!(
        balance(AccountKind::Allotted),
        funds.awarded.less(funds.returned)
    );
    let cost = sum(funds_of(books, award)
        .flat_map(|(_, funds)| [funds.accrued, funds.paid])
        .chain([funds.retained]));
    let deducted = state.books().unwrap().income.deducted;
    let charged = cost.minus(deducted).unwrap();
    assert_eq!(balance(AccountKind::ProgrammeCost), charged);
    let owed_back = sum(funds_of(books, award).map(|(_, funds)| funds.receivable));
    assert_eq!(balance(AccountKind::Payable), sum([charged, owed_back]));
    income_ties(books, award, postings);
    cash_ties(books, award, postings);
    if let Some(share) = state.share() {
        assert_eq!(share.minimum.plus(share.maximum_retained), Some(share.base));
    }
}

/// What counts towards the share is what is obligated to the sub-awards that qualify: of an award in its first budget period.
fn qualified_ties(books: &Books, award: &Fain) {
    let state = books.award(award).unwrap();
    let period = &state.books().unwrap().period;
    if state.share().is_none()
        || state.is_closed()
        || state.books().unwrap().number.budget_year() > 1
    {
        return;
    }
    let of_award = SUB_AWARDS
        .into_iter()
        .filter_map(|id| books.sub_award(&sub_award(id))?.books())
        .filter(|books| books.terms.award == *award);
    let qualified = of_award.clone().filter(|books| books.terms.qualified);
    assert_eq!(
        state.funds().committed_qualified,
        sum(qualified.map(|books| books.funds.obligated))
    );
    for books in of_award {
        assert_eq!(
            period.committed_of(&books.terms.sub_award),
            books.funds.obligated
        );
    }
}

/// Program income is spent or not; what of it was deducted paid costs of the prime, and reduced the award.
fn income_ties(books: &Books, award: &Fain, postings: &Postings) {
    let held = books.award(award).unwrap().books().unwrap();
    let income = &held.income;
    let balance = |kind| postings.balance(kind, award.as_str());
    assert_eq!(
        income.earned,
        sum([income.deducted, income.added, income.unexpended()])
    );
    assert!(income.deducted <= held.funds.retained, "{award}");
    for (kind, total) in [
        (AccountKind::IncomeEarned, income.earned),
        (AccountKind::IncomeDeducted, income.deducted),
        (AccountKind::IncomeAdded, income.added),
        (AccountKind::IncomeUnexpended, income.unexpended()),
        (AccountKind::PaidByIncome, income.deducted),
        (AccountKind::FreedByIncome, income.deducted),
    ] {
        assert!(!total.is_negative(), "{award} {kind:?}");
        assert_eq!(balance(kind), total, "{award} {kind:?}");
    }
    let standing = |earned: bool| {
        let of = |entry: &&IncomeEntry| {
            let is_earned = matches!(entry.what, IncomeMovement::Earned { .. });
            entry.reversed.is_none() && is_earned == earned
        };
        sum(income.entries.values().filter(of).map(|entry| entry.amount))
    };
    assert_eq!(standing(true), income.earned);
    assert_eq!(standing(false), sum([income.deducted, income.added]));
    let closed = books.award(award).unwrap().is_closed();
    assert!(!closed || income.unexpended().is_zero(), "{award}");
}

/// Drawn is advance and settled together; cash on hand is drawn less disbursed, and on the advance method never below
/// nothing; every figure is the balance of its accounts.
fn cash_ties(books: &Books, award: &Fain, postings: &Postings) {
    let state = books.award(award).unwrap();
    let held = state.books().unwrap();
    let cash = &held.cash;
    let balance = |kind| postings.balance(kind, award.as_str());
    assert_eq!(cash.drawn, sum([cash.advance, cash.settled]));
    assert_eq!(sum(cash.settled_in.values().copied()), cash.settled);
    assert!(cash.drawn <= held.funds.awarded);
    for (kind, total) in [
        (AccountKind::CashDrawn, cash.drawn),
        (AccountKind::Advances, cash.advance),
        (AccountKind::Advanced, cash.advance),
        (AccountKind::Prepaid, cash.advance),
        (AccountKind::Settled, cash.settled),
        (AccountKind::PayableDrawn, cash.settled),
        (AccountKind::InterestDue, cash.interest.due),
        (AccountKind::InterestRemitted, cash.interest.remitted),
        (AccountKind::Match, held.contributions.recorded),
    ] {
        assert_eq!(balance(kind), total, "{award} {kind:?}");
    }
    assert_eq!(
        balance(AccountKind::DeliveredPaid),
        sum([cash.settled, balance(AccountKind::RefundedPriorYear)])
    );
    earlier_years_tie(books, award, postings);
    let drawn: Money = sum(cash.draws.values().map(|draw| draw.amount));
    let refunded = sum(cash.refunds.values().map(|(amount, _)| *amount));
    assert_eq!(drawn, sum([cash.drawn, refunded]));
    let disbursed = sum(funds_of(books, award)
        .flat_map(|(_, funds)| [funds.paid, funds.receivable])
        .chain([held.funds.retained]))
    .less(held.income.deducted);
    assert!(cash.method == PaymentMethod::Reimbursement || disbursed <= cash.drawn);
    let standing = held.contributions.all.values();
    let standing = standing.filter(|held| held.reversed.is_none());
    let documents: Vec<_> = standing.clone().map(|held| &held.document).collect();
    let costs = held
        .costs
        .values()
        .filter_map(|cost| cost.document.as_ref());
    let distinct: BTreeSet<_> = documents.iter().copied().collect();
    assert_eq!(distinct.len(), documents.len(), "counted twice");
    assert!(
        costs
            .into_iter()
            .all(|document| !distinct.contains(document))
    );
    assert_eq!(
        sum(standing.map(|held| held.amount)),
        held.contributions.recorded
    );
}

/// Adjustments of earlier fiscal years have the order that they adjust beside them, and the years add up.
fn earlier_years_tie(books: &Books, award: &Fain, postings: &Postings) {
    let held = books.award(award).unwrap().books().unwrap();
    let balance = |kind| postings.balance(kind, award.as_str());
    for (adjustment, adjusted) in [
        (AccountKind::ReleasedPriorYear, AccountKind::OrdersPriorYear),
        (
            AccountKind::ReturnedPriorYear,
            AccountKind::PrepaidPriorYear,
        ),
        (
            AccountKind::ReversedPriorYear,
            AccountKind::DeliveredPriorYear,
        ),
    ] {
        assert_eq!(balance(adjustment), balance(adjusted), "{adjustment:?}");
        assert!(!balance(adjustment).is_negative(), "{adjustment:?}");
    }
    assert_eq!(
        held.years.obligated.since(i32::MIN),
        held.funds
            .awarded
            .less(held.funds.returned)
            .less(held.income.deducted)
    );
    let claims = SUB_AWARDS
        .into_iter()
        .filter_map(|id| books.sub_award(&sub_award(id))?.books())
        .filter(|books| books.terms.award == *award)
        .map(|books| books.reversed.since(i32::MIN));
    assert_eq!(
        sum(claims.chain([held.years.reversed])).minus(held.years.reversed_refunded),
        Some(balance(AccountKind::ReversedPriorYear))
    );
}

fn sub_award_ties(id: &str, funds: Funds, postings: &Postings) {
    assert_eq!(
        funds.obligated,
        sum([funds.available, funds.reserved, funds.accrued, funds.paid])
    );
    for (kind, total) in [
        (AccountKind::Available, funds.available),
        (AccountKind::Reserved, funds.reserved),
        (AccountKind::Accrued, funds.accrued),
        (AccountKind::Paid, funds.paid),
        (AccountKind::Pended, funds.pended),
        (AccountKind::PendedContra, funds.pended),
        (AccountKind::Receivable, funds.receivable),
    ] {
        assert!(!total.is_negative(), "{id} {kind:?}");
        assert_eq!(postings.balance(kind, id), total, "{id} {kind:?}");
    }
    // Never more is withheld than is owed, and the money that went out was obligated.
    assert!(funds.offset_scheduled <= funds.receivable, "{id}");
    assert!(
        sum([funds.paid, funds.receivable]) <= funds.obligated,
        "{id}"
    );
}

/// A document that stands as a contribution stands for one award of its prime, and shows no cost of another.
fn evidence_counts_once(books: &Books) {
    let mut seen = BTreeMap::new();
    let awards = AWARDS.map(fain);
    let held = awards
        .iter()
        .filter_map(|award| books.award(award)?.books());
    for held in held.clone() {
        let standing = held.contributions.all.values();
        for standing in standing.filter(|held| held.reversed.is_none()) {
            let counted = (held.terms.grantee.clone(), standing.document.clone());
            assert_eq!(seen.insert(counted, held.terms.award.clone()), None);
        }
    }
    for held in held {
        for cost in held.costs.values().filter(|cost| cost.reversed.is_none()) {
            let shown = cost.document.clone();
            let counted = shown.map(|document| (held.terms.grantee.clone(), document));
            assert!(counted.is_none_or(|counted| !seen.contains_key(&counted)));
        }
    }
}

/// The share events of every award are exactly its crossings, each with the figures of its moment.
pub(super) fn share_events_are_the_crossings(ledger: &MemoryLedger) {
    for award in AWARDS.map(fain) {
        let mut state = Award::default();
        let mut expected: Option<SubAwardShare> = None;
        let mut events = ledger
            .history()
            .iter()
            .filter(|recorded| {
                recorded.stream.kind == StreamKind::Award && recorded.stream.id == award.as_str()
            })
            .map(|recorded| &recorded.event);
        for event in &mut events {
            let Event::Award(event) = event else {
                unreachable!("a stream of awards holds events of awards")
            };
            if let AwardEvent::Share(ShareEvent::SubAwardShareFell { shortfall, .. }) = event {
                let share = expected.take().expect("a crossing");
                assert!(!share.is_met() && *shortfall == share.shortfall);
            } else if let AwardEvent::Share(ShareEvent::SubAwardShareRestored {
                sub_awarded, ..
            }) = event
            {
                let share = expected.take().expect("a crossing");
                assert!(share.is_met() && *sub_awarded == share.sub_awarded);
            } else if let AwardEvent::Notice(NoticeEvent::AwardContinued { .. }) = event {
                // A budget period begins below its share without an event, as an award does.
                assert_eq!(expected, None, "a crossing without its event");
                state.evolve(event);
            } else {
                assert_eq!(expected, None, "a crossing without its event");
                let before = state.share();
                state.evolve(event);
                expected = state
                    .share()
                    .filter(|after| before.is_some_and(|before| before.is_met() != after.is_met()));
            }
        }
        assert_eq!(expected, None, "a crossing without its event");
    }
}
