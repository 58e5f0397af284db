//! The almoner binary.
fn main() {}
