//! What a person has to be told of an import: facts and names, whose sentences stand in `rules/messages` under `import:`.

use super::row::short;

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the name of its sentence")]
pub enum Told {
    HiddenSheet,
    SheetLeftOut,
    NoTable,
    FormulaFault,
    FormulaUncomputed,
    TableAlone,
    AboveTable,
    BlockWithoutResult,
    BelongsToNoResult,
    BesideNoIndicator,
    Bounds,
    NoNumber,
    ThousandsOrDecimals,
    NoAmount,
    BudgetWithoutAmount,
    SeveralParents,
    ReadAsValues,
    ReadAsStatements,
    NoLevel,
    MergedAmount,
    NoPlaceBelow,
    RowNamesNothing,
    SeveralIndicators,
    ValueWithoutIndicator,
    ResultWithoutWords,
    IndicatorWithoutWords,
    SameId,
    IdTwice,
    ResultInNoTable,
    IndicatorInNoTable,
    SecondColumn,
    NoPlace,
    AmountTwice,
    WordsBelowHeading,
    LooksLikeStatement,
    FateUnknown,
    NoReference,
    SubItem,
    ListUnclear,
    Prose,
    SameWords,
    TrackedChanges,
    HiddenText,
    Shapes,
    Embedded,
    Footnote,
    Fates,
    MarkupDamaged,
    MarkupAsNote,
    MarkupNotKept,
    MarkupAttribute,
    NoneAbove,
    NamesAbove,
    Scaled,
    Band,
    Alone,
    SumColumn,
    Sum,
    BelowTable,
    HiddenRows,
    HiddenColumns,
    Shares,
    Beside,
    ColumnAsNote,
    SecondLanguage,
    SerialDates,
    SeveralLines,
    WhichResult,
    MeansAsNote,
    OfActivity,
    Starts,
}

impl Told {
    /// The name of its sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HiddenSheet => "hidden-sheet",
            Self::SheetLeftOut => "sheet-left-out",
            Self::NoTable => "no-table",
            Self::FormulaFault => "formula-fault",
            Self::FormulaUncomputed => "formula-uncomputed",
            Self::TableAlone => "table-alone",
            Self::AboveTable => "above-table",
            Self::BlockWithoutResult => "block-without-result",
            Self::BelongsToNoResult => "belongs-to-no-result",
            Self::BesideNoIndicator => "beside-no-indicator",
            Self::Bounds => "bounds",
            Self::NoNumber => "no-number",
            Self::ThousandsOrDecimals => "thousands-or-decimals",
            Self::NoAmount => "no-amount",
            Self::BudgetWithoutAmount => "budget-without-amount",
            Self::SeveralParents => "several-parents",
            Self::ReadAsValues => "read-as-values",
            Self::ReadAsStatements => "read-as-statements",
            Self::NoLevel => "no-level",
            Self::MergedAmount => "merged-amount",
            Self::NoPlaceBelow => "no-place-below",
            Self::RowNamesNothing => "row-names-nothing",
            Self::SeveralIndicators => "several-indicators",
            Self::ValueWithoutIndicator => "value-without-indicator",
            Self::ResultWithoutWords => "result-without-words",
            Self::IndicatorWithoutWords => "indicator-without-words",
            Self::SameId => "same-id",
            Self::IdTwice => "id-twice",
            Self::ResultInNoTable => "result-in-no-table",
            Self::IndicatorInNoTable => "indicator-in-no-table",
            Self::SecondColumn => "second-column",
            Self::NoPlace => "no-place",
            Self::AmountTwice => "amount-twice",
            Self::WordsBelowHeading => "words-below-heading",
            Self::LooksLikeStatement => "looks-like-statement",
            Self::FateUnknown => "fate-unknown",
            Self::NoReference => "no-reference",
            Self::SubItem => "sub-item",
            Self::ListUnclear => "list-unclear",
            Self::Prose => "prose",
            Self::SameWords => "same-words",
            Self::TrackedChanges => "tracked-changes",
            Self::HiddenText => "hidden-text",
            Self::Shapes => "shapes",
            Self::Embedded => "embedded",
            Self::Footnote => "footnote-alone",
            Self::Fates => "fates",
            Self::MarkupDamaged => "markup-damaged",
            Self::MarkupAsNote => "markup-as-note",
            Self::MarkupNotKept => "markup-not-kept",
            Self::MarkupAttribute => "markup-attribute",
            Self::NoneAbove => "none-above",
            Self::NamesAbove => "names-above",
            Self::Scaled => "scaled",
            Self::Band => "band",
            Self::Alone => "alone",
            Self::SumColumn => "sum-column",
            Self::Sum => "sum",
            Self::BelowTable => "below-table",
            Self::HiddenRows => "hidden-rows",
            Self::HiddenColumns => "hidden-columns",
            Self::Shares => "shares",
            Self::Beside => "beside",
            Self::ColumnAsNote => "column-as-note",
            Self::SecondLanguage => "second-language",
            Self::SerialDates => "serial-dates",
            Self::SeveralLines => "several-lines",
            Self::WhichResult => "which-result",
            Self::MeansAsNote => "means-as-note",
            Self::OfActivity => "of-activity",
            Self::Starts => "starts",
        }
    }

    /// Told of a place, with no further facts.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Remark {
        Remark { place: place.into(), told: self, facts: Vec::new() }
    }
}

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where.
    pub place: String,
    /// What.
    pub told: Told,
    /// Names in the sentence, with what they stand for.
    pub facts: Vec<(&'static str, String)>,
}

impl Remark {
    /// With a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }

    /// With the text that it is about, as far as a list shows it.
    #[must_use]
    pub fn about(self, text: &str) -> Self {
        self.with("text", short(text))
    }
}
