//! Ids of elements: those of the table, else numbers; and those that an earlier import gave.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, DraftPlan, GivenIds};
use crate::plan::{Kind, Plan, schema};

/// Ids that an earlier import of the same tables gave, by kind and text.
#[derive(Debug, Default)]
pub struct Known {
    by_text: HashMap<(Kind, String), Vec<String>>,
}

impl Known {
    /// The ids of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut known = Self::default();
        for (_, element) in plan.elements() {
            // By what an import calls an element: its title before its statement.
            let Some(name) = ["title", "name", "statement"].into_iter().find(|name| element.has(name)) else {
                continue;
            };
            let Some(text) = element.text(name).and_then(|text| text.preferred(plan.language())) else { continue };
            known.by_text.entry((element.kind, text.words.to_string())).or_default().push(element.id.to_string());
        }
        for ids in known.by_text.values_mut() {
            ids.reverse();
        }
        known
    }

    fn take(&mut self, kind: Kind, text: &str) -> Option<String> {
        self.by_text.get_mut(&(kind, text.to_owned()))?.pop()
    }
}

/// Gives every element of a plan its id.
pub fn assign(plan: &mut DraftPlan, mut known: Known) {
    let mut taken: HashSet<String> = schema::RESERVED_IDS.iter().map(|id| (*id).to_owned()).collect();
    // First those that the tables or the earlier plan name, so that no counted one takes their place.
    for element in &mut plan.elements {
        named(element, &mut known, &mut taken, plan.ids);
    }
    let kept: HashSet<String> = known.by_text.values().flatten().cloned().collect();
    counted(&mut plan.elements, "", &mut taken, &kept);
}

/// How many letters of an id are taken from a table at most: what is longer is a text in the column of ids, and YAML takes no key
/// of more than 1,024, in which some letters stand as six.
const LONGEST_ID: usize = 160;

fn named(element: &mut Draft, known: &mut Known, taken: &mut HashSet<String>, ids: GivenIds) {
    if let Some(text) = element.given_id.take_if(|id| id.trim().chars().count() > LONGEST_ID) {
        let place = element.place.clone();
        element.note(&place, text.trim());
    }
    let given = element.given_id.as_deref().and_then(|id| match ids {
        GivenIds::OfTables => Some(id_in_table(element.kind, id)),
        GivenIds::OfPlan => Some(id.to_owned()),
        GivenIds::OfPlaces => None,
    });
    let earlier = known.take(element.kind, element.called());
    for id in [given, earlier].into_iter().flatten() {
        if schema::is_id(&id) && taken.insert(id.clone()) {
            element.id = id;
            break;
        }
    }
    for child in &mut element.children {
        named(child, known, taken, ids);
    }
}

/// The id that a table gives, as the plan language takes it: a mere number gets the letter of its kind.
pub(super) fn id_in_table(kind: Kind, id: &str) -> String {
    let joined: Vec<&str> =
        id.split(|c: char| c.is_whitespace() || matches!(c, '#' | ',')).filter(|part| !part.is_empty()).collect();
    let id = joined.join("-");
    if id.starts_with(|c: char| c.is_ascii_digit()) { format!("{}{id}", letter(kind)) } else { id }
}

fn counted(elements: &mut [Draft], parent: &str, taken: &mut HashSet<String>, kept: &HashSet<String>) {
    let number = parent.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let mut next: HashMap<Kind, u32> = HashMap::new();
    for element in elements {
        if element.id.is_empty() {
            let count = next.entry(element.kind).or_insert(0);
            loop {
                *count += 1;
                let letter = letter(element.kind);
                let id = match (parent.is_empty(), is_number) {
                    (true, _) => format!("{letter}{count}"),
                    (false, true) => format!("{letter}{number}.{count}"),
                    (false, false) => format!("{parent}-{letter}{count}"),
                };
                // What the earlier plan has under this id may still be told from its place, unless it was found elsewhere.
                let is_others = kept.contains(&id) && taken.contains(&id);
                if !is_others && taken.insert(id.clone()) {
                    element.id = id;
                    break;
                }
            }
        }
        let id = element.id.clone();
        counted(&mut element.children, &id, taken, kept);
    }
}

const fn letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Goal => "G",
        Kind::Target => "T",
        Kind::Indicator => "I",
        Kind::Priority => "P",
        Kind::Outcome => "O",
        Kind::Output => "Q",
        Kind::Activity => "Y",
        Kind::Risk => "R",
        Kind::Assumption => "H",
        Kind::Offering => "S",
        Kind::Enabler => "E",
        _ => "A",
    }
}

/// The name of a file or a project as an id of the plan language.
#[must_use]
pub fn of_name(name: &str) -> String {
    let joined: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | ',' | '/' | '\\'))
        .filter(|part| !part.is_empty())
        .collect();
    let id = joined.join("-");
    if schema::is_id(&id) { id } else { "imported-plan".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> DraftPlan {
        let mut goal = Draft::new(Kind::Goal, "Water", "S!A2");
        let mut given = Draft::new(Kind::Indicator, "Taps", "S!B2");
        given.given_id = Some("1.1 b".into());
        goal.children = vec![given, Draft::new(Kind::Indicator, "Wells", "S!B3")];
        DraftPlan { elements: vec![goal, Draft::new(Kind::Goal, "Schools", "S!A4")], ..DraftPlan::default() }
    }

    fn ids(plan: &DraftPlan) -> Vec<String> {
        let mut ids = Vec::new();
        plan.walk(&mut |element| ids.push(element.id.clone()));
        ids
    }

    #[test]
    fn ids_are_those_of_the_table_else_counted() {
        let mut plan = plan();
        assign(&mut plan, Known::default());
        assert_eq!(ids(&plan), ["G1", "I1.1-b", "I1.1", "G2"]);
    }

    #[test]
    fn a_text_in_the_column_of_ids_is_a_note() {
        let mut plan = plan();
        let text = "The share of households ".repeat(60);
        plan.elements[0].given_id = Some(text.clone());
        assign(&mut plan, Known::default());
        assert_eq!(ids(&plan)[0], "G1");
        assert_eq!(plan.elements[0].notes, [("S!A2".to_owned(), text.trim().to_owned())]);
    }

    #[test]
    fn words_that_are_still_there_keep_their_ids() {
        let mut known = Known::default();
        known.by_text.insert((Kind::Goal, "Schools".into()), vec!["G1".into()]);
        let mut plan = plan();
        assign(&mut plan, known);
        assert_eq!(ids(&plan), ["G2", "I1.1-b", "I2.1", "G1"]);
    }

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Results 2027, draft", "Results-2027-draft"),
            ("目标", "目标"),
            ("plan", "imported-plan"),
            ("#", "imported-plan"),
        ] {
            assert_eq!(of_name(name), id);
        }
    }
}
