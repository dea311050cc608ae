//! Formats in which plans are written: one reader each, all into the same model, all with positions.
//!
//! A reader takes a file that was already read from wherever files come from, and adds what it finds to a
//! [`PlanBuilder`](crate::plan::PlanBuilder). It never fails as a whole: what it cannot take becomes a note at its
//! place. Which format a file is in is told from its content, see [`recognise`].

pub mod foreign;
pub mod native;
pub mod number;
pub mod resources_csv;

use std::path::Path;

/// A format that plans can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The plan language, YAML.
    Native,
    /// A table of resources that belongs to a plan.
    ResourcesCsv,
}

impl Format {
    /// Whether fixes are made in files of the format.
    #[must_use]
    pub const fn is_edited(self) -> bool {
        match self {
            Self::Native | Self::ResourcesCsv => true,
        }
    }
}

/// The format of a file that a plan names, by its extension.
#[must_use]
pub fn recognise(path: &Path) -> Format {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    if extension.eq_ignore_ascii_case("csv") { Format::ResourcesCsv } else { Format::Native }
}

/// Whether a file of this name may hold a plan, or part of one, in the plan language.
#[must_use]
pub fn may_be_native(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}
