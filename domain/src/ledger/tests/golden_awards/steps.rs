//! The steps of a case, by their words.

use super::*;
use crate::{
    award::{CostCategory, IncomeMethod, IncomeSource, MatchKind, PaymentMethod},
    id::{ContributionId, CostId, DrawId, IncomeId, InterestId, RefundId},
    ledger::{
        Command, DisallowCost, DrawFunds, ExpendProgramIncome, LiquidateAdvance, RecordDirectCost,
        RecordInterest, RecordMatch, RecordProgramIncome, RemitInterest, ReturnFunds, ReverseCost,
        ReverseMatch, ReverseProgramIncome, SetIndirectRate, SetPaymentMethod,
        SetProgramIncomeMethod,
        testing::{REGIONAL, direct_cost, fain, money, reason},
    },
    rate::Rate,
};

pub(super) fn costs(words: &[&str], effective_on: chrono::NaiveDate) -> Command {
    let award = fain(REGIONAL);
    let reason = reason("A golden case");
    match words[0] {
        "cost" => RecordDirectCost {
            category: match words.get(3).copied() {
                Some("indirect") => CostCategory::Indirect,
                Some("equipment") => CostCategory::Equipment,
                _ => CostCategory::Personnel,
            },
            document: words
                .get(3)
                .filter(|text| text.len() == 2)
                .map(|text| document(text)),
            effective_on,
            ..direct_cost(REGIONAL, words[1], words[2])
        }
        .into(),
        "reverse" => ReverseCost {
            award,
            cost: CostId::parse(words[1]).unwrap(),
            reason,
            effective_on,
        }
        .into(),
        "disallow" => DisallowCost {
            award,
            cost: CostId::parse(words[1]).unwrap(),
            amount: money(words[2]),
            reason,
            effective_on,
        }
        .into(),
        _ => SetIndirectRate {
            award,
            rate: words.get(1).map(|text| Rate::parse(text).unwrap()),
            document: words.get(1).map(|_| document("dd")),
            effective_on,
        }
        .into(),
    }
}

pub(super) fn cash(words: &[&str], effective_on: chrono::NaiveDate) -> Command {
    let award = fain(REGIONAL);
    match words[0] {
        "method" => SetPaymentMethod {
            award,
            method: if words[1] == "advance" {
                PaymentMethod::Advance
            } else {
                PaymentMethod::Reimbursement
            },
            reason: reason("A golden case"),
            effective_on,
        }
        .into(),
        "draw" => DrawFunds {
            award,
            draw: DrawId::parse(words[1]).unwrap(),
            amount: money(words[2]),
            immediate_need: words.get(4).map(|text| money(text)),
            effective_on,
        }
        .into(),
        "liquidate" => LiquidateAdvance {
            award,
            effective_on,
        }
        .into(),
        "return" => ReturnFunds {
            award,
            refund: RefundId::parse(words[1]).unwrap(),
            amount: money(words[2]),
            effective_on,
        }
        .into(),
        "interest" => RecordInterest {
            award,
            interest: InterestId::parse(words[1]).unwrap(),
            amount: money(words[2]),
            effective_on,
        }
        .into(),
        _ => RemitInterest {
            award,
            interest: InterestId::parse(words[1]).unwrap(),
            amount: money(words[2]),
            effective_on,
        }
        .into(),
    }
}

pub(super) fn matching(words: &[&str], effective_on: chrono::NaiveDate) -> Command {
    let award = fain(REGIONAL);
    let contribution = ContributionId::parse(words[1]).unwrap();
    if words[0] == "unmatch" {
        return ReverseMatch {
            award,
            contribution,
            reason: reason("A golden case"),
            effective_on,
        }
        .into();
    }
    RecordMatch {
        award,
        contribution,
        kind: MatchKind::Cash,
        amount: money(words[2]),
        document: document(words[3]),
        paid_by_federal_funds: words.get(4) == Some(&"federal"),
        effective_on,
    }
    .into()
}

pub(super) fn income(words: &[&str], effective_on: chrono::NaiveDate) -> Command {
    let award = fain(REGIONAL);
    let reason = reason("A golden case");
    let income = || IncomeId::parse(words[1]).unwrap();
    match words[0] {
        "earn" => RecordProgramIncome {
            award,
            income: income(),
            source: IncomeSource::ServiceFees,
            amount: money(words[2]),
            document: document(words.get(3).copied().unwrap_or("ee")),
            effective_on,
        }
        .into(),
        "use" => ExpendProgramIncome {
            award,
            income: income(),
            amount: money(words[2]),
            effective_on,
        }
        .into(),
        "unearn" => ReverseProgramIncome {
            award,
            income: income(),
            reason,
            effective_on,
        }
        .into(),
        method => SetProgramIncomeMethod {
            award,
            method: if method == "addition" {
                IncomeMethod::Addition
            } else {
                IncomeMethod::Deduction
            },
            reason,
            effective_on,
        }
        .into(),
    }
}
