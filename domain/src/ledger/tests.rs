//! Given/when/then over several aggregates.
