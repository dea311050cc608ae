//! Rules as data: rule files, profiles, messages, and the set of rules that is in force for a plan.
//!
//! A rule file is YAML in `rules/<group>/<name>.yaml`; its path is the rule's id. Everything about it is checked when
//! it is loaded, and a fault is an error at its line and column in the rule file.

mod catalogue;
pub mod embedded;
mod example;
mod file;
mod message;
mod parameters;
mod policy;
mod profile;
mod set;
mod setting;
mod spoken;

pub use catalogue::{Catalogue, CatalogueError, LoadFault};
pub use example::{Example, Expectation};
pub use file::{AppliesTo, GROUPS, Priority, Rule, SourceRef, Status};
pub use message::{DEFAULT_LANGUAGE, Messages, Translation, Words};
pub use parameters::in_flow_style;
pub use policy::SeverityPolicy;
pub use profile::{DEFAULT_PROFILE, Profile};
pub use set::{ActiveRule, Origin, RuleSet, Selection};
pub use setting::{RuleSetting, SettingSeverity};
