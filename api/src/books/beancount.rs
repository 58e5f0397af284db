//! The books in the syntax of beancount.

use std::io::Write;

use chrono::{Days, NaiveDate};

use super::{
    BooksError, Daybook, Posted, account,
    statement::{Passage, Statement, signed},
};

/// Writes the ledger file: options, accounts with the day they open, then transactions and balances by date.
pub(super) fn write(book: &Daybook, output: &mut impl Write) -> Result<(), BooksError> {
    let statement = Statement::of(book)?;
    writeln!(
        output,
        "; The books of {} as of position {}: every posting of its journal, by accounting date.\n\
         ; A debit is above zero, a credit below. The link names the event's position in the journal.\n\n\
         option \"title\" \"The books of {} as of position {}\"\n\
         option \"operating_currency\" \"USD\"\n",
        book.origin, book.last, book.origin, book.last
    )?;
    for (place, on) in &statement.opened {
        let kind = book.accounts[*place].0.kind();
        writeln!(output, "{on} open {} USD", statement.names[*place])?;
        if let Some(ussgl) = kind.ussgl() {
            writeln!(output, "  ussgl: \"{ussgl}\"")?;
        }
        writeln!(output, "  book: \"{}\"", account::book(kind.book()))?;
    }
    for passage in &statement.passages {
        match passage {
            Passage::Transaction(posted) => transaction(book, &statement, posted, output)?,
            Passage::Balances(on, held) => balances(&statement, *on, held, output)?,
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
        "\n{} * \"{subject}\" \"{}\" ^position-{position}\n  \
           position: {position}\n  event: \"{}\"\n  subject: \"{subject}\"\n  recorded: \"{}\"",
        posted.effective_on,
        posted.event,
        posted.event,
        posted.recorded_at.format("%Y-%m-%dT%H:%M:%S%.6fZ"),
    )?;
    if let Some(frozen_at) = posted.late_behind {
        writeln!(
            output,
            "  late-behind: {frozen_at}\n  fact: {}",
            posted.fact_on
        )?;
    }
    for line in &posted.lines {
        let name = &statement.names[line.account];
        writeln!(output, "  {name}  {} USD", signed(line))?;
    }
    Ok(())
}

/// Beancount checks a balance at the beginning of its day, so it is that of the day after. No tolerance: to the cent.
fn balances(
    statement: &Statement<'_>,
    on: NaiveDate,
    held: &[(usize, almoner_domain::money::Money)],
    output: &mut impl Write,
) -> Result<(), BooksError> {
    let next = on.checked_add_days(Days::new(1)).unwrap_or(on);
    writeln!(output)?;
    for (place, balance) in held {
        let name = &statement.names[*place];
        writeln!(output, "{next} balance {name}  {balance} ~ 0 USD")?;
    }
    Ok(())
}
