//! planlint
pub mod source; pub mod yaml;
pub mod plan;
pub mod format;
pub mod nearest;
pub mod framework;
pub mod finding;
pub mod check;
pub mod rule;
pub mod lexicon;
