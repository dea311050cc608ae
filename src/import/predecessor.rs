//! What a document says of the plan before this one: elements that targets go back to, and what became of others.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::draft::{DraftPlan, Origin};
use super::heading::{Field, Lists, folded, lists, names_of};
use super::identity::id_in_table;
use super::label::labelled;
use crate::plan::{Fate, Kind};

/// The words of `rules/import/predecessor.yaml`, folded, by what they stand for.
static PHRASES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let read: Lists<String> = lists("predecessor");
    let all = |languages: BTreeMap<String, Vec<String>>| {
        languages.into_values().flatten().map(|word| folded(&word)).collect()
    };
    read.into_iter().map(|(name, languages)| (name, all(languages))).collect()
});

/// What became of an element of the plan before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fated {
    /// Its id there.
    pub id: String,
    /// What became of it.
    pub fate: Fate,
    /// The elements that it went to.
    pub to: Vec<String>,
    /// Why, in the document's words.
    pub reason: Option<String>,
    /// What the document says of it.
    pub words: String,
    /// Where.
    pub place: String,
}

/// Whether a text has a phrase of a list.
fn says(text: &str, list: &str) -> bool {
    let text = folded(text);
    let begins = |at: usize, phrase: &str| {
        let before = text[..at].chars().next_back();
        let latin = phrase.starts_with(|c: char| c.is_ascii_lowercase() || ('а'..='я').contains(&c));
        !latin || before.is_none_or(|before| !before.is_alphabetic())
    };
    let phrases = PHRASES.get(list).map_or(&[][..], Vec::as_slice);
    phrases.iter().any(|phrase| text.match_indices(phrase.as_str()).any(|(at, _)| begins(at, phrase)))
}

/// Whether a text speaks of elements of the plan before this one.
pub(super) fn is_about(text: &str) -> bool {
    let whole = folded(text);
    says(text, "predecessor")
        && [Field::TargetStatement, Field::Target, Field::Goal, Field::Outcome, Field::Output]
            .into_iter()
            .any(|field| names_of(field).any(|name| whole.contains(name)))
}

/// What a sentence says became of them.
pub(super) fn fate(text: &str) -> Option<Fate> {
    [("dropped", Fate::Dropped), ("moved", Fate::Moved), ("kept", Fate::Kept)]
        .into_iter()
        .find(|(list, _)| says(text, list))
        .map(|(_, fate)| fate)
}

/// An element of the plan before that a text names first, with what is said of it: `Target 1.4: …`.
pub(super) fn reference(text: &str) -> Option<(String, String)> {
    let text =
        text.trim().trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '•' | '-' | '·' | '▪'));
    let found = labelled(text)?;
    let kind = match found.field {
        Field::Goal => Kind::Goal,
        Field::Target | Field::TargetStatement => Kind::Target,
        Field::Outcome => Kind::Outcome,
        Field::Output => Kind::Output,
        Field::Priority => Kind::Priority,
        _ => return None,
    };
    Some((id_in_table(kind, &found.number?), found.rest))
}

/// The elements of the plan before that a cell names, and what else it says.
pub(super) fn references(cell: &str) -> (Vec<(String, String)>, Vec<String>) {
    let (mut found, mut rest) = (Vec::new(), Vec::new());
    for line in cell.lines().filter(|line| !line.trim().is_empty()) {
        let parts: Vec<&str> = line.split([';', '；']).filter(|part| !part.trim().is_empty()).collect();
        let each: Vec<_> = parts.iter().filter_map(|part| reference(part)).collect();
        if each.len() == parts.len() {
            found.extend(each);
        } else if let Some(one) = reference(line) {
            found.push(one);
        } else {
            rest.push(line.trim().to_owned());
        }
    }
    (found, rest)
}

