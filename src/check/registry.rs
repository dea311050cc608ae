//! All checks by name.

use super::Check;
use crate::nearest::nearest;
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

type Build = fn(&DocumentNode, &[DocumentNode]) -> Result<Box<dyn Check>, DeError>;

/// One line a check: its name in rule files, and how it is built from its parameters.
const CHECKS: &[(&str, Build)] = &[
    ("acronym", read::<super::acronym::Acronym>),
    ("action", read::<super::action::Action>),
    ("aggregation", read::<super::aggregation::Aggregation>),
    ("allocation-balance", read::<super::allocation_balance::AllocationBalance>),
    ("allocation-sums", read::<super::allocation_sums::AllocationSums>),
    ("already-met", read::<super::already_met::AlreadyMet>),
    ("assert", read::<super::assert::Assert>),
    ("attribute", read::<super::attribute::Attribute>),
    ("baseline", read::<super::baseline::Baseline>),
    ("baseline-date", read::<super::baseline_date::BaselineDate>),
    ("bounds", read::<super::bounds::Bounds>),
    ("breakdown", read::<super::breakdown::Breakdown>),
    ("catalogue", read::<super::catalogue::Catalogue>),
    ("chain", read::<super::chain::Chain>),
    ("code-spelling", read::<super::code_spelling::CodeSpelling>),
    ("concept", read::<super::concept::Concept>),
    ("continuity", read::<super::continuity::Continuity>),
    ("count", read::<super::count::Count>),
    ("coverage", read::<super::coverage::Coverage>),
    ("cross-reference", read::<super::cross_reference::CrossReference>),
    ("cycle", read::<super::cycle::Cycle>),
    ("data-lag", read::<super::data_lag::DataLag>),
    ("deadline", read::<super::deadline::Deadline>),
    ("dimension", read::<super::dimension::Dimension>),
    ("direction", read::<super::direction::Direction>),
    ("document-number", read::<super::document_number::DocumentNumber>),
    ("double-barrelled", read::<super::double_barrelled::DoubleBarrelled>),
    ("duplicate-link", read::<super::duplicate_link::DuplicateLink>),
    ("framework-match", read::<super::framework_match::FrameworkMatch>),
    ("framework-scope", read::<super::framework_scope::FrameworkScope>),
    ("funding", read::<super::funding::Funding>),
    ("head-count", read::<super::head_count::HeadCount>),
    ("holds-amount", read::<super::holds_amount::HoldsAmount>),
    ("homoglyph", read::<super::homoglyph::Homoglyph>),
    ("implementation", read::<super::implementation::Implementation>),
    ("implementing-funds", read::<super::implementing_funds::ImplementingFunds>),
    ("length", read::<super::length::Length>),
    ("measurable", read::<super::measurable::Measurable>),
    ("mention", read::<super::mention::Mention>),
    ("mentioned", read::<super::mentioned::Mentioned>),
    ("milestone-order", read::<super::milestone_order::MilestoneOrder>),
    ("named-code", read::<super::named_code::NamedCode>),
    ("mislabelled", read::<super::mislabelled::Mislabelled>),
    ("narrative-link", read::<super::narrative_link::NarrativeLink>),
    ("numbering", read::<super::numbering::Numbering>),
    ("numbers-written", read::<super::numbers_written::NumbersWritten>),
    ("opposition", read::<super::opposition::Opposition>),
    ("overlap", read::<super::overlap::Overlap>),
    ("pace", read::<super::pace::Pace>),
    ("parts", read::<super::parts::Parts>),
    ("passive", read::<super::passive::Passive>),
    ("past-period", read::<super::past_period::PastPeriod>),
    ("period-fit", read::<super::period_fit::PeriodFit>),
    ("placeholder", read::<super::placeholder::Placeholder>),
    ("placement", read::<super::placement::Placement>),
    ("population", read::<super::population::Population>),
    ("presence", read::<super::presence::Presence>),
    ("promised-breakdown", read::<super::promised_breakdown::PromisedBreakdown>),
    ("prose-count", read::<super::prose_count::ProseCount>),
    ("proxy", read::<super::proxy::Proxy>),
    ("reading", read::<super::reading::Reading>),
    ("reference", read::<super::reference::Reference>),
    ("results-framework", read::<super::results_framework::ResultsFramework>),
    ("reused-indicator", read::<super::reused_indicator::ReusedIndicator>),
    ("same-measure", read::<super::same_measure::SameMeasure>),
    ("sdg-level", read::<super::sdg_level::SdgLevel>),
    ("service", read::<super::service::Service>),
    ("share-amount", read::<super::share_amount::ShareAmount>),
    ("share-change", read::<super::share_change::ShareChange>),
    ("smart-claim", read::<super::smart_claim::SmartClaim>),
    ("spelling", read::<super::spelling::Spelling>),
    ("spread", read::<super::spread::Spread>),
    ("suggestion", read::<super::suggestion::Suggestion>),
    ("suppression", read::<super::suppression::Suppression>),
    ("target-unit", read::<super::target_unit::TargetUnit>),
    ("term", read::<super::term::Term>),
    ("term-use", read::<super::term_use::TermUse>),
    ("text-field", read::<super::text_field::TextField>),
    ("total", read::<super::total::TotalCheck>),
    ("translated", read::<super::translated::Translated>),
    ("translation", read::<super::translation::Translation>),
    ("translation-sense", read::<super::translation_sense::TranslationSense>),
    ("undeclared", read::<super::undeclared::Undeclared>),
    ("undertaking", read::<super::undertaking::Undertaking>),
    ("unit-cost", read::<super::unit_cost::UnitCost>),
    ("unit-notation", read::<super::unit_notation::UnitNotation>),
    ("wording", read::<super::wording::Wording>),
];

/// Builds the parameter type `C` from the rule file's parameters with the project's laid over them.
fn read<C: Check + serde::de::DeserializeOwned + 'static>(
    parameters: &DocumentNode,
    over: &[DocumentNode],
) -> Result<Box<dyn Check>, DeError> {
    Ok(Box::new(parameters.read_layered::<C>(over)?))
}

/// The names of all checks.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}

/// The parameters that the check which `node` names takes, a key that no check has laid over those that are there; none
/// where it takes a single value.
#[must_use]
pub fn parameters(node: &DocumentNode) -> &'static [&'static str] {
    let probe = DocumentNode::open(FileId(0), "{\"\": 0}").ok().flatten();
    let unknown = probe.and_then(|probe| build(node, &[probe]).err());
    unknown.map_or(&[], |error| error.known)
}

/// The check that `node` names, a mapping of one key, with `over` laid over its parameters.
///
/// # Errors
/// Where there is no such check, or a parameter is unknown or of a wrong type; at its place.
pub fn build(node: &DocumentNode, over: &[DocumentNode]) -> Result<Box<dyn Check>, DeError> {
    let entries = node.entries();
    let [(name, at, parameters)] = entries.as_slice() else {
        return Err(DeError::new("`check` names exactly one check", node.at()));
    };
    let Some((_, build)) = CHECKS.iter().find(|(known, _)| known == name) else {
        let error = DeError::new(format!("unknown check `{name}`"), *at);
        return Err(match nearest(name, names()) {
            Some(near) => error.with_help(format!("did you mean `{near}`?")),
            None => error.with_help(format!("known checks: {}", names().collect::<Vec<_>>().join(", "))),
        });
    };
    build(parameters, over)
}
