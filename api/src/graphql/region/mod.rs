//! The ten HHS regions.

use almoner_domain::region::{Region, RegionError};

use super::read::Fields;

/// Reads a list of region numbers; a number that does not even fit a byte is no region either.
pub(crate) fn read_regions(
    fields: &mut Fields,
    field: &str,
    numbers: &[i32],
) -> Option<Vec<Region>> {
    fields.each(field, numbers, |fields, at, number| {
        let region = u8::try_from(*number)
            .map_err(|_| RegionError(0))
            .and_then(Region::try_from);
        fields.check(at, region)
    })
}
