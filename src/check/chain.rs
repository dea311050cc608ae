//! `chain`: an element that leads nowhere, told of at the element where the chain breaks.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind, LinkTarget, Plan, Relation};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Chain {
    /// For each kind, the kinds of which an element of it must lead to one.
    steps: BTreeMap<Kind, Vec<Kind>>,
    /// Kinds of which a plan must have some before it is asked: without any, it draws no chains.
    among: Vec<Kind>,
    /// Kinds at which chains end; a plan without any of these has no end to lead to, of which another rule speaks.
    ends: Vec<Kind>,
}

/// Whether a chain that arrives at `kind` is asked to go on from there, by this rule or another one.
const fn goes_on(kind: Kind) -> bool {
    matches!(kind, Kind::Priority | Kind::Outcome | Kind::Output | Kind::Activity | Kind::Offering | Kind::Enabler)
}

/// Whether the element, or one that it stands under, links to an element from which the chain must go on: the break
/// is there.
fn passes_on(plan: &Plan, id: ElementId) -> bool {
    std::iter::once(id).chain(plan.ancestors(id)).flat_map(|at| plan.onward(at)).any(|link| match link.target {
        LinkTarget::Element(target) => goes_on(plan.element(target).kind),
        _ => false,
    })
}

impl Check for Chain {
    fn facts(&self) -> &'static [&'static str] {
        &["needed"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Outcome, Relation::ContributesTo.key())].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let (plan, element) = (cx.plan, cx.element(id));
        let has_some = |kinds: &[Kind]| kinds.iter().any(|&kind| !plan.of_kind(kind).is_empty());
        let Some(needed) = self.steps.get(&element.kind) else { return };
        if !has_some(&self.among) || !has_some(&self.ends) {
            return;
        }
        let reach = plan.chains().reach(id);
        if reach.is_open() || needed.iter().any(|&kind| reach.has_kind(kind)) || passes_on(plan, id) {
            return;
        }
        // An offering without any link serves no priority either, and that is said of it already.
        if element.kind == Kind::Offering && plan.onward(id).next().is_none() && has_some(&[Kind::Priority]) {
            return;
        }
        let key = if element.field("supports").is_some() { "supports" } else { Relation::ContributesTo.key() };
        let needed: Vec<&str> = needed.iter().map(|kind| kind.name()).collect();
        let mut hit = Hit::on_field(id, element, key).fact("needed", needed);
        if let Some(parent) = element.parent.filter(|&parent| parent != ElementId::PLAN) {
            hit = hit.related(Owner::Element(parent), cx.element(parent).key, "parent");
        }
        hits.push(hit);
    }
}
