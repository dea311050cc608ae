//! What IATI has words for, and which. What is not here is unknown in an IATI activity, not missing.

use super::super::markup::Word;
use crate::plan::Kind;

const fn word(kind: Kind, field: &'static str, written: &'static str) -> Word {
    Word { kind, field, written }
}

/// The words.
pub const WORDS: &[Word] = &[
    word(Kind::Plan, "", "iati-activity"),
    word(Kind::Plan, "title", "title"),
    word(Kind::Plan, "description", "description, type 1"),
    word(Kind::Plan, "organization", "reporting-org"),
    word(Kind::Plan, "language", "@xml:lang"),
    word(Kind::Plan, "currency", "@default-currency"),
    word(Kind::Plan, "status", "activity-status: 1 draft; 2, 3, 6 agreed; 4, 5 closed"),
    word(Kind::Plan, "period", "activity-date: planned, else actual"),
    word(Kind::Plan, "goals", "result, type 3"),
    word(Kind::Plan, "outcomes", "result, types 2 and 9"),
    word(Kind::Plan, "outputs", "result, type 1"),
    word(Kind::Plan, "resources", "budget (totals only)"),
    word(Kind::Plan, "sdg", "tag, vocabularies 2 and 3; sector, vocabularies 7, 8 and 9"),
    word(Kind::Goal, "", "result, type 3 (impact)"),
    word(Kind::Goal, "title", "title"),
    word(Kind::Goal, "description", "description"),
    word(Kind::Goal, "indicators", "indicator"),
    word(Kind::Outcome, "", "result, type 2 (outcome), 9 (other) or none"),
    word(Kind::Outcome, "title", "title"),
    word(Kind::Outcome, "description", "description"),
    word(Kind::Outcome, "indicators", "indicator"),
    word(Kind::Output, "", "result, type 1 (output)"),
    word(Kind::Output, "title", "title"),
    word(Kind::Output, "description", "description"),
    word(Kind::Output, "indicators", "indicator"),
    word(Kind::Indicator, "", "indicator"),
    word(Kind::Indicator, "name", "title"),
    word(Kind::Indicator, "description", "description"),
    word(Kind::Indicator, "type", "@measure: 5 qualitative, else quantitative"),
    word(Kind::Indicator, "unit", "@measure: 2 percent, else unknown"),
    word(Kind::Indicator, "direction", "@ascending"),
    word(Kind::Indicator, "baseline", "baseline"),
    word(Kind::Indicator, "target", "period/target, the last"),
    word(Kind::Indicator, "milestones", "period/target, earlier ones"),
    word(Kind::Indicator, "actuals", "period/actual"),
    word(Kind::Indicator, "disaggregation", "dimension/@name; location/@ref, where values differ by it"),
    word(Kind::Indicator, "sdg", "reference, vocabulary 9"),
];
