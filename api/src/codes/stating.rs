//! Why the read side is not stated.

use super::remedy_table;

remedy_table! {
    "MAP_PAGE_BROKEN" "A page of a stated map is missing or malformed.", "`almoner verify`; restore the table `map_pages`.";
    "READ_STATEMENT_MALFORMED" "The last statement is not one that the program writes.", "`almoner verify`; restore the table `read_statements`.";
}
