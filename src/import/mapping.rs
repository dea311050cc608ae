//! `planlint.import.yaml`: what columns hold where their headings do not tell.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::heading::{Field, folded};
use super::table::{Sheet, column_of};
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

/// The name of the file.
pub const FILE_NAME: &str = "planlint.import.yaml";

/// What a person says of the files to be imported.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// The plan's id.
    pub plan: Option<String>,
    /// The language of the tables.
    pub language: Option<String>,
    /// The path of the plan before this one, as the imported plan names it.
    pub succeeds: Option<String>,
    /// Sheets by name; a CSV file's sheet has the file's name without `.csv`.
    pub sheets: BTreeMap<String, SheetMapping>,
}

/// What a person says of one sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SheetMapping {
    /// Leave the sheet out, or read it although it is hidden.
    pub read: Option<bool>,
    /// The row of headings, from 1.
    pub header_row: Option<u32>,
    /// Heading, or letters of a column, to what it holds; `ignore` leaves it out.
    pub columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// It is no YAML, or has keys or words that it cannot have.
    pub fn read(text: &str) -> Result<Self, DeError> {
        match DocumentNode::open(FileId(0), text)? {
            Some(root) => root.read(),
            None => Ok(Self::default()),
        }
    }

    /// What is known of a sheet's columns: what a person says, and what whoever read the file knows.
    #[must_use]
    pub(super) fn of(&self, sheet: &Sheet) -> Option<SheetMapping> {
        let given = self.sheets.get(&sheet.name).filter(|_| !sheet.name.is_empty());
        let Some(own) = sheet.mapping.as_deref() else { return given.cloned() };
        let mut all = given.cloned().unwrap_or_default();
        all.header_row = all.header_row.or(own.header_row);
        all.columns.extend(own.columns.clone());
        Some(all)
    }

    /// Words for columns that are none, with the sheet.
    #[must_use]
    pub fn unknown_words(&self) -> Vec<(&str, &str)> {
        let sheets = self.sheets.iter();
        let words =
            sheets.flat_map(|(name, sheet)| sheet.columns.values().map(move |word| (name.as_str(), word.as_str())));
        words.filter(|(_, word)| *word != "ignore" && field(word).is_none()).collect()
    }
}

impl SheetMapping {
    /// What is said of a column: nothing, that it is left out, or what it holds.
    #[must_use]
    pub fn field_of(&self, index: u32, heading: &str) -> Option<Option<Field>> {
        let heading = folded(heading);
        let mut entries = self.columns.iter();
        let named = |name: &str| {
            folded(name) == heading || (name.chars().all(|c| c.is_ascii_uppercase()) && column_of(name) == Some(index))
        };
        let (_, word) = entries.find(|(name, _)| named(name))?;
        Some(field(word))
    }
}

fn field(word: &str) -> Option<Field> {
    use serde::de::IntoDeserializer as _;
    let word: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
    Field::deserialize(word).ok()
}
