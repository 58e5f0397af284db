//! What a claim that no longer stands gives back: its funds, the client's year, month and content, and what was paid.

use chrono::NaiveDate;

use crate::{
    claim::{ClaimFile, Holding},
    client::ClientCommand,
    ledger::{Draft, Halt, sub_awards::raise_receivable},
    money::Money,
    sub_award::SubAwardCommand,
};

/// Gives back all that the claim held, exactly; what was paid of it is owed back.
pub(super) fn give_back(
    draft: &mut Draft<'_>,
    file: &ClaimFile,
    holding: Holding,
    effective_on: NaiveDate,
) -> Result<(), Halt> {
    let (claim, sub_award) = (file.claim.clone(), &file.terms.sub_award);
    let freed = match holding {
        Holding::Nothing => None,
        Holding::Waiting(amount) => Some(SubAwardCommand::Unpend {
            claim: claim.clone(),
            amount,
            effective_on,
        }),
        Holding::Reserved(amount) => Some(SubAwardCommand::Release {
            claim: claim.clone(),
            amount,
            effective_on,
        }),
        Holding::Accrued(amount, accrued_on) => Some(SubAwardCommand::ReverseAccrual {
            claim: claim.clone(),
            amount,
            accrued_on,
            effective_on,
        }),
    };
    if let Some(freed) = freed {
        draft.decide_sub_award(sub_award, &freed)?;
    }
    if file.paid().is_positive() {
        let owed = SubAwardCommand::RaiseReceivable {
            claim: claim.clone(),
            amount: file.paid(),
            effective_on,
        };
        raise_receivable(draft, sub_award, &owed)?;
    }
    if holding == Holding::Nothing && file.paid().is_zero() {
        return Ok(());
    }
    let release = ClientCommand::Release {
        claim,
        effective_on,
    };
    draft.decide_client(&file.terms.client, &release)
}

/// The funds that a claim frees when it is reversed: all but what it waits for.
pub(super) fn freed(file: &ClaimFile, holding: Holding) -> Money {
    let held = match holding {
        Holding::Nothing | Holding::Waiting(_) => Money::ZERO,
        Holding::Reserved(amount) | Holding::Accrued(amount, _) => amount,
    };
    held.plus(file.paid())
        .expect("parts of a claim whose billed sum is in range")
}
