//! What a case is made of, day by day: its phases, its letters, its family.

use almoner_projections::clients::{ClientFamilyMemberRow, ClientLetterRow, ClientPhaseRow};
use async_graphql::Object;

use super::{ClientPhase as Phase, FamilyRelation, LeavingReason, LetterKind, PhaseBasis};
use crate::graphql::scalar;

pub(crate) struct ClientPhaseSpan {
    pub(crate) row: ClientPhaseRow,
}

/// A phase of a case.
#[Object]
impl ClientPhaseSpan {
    /// The phase.
    async fn phase(&self) -> Phase {
        self.row.phase.into()
    }

    /// What it rests on; nothing for the phase at enrolment.
    async fn basis(&self) -> Option<PhaseBasis> {
        self.row.basis.map(Into::into)
    }

    /// The first day.
    async fn since(&self) -> scalar::Date {
        scalar::Date::of(self.row.since)
    }

    /// The last day on which the phase's window runs, if no later phase begins before; nothing where the phase has no
    /// end of its own.
    async fn window_ends_on(&self) -> Option<scalar::Date> {
        self.row.ends_on.map(scalar::Date::of)
    }

    /// The day on which the window was extended.
    async fn extended_on(&self) -> Option<scalar::Date> {
        self.row.extended_on.map(scalar::Date::of)
    }
}

pub(crate) struct ClientLetter {
    pub(crate) row: ClientLetterRow,
}

/// A letter that the provider has seen. Its number is nowhere in the ledger.
#[Object]
impl ClientLetter {
    /// Which letter.
    async fn kind(&self) -> LetterKind {
        self.row.kind.into()
    }

    /// The date on it.
    async fn dated_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.dated_on)
    }

    /// The last day on which it holds; nothing for a letter dated from 2001-11-06 on, which holds for good.
    async fn ends_on(&self) -> Option<scalar::Date> {
        self.row.ends_on.map(scalar::Date::of)
    }

    /// The first day of eligibility.
    async fn eligible_on(&self) -> scalar::Date {
        scalar::Date::of(self.row.eligible_on)
    }

    /// The last day of refugee benefits by the letter: 8 months from the first day of eligibility, 12 from
    /// 2021-10-01, 4 from 2025-05-05. Nothing where the letter gives none.
    async fn benefits_end_on(&self) -> Option<scalar::Date> {
        self.row.benefits_end_on.map(scalar::Date::of)
    }

    /// The day on which the office received the request for a child.
    async fn request_received_on(&self) -> Option<scalar::Date> {
        self.row.request_received_on.map(scalar::Date::of)
    }

    /// The provider attested that the child was under 18 on that day.
    #[graphql(name = "under18OnReceipt")]
    async fn under_18_on_receipt(&self) -> bool {
        self.row.under_18_on_receipt
    }
}

pub(crate) struct ClientFamilyMember {
    pub(crate) row: ClientFamilyMemberRow,
}

/// A family member of a case, under a random code.
#[Object]
impl ClientFamilyMember {
    /// The member's own random code.
    async fn code(&self) -> scalar::ClientCode {
        scalar::ClientCode::of(&self.row.member)
    }

    /// The derivative class.
    async fn relation(&self) -> FamilyRelation {
        self.row.relation.into()
    }

    /// The member lives in the household, or did when joining.
    async fn in_household(&self) -> bool {
        self.row.in_household
    }

    /// The first day.
    async fn since(&self) -> scalar::Date {
        scalar::Date::of(self.row.since)
    }

    /// The first day on which the member no longer counts.
    async fn left_on(&self) -> Option<scalar::Date> {
        self.row.left_on.map(scalar::Date::of)
    }

    /// Why the member no longer counts.
    async fn leaving_reason(&self) -> Option<LeavingReason> {
        self.row.leaving_reason.map(Into::into)
    }
}
