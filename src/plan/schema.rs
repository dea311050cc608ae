//! The plan language: which keys stand where, and what each holds.
//!
//! One table serves the reader (unknown keys, wrong types, did-you-mean), the JSON Schema, the names that rules may
//! use, and the editor's completion. Design reference: the plan language as README and docs describe it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Kind, MeasureRole, Relation};

/// A catalogue of codes that a plan can link to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Framework {
    /// Sustainable Development Goals.
    Sdg,
    /// Action lines of the World Summit on the Information Society.
    Wsis,
}

impl Framework {
    /// The key and the word in `frameworks:`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sdg => "sdg",
            Self::Wsis => "wsis",
        }
    }
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A text for people, in one language or several.
    Text,
    /// One word or name.
    Name,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Words or names; one alone is a list of one.
    Names,
    /// Some of these words; one alone is a list of one.
    Words(&'static [&'static str]),
    /// A language tag.
    Language,
    /// Language tags.
    Languages,
    /// An ISO 4217 code.
    Currency,
    /// A year, quarter, month or day.
    Date,
    /// A plain decimal.
    Number,
    /// A decimal, or a decimal with its unit.
    Quantity,
    /// True or false.
    Flag,
    /// Anything written there counts; its shape is free.
    Record,
    /// Links to elements.
    Links(Relation),
    /// Codes of a framework.
    Codes(Framework),
    /// Elements keyed by id.
    Children(Kind),
    /// The vision or the mission: a text, or an element with a statement.
    Statement(Kind),
    /// One value of an indicator.
    Measure(MeasureRole),
    /// A list of values of an indicator.
    Measures(MeasureRole),
    /// A start and an end.
    Period,
    /// `total`, `level`, `allocations`.
    Resources,
    /// What became of the predecessor's elements, keyed by their ids.
    Continuity,
    /// Terms keyed by acronym.
    Glossary,
    /// The prose around the plan.
    Document,
    /// `levels` and `excludes`.
    ResultsFramework,
}

/// A key of an element.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub holds: FieldType,
    /// What it is for, in one sentence.
    pub about: &'static str,
}

const fn field(name: &'static str, holds: FieldType, about: &'static str) -> FieldSpec {
    FieldSpec { name, holds, about }
}

/// Statuses of a plan, mildest first.
pub const STATUSES: &[&str] = &["draft", "agreed", "closed"];
/// Levels of a plan.
pub const LEVELS: &[&str] = &["strategic", "operational", "project"];
/// Levels at which a plan can promise to allocate.
pub const ALLOCATION_LEVELS: &[&str] = &["goal", "priority", "outcome", "element"];
/// Directions of an indicator.
pub const DIRECTIONS: &[&str] = &["increase", "decrease", "maintain", "eliminate"];
/// Levels of a results framework.
pub const RESULT_LEVELS: &[&str] =
    &["goal", "target", "priority", "outcome", "output", "activity", "indicator", "offering", "enabler"];
/// Kinds of part of a document.
pub const PART_KINDS: &[&str] = &["section", "annex", "table", "figure", "principle"];

use FieldType as T;

const COMMON: &[FieldSpec] = &[
    field("title", T::Text, "Short name for people."),
    field("statement", T::Text, "What is to become true, in a sentence."),
    field("description", T::Text, "Explanation that states no commitment."),
    field("owner", T::Names, "Who is responsible; inherited downwards."),
    field("note", T::Text, "A remark for readers of the file."),
    field("rank", T::Number, "Place in the order of importance, 1 first."),
    field("origin", T::Name, "Where the element comes from; `new` where the predecessor has none like it."),
    field("cross-cutting", T::Flag, "The element belongs to no single parent on purpose."),
    field("sdg", T::Codes(Framework::Sdg), "SDG goals, targets or indicators served; inherited downwards."),
    field("wsis", T::Codes(Framework::Wsis), "WSIS action lines served; inherited downwards."),
];

