//! Formats in which plans are written: one reader each, all into the same model, all with positions.
//!
//! A reader takes a file that was already read from wherever files come from, and adds what it finds to a
//! [`PlanBuilder`](crate::plan::PlanBuilder). It never fails as a whole: what it cannot take becomes a note at its
//! place. Which format a file is in is told from its content, see [`recognise`].

pub mod iati;
pub mod markup;
pub mod native;
pub mod number;
pub mod office;
pub mod resources_csv;
pub mod stratml;

use std::path::Path;

use crate::plan::Capabilities;
use crate::xml;

/// A format that plans can be read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The plan language, YAML.
    Native,
    /// A table of resources that belongs to a plan.
    ResourcesCsv,
    /// Strategic and performance plans, XML.
    Stratml,
    /// Activities of aid and development, XML.
    Iati,
    /// Tables of spreadsheets and documents of word processors, from which the text of a plan is extracted.
    Office,
}

impl Format {
    /// The formats that whole plans are written in.
    pub const OF_PLANS: [Self; 4] = [Self::Native, Self::Stratml, Self::Iati, Self::Office];

    /// Whether fixes are made in files of the format.
    #[must_use]
    pub const fn is_edited(self) -> bool {
        match self {
            Self::Native | Self::ResourcesCsv => true,
            // What would have to be escaped where is not ours to risk in the files of others.
            Self::Stratml | Self::Iati | Self::Office => false,
        }
    }

    /// The format's name in conditions of rules and in plans.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "planlint",
            Self::ResourcesCsv => "csv",
            Self::Stratml => "stratml",
            Self::Iati => "iati",
            Self::Office => "office",
        }
    }

    /// What people call the format.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Native => "planlint",
            Self::ResourcesCsv => "CSV",
            Self::Stratml => "StratML",
            Self::Iati => "IATI",
            Self::Office => "Office",
        }
    }

    /// What the format can express.
    #[must_use]
    pub fn capabilities(self) -> Capabilities {
        match self {
            Self::Native | Self::ResourcesCsv => Capabilities::Everything,
            Self::Stratml => markup::capabilities(stratml::WORDS),
            Self::Iati => markup::capabilities(iati::WORDS),
            Self::Office => office::capabilities(office::Money::Given),
        }
    }
}

/// Whether a text is XML: its first sign is an angle bracket with a name, `?` or `!` behind it. No plan of the plan
/// language begins so.
#[must_use]
pub fn is_markup(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    let behind = text.strip_prefix('<').and_then(|rest| rest.chars().next());
    behind.is_some_and(|sign| matches!(sign, '?' | '!' | '_') || sign.is_alphabetic())
}

/// The format of a text that is XML, by its root element; none where that is no plan's.
#[must_use]
pub fn recognise_markup(text: &str) -> Option<Format> {
    let root = xml::root_name(text)?;
    if stratml::ROOTS.contains(&root) {
        Some(Format::Stratml)
    } else {
        iati::ROOTS.contains(&root).then_some(Format::Iati)
    }
}

/// Whether a file of this name may be XML.
#[must_use]
pub fn may_be_markup(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    extension.eq_ignore_ascii_case("xml")
}

/// The format of a file that a plan names, by its extension.
#[must_use]
pub fn recognise(path: &Path) -> Format {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    if may_be_office(path) {
        Format::Office
    } else if extension.eq_ignore_ascii_case("csv") {
        Format::ResourcesCsv
    } else {
        Format::Native
    }
}

/// Whether a file of this name may be one of an office program in which a plan may be found. What such programs keep beside a
/// file that is open is none.
#[must_use]
pub fn may_be_office(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    let is_theirs = path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(['~', '.']));
    !is_theirs && office::EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file of this name may be a table as text.
#[must_use]
pub fn may_be_table(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    ["csv", "tsv"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a file of this name may hold a plan, or part of one, in the plan language.
#[must_use]
pub fn may_be_native(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}
