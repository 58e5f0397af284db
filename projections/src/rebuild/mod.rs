//! Builds again.
