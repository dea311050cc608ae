//! What the reader met and what it would have taken, as facts; the words for them stand in the files of messages.

use std::sync::Arc;

use super::Kind;

/// What would have been right in the place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of the forms that need no more said of them.
    Form(Form),
    /// One of these words.
    OneOf(Vec<Box<str>>),
    /// Elements of a kind, keyed by id.
    Elements(Kind),
    /// As many cells in a row as the header has.
    Cells(usize),
}

/// A form that a value may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A single word.
    Word,
    /// One word or name.
    WordOrName,
    /// A word, or a list of them.
    WordOrList,
    /// A text.
    Text,
    /// A text, or one for each language.
    TextByLanguage,
    /// A tag such as `en`.
    LanguageTag,
    /// An ISO 4217 code.
    CurrencyCode,
    /// A year, quarter, month or day.
    Date,
    /// A date that comes after another one.
    DateAfterStart,
    /// A plain number.
    Number,
    /// A plain number of an amount.
    Amount,
    /// True or false.
    Flag,
    /// An id that is not reserved.
    Id,
    /// A mapping.
    Mapping,
    /// A mapping; a name alone stands under `title`.
    ElementMapping,
    /// A mapping with value and date.
    MeasureMapping,
    /// A list of mappings with value and date.
    MeasureList,
    /// A mapping with by, unit and from.
    ChangeMapping,
    /// A mapping with start and end.
    PeriodMapping,
    /// A mapping from group to value.
    PartsMapping,
    /// A mapping with amount or staff.
    TotalMapping,
    /// A mapping with sections of a plan.
    SectionsMapping,
    /// A mapping from number to part of a document.
    DocumentMapping,
    /// A rule or a group of rules.
    RuleOrGroup,
    /// A severity, or parameters that a rule of the group takes.
    RuleParameters,
}

impl Form {
    /// Every form, for those who keep the words.
    pub const ALL: [Self; 25] = [
        Self::Word,
        Self::WordOrName,
        Self::WordOrList,
        Self::Text,
        Self::TextByLanguage,
        Self::LanguageTag,
        Self::CurrencyCode,
        Self::Date,
        Self::DateAfterStart,
        Self::Number,
        Self::Amount,
        Self::Flag,
        Self::Id,
        Self::Mapping,
        Self::ElementMapping,
        Self::MeasureMapping,
        Self::MeasureList,
        Self::ChangeMapping,
        Self::PeriodMapping,
        Self::PartsMapping,
        Self::TotalMapping,
        Self::SectionsMapping,
        Self::DocumentMapping,
        Self::RuleOrGroup,
        Self::RuleParameters,
    ];

    /// The key of its words under `expected:` in the files of messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::WordOrName => "word-or-name",
            Self::WordOrList => "word-or-list",
            Self::Text => "text",
            Self::TextByLanguage => "text-by-language",
            Self::LanguageTag => "language-tag",
            Self::CurrencyCode => "currency-code",
            Self::Date => "date",
            Self::DateAfterStart => "date-after-start",
            Self::Number => "number",
            Self::Amount => "amount",
            Self::Flag => "flag",
            Self::Id => "id",
            Self::Mapping => "mapping",
            Self::ElementMapping => "element-mapping",
            Self::MeasureMapping => "measure-mapping",
            Self::MeasureList => "measure-list",
            Self::ChangeMapping => "change-mapping",
            Self::PeriodMapping => "period-mapping",
            Self::PartsMapping => "parts-mapping",
            Self::TotalMapping => "total-mapping",
            Self::SectionsMapping => "sections-mapping",
            Self::DocumentMapping => "document-mapping",
            Self::RuleOrGroup => "rule-or-group",
            Self::RuleParameters => "rule-parameters",
        }
    }
}

impl Expected {
    /// The key of its words under `expected:` in the files of messages.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Form(form) => form.name(),
            Self::OneOf(_) => "one-of",
            Self::Elements(_) => "elements",
            Self::Cells(_) => "cells",
        }
    }

    /// One of `words`.
    pub fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::OneOf(words.into_iter().map(Into::into).collect())
    }
}

impl From<Form> for Expected {
    fn from(form: Form) -> Self {
        Self::Form(form)
    }
}

/// What stands in the place of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// These words.
    Words(Arc<str>),
    /// A mapping.
    Mapping,
    /// A list.
    List,
    /// Nothing.
    Nothing,
}

impl Given {
    /// The words, where some are written.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Mapping | Self::List | Self::Nothing => "",
        }
    }

    /// The key of its words under `given:` in the files of messages; none for what is written out.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        match self {
            Self::Words(_) => None,
            Self::Mapping => Some("mapping"),
            Self::List => Some("list"),
            Self::Nothing => Some("nothing"),
        }
    }
}

impl From<&str> for Given {
    fn from(words: &str) -> Self {
        Self::Words(words.into())
    }
}
