//! The posting rules of federal cash, of interest on it, and of what others contribute.
//!
//! A draw for accrued costs settles them: 490100 becomes 490200, and 211000 is paid from 101000. A draw ahead of them
//! pays an order in advance: 480100 becomes 480200, and 141000 is paid. Liquidation turns the one into the other. What the
//! sub-awards' accounts hold is theirs: the award keeps what is to be taken off them in accounts of its own.

use super::{AccountKind as Kind, Transaction, pairs::of_award};
use crate::{
    award::{CashEvent, InterestEvent, MatchEvent, PaymentMethod},
    regime::fiscal_year,
};

/// What a movement of cash posts.
pub(super) fn post_cash(event: &CashEvent) -> Option<Transaction> {
    let (CashEvent::FundsDrawn {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | CashEvent::AdvanceLiquidated {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | CashEvent::AdvanceReturned {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | CashEvent::DrawRefunded {
        award,
        programme,
        amount,
        effective_on,
        ..
    }) = event
    else {
        return None;
    };
    of_award(programme, *effective_on, award, *amount, pairs(event))
}

fn pairs(event: &CashEvent) -> &'static [(Kind, Kind)] {
    match event {
        CashEvent::FundsDrawn { method, .. } => match method {
            PaymentMethod::Reimbursement => &[
                (Kind::Settled, Kind::DeliveredPaid),
                (Kind::PayableDrawn, Kind::CashDrawn),
            ],
            PaymentMethod::Advance => &[
                (Kind::Advanced, Kind::Prepaid),
                (Kind::Advances, Kind::CashDrawn),
            ],
        },
        CashEvent::AdvanceLiquidated { .. } => &[
            (Kind::Prepaid, Kind::Advanced),
            (Kind::Settled, Kind::DeliveredPaid),
            (Kind::PayableDrawn, Kind::Advances),
        ],
        CashEvent::AdvanceReturned { .. } => &[
            (Kind::Prepaid, Kind::Advanced),
            (Kind::CashDrawn, Kind::Advances),
        ],
        CashEvent::DrawRefunded {
            drawn_in,
            effective_on,
            ..
        } => {
            if *drawn_in < fiscal_year(*effective_on) {
                &[
                    (Kind::RefundedPriorYear, Kind::Settled),
                    (Kind::CashDrawn, Kind::PayableDrawn),
                ]
            } else {
                &[
                    (Kind::DeliveredPaid, Kind::Settled),
                    (Kind::CashDrawn, Kind::PayableDrawn),
                ]
            }
        }
        CashEvent::PaymentMethodSet { .. } => &[],
    }
}

/// What interest on federal cash posts. What the prime keeps of it is none of the federal books'.
pub(super) fn post_interest(event: &InterestEvent) -> Option<Transaction> {
    match event {
        InterestEvent::InterestEarned {
            award,
            programme,
            to_remit,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::InterestDue, Kind::InterestRevenue)];
            of_award(programme, *effective_on, award, *to_remit, pairs)
        }
        InterestEvent::InterestRemitted {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::InterestRemitted, Kind::InterestDue)];
            of_award(programme, *effective_on, award, *amount, pairs)
        }
    }
}

/// What a contribution posts.
pub(super) fn post_match(event: &MatchEvent) -> Option<Transaction> {
    match event {
        MatchEvent::MatchRecorded {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::MatchContra, Kind::Match)];
            of_award(programme, *effective_on, award, *amount, pairs)
        }
        MatchEvent::MatchReversed {
            award,
            programme,
            amount,
            effective_on,
            ..
        } => {
            let pairs = &[(Kind::Match, Kind::MatchContra)];
            of_award(programme, *effective_on, award, *amount, pairs)
        }
    }
}
