//! Profiles: named choices of rules.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::RuleSetting;
use crate::yaml::de::{DeError, DocumentNode};

/// The profile of plans and projects that name none.
pub const DEFAULT_PROFILE: &str = "un";

/// A profile.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// For whom it is, in a sentence.
    pub about: String,
    /// What it sets.
    pub settings: Vec<RuleSetting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    about: String,
    #[serde(default)]
    rules: Option<IgnoredAny>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// The first fault, at its place.
    pub fn read(root: &DocumentNode) -> Result<Self, DeError> {
        let File { name, about, rules } = root.read()?;
        let settings = match root.get("rules").filter(|_| rules.is_some()) {
            Some(node) => RuleSetting::read_all(&node)?,
            None => Vec::new(),
        };
        Ok(Self { name, about, settings })
    }
}
