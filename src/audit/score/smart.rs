//! Specific, measurable, action-oriented, realistic, time-bound: which results are.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::{Marks, Score};
use crate::finding::Finding;
use crate::plan::{ElementId, Kind, Measure, Plan};
use crate::rule::embedded;
use crate::source::FileId;

/// A letter of SMART.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// It says what is to be reached, and one thing.
    Specific,
    /// It can be told whether it was reached.
    Measurable,
    /// Somebody is to bring about a change.
    ActionOriented,
    /// It can be reached from where things stand, with what there is.
    Realistic,
    /// It says by when.
    TimeBound,
}

impl Letter {
    /// In the order of the word.
    pub const ALL: [Self; 5] =
        [Self::Specific, Self::Measurable, Self::ActionOriented, Self::Realistic, Self::TimeBound];

    /// The word in reports for programs and in `rules/score/smart.yaml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Specific => "specific",
            Self::Measurable => "measurable",
            Self::ActionOriented => "action-oriented",
            Self::Realistic => "realistic",
            Self::TimeBound => "time-bound",
        }
    }
}

type Rules = BTreeMap<String, HashSet<String>>;

/// The rules that speak of each letter.
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let root = embedded::document("score/smart.yaml", FileId(0)).expect("the rules of letters are built in");
    root.read().expect("the rules of letters are lists of ids")
});

/// A score for each letter; none where the plan's format has no place for what the letter asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SmartScores([Option<Score>; 5]);

impl SmartScores {
    /// The score of a letter.
    #[must_use]
    pub const fn of(&self, letter: Letter) -> Option<Score> {
        self.0[letter as usize]
    }

    /// The mean of the letters that have a score.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let percents: Vec<f64> = self.0.iter().flatten().map(|score| f64::from(score.percent())).collect();
        super::super::total::mean(&percents)
    }

    pub(in crate::audit) fn new(plan: &Plan, findings: &[Finding], hints: &HashSet<&str>) -> Self {
        let marks = Marks::new(plan, findings, hints);
        let results = results(plan);
        Self(Letter::ALL.map(|letter| {
            let asks = Asks { plan, letter, rules: RULES.get(letter.name()) };
            asks.can_be_said()
                .then(|| results.iter().fold(Score::default(), |score, &id| score.count(asks.is_met(id, &marks))))
        }))
    }
}

/// Targets and outcomes; outputs in a plan that has neither.
fn results(plan: &Plan) -> Vec<ElementId> {
    let of = |kinds: &[Kind]| kinds.iter().flat_map(|&kind| plan.of_kind(kind)).copied().collect::<Vec<_>>();
    let results = of(&[Kind::Target, Kind::Outcome]);
    if results.is_empty() { of(&[Kind::Output]) } else { results }
}

/// What a letter asks of the results of a plan.
struct Asks<'p> {
    plan: &'p Plan,
    letter: Letter,
    rules: Option<&'p HashSet<String>>,
}

impl Asks<'_> {
    fn has_field(&self, kind: Kind, field: &str) -> bool {
        self.plan.capabilities.has_field(kind, field)
    }

    fn has_money(&self) -> bool {
        self.plan.capabilities.has_kind(Kind::Allocation)
    }

    /// Whether the plan's format has a place for what the letter needs.
    fn can_be_said(&self) -> bool {
        match self.letter {
            Letter::Specific | Letter::TimeBound => true,
            Letter::Measurable => self.plan.capabilities.has_kind(Kind::Indicator),
            Letter::ActionOriented => {
                [Kind::Target, Kind::Outcome, Kind::Output].into_iter().any(|kind| self.has_field(kind, "owner"))
                    || self.has_field(Kind::Indicator, "direction")
            }
            Letter::Realistic => self.has_field(Kind::Indicator, "baseline") || self.has_money(),
        }
    }

    fn is_met(&self, id: ElementId, marks: &Marks<'_>) -> bool {
        let is_marked =
            |at: ElementId| marks.of(at).iter().any(|rule| self.rules.is_some_and(|all| all.contains(*rule)));
        let of_money = |at: ElementId| marks.of(at).contains(&"funding/unfunded-element");
        let unfunded = self.letter == Letter::Realistic && self.plan.ancestors(id).any(of_money);
        self.is_there(id) && !unfunded && !is_marked(id) && !self.plan.indicators_of(id).any(is_marked)
    }

    /// Whether what the letter needs is there.
    fn is_there(&self, id: ElementId) -> bool {
        let plan = self.plan;
        let baseline_is_asked = self.has_field(Kind::Indicator, "baseline");
        let has_baseline = |id: ElementId| {
            !baseline_is_asked
                || plan.indicators_of(id).any(|at| plan.element(at).baseline().is_some_and(Measure::has_value))
        };
        match self.letter {
            Letter::Specific => plan.text_of(id).is_some(),
            Letter::Measurable => {
                let is_valued = |at: ElementId| plan.element(at).target().is_some_and(Measure::has_value);
                plan.indicators_of(id).any(is_valued) && has_baseline(id)
            }
            Letter::ActionOriented => {
                !self.has_field(plan.element(id).kind, "owner") || plan.inherited(id, "owner").is_some()
            }
            Letter::Realistic => {
                let is_funded =
                    || plan.of_kind(Kind::Allocation).iter().any(|&allocation| plan.gives_something(allocation));
                has_baseline(id) && (!self.has_money() || is_funded())
            }
            Letter::TimeBound => plan.deadline_of(id).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Catalogue;

    #[test]
    fn every_letter_has_rules_and_every_rule_is_there() {
        let catalogue = Catalogue::load(Vec::new()).unwrap();
        let known: HashSet<&str> = catalogue.rules().iter().map(|rule| &*rule.id).collect();
        assert_eq!(RULES.len(), Letter::ALL.len());
        for letter in Letter::ALL {
            let rules = &RULES[letter.name()];
            assert!(rules.len() > 3, "{}", letter.name());
            for rule in rules {
                assert!(known.contains(rule.as_str()), "{rule}");
            }
        }
    }
}
