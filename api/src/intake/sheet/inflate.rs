//! What a workbook unpacks to, counted before anything of it is read.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::refused;
use crate::intake::{SheetCode, SheetRefused};

/// The most bytes that a workbook unpacks to in all.
const BYTES_MAX: u64 = 64 * 1024 * 1024;
/// How many times its own size it may unpack to, past the first mebibyte: sheets of claims stay far below.
const RATIO_MAX: u64 = 100;
/// The most files in it.
const FILES_MAX: usize = 1_000;

/// Unpacks everything once, into nothing: what a workbook says of its own sizes is not believed.
pub(super) fn check(bytes: &[u8]) -> Result<(), SheetRefused> {
    let damaged = || {
        refused(
            SheetCode::Damaged,
            "the workbook cannot be opened; save it anew as XLSX, without a password",
        )
    };
    let inflates = || {
        refused(
            SheetCode::Inflates,
            "the workbook unpacks to more than a claim sheet can hold; save the sheet alone as CSV",
        )
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if archive.len() > FILES_MAX {
        return Err(inflates());
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(refused(
            SheetCode::KindUnsupported,
            "the file is an archive, and no XLSX workbook; save the sheet as CSV or XLSX",
        ));
    }
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = packed
        .saturating_mul(RATIO_MAX)
        .saturating_add(1024 * 1024)
        .min(BYTES_MAX);
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| damaged())?;
        let left = most.saturating_sub(unpacked);
        let mut bounded = file.take(left.saturating_add(1));
        let count = io::copy(&mut bounded, &mut io::sink()).map_err(|_| damaged())?;
        unpacked = unpacked.saturating_add(count);
        if unpacked > most {
            return Err(inflates());
        }
    }
    Ok(())
}
