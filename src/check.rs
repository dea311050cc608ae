//! Checks: the analyses that rules name.
//!
//! A check is a small closed analysis with parameters, one file each; rules in `rules/` name a check, set its
//! parameters and say in words what it found. A check reads the plan and emits [`Hit`]s. It knows no file, no terminal
//! and no language of messages: it gives facts, from which the rule's message template makes a sentence.
//!
//! To add one, write `src/check/<name>.rs` with a parameter type that implements [`Check`], and add a line to
//! [`registry`](self::registry).

mod about;
mod acronym;
mod action;
mod aggregation;
mod allocation_balance;
mod allocation_sums;
mod already_met;
mod assert;
mod attribute;
mod baseline;
mod baseline_date;
mod bounds;
mod breakdown;
mod catalogue;
mod chain;
mod code_spelling;
mod concept;
mod context;
mod continuity;
mod count;
mod coverage;
mod cross_reference;
mod cycle;
mod data_lag;
mod deadline;
mod designator;
mod dimension;
mod direction;
mod document_number;
mod double_barrelled;
mod duplicate_link;
mod framework_match;
mod framework_scope;
mod funding;
mod head_count;
mod hit;
mod holds_amount;
mod homoglyph;
mod implementation;
mod implementing_funds;
mod length;
mod level;
mod links_of;
mod listed;
mod measurable;
mod mention;
mod mentioned;
mod milestone_order;
mod mislabelled;
mod named_by_id;
mod named_code;
mod narrative_link;
mod noted;
mod numbering;
mod numbers_written;
mod numerals;
mod opposition;
mod overlap;
mod pace;
mod parts;
mod passive;
mod past_period;
mod period_fit;
mod placeholder;
mod placement;
mod population;
mod presence;
mod promise;
mod promised_breakdown;
mod prose;
mod prose_count;
mod proxy;
mod quotation;
mod reading;
mod reference;
mod registry;
mod results_framework;
mod reused_indicator;
mod same_measure;
mod sdg_level;
mod service;
mod share_amount;
mod share_change;
mod shared_words;
mod smart_claim;
mod spelling;
mod spread;
mod stated;
mod stated_change;
mod suggestion;
mod suppression;
mod target_unit;
mod term;
mod term_near;
mod term_use;
mod text_field;
mod threshold;
mod total;
mod translated;
mod translation;
mod translation_sense;
mod undeclared;
mod undertaking;
mod unit_cost;
mod unit_notation;
mod versions;
mod wording;

use std::collections::BTreeSet;

use crate::expression::{self, Names};
use crate::plan::{Capabilities, ElementId, Kind, LinkId, MeasureRole, Plan};

pub use crate::expression::Fault;
pub use context::{Context, Recalled, Shared, SuppressionFault, SuppressionRecord};
pub use hit::{Change, Extent, Facts, FixHit, Hit, Insertion, Owner, RelatedHit, Removal, Replacement};
pub use reading::hit_of_note;
pub use registry::{build, names, parameters};

/// What a rule is asked about: one of the things that its `applies-to` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An element; the plan itself is the element [`ElementId::PLAN`].
    Element(ElementId),
    /// A link.
    Link(LinkId),
    /// A value of an indicator, by its role and its place among the values of that role.
    Measure(ElementId, MeasureRole, usize),
}

impl Subject {
    /// The element, where the subject is one or belongs to one.
    #[must_use]
    pub fn element(self) -> Option<ElementId> {
        match self {
            Self::Element(element) | Self::Measure(element, ..) => Some(element),
            Self::Link(_) => None,
        }
    }

    /// What conditions and messages may name of a link or a measure besides the element that holds it.
    #[must_use]
    pub fn names(self, plan: &Plan) -> Facts {
        match self {
            Self::Element(_) => Facts::new(),
            Self::Link(link) => {
                let link = plan.link(link);
                Facts::from([("key", link.relation.key().into()), ("written", (&*link.written).into())])
            }
            Self::Measure(id, role, index) => {
                let indicator = plan.element(id);
                let Some(measure) = indicator.measures(role).get(index) else { return Facts::new() };
                let parts = expression::measure(measure);
                let part = |&name: &&'static str| (name, parts.get_attr(name).unwrap_or_default());
                let mut names: Facts = expression::MEASURE.iter().map(part).collect();
                names.insert("role", role.name().into());
                names.insert("unit", measure.unit_in(indicator).into());
                names
            }
        }
    }
}

/// An analysis with its parameters set.
pub trait Check: Send + Sync {
    /// The names of the facts that its hits carry, for message templates.
    fn facts(&self) -> &'static [&'static str];

    /// The kinds and fields that the check asks about beyond its subject, for formats that lack them.
    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        BTreeSet::new()
    }

    /// Whether what the check asks of elements of `kind` can be told in a format with these capabilities, besides what it
    /// [needs](Self::needs).
    fn can_ask(&self, kind: Kind, capabilities: &Capabilities) -> bool {
        let _ = (kind, capabilities);
        true
    }

    /// Checks the names in expressions among the parameters; `names` are those of what the rule applies to.
    ///
    /// # Errors
    /// What is wrong, and its bytes in the parameter that holds the expression.
    fn check_names(&self, names: &Names<'_>) -> Result<(), Fault> {
        let _ = names;
        Ok(())
    }

    /// Whether the check asks what became of suppressions, and so runs when all others have.
    fn asks_about_suppressions(&self) -> bool {
        false
    }

    /// Finds what several checks ask about the plan as a whole, and puts it into [`Context::shared`]. Done for all checks that
    /// have something to look at, one after the other, before any runs; here all cores may be used.
    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        let _ = (cx, recalled);
    }

    /// Looks at one subject.
    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>);
}
