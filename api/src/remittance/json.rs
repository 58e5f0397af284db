//! An advice as JSON: all of it, in a fixed order, amounts and positions as text.

use almoner_domain::{
    claim::{AdjustmentGroup, ClaimPart},
    money::Money,
    programme::Category,
};
use almoner_projections::remittances::{
    Advice, AdviceAdjustment, AdviceClaim, AdviceLine, Party, ProviderAdjustment,
};
use chrono::{NaiveDate, SecondsFormat};
use serde::Serialize;

use super::words;

/// The bytes, with a line's end.
pub(super) fn render(advice: &Advice) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(&File::of(advice))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    document: &'static str,
    version: &'static str,
    payment: Header<'a>,
    prime: Organization<'a>,
    sub_awardee: Organization<'a>,
    totals: Totals,
    claims: Vec<Item<'a>>,
    provider_adjustments: Vec<Provider<'a>>,
    control: Control<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Header<'a> {
    payment: &'a str,
    fain: &'a str,
    programme: &'a str,
    status: &'static str,
    paid: bool,
    justification: &'a str,
    prepared_on: NaiveDate,
    authorised_on: Option<NaiveDate>,
    confirmed_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Organization<'a> {
    organization: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Totals {
    billed: Money,
    adjusted: Money,
    claims: Money,
    provider_adjustments: Money,
    payment: Money,
    posted: Option<Money>,
    forward_balance: Money,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    claim: &'a str,
    number: &'a str,
    sub_award: &'a str,
    client: &'a str,
    service_month: String,
    billed: Money,
    adjusted: Money,
    paid_before: Money,
    paid: Money,
    lines: Vec<Line>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    number: u32,
    category: Category,
    part: ClaimPart,
    billed: Money,
    adjusted: Money,
    allowed: Money,
    adjustments: Vec<Adjustment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Adjustment {
    group: AdjustmentGroup,
    carc: u16,
    amount: Money,
    explanation: &'static str,
    what_to_do: &'static str,
}

#[derive(Serialize)]
struct Provider<'a> {
    code: &'static str,
    reference: &'a str,
    amount: Money,
    explanation: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Control<'a> {
    ledger: &'a str,
    position: String,
    recorded_at: String,
    checkpoint_size: String,
    checkpoint_root: String,
}

impl<'a> File<'a> {
    fn of(advice: &'a Advice) -> Self {
        let header = advice.header();
        let totals = advice.totals();
        let control = advice.control();
        Self {
            document: "remittance advice",
            version: "1",
            payment: Header {
                payment: header.payment.as_str(),
                fain: header.award.as_str(),
                programme: header.programme.as_str(),
                status: header.status.code(),
                paid: advice.is_paid(),
                justification: header.justification.as_str(),
                prepared_on: header.prepared_on,
                authorised_on: header.authorised_on,
                confirmed_on: header.confirmed_on,
            },
            prime: Organization::of(advice.prime()),
            sub_awardee: Organization::of(advice.sub_awardee()),
            totals: Totals {
                billed: *totals.billed(),
                adjusted: *totals.adjusted(),
                claims: *totals.claims(),
                provider_adjustments: *totals.provider_adjustments(),
                payment: *totals.payment(),
                posted: *advice.posted(),
                forward_balance: *advice.forward_balance(),
            },
            claims: advice.claims().iter().map(Item::of).collect(),
            provider_adjustments: advice
                .provider_adjustments()
                .iter()
                .map(Provider::of)
                .collect(),
            control: Control {
                ledger: &control.origin,
                position: control.position.to_string(),
                recorded_at: control
                    .recorded_at
                    .to_rfc3339_opts(SecondsFormat::Micros, true),
                checkpoint_size: control.checkpoint_size.to_string(),
                checkpoint_root: hex::encode(&control.checkpoint_root),
            },
        }
    }
}

impl<'a> Organization<'a> {
    fn of(party: &'a Party) -> Self {
        Self {
            organization: party.organization.as_str(),
            name: &party.name,
        }
    }
}

impl<'a> Item<'a> {
    fn of(claim: &'a AdviceClaim) -> Self {
        Self {
            claim: claim.claim().as_str(),
            number: claim.number().as_str(),
            sub_award: claim.sub_award().as_str(),
            client: claim.client().as_str(),
            service_month: claim.service_month().to_string(),
            billed: *claim.billed(),
            adjusted: *claim.adjusted(),
            paid_before: *claim.paid_before(),
            paid: *claim.paid(),
            lines: claim.lines().iter().map(Line::of).collect(),
        }
    }
}

impl Line {
    fn of(line: &AdviceLine) -> Self {
        Self {
            number: *line.number(),
            category: *line.category(),
            part: *line.part(),
            billed: *line.billed(),
            adjusted: *line.adjusted(),
            allowed: *line.allowed(),
            adjustments: line.adjustments().iter().map(Adjustment::of).collect(),
        }
    }
}

impl Adjustment {
    fn of(taken: &AdviceAdjustment) -> Self {
        let why = words::why(taken.carc, taken.edit);
        Self {
            group: taken.group,
            carc: taken.carc.number(),
            amount: taken.amount,
            explanation: why.explanation,
            what_to_do: why.what_to_do,
        }
    }
}

impl<'a> Provider<'a> {
    fn of(taken: &'a ProviderAdjustment) -> Self {
        Self {
            code: taken.kind.code(),
            reference: &taken.reference,
            amount: taken.amount,
            explanation: words::provider_sentence(taken.kind),
        }
    }
}
