//! Given/when/then.
