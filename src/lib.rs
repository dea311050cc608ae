//! planlint: a rule-based linter for strategic plans.
//!
//! Data flows one way: [`source`] text becomes a [`yaml`] tree, a [`format`] reads it into a [`plan`], a [`check`]
//! looks at the plan as a [`rule`] asks it to, the [`linter`] turns what it found into [`finding`]s, and a report or
//! an editor shows them. ARCHITECTURE.md is the map.

pub mod audit;
pub mod check;
pub mod cli;
pub mod config;
pub mod example_test;
pub mod export;
pub mod expression;
pub mod finding;
pub mod fixer;
pub mod format;
pub mod framework;
pub mod graph;
pub mod import;
mod indicator;
pub mod json_schema;
pub mod lexicon;
mod likeness;
pub mod linter;
mod money;
pub mod nearest;
pub mod packing;
pub mod plan;
pub mod project;
pub mod ratchet;
pub mod report;
pub mod rule;
pub mod server;
pub mod source;
pub mod suggestion;
pub mod template;
pub mod text;
pub mod workspace;
pub mod xml;
pub mod yaml;
