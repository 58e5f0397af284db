//! The posting rules of federal cash, of interest on it, and of what others contribute.
//!
//! A draw for accrued costs settles them: 490100 becomes 490200, and 211000 is paid from 101000. A draw ahead of them
//! pays an order in advance: 480100 becomes 480200, and 141000 is paid. Liquidation turns the one into the other. What the
//! sub-awards' accounts hold is theirs: the award keeps what is to be taken off them in accounts of its own.

use chrono::NaiveDate;

use super::{AccountKind as Kind, Transaction, rule::of_award};
use crate::{
    award::{AwardEvent, PaymentMethod},
    id::ProgrammeCode,
    identifier::Fain,
    money::Money,
    regime::fiscal_year,
};

struct Moved<'event> {
    award: &'event Fain,
    programme: &'event ProgrammeCode,
    amount: Money,
    effective_on: NaiveDate,
}

/// What a movement of cash or a contribution posts; nothing for any other event.
pub(super) fn post_cash(event: &AwardEvent) -> Option<Transaction> {
    let moved = moved(event)?;
    of_award(
        moved.programme,
        moved.effective_on,
        moved.award,
        moved.amount,
        pairs(event),
    )
}

fn pairs(event: &AwardEvent) -> &'static [(Kind, Kind)] {
    if let AwardEvent::FundsDrawn { method, .. } = event {
        return match method {
            PaymentMethod::Reimbursement => &[
                (Kind::Settled, Kind::DeliveredPaid),
                (Kind::PayableDrawn, Kind::CashDrawn),
            ],
            PaymentMethod::Advance => &[
                (Kind::Advanced, Kind::Prepaid),
                (Kind::Advances, Kind::CashDrawn),
            ],
        };
    }
    if let AwardEvent::AdvanceLiquidated { .. } = event {
        return &[
            (Kind::Prepaid, Kind::Advanced),
            (Kind::Settled, Kind::DeliveredPaid),
            (Kind::PayableDrawn, Kind::Advances),
        ];
    }
    if let AwardEvent::AdvanceReturned { .. } = event {
        return &[
            (Kind::Prepaid, Kind::Advanced),
            (Kind::CashDrawn, Kind::Advances),
        ];
    }
    if let AwardEvent::DrawRefunded {
        drawn_in,
        effective_on,
        ..
    } = event
    {
        return if *drawn_in < fiscal_year(*effective_on) {
            &[
                (Kind::RefundedPriorYear, Kind::Settled),
                (Kind::CashDrawn, Kind::PayableDrawn),
            ]
        } else {
            &[
                (Kind::DeliveredPaid, Kind::Settled),
                (Kind::CashDrawn, Kind::PayableDrawn),
            ]
        };
    }
    if let AwardEvent::InterestEarned { .. } = event {
        return &[(Kind::InterestDue, Kind::InterestRevenue)];
    }
    if let AwardEvent::InterestRemitted { .. } = event {
        return &[(Kind::InterestRemitted, Kind::InterestDue)];
    }
    if let AwardEvent::MatchRecorded { .. } = event {
        return &[(Kind::MatchContra, Kind::Match)];
    }
    if let AwardEvent::MatchReversed { .. } = event {
        return &[(Kind::Match, Kind::MatchContra)];
    }
    &[]
}

fn moved(event: &AwardEvent) -> Option<Moved<'_>> {
    if let AwardEvent::FundsDrawn {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::AdvanceLiquidated {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::AdvanceReturned {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::DrawRefunded {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    // What the prime keeps of its interest is none of the federal books'.
    | AwardEvent::InterestEarned {
        award,
        programme,
        to_remit: amount,
        effective_on,
        ..
    }
    | AwardEvent::InterestRemitted {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::MatchRecorded {
        award,
        programme,
        amount,
        effective_on,
        ..
    }
    | AwardEvent::MatchReversed {
        award,
        programme,
        amount,
        effective_on,
        ..
    } = event
    {
        return Some(Moved {
            award,
            programme,
            amount: *amount,
            effective_on: *effective_on,
        });
    }
    None
}
