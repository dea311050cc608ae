//! Which Sustainable Development Goals the goals of a plan name.

use crate::framework::{Reading, read};
use crate::plan::{ElementId, Framework, Kind, Plan};

/// How many SDGs there are.
pub(super) const SDGS: usize = 17;

/// For each goal, or part that stands beside goals, how often it and its parts name each SDG.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SdgMap {
    /// Id, name and counts of each row, from SDG 1.
    pub rows: Vec<(String, String, [usize; SDGS])>,
}

impl SdgMap {
    /// The map of a plan: its goals, then priorities, outcomes and outputs that stand under none, where they name an SDG.
    pub(super) fn new(plan: &Plan, language: &str) -> Self {
        let tops = [Kind::Goal, Kind::Priority, Kind::Outcome, Kind::Output, Kind::Target];
        let mut map = Self::default();
        for kind in tops {
            for &id in plan.of_kind(kind) {
                if plan.element(id).parent.is_some_and(|parent| parent != ElementId::PLAN) {
                    continue;
                }
                let counts = counts(plan, id);
                if kind == Kind::Goal || counts.iter().any(|&count| count > 0) {
                    let name = plan.label_in(id, language).map_or(String::new(), |text| text.words.to_string());
                    map.rows.push((plan.element(id).id.to_string(), name, counts));
                }
            }
        }
        map
    }

    /// Whether any SDG is named.
    #[must_use]
    pub fn names_any(&self) -> bool {
        self.rows.iter().any(|(.., counts)| counts.iter().any(|&count| count > 0))
    }

    /// How often each SDG is named in all.
    #[must_use]
    pub fn sums(&self) -> [usize; SDGS] {
        let mut sums = [0; SDGS];
        for (.., counts) in &self.rows {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        sums
    }
}

fn counts(plan: &Plan, id: ElementId) -> [usize; SDGS] {
    let mut counts = [0; SDGS];
    for at in plan.with_parts(id) {
        for code in plan.element(at).codes("sdg") {
            if let Some(goal) = goal_of(&code.written) {
                counts[goal - 1] += 1;
            }
        }
    }
    counts
}

/// The number of the SDG that a written code belongs to; nothing for a code that does not exist.
fn goal_of(written: &str) -> Option<usize> {
    let Reading::Known { entry, .. } = read(Framework::Sdg, written) else { return None };
    let number = entry.code.split('.').next()?.parse().ok()?;
    (1..=SDGS).contains(&number).then_some(number)
}
