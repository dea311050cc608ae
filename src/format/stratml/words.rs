//! What StratML has words for, and which. What is not here is unknown in a StratML plan, not missing.

use super::super::markup::Word;
use crate::plan::Kind;

const fn word(kind: Kind, field: &'static str, written: &'static str) -> Word {
    Word { kind, field, written }
}

/// The words.
pub const WORDS: &[Word] = &[
    word(Kind::Plan, "", "StrategicPlan, PerformancePlanOrReport"),
    word(Kind::Plan, "title", "Name"),
    word(Kind::Plan, "description", "Description"),
    word(Kind::Plan, "organization", "Organization/Name"),
    word(Kind::Plan, "level", "@Type = Strategic_Plan"),
    word(Kind::Plan, "period", "AdministrativeInformation/StartDate, EndDate"),
    word(Kind::Plan, "vision", "Vision/Description"),
    word(Kind::Plan, "mission", "Mission/Description"),
    word(Kind::Plan, "goals", "Goal"),
    word(Kind::Plan, "document", "Value (as principles)"),
    word(Kind::Vision, "", "Vision"),
    word(Kind::Vision, "statement", "Description"),
    word(Kind::Mission, "", "Mission"),
    word(Kind::Mission, "statement", "Description"),
    word(Kind::Goal, "", "Goal"),
    word(Kind::Goal, "title", "Name"),
    word(Kind::Goal, "statement", "Description"),
    word(Kind::Goal, "description", "OtherInformation"),
    word(Kind::Goal, "owner", "Stakeholder with the type or role Performer"),
    word(Kind::Goal, "targets", "Objective"),
    word(Kind::Goal, "indicators", "PerformanceIndicator"),
    word(Kind::Goal, "contributes-to", "Relationship/ReferentIdentifier"),
    word(Kind::Target, "", "Objective"),
    word(Kind::Target, "title", "Name"),
    word(Kind::Target, "statement", "Description"),
    word(Kind::Target, "description", "OtherInformation"),
    word(Kind::Target, "owner", "Stakeholder with the type or role Performer"),
    word(Kind::Target, "indicators", "PerformanceIndicator"),
    word(Kind::Target, "deadline", "TargetResult/EndDate"),
    word(Kind::Target, "contributes-to", "Relationship/ReferentIdentifier"),
    word(Kind::Indicator, "", "PerformanceIndicator"),
    word(Kind::Indicator, "name", "MeasurementDimension, Name"),
    word(Kind::Indicator, "description", "OtherInformation"),
    word(Kind::Indicator, "type", "@PerformanceIndicatorType"),
    word(Kind::Indicator, "unit", "UnitOfMeasurement"),
    word(Kind::Indicator, "target", "MeasurementInstance/TargetResult, the last"),
    word(Kind::Indicator, "milestones", "MeasurementInstance/TargetResult, earlier ones"),
    word(Kind::Indicator, "actuals", "MeasurementInstance/ActualResult"),
    word(Kind::Indicator, "measures", "Relationship/ReferentIdentifier"),
];

/// The words of Part 1, which has no indicators and no measurements.
#[must_use]
pub fn core_words() -> Vec<Word> {
    WORDS
        .iter()
        .copied()
        .filter(|word| word.kind != Kind::Indicator && !matches!(word.field, "indicators" | "deadline"))
        .collect()
}
