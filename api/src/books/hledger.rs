//! The books in the syntax of hledger.

use std::io::Write;

use chrono::NaiveDate;

use super::{
    BooksError, Daybook, Posted,
    statement::{Passage, Statement, signed},
};

/// Writes the journal file: commodity, accounts, then transactions and balance assertions by date.
pub(super) fn write(book: &Daybook, output: &mut impl Write) -> Result<(), BooksError> {
    let statement = Statement::of(book)?;
    writeln!(
        output,
        "; The books of {} as of position {}: every posting of its journal, by accounting date.\n\
         ; A debit is above zero, a credit below. The number in brackets is the event's position in the journal.\n\n\
         commodity 1000.00 USD\n",
        book.origin, book.last
    )?;
    for (place, _) in &statement.opened {
        writeln!(output, "account {}", statement.names[*place])?;
    }
    for passage in &statement.passages {
        match passage {
            Passage::Transaction(posted) => transaction(book, &statement, posted, output)?,
            Passage::Balances(on, held) => {
                balances(&statement, *on, held, output)?;
            }
        }
    }
    Ok(())
}

fn transaction(
    book: &Daybook,
    statement: &Statement<'_>,
    posted: &Posted,
    output: &mut impl Write,
) -> Result<(), BooksError> {
    let (position, subject) = (posted.position, &book.subjects[posted.subject]);
    writeln!(
        output,
        "\n{} * ({position}) {} {subject}  ; position:{position}, event:{}, subject:{subject}, recorded:{}",
        posted.effective_on,
        posted.event,
        posted.event,
        posted.recorded_at.format("%Y-%m-%dT%H:%M:%S%.6fZ"),
    )?;
    if let Some(frozen_at) = posted.late_behind {
        writeln!(
            output,
            "    ; late-behind:{frozen_at}, fact:{}",
            posted.fact_on
        )?;
    }
    for line in &posted.lines {
        let name = &statement.names[line.account];
        writeln!(output, "    {name}  {} USD", signed(line))?;
    }
    Ok(())
}

fn balances(
    statement: &Statement<'_>,
    on: NaiveDate,
    held: &[(usize, almoner_domain::money::Money)],
    output: &mut impl Write,
) -> Result<(), BooksError> {
    writeln!(output, "\n{on} * Balances at the end of the quarter")?;
    for (place, balance) in held {
        let name = &statement.names[*place];
        writeln!(output, "    {name}  0.00 USD = {balance} USD")?;
    }
    Ok(())
}
