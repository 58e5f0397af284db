//! Random commands about cases: enrolment, phases, letters, families.

use proptest::{prelude::*, sample::select};

use super::super::{CLIENTS, client, enrol, sub_award};
use super::values::{any_day, any_day_from, any_late_day};
use crate::{
    client::{
        AgeBand, ClientPhase, ClosingReason, ErasureReason, ErasureWithdrawalReason,
        ExtensionReason, FamilyRelation, HoldReason, LeavingReason, LetterKind, PhaseBasis,
        Population, ReopeningReason, RequestReceipt,
    },
    id::ClientCode,
    ledger::{
        AddFamilyMember, ApproveClientErasure, ChangeClientPhase, CloseClient, Command,
        EnrolClient, ExtendInterimAssistance, LiftClientHold, PlaceClientHold, RecordCaseReference,
        RecordClientErasure, RecordLetter, RemoveFamilyMember, ReopenClient, RequestClientErasure,
        TransferClient, WithdrawClientErasure,
    },
    region::State,
    sealed::{KeyCommitment, Sealed},
};

pub(super) fn any_client_command() -> impl Strategy<Value = Command> {
    let code = || select(CLIENTS.to_vec());
    let under = || select(vec!["TV-1", "TV-1", "TV-2", "RR-1", "PC-1"]);
    prop_oneof![
        4 => (code(), under(), any_day()).prop_map(|(code, under, effective_on)| {
            EnrolClient { effective_on, ..enrol(code, under) }.into()
        }),
        3 => (select(CLIENTS[4..].to_vec()), under(), any_day_from("2019-05-01")).prop_map(|(code, under, effective_on)| {
            EnrolClient {
                population: Population::Child,
                age_band: AgeBand::Under18,
                phase: ClientPhase::InterimAssistance,
                effective_on,
                ..enrol(code, under)
            }.into()
        }),
        5 => (code(), any_phase(), any_basis(), any_day()).prop_map(|(code, phase, basis, effective_on)| {
            ChangeClientPhase { client: client(code), phase, basis, effective_on }.into()
        }),
        4 => (code(), 0_u8..3, any::<bool>(), any_day()).prop_map(|(code, member, in_household, effective_on)| {
            AddFamilyMember {
                client: client(code),
                member: ClientCode::parse(&format!("C-000000000000FA0{member}")).expect("a client code"),
                relation: FamilyRelation::T3,
                in_household,
                effective_on,
            }.into()
        }),
        1 => (code(), under(), any_day()).prop_map(|(code, under, effective_on)| {
            TransferClient { client: client(code), to_sub_award: sub_award(under), state: State::CO, effective_on }.into()
        }),
        2 => any_letter(),
        6 => (select(CLIENTS[4..].to_vec()), any_day_from("2019-05-20")).prop_map(|(code, effective_on)| {
            ExtendInterimAssistance {
                client: client(code),
                reason: ExtensionReason::DecisionPending,
                effective_on,
            }.into()
        }),
        6 => (select(CLIENTS[..4].to_vec()), 0_u8..3, any_late_day()).prop_map(|(code, member, effective_on)| {
            RemoveFamilyMember {
                client: client(code),
                member: ClientCode::parse(&format!("C-000000000000FA0{member}")).expect("a client code"),
                reason: LeavingReason::LeftHousehold,
                effective_on,
            }.into()
        }),
        5 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            ReopenClient { client: client(code), reason: ReopeningReason::ReturnedForServices, effective_on }.into()
        }),
        1 => (code(), any_day()).prop_map(|(code, effective_on)| {
            CloseClient { client: client(code), reason: ClosingReason::ServicesCompleted, effective_on }.into()
        }),
        12 => any_erasure_command(),
    ]
}

fn any_phase() -> impl Strategy<Value = ClientPhase> {
    select(vec![
        ClientPhase::PendingScreening,
        ClientPhase::PreCertified,
        ClientPhase::Certified,
        ClientPhase::InterimAssistance,
        ClientPhase::Eligible,
    ])
}

fn any_basis() -> impl Strategy<Value = PhaseBasis> {
    select(vec![
        PhaseBasis::Screening,
        PhaseBasis::ContinuedPresence,
        PhaseBasis::TVisa,
        PhaseBasis::BonaFideTApplication,
        PhaseBasis::EligibilityLetter,
        PhaseBasis::FilingReceipt,
    ])
}

fn any_letter() -> impl Strategy<Value = Command> {
    let kinds = vec![
        LetterKind::Certification,
        LetterKind::Certification,
        LetterKind::Eligibility,
        LetterKind::EligibilityDenied,
    ];
    (
        select(CLIENTS.to_vec()),
        select(kinds),
        any_basis(),
        any::<bool>(),
        any_day(),
    )
        .prop_map(|(code, kind, basis, under_18_on_receipt, effective_on)| {
            RecordLetter {
                client: client(code),
                kind,
                dated_on: effective_on,
                basis: Some(basis),
                receipt: Some(RequestReceipt {
                    received_on: effective_on,
                    under_18_on_receipt,
                }),
                effective_on,
            }
            .into()
        })
}

/// An envelope of the right form that nobody can open.
fn any_sealed() -> impl Strategy<Value = Sealed> {
    select(vec!["AAAA", "BBBB", "CCCC"]).prop_map(|ciphertext| {
        let text = format!(
            "sealed-v1.{}.{}.{ciphertext}",
            "k".repeat(43),
            "n".repeat(32)
        );
        Sealed::parse(&text).expect("an envelope")
    })
}

fn any_erasure_command() -> impl Strategy<Value = Command> {
    let code = || select(CLIENTS.to_vec());
    prop_oneof![
        4 => (code(), any_sealed(), any_late_day()).prop_map(|(code, reference, effective_on)| {
            RecordCaseReference { client: client(code), reference, effective_on }.into()
        }),
        3 => (code(), any::<bool>(), any_late_day()).prop_map(|(code, audit, effective_on)| {
            let reason = if audit { HoldReason::Audit } else { HoldReason::Litigation };
            PlaceClientHold { client: client(code), reason, effective_on }.into()
        }),
        4 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            LiftClientHold { client: client(code), effective_on }.into()
        }),
        2 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            RequestClientErasure { client: client(code), reason: ErasureReason::RetentionOver, effective_on }.into()
        }),
        1 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            let reason = ErasureWithdrawalReason::StillNeeded;
            WithdrawClientErasure { client: client(code), reason, effective_on }.into()
        }),
        2 => (code(), any_late_day()).prop_map(|(code, effective_on)| {
            ApproveClientErasure { client: client(code), effective_on }.into()
        }),
        1 => code().prop_map(|code| {
            let key = KeyCommitment::parse(&"k".repeat(43)).expect("a commitment");
            RecordClientErasure { client: client(code), key: Some(key) }.into()
        }),
    ]
}
