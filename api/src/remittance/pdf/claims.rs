//! The table of an advice's claims, with their lines and what was taken off.

use almoner_projections::remittances::{Advice, AdviceClaim, AdviceLine};

use super::document::{BODY, section, sub_awards};
use crate::{
    print::{
        amount,
        pdf::{
            sheet::{PartId, Sheet},
            table::{self, Block, Column, Kind, Row, left, right},
        },
    },
    remittance::words,
};

const CLAIMS: [Column; 5] = [
    left("Claim, line, reason", 106),
    left("Client and month, service, meaning", 188),
    right("Billed", 68),
    right("Adjusted", 68),
    right("Allowed, paid", 74),
];

pub(super) fn claims(sheet: &mut Sheet<'_>, root: PartId, advice: &Advice) {
    let section = section(sheet, root, "Claims");
    if advice.claims().is_empty() {
        sheet.paragraph(section, "None.", BODY);
        return;
    }
    let of_several = sub_awards(advice).len() > 1;
    let mut blocks: Vec<Block> = advice
        .claims()
        .iter()
        .flat_map(|claim| of_claim(claim, of_several))
        .collect();
    let totals = advice.totals();
    let sums = [totals.billed(), totals.adjusted(), totals.claims()].map(|of| amount(*of));
    let cells = ["All claims".to_owned(), String::new()]
        .into_iter()
        .chain(sums);
    blocks.push(Row::new(Kind::Total, cells).into());
    table::set(sheet, section, &CLAIMS, &blocks);
}

/// A claim's row stays with its first line, a line with its adjustments.
fn of_claim(claim: &AdviceClaim, of_several: bool) -> Vec<Block> {
    let sums = [claim.billed(), claim.adjusted(), claim.paid()].map(|of| amount(*of));
    let under = if of_several {
        format!(" · {}", claim.sub_award())
    } else {
        String::new()
    };
    let named = [
        format!("Claim {}", claim.number()),
        format!("{} · {}{under}", claim.client(), claim.service_month()),
    ];
    let head = Row::new(Kind::Group, named.into_iter().chain(sums));
    let mut blocks: Vec<Block> = claim
        .lines()
        .iter()
        .map(|line| Block {
            rows: of_line(line),
            continued: Some(format!("Claim {}, continued", claim.number())),
        })
        .collect();
    if claim.paid_before().is_positive() {
        let (group, carc, explanation) = words::PAID_BEFORE;
        let cells = [
            format!("{group}-{carc}"),
            explanation.to_owned(),
            String::new(),
            amount(*claim.paid_before()),
            String::new(),
        ];
        let row = Row::new(Kind::Detail, cells);
        match blocks.last_mut() {
            Some(last) => last.rows.push(row),
            None => blocks.push(row.into()),
        }
    }
    match blocks.first_mut() {
        Some(first) => {
            first.rows.insert(0, head);
            first.continued = None;
        }
        None => blocks.push(head.into()),
    }
    blocks
}

fn of_line(line: &AdviceLine) -> Vec<Row> {
    let sums = [line.billed(), line.adjusted(), line.allowed()].map(|of| amount(*of));
    let named = [
        format!("Line {}", line.number()),
        words::service(*line.category(), *line.part()),
    ];
    let mut rows = vec![Row::new(Kind::Plain, named.into_iter().chain(sums))];
    for taken in line.adjustments() {
        rows.push(Row::new(
            Kind::Detail,
            [
                words::reason(taken.group, taken.carc),
                words::why(taken.carc, taken.edit).explanation.to_owned(),
                String::new(),
                amount(taken.amount),
                String::new(),
            ],
        ));
    }
    rows
}