const ADVANCES: FieldSpec =
    field("advances", T::Links(Relation::Advances), "The vision or mission that this advances.");
const COVERS: FieldSpec = field("covers", T::Links(Relation::Covers), "Entries of `scope` that this covers.");
const CONTRIBUTES: FieldSpec =
    field("contributes-to", T::Links(Relation::ContributesTo), "Results that this helps to bring about.");
const SUPPORTS: FieldSpec = field("supports", T::Links(Relation::Supports), "Elements that this serves, or `all`.");
const AFFECTS: FieldSpec = field("affects", T::Links(Relation::Affects), "Elements that this bears on.");
const DEADLINE: FieldSpec = field("deadline", T::Date, "The date by which it is to be reached.");
const POPULATION: FieldSpec = field("population", T::Text, "Whom or what it is about.");
const TARGETS: FieldSpec = field("targets", T::Children(Kind::Target), "Targets, keyed by id.");
const INDICATORS: FieldSpec = field("indicators", T::Children(Kind::Indicator), "Indicators, keyed by id.");
const OUTCOMES: FieldSpec = field("outcomes", T::Children(Kind::Outcome), "Outcomes, keyed by id.");
const OUTPUTS: FieldSpec = field("outputs", T::Children(Kind::Output), "Outputs, keyed by id.");
const ACTIVITIES: FieldSpec = field("activities", T::Children(Kind::Activity), "Activities, keyed by id.");
const RISKS: FieldSpec = field("risks", T::Children(Kind::Risk), "Risks, keyed by id.");
const ASSUMPTIONS: FieldSpec = field("assumptions", T::Children(Kind::Assumption), "Assumptions, keyed by id.");

const PLAN: &[FieldSpec] = &[
    field("plan", T::Name, "The plan's id; the key that makes a file the root of a plan."),
    field("title", T::Text, "The plan's title."),
    field("organization", T::Text, "Who plans."),
    field("status", T::Word(STATUSES), "How far the plan is; a draft is judged milder."),
    field("level", T::Word(LEVELS), "What kind of plan it is."),
    field("language", T::Language, "The language of texts that name none."),
    field("languages", T::Languages, "Declared languages; the first is the authority where texts disagree."),
    field("period", T::Period, "The plan's first and last day."),
    field("horizon", T::Date, "The latest date that a target may aim at; not itself a deadline."),
    field("default-deadline", T::Date, "The deadline of targets that give none."),
    field("currency", T::Currency, "The currency of amounts that name none."),
    field("profile", T::Name, "The rule set that the plan is to be judged by."),
    field("frameworks", T::Words(&["sdg", "wsis"]), "Frameworks that the plan says it serves."),
    field("succeeds", T::Name, "Path of the predecessor."),
    field("implements", T::Name, "Path of the strategic plan that this one carries out."),
    field("include", T::Names, "Further files of the plan, relative to the root."),
    field("mandate", T::Text, "The decision that the plan rests on."),
    field("vision", T::Statement(Kind::Vision), "The world that the plan works towards."),
    field("mission", T::Statement(Kind::Mission), "What the organization is there for."),
    field("context", T::Text, "The situation that the plan answers."),
    field("scope", T::Children(Kind::Scope), "The whole that goals must cover, once each, keyed by id."),
    field("goals", T::Children(Kind::Goal), "Goals, keyed by id."),
    TARGETS,
    OUTCOMES,
    INDICATORS,
    field("priorities", T::Children(Kind::Priority), "Thematic priorities, keyed by id."),
    field("offerings", T::Children(Kind::Offering), "Products and services, keyed by id."),
    field("enablers", T::Children(Kind::Enabler), "Enablers, keyed by id."),
    OUTPUTS,
    ACTIVITIES,
    RISKS,
    ASSUMPTIONS,
    field("resources", T::Resources, "Money and people."),
    field("continuity", T::Continuity, "What became of the predecessor's elements, keyed by their ids."),
    field("glossary", T::Glossary, "Terms, keyed by acronym."),
    field("document", T::Document, "The prose around the plan, where it is kept."),
    field("operational-plan", T::Names, "Where the operational plan is kept."),
    field("consultations", T::Record, "Who was consulted, and when."),
    field("results-framework", T::ResultsFramework, "Which levels are measured, and which are left to other plans."),
    field("inherits", T::Record, "A plan from which vision, mission or other parts are taken over."),
    field("owner", T::Names, "Who is responsible for the plan."),
    field("sdg", T::Codes(Framework::Sdg), "SDG goals, targets or indicators that the whole plan serves."),
    field("wsis", T::Codes(Framework::Wsis), "WSIS action lines that the whole plan serves."),
    field("description", T::Text, "Explanation that states no commitment."),
    field("note", T::Text, "A remark for readers of the file."),
];