/// The targets of the plan before that a sentence names by their numbers: "the current targets 4.1 and 5.1".
pub(super) fn named(text: &str) -> Vec<String> {
    if !says(text, "predecessor") {
        return Vec::new();
    }
    let is_number = |part: &str| {
        let mut halves = part.split('.');
        let digits =
            |half: Option<&str>| half.is_some_and(|half| !half.is_empty() && half.bytes().all(|b| b.is_ascii_digit()));
        digits(halves.next()) && digits(halves.next()) && halves.next().is_none()
    };
    let mut ids = Vec::new();
    for sentence in text.split(['。', '\n']).flat_map(|part| part.split(". ")) {
        let (mut reading, mut from) = (false, 0);
        while let Some(at) = sentence[from..].find(|c: char| c.is_ascii_digit()).map(|at| at + from) {
            let number: String = sentence[at..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            // Between the numbers of a list stands a comma or an "and".
            reading &= sentence[from..at].chars().count() <= 6;
            from = at + number.len();
            let before = folded(&sentence[..at]);
            let after_word = [Field::TargetStatement, Field::Target]
                .into_iter()
                .any(|field| names_of(field).any(|name| before.ends_with(name)));
            reading |= after_word;
            let number = number.trim_end_matches('.');
            if reading && is_number(number) {
                ids.push(id_in_table(Kind::Target, number));
            }
        }
    }
    ids
}

/// What became of the elements of the plan before: what the document says, and what follows from those that the plan's own go
/// back to: one to one is revised, several to one are merged, one to several is split.
pub(super) fn continuity(plan: &DraftPlan) -> Vec<Fated> {
    let mut found: BTreeMap<String, Fated> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut sources: HashMap<String, usize> = HashMap::new();
    plan.walk(&mut |element| {
        let mut counted = HashSet::new();
        for Origin { id, words, place } in &element.origins {
            if counted.insert(id) {
                *sources.entry(element.id.clone()).or_default() += 1;
            }
            let entry = found.entry(id.clone()).or_insert_with(|| {
                order.push(id.clone());
                let (words, place) = (words.clone(), place.clone());
                Fated { id: id.clone(), fate: Fate::Revised, to: Vec::new(), reason: None, words, place }
            });
            if !entry.to.contains(&element.id) {
                entry.to.push(element.id.clone());
            }
            if *words == element.text {
                entry.fate = Fate::Kept;
            }
        }
    });
    for fated in found.values_mut() {
        let joined = fated.to.iter().any(|to| sources.get(to).is_some_and(|count| *count > 1));
        if joined {
            fated.fate = Fate::Merged;
        } else if fated.to.len() > 1 {
            fated.fate = Fate::Split;
        }
    }
    let mut all: Vec<Fated> = order.into_iter().filter_map(|id| found.remove(&id)).collect();
    let known: HashSet<String> = all.iter().map(|fated| fated.id.clone()).collect();
    all.extend(plan.fates.iter().filter(|fated| !known.contains(&fated.id)).cloned());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_of_the_plan_before_are_named_in_cells_and_sentences() {
        let (found, rest) = references("Target 2.7: 96% are covered; Target 1.6: faster lines\n(asked for by members)");
        assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["T2.7", "T1.6"]);
        assert_eq!(rest, ["(asked for by members)"]);
        assert_eq!(named("The current targets 4.1 and 5.1 are means, and 3.2 is a number."), ["T4.1", "T5.1"]);
        assert_eq!(named("目前的具体目标4.1和5.1更多的是手段。"), ["T4.1", "T5.1"]);
        assert_eq!(named("Targets 4.1 and 5.1 are new."), [""; 0]);
    }

    #[test]
    fn sentences_say_what_became_of_them() {
        assert_eq!(fate("Current targets reflected under the outcomes:"), Some(Fate::Moved));
        assert_eq!(fate("在主题重点成果下体现的当前具体目标包括："), Some(Fate::Moved));
        assert_eq!(fate("Two targets were removed to simplify"), None);
        assert!(is_about("Metas actuales que se reflejan en los efectos:"));
        assert!(!is_about("Targets for 2030:"));
    }
}
