//! A score for each group of rules: of the elements that the group asks about, how many have what it needs and no finding.

use std::collections::HashSet;

use super::{Marks, Score};
use crate::finding::Finding;
use crate::plan::{ElementId, Kind, Measure, Plan};
use crate::rule::GROUPS;

/// A score for each group, in the order of [`GROUPS`]; none where the plan's format has no place for what the group asks, or
/// where there is no plan before it that could go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupScores(Vec<(&'static str, Option<Score>)>);

const ELEMENTS: &[Kind] = &[
    Kind::Goal,
    Kind::Target,
    Kind::Indicator,
    Kind::Priority,
    Kind::Outcome,
    Kind::Output,
    Kind::Activity,
    Kind::Offering,
    Kind::Enabler,
];

impl GroupScores {
    /// Groups with their scores.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Option<Score>)> {
        self.0.iter().copied()
    }

    pub(in crate::audit) fn new(plan: &Plan, findings: &[Finding], hints: &HashSet<&str>) -> Self {
        let marks = Marks::new(plan, findings, hints);
        Self(GROUPS.iter().map(|group| (*group, Asks { plan, marks: &marks, group }.score())).collect())
    }
}

/// What a group asks of a plan.
struct Asks<'p> {
    plan: &'p Plan,
    marks: &'p Marks<'p>,
    group: &'static str,
}

impl Asks<'_> {
    fn score(&self) -> Option<Score> {
        if self.group == "continuity" {
            return self.continuity();
        }
        if self.group == "funding" && !self.plan.capabilities.has_kind(Kind::Allocation) {
            return None;
        }
        let units: Vec<ElementId> = self.kinds().iter().flat_map(|&kind| self.plan.of_kind(kind)).copied().collect();
        if units.is_empty() {
            // Where there is nothing that could be good, the plan itself is not.
            return Some(Score::default().count(false));
        }
        let faulty = self.faulty(&units);
        let good = units.iter().filter(|&&id| !faulty.contains(&id) && self.is_there(id)).count();
        // Where none of its elements is good, nothing speaks for the plan either.
        let plan_is_good = good > 0 && !faulty.contains(&ElementId::PLAN);
        Some(Score { good, asked: units.len() }.count(plan_is_good))
    }

    /// The kinds of elements that the group asks about.
    fn kinds(&self) -> &'static [Kind] {
        match self.group {
            "smart" => &[Kind::Goal, Kind::Target, Kind::Outcome, Kind::Indicator],
            "time" => &[Kind::Target, Kind::Outcome],
            "measure" => &[Kind::Target, Kind::Outcome, Kind::Indicator],
            "overlap" => &[Kind::Goal, Kind::Target, Kind::Priority],
            "links" => &[Kind::Target, Kind::Outcome, Kind::Output, Kind::Activity, Kind::Offering, Kind::Enabler],
            "funding" => self.funded_kinds(),
            "governance" => &[Kind::Target, Kind::Outcome, Kind::Priority, Kind::Enabler],
            _ => ELEMENTS,
        }
    }

    /// The kinds of elements to which the plan gives money: the level that it promises, else that at which it gives any, else
    /// those from which it would be asked.
    fn funded_kinds(&self) -> &'static [Kind] {
        const LEVELS: [(&str, &[Kind]); 3] =
            [("goal", &[Kind::Goal]), ("priority", &[Kind::Priority]), ("outcome", &[Kind::Outcome])];
        let is_given = |kinds: &[Kind]| {
            let mut all = kinds.iter().flat_map(|&kind| self.plan.of_kind(kind));
            all.any(|&id| self.plan.allocations_to(id).any(|allocation| self.plan.gives_something(allocation)))
        };
        let promised = self.plan.allocation_level();
        let named = LEVELS.iter().find(|(name, _)| promised == Some(*name));
        let found = named.or_else(|| LEVELS.iter().find(|(_, kinds)| is_given(kinds)));
        found.map_or(&[Kind::Goal, Kind::Priority], |(_, kinds)| kinds)
    }

    /// Those of `units` that a finding of the group is about: the element itself, or the nearest of `units` above it, else the
    /// plan.
    fn faulty(&self, units: &[ElementId]) -> HashSet<ElementId> {
        let units: HashSet<ElementId> = units.iter().copied().collect();
        let is_ours = |rules: &Vec<&str>| rules.iter().any(|rule| self.is_of_group(rule));
        let own = self.marks.by_element.iter().filter(|(_, rules)| is_ours(rules)).map(|(&id, _)| id);
        let mut faulty: HashSet<ElementId> = own
            .map(|id| {
                let mut above = std::iter::once(id).chain(self.plan.ancestors(id));
                above.find(|at| units.contains(at)).unwrap_or(ElementId::PLAN)
            })
            .collect();
        if self.marks.elsewhere.values().any(is_ours) {
            faulty.insert(ElementId::PLAN);
        }
        faulty
    }

    fn is_of_group(&self, rule: &str) -> bool {
        rule.split_once('/').is_some_and(|(group, _)| group == self.group)
    }

    /// Whether what the group needs of an element is there.
    fn is_there(&self, id: ElementId) -> bool {
        let plan = self.plan;
        let element = plan.element(id);
        let can = |kind: Kind, field: &str| plan.capabilities.has_field(kind, field);
        match self.group {
            "time" => plan.deadline_of(id).is_some(),
            "measure" if element.kind == Kind::Indicator => {
                let baseline = element.baseline().is_some_and(Measure::has_value);
                let target = element.target().is_some_and(Measure::has_value);
                (baseline || !can(Kind::Indicator, "baseline")) && (target || !can(Kind::Indicator, "target"))
            }
            "measure" => plan.indicators_of(id).next().is_some(),
            "links" => {
                element.parent.is_some_and(|parent| parent != ElementId::PLAN) || plan.onward(id).next().is_some()
            }
            "funding" => plan.funded_through(id).is_some(),
            "language" => {
                let text = plan.text_of(id);
                let languages = plan.root().words("languages");
                text.is_some_and(|text| languages.iter().all(|word| text.in_language(&word.value).is_some()))
            }
            "governance" => !can(element.kind, "owner") || plan.inherited(id, "owner").is_some(),
            _ => plan.text_of(id).is_some(),
        }
    }

    /// Of the elements of the plan before, how many live on or are given up with a reason.
    fn continuity(&self) -> Option<Score> {
        let Some(before) = self.plan.predecessor.as_deref() else {
            // A plan before this one is named, and cannot be read: nothing of it is accounted for.
            return self.plan.root().has("succeeds").then(|| Score::default().count(false));
        };
        let is_ours = |rules: &[&str]| rules.iter().any(|rule| self.is_of_group(rule));
        let old = before.elements().filter(|(_, element)| element.kind.must_be_accounted_for());
        let score = old.fold(Score::default(), |score, (_, element)| {
            let name = format!("{}#{}", before.id(), element.id);
            score.count(!self.marks.elsewhere.get(name.as_str()).is_some_and(|rules| is_ours(rules)))
        });
        let own = self.marks.by_element.values().any(|rules| is_ours(rules));
        Some(score.count(!own))
    }
}
