//! The chart of accounts: what each account means, its normal side, its layer and its USSGL account.

use std::fmt;

use crate::{id::SubAwardId, identifier::Fain};

/// Debit or credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The left side.
    Debit,
    /// The right side.
    Credit,
}

/// How certain the money in an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Set aside by an award or a sub-award.
    Encumbrance,
    /// Reserved for, or awaited by, claims not yet approved.
    Pending,
    /// Owed or paid.
    Settled,
}

/// Budgetary accounts say what funds may be used for; proprietary ones what is owned, owed and spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// What funds may be used for.
    Budgetary,
    /// What is owned, owed and spent.
    Proprietary,
    /// A memorandum: what waits for funds, what others contribute, and program income.
    Memorandum,
}

macro_rules! chart {
    ($(
        $(#[$doc:meta])*
        $name:ident $scope:ident $code:literal $side:ident $layer:ident $book:ident $ussgl:expr;
    )+) => {
        /// What an account holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AccountKind { $($(#[$doc])* $name),+ }

        impl AccountKind {
            /// The whole chart.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable short name, as in a posting.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The side on which the account grows.
            pub fn normal_side(self) -> Side {
                match self { $(Self::$name => Side::$side),+ }
            }

            /// How certain its money is.
            pub fn layer(self) -> Layer {
                match self { $(Self::$name => Layer::$layer),+ }
            }

            /// Which book it belongs to; each book balances by itself.
            pub fn book(self) -> Book {
                match self { $(Self::$name => Book::$book),+ }
            }

            /// The USSGL account that it is part of; none for a memorandum.
            pub fn ussgl(self) -> Option<&'static str> {
                match self { $(Self::$name => $ussgl),+ }
            }

            /// It says, of what other accounts moved, that it was of an earlier fiscal year: a downward adjustment, or the
            /// order that it adjusts.
            pub fn adjusts_prior_year(self) -> bool {
                matches!(
                    self,
                    Self::ReleasedPriorYear
                        | Self::OrdersPriorYear
                        | Self::ReturnedPriorYear
                        | Self::PrepaidPriorYear
                        | Self::ReversedPriorYear
                        | Self::DeliveredPriorYear
                )
            }

            /// It is kept for each sub-award, not only for each award.
            pub fn of_sub_award(self) -> bool {
                match self { $(Self::$name => chart!(@sub $scope)),+ }
            }

            /// Reads a stable short name.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
    (@sub award) => { false };
    (@sub sub_award) => { true };
}

chart! {
    /// Funds of the programme that awards draw on.
    Allotted award "allotted" Debit Encumbrance Budgetary Some("461000");
    /// Awarded, neither spent by the prime nor sub-awarded.
    Unassigned award "unassigned" Credit Encumbrance Budgetary Some("480100");
    /// Spent by the prime itself.
    RetainedSpent award "retained_spent" Credit Settled Budgetary Some("490100");
    /// Obligated to a sub-award, and free for claims.
    Available sub_award "available" Credit Encumbrance Budgetary Some("480100");
    /// Reserved for adjudicated claims.
    Reserved sub_award "reserved" Credit Pending Budgetary Some("480100");
    /// Approved, unpaid.
    Accrued sub_award "accrued" Credit Settled Budgetary Some("490100");
    /// Paid to the sub-awardee. The federal view moves cash at the prime's draw, not here.
    Paid sub_award "paid" Credit Settled Budgetary Some("490100");
    /// The programme's cost.
    ProgrammeCost award "programme_cost" Debit Settled Proprietary Some("610000");
    /// Owed to the prime until it draws.
    Payable award "payable" Credit Settled Proprietary Some("211000");
    /// Paid to the sub-awardee and owed back, until it is offset or refunded.
    Receivable sub_award "receivable" Debit Settled Proprietary Some("131000");
    /// Appropriations used, the equity side.
    AppropriationsUsed award "appropriations_used" Debit Settled Proprietary Some("310700");
    /// Appropriations used, the financing side.
    AppropriationsExpended award "appropriations_expended" Credit Settled Proprietary Some("570000");
    /// The part of the prime's and its sub-awards' costs that its draws have settled: to be taken off them.
    Settled award "settled" Debit Settled Budgetary Some("490100");
    /// Costs that draws have paid.
    DeliveredPaid award "delivered_paid" Credit Settled Budgetary Some("490200");
    /// Draws of an earlier fiscal year that were refunded: a downward adjustment of what was paid then.
    RefundedPriorYear award "refunded_prior_year" Debit Settled Budgetary Some("497200");
    /// Undelivered orders of an earlier fiscal year, unpaid, that were de-obligated.
    ReleasedPriorYear award "released_prior_year" Debit Encumbrance Budgetary Some("487100");
    /// The undelivered orders that this adjusts, which stand until the year is closed.
    OrdersPriorYear award "orders_prior_year" Credit Encumbrance Budgetary Some("480100");
    /// Advances of an earlier fiscal year that were returned unused and de-obligated.
    ReturnedPriorYear award "returned_prior_year" Debit Encumbrance Budgetary Some("487200");
    /// The undelivered orders, paid in advance, that this adjusts.
    PrepaidPriorYear award "prepaid_prior_year" Credit Encumbrance Budgetary Some("480200");
    /// Costs of an earlier fiscal year, unpaid, that were reversed.
    ReversedPriorYear award "reversed_prior_year" Debit Settled Budgetary Some("497100");
    /// The delivered orders that this adjusts.
    DeliveredPriorYear award "delivered_prior_year" Credit Settled Budgetary Some("490100");
    /// The part of the undelivered orders that is paid in advance: to be taken off them.
    Advanced award "advanced" Debit Encumbrance Budgetary Some("480100");
    /// Undelivered orders that are paid in advance.
    Prepaid award "prepaid" Credit Encumbrance Budgetary Some("480200");
    /// Drawn in advance of costs, and not yet taken up by them.
    Advances award "advances" Debit Settled Proprietary Some("141000");
    /// The part of what is owed to the prime that its draws have settled: to be taken off it.
    PayableDrawn award "payable_drawn" Debit Settled Proprietary Some("211000");
    /// Federal cash that the prime has drawn and not returned: it left the fund balance with Treasury.
    CashDrawn award "cash_drawn" Credit Settled Proprietary Some("101000");
    /// Interest on federal cash that is above what the prime keeps, until it is remitted.
    InterestDue award "interest_due" Debit Settled Proprietary Some("134000");
    /// Interest on federal cash that was due.
    InterestRevenue award "interest_revenue" Credit Settled Proprietary Some("531000");
    /// Interest on federal cash that was remitted to Treasury.
    InterestRemitted award "interest_remitted" Debit Settled Proprietary Some("101000");
    /// What others than the federal government contributed: a memorandum beside the federal books.
    Match award "match" Credit Settled Memorandum None;
    /// The other side of what others contributed.
    MatchContra award "match_contra" Debit Settled Memorandum None;
    /// The part of the prime's costs that program income paid by deduction: to be taken off them.
    PaidByIncome award "paid_by_income" Debit Settled Budgetary Some("490100");
    /// What deducted program income freed of the award: the programme's again, and no award draws on it.
    FreedByIncome award "freed_by_income" Credit Encumbrance Budgetary Some("461000");
    /// Program income that the project earned: a memorandum beside the federal books.
    IncomeEarned award "income_earned" Credit Settled Memorandum None;
    /// Program income that is not spent.
    IncomeUnexpended award "income_unexpended" Debit Settled Memorandum None;
    /// Program income that was spent in place of federal funds.
    IncomeDeducted award "income_deducted" Debit Settled Memorandum None;
    /// Program income that was spent beside the award.
    IncomeAdded award "income_added" Debit Settled Memorandum None;
    /// Claims that wait for funds.
    Pended sub_award "pended" Credit Pending Memorandum None;
    /// The other side of claims that wait for funds.
    PendedContra sub_award "pended_contra" Debit Pending Memorandum None;
}

/// One account: a kind, for an award or one of its sub-awards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    kind: AccountKind,
    award: Fain,
    sub_award: Option<SubAwardId>,
}

impl Account {
    /// An award's account.
    pub fn of_award(kind: AccountKind, award: &Fain) -> Self {
        debug_assert!(!kind.of_sub_award(), "{kind:?} is kept for each sub-award");
        Self {
            kind,
            award: award.clone(),
            sub_award: None,
        }
    }

    /// A sub-award's account.
    pub fn of_sub_award(kind: AccountKind, award: &Fain, sub_award: &SubAwardId) -> Self {
        debug_assert!(kind.of_sub_award(), "{kind:?} is kept for each award");
        Self {
            kind,
            award: award.clone(),
            sub_award: Some(sub_award.clone()),
        }
    }

    /// What it holds.
    pub fn kind(&self) -> AccountKind {
        self.kind
    }

    /// The award.
    pub fn award(&self) -> &Fain {
        &self.award
    }

    /// The sub-award, where it is kept for one.
    pub fn sub_award(&self) -> Option<&SubAwardId> {
        self.sub_award.as_ref()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sub_award {
            None => write!(formatter, "{}:{}", self.award, self.kind.code()),
            Some(sub_award) => write!(formatter, "{}:{sub_award}:{}", self.award, self.kind.code()),
        }
    }
}