const GOAL: &[FieldSpec] = &[ADVANCES, COVERS, CONTRIBUTES, TARGETS, OUTCOMES, INDICATORS, POPULATION, DEADLINE];
const TARGET: &[FieldSpec] = &[DEADLINE, POPULATION, INDICATORS, ADVANCES, COVERS, CONTRIBUTES];
const INDICATOR: &[FieldSpec] = &[
    field("name", T::Text, "What is measured, without a level."),
    field("type", T::Word(&["quantitative", "qualitative"]), "Whether it is counted or described."),
    field("scale", T::Record, "The steps of a qualitative indicator."),
    field("unit", T::Name, "The unit of its values."),
    POPULATION,
    field("direction", T::Word(DIRECTIONS), "Which way is better."),
    field(
        "aggregation",
        T::Word(&["latest", "annual", "cumulative"]),
        "latest: a value replaces the one before; annual: values of single years, which add up; cumulative: a running total.",
    ),
    field("baseline", T::Measure(MeasureRole::Baseline), "Where the count begins."),
    field("target", T::Measure(MeasureRole::Target), "What is to be reached."),
    field("milestones", T::Measures(MeasureRole::Milestone), "Values on the way."),
    field("actuals", T::Measures(MeasureRole::Actual), "Values that were measured."),
    field("disaggregation", T::Names, "Dimensions by which values are broken down."),
    field("source", T::Text, "Who publishes the data, and where."),
    field("frequency", T::Name, "How often it is measured."),
    field("measures", T::Links(Relation::Measures), "Elements that it measures besides its parent."),
    field("proxy-of", T::Names, "What it stands in for."),
    field("maximum", T::Number, "The largest value that is possible."),
    field(
        "trajectory",
        T::Word(&["linear", "j-curve", "s-curve", "step"]),
        "The course that values are expected to take.",
    ),
    field("published", T::Date, "When the figure that decides the target comes out."),
    field(
        "role",
        T::Word(&["context", "proxy", "result"]),
        "Why it is there, where it measures no result of the plan.",
    ),
];
const PRIORITY: &[FieldSpec] = &[OUTCOMES, OUTPUTS, INDICATORS, ADVANCES, COVERS, CONTRIBUTES, POPULATION];
const OUTCOME: &[FieldSpec] =
    &[CONTRIBUTES, INDICATORS, OUTPUTS, ADVANCES, COVERS, POPULATION, DEADLINE, RISKS, ASSUMPTIONS];
