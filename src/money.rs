//! What a plan's money says: amounts and currencies, the years that they are for, and what an allocation includes.
//!
//! Checks of funding read allocations through this, so that they agree on what adds up with what.

pub(crate) mod allocations;
pub(crate) mod given;
pub(crate) mod years;
