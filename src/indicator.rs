//! What the fields of an indicator mean: which way it is to go, what its unit and name say about its numbers, and
//! whether two names of a population mean the same.
//!
//! Checks of values read indicators through this, so that they agree.

pub(crate) mod heading;
pub(crate) mod population;
pub(crate) mod unit;
