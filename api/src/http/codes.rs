//! Every code that the server itself gives, for those who read the documents.

/// A code, the status that goes with it where the answer has nothing but the error, and what it means.
pub type Code = (&'static str, u16, &'static str);

/// Top-level errors: `errors[].extensions.code`. The codes of malformed inputs and of the rules' refusals are the
/// domain's.
pub const CODES: &[Code] = &[
    (
        "TOKEN_MISSING",
        401,
        "The request has no `Authorization` header.",
    ),
    ("TOKEN_MALFORMED", 401, "What was sent is not a token."),
    ("TOKEN_EXPIRED", 401, "The token's time is over."),
    (
        "TOKEN_INVALID",
        401,
        "The token's signature, issuer or audience is not ours, or it is for another ledger.",
    ),
    ("PATH_UNKNOWN", 404, "Nothing is served at the path."),
    ("LEDGER_UNKNOWN", 404, "No ledger of that name is served."),
    (
        "TILE_UNKNOWN",
        404,
        "The log does not reach that tile, or its path is written otherwise.",
    ),
    (
        "ENTRIES_FORBIDDEN",
        403,
        "Entries of the log are read by officers and auditors.",
    ),
    (
        "ENTRIES_WITHHELD",
        403,
        "The tile has records of clients of whom only aggregates may be told to you; the bundle of `almoner export` has their leaf hashes.",
    ),
    (
        "RECEIPT_UNKNOWN",
        404,
        "No command of that id was carried out for the organization, or you may not see it.",
    ),
    (
        "REMITTANCE_UNKNOWN",
        404,
        "There is no such remittance advice, or you may not see it.",
    ),
    (
        "ERASURE_UNKNOWN",
        404,
        "No client of that code is erased, or you may not see it.",
    ),
    ("REPORT_UNKNOWN", 404, "There is no report of that name."),
    (
        "REPORT_SUBJECT_UNKNOWN",
        404,
        "There is nothing of that name to report on, or you may not see it.",
    ),
    (
        "METHOD_NOT_ALLOWED",
        405,
        "The path takes another method; `Allow` says which.",
    ),
    (
        "NOT_ACCEPTABLE",
        406,
        "Answers are `application/graphql-response+json` or `application/json`.",
    ),
    (
        "BODY_INCOMPLETE",
        408,
        "The body did not arrive in time, or broke off.",
    ),
    ("BODY_TOO_LARGE", 413, "A request has at most 256 KiB."),
    (
        "MEDIA_TYPE_UNSUPPORTED",
        415,
        "A request is `application/json` in UTF-8.",
    ),
    ("JSON_MALFORMED", 400, "The body is not JSON."),
    (
        "BATCH_UNSUPPORTED",
        400,
        "One request carries one operation.",
    ),
    (
        "REQUEST_MALFORMED",
        400,
        "The body is JSON, but no GraphQL request.",
    ),
    ("QUERY_MALFORMED", 400, "The query is not GraphQL."),
    (
        "QUERY_INVALID",
        400,
        "The query does not fit the schema, or a variable does not fit its type.",
    ),
    (
        "QUERY_TOO_DEEP",
        400,
        "Selections nest deeper than 20, or brackets deeper than 64.",
    ),
    (
        "QUERY_TOO_COMPLEX",
        400,
        "The query may resolve more fields than are answered: ask for shorter lists.",
    ),
    (
        "QUERY_TOO_MANY_ROOT_FIELDS",
        400,
        "An operation has at most 20 fields at its root, a subscription one.",
    ),
    (
        "SUBSCRIPTION_UNSTREAMED",
        400,
        "A subscription is answered as `text/event-stream`, or over a WebSocket.",
    ),
    (
        "STREAM_UNSUPPORTED",
        400,
        "Only subscriptions are streamed; queries and mutations are answered by POST.",
    ),
    (
        "SUBSCRIPTIONS_TOO_MANY",
        503,
        "The server, or the connection, carries as many subscriptions as it may.",
    ),
    (
        "AFTER_IN_FUTURE",
        400,
        "A subscription is to begin after a position that the journal has not reached.",
    ),
    (
        "QUERY_TOO_SLOW",
        200,
        "The question takes the database too long.",
    ),
    ("INPUT_INVALID", 200, "An argument does not fit its type."),
    (
        "PAGE_FROM_BOTH_ENDS",
        200,
        "A page is counted from the start of the list, by `first`, or from its end, by `last`.",
    ),
    ("PAGE_SIZE_OUT_OF_RANGE", 200, "A page has 1 to 100 items."),
    (
        "CURSOR_MALFORMED",
        200,
        "The cursor is none that this list gave.",
    ),
    (
        "AS_OF_IN_FUTURE",
        200,
        "The read models do not hold the moment that is asked about yet.",
    ),
    (
        "AS_OF_TOO_MANY",
        200,
        "One request asks about at most four moments.",
    ),
    (
        "POSITION_MALFORMED",
        200,
        "A position is a whole number from 0 on, as text.",
    ),
    (
        "LEAF_OUTSIDE_TREE",
        200,
        "A proof was asked for an event that the tree does not have.",
    ),
    (
        "TREE_NOT_A_PREFIX",
        200,
        "A proof was asked from a larger tree to a smaller one.",
    ),
    (
        "TREE_SIZE_IN_FUTURE",
        200,
        "The log has not grown to that size.",
    ),
    (
        "CHECKPOINT_UNKNOWN",
        200,
        "No checkpoint was issued at that size, for no commit ended there.",
    ),
    (
        "NOT_YET_STATED",
        200,
        "Nothing has been stated yet of the moment: ask again after the next statement, or for an earlier moment.",
    ),
    (
        "TABLE_UNKNOWN",
        200,
        "There is no table of that name whose rows are stated.",
    ),
    (
        "KEY_MALFORMED",
        200,
        "The key has other parts than the rows of the table, or is spelled otherwise than in the ledger.",
    ),
    (
        "STATED_OTHERWISE",
        200,
        "It was stated by another version of the program, of tables with other columns: that version proves it.",
    ),
    (
        "STATEMENT_CONTRADICTED",
        200,
        "What is kept is not what was stated: `almoner verify` says what was changed.",
    ),
    (
        "INSTANT_MALFORMED",
        200,
        "An instant is written like `2024-10-01T14:30:00Z`.",
    ),
    (
        "NODE_ID_MALFORMED",
        200,
        "A node's id is a type and an id joined by a colon.",
    ),
    (
        "ACCOUNT_MALFORMED",
        200,
        "An account is named like `90ZV0134:unassigned`.",
    ),
    (
        "AGGREGATE_INCOMPLETE",
        200,
        "`aggregateType` and `aggregateId` go together.",
    ),
    (
        "FILTER_MALFORMED",
        200,
        "The text of a filter has 1 to 200 visible characters, and at most 20 types of event are named; a number of days is from 0 to 366.",
    ),
    (
        "CLIENT_LEVEL_WITHHELD",
        200,
        "Of the programme's clients only aggregates may be told to you.",
    ),
    (
        "REPORT_PARAMETER_MISSING",
        200,
        "The report has to be told more; the message says what.",
    ),
    (
        "REPORT_PARAMETER_UNKNOWN",
        200,
        "The report does not take what it was told.",
    ),
    (
        "REPORT_PARAMETER_REPEATED",
        200,
        "A parameter of a report is said once.",
    ),
    (
        "REPORT_NOT_APPLICABLE",
        200,
        "There is no such report of this award; the message says why.",
    ),
    (
        "REPORT_PERIOD_UNKNOWN",
        200,
        "A semi-annual report ends on 31 March or 30 September, a final one with the period of performance.",
    ),
    (
        "REPORT_PERIOD_NOT_ENDED",
        200,
        "The reporting period had not ended at the moment that is asked about.",
    ),
    (
        "REPORT_UNLIQUIDATED",
        200,
        "A final report has no unliquidated obligations, and some are left: de-obligate or liquidate them first.",
    ),
    (
        "REPORT_FINAL_MALFORMED",
        200,
        "`final` is `true`, or is not said.",
    ),
    (
        "AGENCY_CODE_MALFORMED",
        200,
        "The code of an agency is 1 to 32 letters and digits.",
    ),
    (
        "UNAVAILABLE",
        503,
        "The database cannot be reached; repeat a command with the same `commandId`.",
    ),
    (
        "OVERLOADED",
        503,
        "Too many requests wait; repeat a command with the same `commandId`.",
    ),
    (
        "OUTCOME_UNKNOWN",
        503,
        "Whether the command was committed is not known: repeat it with the same `commandId`.",
    ),
    (
        "READ_NOT_RECORDED",
        503,
        "A command was answered, and it could not be recorded in time that the answer tells of clients: what became of the command is told (status 200), the place of this error is not. Ask for it, or repeat the command with the same `commandId`; nothing is done twice.",
    ),
    (
        "TIMED_OUT",
        504,
        "The answer took longer than 30 seconds; repeat a command with the same `commandId`.",
    ),
    (
        "INTERNAL",
        500,
        "Something is broken; the request's id leads to what was logged.",
    ),
];

