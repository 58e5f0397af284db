//! `docs/errors.md`, whole: every code that somebody can meet, what it means, and what to do about it or where its rule
//! comes from. The rules' codes are the domain's, and the server's and the sheets' stand with what gives them; here are those of
//! the commands and of what runs beside them.

mod command_line;
mod halted;
mod stating;
mod verifying;

use almoner_domain::ledger::codes::codes_markdown;

use crate::{http, intake};

/// A code, what it means, and what to do about it.
pub type Remedy = (&'static str, &'static str, &'static str);

macro_rules! remedy_table {
    ($($code:literal $meaning:literal, $remedy:literal;)+) => {
        /// The codes of this place, in the order in which they are told.
        pub(super) const REMEDIES: &[super::Remedy] = &[$(($code, $meaning, $remedy)),+];
    };
}
use remedy_table;

const FRONT: &str = "\
# Errors

A command that a rule refuses answers with `userErrors { code message field }`; the code is stable, the message may be
improved. A rule's refusal is remembered under the command's id, except where the role or the organization is not the one
to ask. What is malformed or unauthenticated answers with top-level `errors`, whose `extensions.code` says why.

This document is generated from the code: `bin/regenerate` makes it anew.
";

const RULES: &str = "From `domain/src/ledger/codes.rs`.";

const SERVER: &str = "\
From `api/src/http/codes.rs`. The status is that of an answer with nothing but the error; beside data it is 200, and so it is for
a query that cannot be read or does not fit the schema when the caller accepts `application/json` alone.";

const SHEETS: &str = "\
In the report of an import, each with its row and column; a code of a sheet as a whole refuses all of it. From
`api/src/intake/code.rs`. A claim that the ledger refuses has the code of the rule.";

const HALTED: &str = "\
In `halted` of `/health/ready`, which then answers 503. Commands are still recorded; nothing is skipped. From
`api/src/codes/halted.rs`.";

const STATING: &str = "\
In the log of `almoner serve`, which tries again. Everything else goes on. From `api/src/codes/stating.rs`.";

const VERIFYING: &str = "\
On standard output, each with its position; the exit code is 1. Any of them means that what is stored was changed or damaged.
From `api/src/codes/verifying.rs`.";

const COMMAND_LINE: &str = "\
On standard error; the exit code is 1, or 2 where the command was called wrongly, or 130 after an interruption. From
`api/src/codes/command_line.rs`.";

/// The document.
pub fn document() -> String {
    let sections = [
        ("Refusals of the rules", RULES, codes_markdown()),
        ("Errors of the server", SERVER, http::codes::table()),
        ("Claim sheets", SHEETS, intake::code::table()),
        (
            "Read models that stand still",
            HALTED,
            table(halted::REMEDIES),
        ),
        (
            "Statements that are not issued",
            STATING,
            table(stating::REMEDIES),
        ),
        (
            "What `almoner verify` finds",
            VERIFYING,
            table(verifying::REMEDIES),
        ),
        (
            "The command line",
            COMMAND_LINE,
            table(command_line::REMEDIES),
        ),
    ];
    sections
        .iter()
        .fold(FRONT.to_owned(), |text, (title, about, table)| {
            [&text, "\n## ", title, "\n\n", about, "\n\n", table].concat()
        })
}

/// The codes of what runs outside a request, with what to do about each.
pub fn remedies() -> impl Iterator<Item = &'static Remedy> {
    let all = [
        halted::REMEDIES,
        stating::REMEDIES,
        verifying::REMEDIES,
        command_line::REMEDIES,
    ];
    all.into_iter().flatten()
}

fn table(remedies: &[Remedy]) -> String {
    remedies.iter().fold(
        "| code | meaning | what to do |\n|---|---|---|\n".to_owned(),
        |table, (code, meaning, remedy)| {
            [&table, "| `", code, "` | ", meaning, " | ", remedy, " |\n"].concat()
        },
    )
}