const OUTPUT: &[FieldSpec] = &[CONTRIBUTES, SUPPORTS, INDICATORS, ACTIVITIES, POPULATION, DEADLINE];
const ACTIVITY: &[FieldSpec] = &[CONTRIBUTES, SUPPORTS, INDICATORS, DEADLINE];
const OFFERING: &[FieldSpec] = &[SUPPORTS, CONTRIBUTES, COVERS, INDICATORS];
const ENABLER: &[FieldSpec] = &[SUPPORTS, CONTRIBUTES, COVERS, INDICATORS, OUTCOMES];
const RISK: &[FieldSpec] = &[
    AFFECTS,
    field("response", T::Text, "What is done about it."),
    field("likelihood", T::Name, "How likely it is."),
    field("impact", T::Name, "How much it would harm."),
];
const ASSUMPTION: &[FieldSpec] = &[AFFECTS];
const ALLOCATION: &[FieldSpec] = &[
    field("to", T::Links(Relation::AllocatesTo), "The elements that the money and the people are for."),
    field("amount", T::Number, "Money."),
    field("currency", T::Currency, "Its currency, where it is not the plan's."),
    field("share", T::Number, "Percent of the total of the same period."),
    field("staff", T::Number, "People, in full-time equivalents."),
    field("period", T::Period, "The years that it is for."),
    field("by", T::Names, "Who spends it."),
    field("source", T::Text, "Where it comes from."),
    field("prices", T::Date, "The year whose prices the amount is in."),
    field("required", T::Number, "What is needed."),
    field("secured", T::Number, "What is sure."),
    field("gap", T::Number, "What is still missing."),
    field("absorbed-by", T::Names, "Whose budget carries the cost, where none is given here."),
    field("quantity", T::Quantity, "How much of the thing is bought."),
];

/// The keys of `total:` under `resources:`.
pub const TOTAL: &[FieldSpec] = &[
    field("amount", T::Number, "Money."),
    field("currency", T::Currency, "Its currency, where it is not the plan's."),
    field("staff", T::Number, "People, in full-time equivalents."),
    field("prices", T::Date, "The year whose prices the amount is in."),
    field("period", T::Period, "The years that it is for, where they are not the plan's."),
    field("source", T::Text, "Where it comes from."),
];
/// The keys of `resources:`.
pub const RESOURCES: &[FieldSpec] = &[
    field("total", T::Record, "What there is in all; a list where there is one for each period."),
    field("level", T::Word(ALLOCATION_LEVELS), "The level at which the plan allocates."),
    field("allocations", T::Children(Kind::Allocation), "Allocations, keyed by id."),
];
/// The keys of a baseline, target, milestone or actual.
pub const MEASURE: &[FieldSpec] = &[
    field("value", T::Number, "The value."),
    field("date", T::Date, "When it holds."),
    field("unit", T::Name, "Its unit, where it is not the indicator's."),
    field("population", T::Name, "What it is a share or a count of, where it is not the indicator's."),
    field("planned", T::Flag, "Not yet measured, but the measurement is planned."),
    field("change", T::Record, "A change instead of a level: by, unit, from."),
    field("parts", T::Record, "Values of groups: group to value, or dimension to group to value."),
];
/// The keys of `change:`.
pub const CHANGE: &[FieldSpec] = &[
    field("by", T::Number, "The amount of the change, signed."),
    field("unit", T::Name, "Its unit; percent is relative, points are absolute."),
    field("from", T::Date, "The date that it is counted from."),
];
/// The keys of an entry of `continuity:`.
pub const DISPOSITION: &[FieldSpec] = &[
    field("to", T::Links(Relation::ContinuesAs), "Where it went."),
    field("disposition", T::Word(&["kept", "revised", "merged", "split", "moved", "dropped"]), "What became of it."),
    field("reason", T::Text, "Why."),
    field("quote", T::Text, "The predecessor's words, exactly."),
    field("note", T::Text, "A remark for readers of the file."),
];
/// The keys of `period:`.
pub const PERIOD: &[FieldSpec] = &[
    field("start", T::Date, "The first day, or the first day of the year, quarter or month."),
    field("end", T::Date, "The last day, or the last day of the year, quarter or month."),
];
/// The keys of `document:`.
pub const DOCUMENT: &[FieldSpec] = &[
    field("number", T::Name, "Its number in the series."),
    field("title", T::Text, "Its title."),
    field("date", T::Date, "Its date."),
    field("parts", T::Record, "Sections, annexes, tables, figures and principles, keyed by number."),
    field("note", T::Text, "A remark for readers of the file."),
];
/// The keys of a part of `document:`.
pub const PART: &[FieldSpec] = &[
    field("kind", T::Word(PART_KINDS), "What the part is."),
    field("title", T::Text, "Its heading."),
    field("text", T::Text, "Its words."),
    field("about", T::Links(Relation::About), "Elements that it speaks of."),
    field("note", T::Text, "A remark for readers of the file."),
];
/// The keys of an entry of `glossary:`.
pub const TERM: &[FieldSpec] = &[
    field("term", T::Text, "The term in full."),
    field("variants", T::Names, "Other spellings of it; another term that stands here is told where it is used."),
    field("note", T::Text, "A remark for readers of the file."),
];
/// The keys of `results-framework:`.
pub const RESULTS_FRAMEWORK: &[FieldSpec] = &[
    field("levels", T::Words(RESULT_LEVELS), "Levels that the plan measures."),
    field("excludes", T::Words(RESULT_LEVELS), "Levels that the plan leaves to others."),
    field("note", T::Text, "A remark for readers of the file."),
];
/// The columns of a table of resources.
pub const RESOURCE_COLUMNS: &[&str] =
    &["id", "to", "amount", "currency", "share", "staff", "start", "end", "by", "source"];

