//! Claims that wait: first in, first released, as far as the funds go.

use super::{Claim, Model, Status};

impl Model {
    /// The claims of a sub-award that wait, the oldest first.
    pub(crate) fn waiting<'m>(&'m self, id: &'m str) -> impl Iterator<Item = &'m Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.under == id && claim.status == Status::Waiting)
    }

    /// The oldest waiting claim, where there are funds for it and nothing is suspended.
    pub(crate) fn releasable<'m>(&'m self, id: &'m str) -> Option<&'m Claim> {
        let first = self.waiting(id).next()?;
        let stands = !self.suspended(id) && !self.sub_awards[id].closed;
        (stands && first.due() <= self.available(id)).then_some(first)
    }

    /// Releases from the front of the queue until the next one does not fit; the ids, in order.
    pub(super) fn release(&mut self, id: &str) -> Vec<String> {
        let mut released = Vec::new();
        while let Some(next) = self.releasable(id).map(|claim| claim.id.clone()) {
            let claim = self.claim_mut(&next).expect("it waits");
            claim.status = Status::Reserved;
            released.push(next);
        }
        released
    }
}
