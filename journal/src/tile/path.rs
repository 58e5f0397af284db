//! The paths of tiles, read and written in their one spelling.

use std::fmt;
use std::str::FromStr;

use super::TILE_WIDTH;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileLevel {
    /// The record lines themselves, each after its length.
    Entries,
    /// Nodes of the tree at level 8 × this; at most 63.
    Hashes(u8),
}

/// The path of one tile, `tile/<L>/<N>[.p/<W>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TilePath {
    /// What it holds.
    pub level: TileLevel,
    /// Its index in its level, from 0.
    pub index: u64,
    /// How many hashes or entries it holds, 1 to 256; below 256 it is partial.
    pub width: u16,
}

/// A text that is not the path of a tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct TilePathError;

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.level {
            TileLevel::Entries => f.write_str("tile/entries/")?,
            TileLevel::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        let mut groups = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        f.write_str(&groups.join("/"))?;
        if self.width == TILE_WIDTH {
            Ok(())
        } else {
            write!(f, ".p/{}", self.width)
        }
    }
}

impl FromStr for TilePath {
    type Err = TilePathError;

    /// Reads `tile/<L>/<N>[.p/<W>]`, with or without a leading slash.
    fn from_str(text: &str) -> Result<Self, TilePathError> {
        let text = text.strip_prefix('/').unwrap_or(text);
        let rest = text.strip_prefix("tile/").ok_or(TilePathError)?;
        let (level, rest) = rest.split_once('/').ok_or(TilePathError)?;
        let level = match level {
            "entries" => TileLevel::Entries,
            number => TileLevel::Hashes(
                number
                    .parse()
                    .ok()
                    .filter(|n| *n < 64)
                    .ok_or(TilePathError)?,
            ),
        };
        let (number, width) = match rest.split_once(".p/") {
            None => (rest, TILE_WIDTH),
            Some((number, width)) => {
                let width: u16 = width.parse().map_err(|_| TilePathError)?;
                if width == 0 || width >= TILE_WIDTH {
                    return Err(TilePathError);
                }
                (number, width)
            }
        };
        let mut index: u64 = 0;
        for group in number.split('/') {
            let group: u64 = group
                .strip_prefix('x')
                .unwrap_or(group)
                .parse()
                .ok()
                .filter(|n| *n < 1000)
                .ok_or(TilePathError)?;
            index = index
                .checked_mul(1000)
                .and_then(|n| n.checked_add(group))
                .ok_or(TilePathError)?;
        }
        let path = Self {
            level,
            index,
            width,
        };
        // One spelling a tile: whatever writes itself differently is not its path.
        if path.to_string() == text {
            Ok(path)
        } else {
            Err(TilePathError)
        }
    }
}