/// Codes of `userErrors` that are the server's own: of fields that the domain does not know as text.
pub const USER_CODES: &[(&str, &str)] = &[
    (
        "DATE_MALFORMED",
        "A date is a day of the calendar, written like `2024-10-01`.",
    ),
    (
        "PAYMENT_MODEL_AMBIGUOUS",
        "Rules give one way to pay: hybrid or per client and month.",
    ),
    (
        "MONTHS_MAX_OUT_OF_RANGE",
        "A limit of months is a number from 1 to 600.",
    ),
    (
        "CLAIM_COUNT_OUT_OF_RANGE",
        "A mutation about many claims has 1 to 500 of them.",
    ),
    (
        "BASE64_MALFORMED",
        "The bytes of a file are sent in base 64.",
    ),
    (
        "SHEET_FIELDS",
        "A claim sheet is sent as text or in base 64, and not as both.",
    ),
    (
        "FILING_LIMIT_OUT_OF_RANGE",
        "A filing limit is a number of days from 0 to 3650.",
    ),
    (
        "TRIAL_BALANCE_DIFFERS",
        "What is stated of a trial balance is not what the books say; the message says what they say.",
    ),
    (
        "COMMAND_ID_REUSED",
        "The id was used for another command; `field` names what differs where that is known.",
    ),
    (
        "SIGNING_KEY_NOT_HELD",
        "The server does not hold the key that signs, or that is to sign; nothing was recorded.",
    ),
    (
        "RECORD_TOO_LARGE",
        "A record of the command would be longer than 65,535 bytes.",
    ),
];

/// The part of `docs/errors.md` that the server writes.
pub fn table() -> String {
    let mut table = "| code | status | meaning |\n|---|---|---|\n".to_owned();
    for (code, status, meaning) in CODES {
        table.push_str(
            &[
                "| `",
                code,
                "` | ",
                &status.to_string(),
                " | ",
                meaning,
                " |\n",
            ]
            .concat(),
        );
    }
    for (code, meaning) in USER_CODES {
        table.push_str(&["| `", code, "` | in `userErrors` | ", meaning, " |\n"].concat());
    }
    table
}