/// Ids that name the plan, its statements or a set, and that no element may have.
pub const RESERVED_IDS: &[&str] = &["plan", "vision", "mission", "total", "all"];

/// Whether an element may have `id`: not empty, no blank, `#` or comma in it, and not reserved.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let bad = id.is_empty() || id.contains(|c: char| c.is_whitespace() || c == '#' || c == ',');
    !bad && !RESERVED_IDS.contains(&id)
}

static FIELDS: LazyLock<FxHashMap<Kind, Vec<FieldSpec>>> = LazyLock::new(|| {
    Kind::ALL
        .into_iter()
        .map(|kind| {
            let own = match kind {
                Kind::Plan => return (kind, PLAN.to_vec()),
                Kind::Goal => GOAL,
                Kind::Target => TARGET,
                Kind::Indicator => INDICATOR,
                Kind::Priority => PRIORITY,
                Kind::Outcome => OUTCOME,
                Kind::Output => OUTPUT,
                Kind::Activity => ACTIVITY,
                Kind::Offering => OFFERING,
                Kind::Enabler => ENABLER,
                Kind::Risk => RISK,
                Kind::Assumption => ASSUMPTION,
                Kind::Allocation => ALLOCATION,
                Kind::Vision | Kind::Mission | Kind::Scope => &[],
            };
            (kind, COMMON.iter().chain(own).copied().collect())
        })
        .collect()
});

/// The keys of elements of `kind`.
#[must_use]
pub fn fields(kind: Kind) -> &'static [FieldSpec] {
    FIELDS.get(&kind).map_or(&[], Vec::as_slice)
}

/// The key `name` of elements of `kind`.
#[must_use]
pub fn find(kind: Kind, name: &str) -> Option<&'static FieldSpec> {
    fields(kind).iter().find(|spec| spec.name == name)
}

/// The sections that a file other than the root may hold.
#[must_use]
pub fn may_stand_in_include(spec: &FieldSpec) -> bool {
    matches!(
        spec.holds,
        T::Children(_)
            | T::Resources
            | T::Continuity
            | T::Glossary
            | T::Document
            | T::Statement(_)
            | T::ResultsFramework
    ) || matches!(spec.name, "context" | "mandate" | "consultations" | "operational-plan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_stands_twice_and_every_section_is_a_key_of_the_root() {
        for kind in Kind::ALL {
            let names: Vec<_> = fields(kind).iter().map(|spec| spec.name).collect();
            let unique: std::collections::BTreeSet<_> = names.iter().collect();
            assert_eq!(names.len(), unique.len(), "{kind}");
            if let Some(section) = kind.section().filter(|_| kind != Kind::Allocation) {
                assert!(find(Kind::Plan, section).is_some(), "{section}");
            }
        }
    }
}
