//! Decisions that begin with payments.

use super::{AuthorisePayment, ConfirmPayment, Draft, Halt, PreparePayment, StreamId};

pub(super) fn prepare_payment(
    _draft: &mut Draft<'_>,
    _command: &PreparePayment,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn authorise_payment(
    _draft: &mut Draft<'_>,
    _command: &AuthorisePayment,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}

pub(super) fn confirm_payment(
    _draft: &mut Draft<'_>,
    _command: &ConfirmPayment,
) -> Result<StreamId, Halt> {
    Err(Halt::refused("NOT_BUILT", "not built yet"))
}
