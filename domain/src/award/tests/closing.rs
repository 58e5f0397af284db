//! An award is suspended, waived and closed.

use super::*;
use crate::{
    id::ActorId,
    ledger::{CloseAward, ResumeAward, SuspendAward, WaiveSubAwardShare},
};

fn suspend(on: &str) -> AwardCommand {
    AwardCommand::Suspend {
        input: SuspendAward {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn resume(on: &str) -> AwardCommand {
    AwardCommand::Resume {
        input: ResumeAward {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        received_on: received_on(),
    }
}

fn close(on: &str) -> AwardCommand {
    AwardCommand::Close {
        input: CloseAward {
            award: fain(),
            effective_on: day(on),
        },
        open_sub_awards: Vec::new(),
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    }
}

fn waive(on: &str) -> AwardCommand {
    AwardCommand::WaiveShare {
        input: WaiveSubAwardShare {
            award: fain(),
            reason: reason(),
            effective_on: day(on),
        },
        waived_by: ActorId::parse("officer-1").unwrap(),
        received_on: received_on(),
    }
}

#[test]
fn an_award_is_suspended_and_resumed() {
    yields(vec![issued()], suspend("2009-01-01"), vec![suspended()]);
    yields(vec![issued(), suspended()], suspend("2009-01-01"), vec![]);
    for (given, command, code) in [
        (
            vec![issued(), suspended()],
            suspend("2009-01-02"),
            "AWARD_SUSPENDED",
        ),
        (
            vec![issued()],
            suspend("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued()],
            suspend("2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (vec![issued()], resume("2009-01-01"), "AWARD_NOT_SUSPENDED"),
        (
            vec![issued(), suspended()],
            resume("2008-12-31"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
        (
            vec![issued(), suspended()],
            resume("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued(), closed()],
            suspend("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (
            vec![issued(), closed()],
            resume("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (vec![], suspend("2009-01-01"), "UNKNOWN_AWARD"),
        (vec![], resume("2009-01-01"), "UNKNOWN_AWARD"),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    yields(
        vec![issued(), suspended()],
        resume("2009-02-01"),
        vec![AwardEvent::Standing(StandingEvent::AwardResumed {
            award: fain(),
            reason: reason(),
            effective_on: day("2009-02-01"),
        })],
    );
}

#[test]
fn each_guard_of_closing_and_waiving_refuses_with_its_code() {
    let open = AwardCommand::Close {
        input: CloseAward {
            award: fain(),
            effective_on: day("2009-06-30"),
        },
        open_sub_awards: vec![SubAwardId::parse("RR-1").unwrap()],
        reversed_claims: ByFiscalYear::default(),
        received_on: received_on(),
    };
    let met = [issued(), committed("495000")];
    for (given, command, code) in [
        (vec![], close("2009-06-30"), "UNKNOWN_AWARD"),
        (met.to_vec(), close("2010-01-01"), "EFFECTIVE_ON_IN_FUTURE"),
        (met.to_vec(), close("2008-02-14"), "EFFECTIVE_ON_TOO_EARLY"),
        (met.to_vec(), open.clone(), "AWARD_HAS_OPEN_SUB_AWARDS"),
        (vec![issued()], open, "AWARD_HAS_OPEN_SUB_AWARDS"),
        (
            vec![issued()],
            close("2009-06-30"),
            "SUB_AWARD_SHARE_BELOW_MINIMUM",
        ),
        (
            vec![issued(), closed()],
            close("2009-07-01"),
            "AWARD_CLOSED",
        ),
        (vec![], waive("2009-06-30"), "UNKNOWN_AWARD"),
        (
            vec![issued(), closed()],
            waive("2009-06-30"),
            "AWARD_CLOSED",
        ),
        (met.to_vec(), waive("2009-06-30"), "SUB_AWARD_SHARE_MET"),
        (
            vec![issued()],
            waive("2010-01-01"),
            "EFFECTIVE_ON_IN_FUTURE",
        ),
        (
            vec![issued()],
            waive("2008-02-14"),
            "EFFECTIVE_ON_TOO_EARLY",
        ),
    ] {
        assert_eq!(refused(&given, &command), code, "{command:?}");
    }
    yields(vec![issued(), closed()], close("2009-06-30"), vec![]);
}

#[test]
fn a_waiver_names_the_shortfall_and_the_officer_and_lets_the_award_close() {
    let waived = AwardEvent::Share(ShareEvent::SubAwardShareWaived {
        award: fain(),
        shortfall: money("495000"),
        reason: reason(),
        waived_by: ActorId::parse("officer-1").unwrap(),
        effective_on: day("2009-06-01"),
    });
    yields(vec![issued()], waive("2009-06-01"), vec![waived.clone()]);
    let issued_before = PriorYear {
        unpaid: money("825000"),
        refunded: money("0"),
    };
    let mut closed = closed();
    if let AwardEvent::Standing(StandingEvent::AwardClosed { prior_year, .. }) = &mut closed {
        *prior_year = Some(issued_before);
    }
    yields(vec![issued(), waived], close("2009-06-30"), vec![closed]);
}
