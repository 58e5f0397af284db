//! Shared support for the system tests.
