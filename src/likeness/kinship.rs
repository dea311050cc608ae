//! How far two statements are about the same where each says it in words of its own.
//!
//! [`compare`](super::compare) asks that all of one statement be found in the other. Who says a thing in another way
//! names other things beside it: `a toilet or latrine` for `open defecation`, `have a job` for `unemployment`. Here each
//! thing counts as much as it tells, as far as the other statement has something near to it. Who takes this for likeness
//! must know more that speaks for it, such as one quantity in both.

use super::matching::share_a_beginning;
use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

/// What two statements have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kinship {
    /// Of what each statement is about, how much the other has too, from 0 to 1.
    pub(crate) explained: [f64; 2],
    /// How much that is, in things; of the two statements the lesser.
    pub(crate) common: f64,
    /// Whether each names a known thing to which the other has nothing near.
    pub(crate) knows_more: [bool; 2],
    /// Whether each names a measure or a kind of place that the other does not: the price of it, in countries.
    pub(crate) measures_more: [bool; 2],
    /// Whether each counts fewer people than the other.
    pub(crate) narrower: [bool; 2],
    /// Of the close things that both name, how many concepts belong to the wider of each two, and to the narrower, at the
    /// least; nothing where none is close.
    pub(crate) widths: Option<[usize; 2]>,
    /// Whether both count the same particular people.
    pub(crate) of_one_people: bool,
    /// What is near to each other, of the first statement and of the second.
    pub(crate) shared: Vec<(Unit, Unit)>,
}

impl Kinship {
    /// How much of both statements the other has, from 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        f64::midpoint(self.explained[0], self.explained[1])
    }

    /// Whether a thing that both name is narrow enough to tell them from the rest of a plan, all of which may be about water;
    /// or nearly nothing but such a thing is said, of two with one quantity at least most of it.
    pub(crate) fn is_telling(&self, width: usize, with_one_quantity: bool) -> bool {
        let all = if with_one_quantity { MOST } else { ALL };
        self.widths.is_some_and(|widths| widths[0] < width) || self.explained.iter().all(|&own| own >= all)
    }

    /// Whether one of the two is nearly all said by the other.
    pub(crate) fn is_within(&self) -> bool {
        self.explained.iter().any(|&explained| explained >= NEARLY_ALL)
    }

    /// Whether each of the two names a known thing of its own.
    pub(crate) fn each_knows_more(&self) -> bool {
        self.knows_more == [true, true]
    }
}

/// How near two things are at least to be near at all.
const NEAR: f64 = 0.35;

/// How near two things are at least to be close.
const CLOSE: f64 = 0.7;

/// How much of a statement is most of it, nearly all, and all.
const MOST: f64 = 0.7;
const NEARLY_ALL: f64 = 0.8;
const ALL: f64 = 0.85;

/// How much a thing says at least to be told as left over.
const TELLING: f64 = 0.25;

/// Those who stand for everybody.
const ANYBODY: [&str; 6] = ["individuals", "households", "families", "users", "consumers", "adults"];

/// Results that are differences between groups.
const GAPS: [&str; 3] = ["digital-divide", "inequality", "gender-equality"];

/// Houses that are nobody's home.
const HOUSES: [&str; 3] = ["schools", "health-facilities", "enterprises"];

/// Those who are no adults.
const YOUNG: [&str; 3] = ["children", "youth", "pupils-students"];

/// What two statements have in common; nothing where they count other people, are for other places, or one speaks of a
/// difference between groups and the other does not. `indistinct` are attributes that tell nothing apart.
pub(crate) fn kinship(thesaurus: &Thesaurus, first: &Subject, second: &Subject, indistinct: &[Key]) -> Option<Kinship> {
    let speaks_of_gap = |subject: &Subject| subject.disparity || names_one_of(thesaurus, subject, &GAPS);
    let is_gap_of_one = first.disparity != second.disparity && speaks_of_gap(first) != speaks_of_gap(second);
    if is_gap_of_one || are_elsewhere(first, second) || are_in_homes_and_houses(thesaurus, first, second) {
        return None;
    }
    let people = [(first, second), (second, first)].map(|(own, other)| people_of(thesaurus, own, other));
    let names_alone = people.map(|(_, alone)| alone);
    if names_alone == [true, true] {
        return None;
    }
    let across = first.language != second.language;
    let particular = people.map(|(particular, _)| particular);
    let of_one_people = particular == [true, true] && names_alone == [false, false];
    let mut result = Kinship { common: f64::MAX, narrower: names_alone, of_one_people, ..Kinship::default() };
    for (side, (own, other)) in [(first, second), (second, first)].into_iter().enumerate() {
        let (mut total, mut had) = (0.0, 0.0);
        for unit in own.units.iter().filter(|unit| !matches!(unit.sort, Sort::Population | Sort::Place)) {
            let weight = weight(unit, across, indistinct);
            let mut nearest = None;
            for other in &other.units {
                let near = nearness(thesaurus, unit, other, across);
                if nearest.is_none_or(|(best, _)| best < near) {
                    nearest = Some((near, other));
                }
                if near >= CLOSE && unit.sort == Sort::Thing && other.sort == Sort::Thing {
                    let width = |unit: &Unit| unit.concept().map_or(0, |id| thesaurus.width(id));
                    let own = [width(unit).max(width(other)), width(unit).min(width(other))];
                    let known = result.widths.unwrap_or(own);
                    result.widths = Some([known[0].min(own[0]), known[1].min(own[1])]);
                }
            }
            let (near, nearest) = nearest?;
            total += weight;
            had += weight * near;
            let is_measure = unit.sort == Sort::Measure || is_price(thesaurus, unit);
            result.measures_more[side] |= near < NEAR && is_measure && !indistinct.contains(&unit.key);
            if near < NEAR {
                result.knows_more[side] |= weight >= TELLING && unit.concept().is_some();
            } else if side == 0 && unit.sort != Sort::Filler {
                result.shared.push((unit.clone(), nearest.clone()));
            }
        }
        let kind_of_place = |unit: &&Unit| unit.sort == Sort::Place && unit.concept().is_some();
        let has = |place: &Unit| other.units.iter().any(|other| nearness(thesaurus, place, other, across) >= NEAR);
        result.measures_more[side] |= own.units.iter().filter(kind_of_place).any(|place| !has(place));
        result.explained[side] = if total > 0.0 { had / total } else { 0.0 };
        result.common = result.common.min(had);
    }
    Some(result)
}

/// Whether an attribute says that something has a price.
fn is_price(thesaurus: &Thesaurus, unit: &Unit) -> bool {
    unit.concept().is_some_and(|id| &*thesaurus.concept(id).id == "affordable")
}

/// How much a thing tells of what a statement is about.
fn weight(unit: &Unit, across: bool, indistinct: &[Key]) -> f64 {
    let by_sort = match (&unit.key, unit.sort) {
        (_, Sort::Filler) => 0.05,
        (_, Sort::Quality) => 0.5,
        (_, Sort::Measure) => 0.3,
        // Another language has another word for it.
        (Key::Word(_), _) if across => 0.2,
        (Key::Word(_), _) => 0.3,
        (Key::Name(_), _) => 0.2,
        (Key::Concept(_), _) => 1.0,
    };
    if indistinct.contains(&unit.key) { by_sort * 0.3 } else { by_sort }
}

/// How near two things are, from 0 to 1.
fn nearness(thesaurus: &Thesaurus, one: &Unit, other: &Unit, across: bool) -> f64 {
    match (&one.key, &other.key) {
        (Key::Concept(one), Key::Concept(other)) => concepts(thesaurus, *one, *other),
        (Key::Word(one), Key::Word(other)) if !across => words(one, other),
        (one, other) => f64::from(one == other),
    }
}

fn words(one: &str, other: &str) -> f64 {
    match (one == other, share_a_beginning(one, other)) {
        (true, _) => 1.0,
        (false, true) => 0.7,
        (false, false) => 0.0,
    }
}

fn concepts(thesaurus: &Thesaurus, one: ConceptId, other: ConceptId) -> f64 {
    if one == other {
        return 1.0;
    }
    if thesaurus.are_related(one, other) {
        return 0.8;
    }
    let parts = [thesaurus.parts_of(one), thesaurus.parts_of(other)];
    // A loss of water is of water and something else; the health of mothers is health of somebody.
    let is_more = |id: ConceptId| matches!(Sort::of(thesaurus.concept(id).facet), Sort::Thing | Sort::Measure);
    let as_part = |parts: &[ConceptId], whole: ConceptId| {
        let (own, others): (Vec<ConceptId>, _) = parts.iter().copied().partition(|&part| thesaurus.is_a(part, whole));
        let more = others.into_iter().any(is_more);
        (!own.is_empty()).then_some(if more { 0.4 } else { 0.7 })
    };
    if let Some(near) = as_part(parts[0], other).or_else(|| as_part(parts[1], one)) {
        return near;
    }
    let left = |own: usize| {
        let others = &parts[1 - own];
        parts[own].iter().filter(|&&part| !others.iter().any(|&other| thesaurus.are_related(part, other))).count()
    };
    let left = [left(0), left(1)];
    if left[0] < parts[0].len() {
        // Price of electricity and cuts of electricity have only their object in common.
        return if left[0] > 0 && left[1] > 0 { 0.4 } else { 0.7 };
    }
    let wider = |id: ConceptId| thesaurus.chain(id).iter().skip(1);
    if wider(one).any(|field| wider(other).any(|other| field == other)) {
        return 0.4;
    }
    let reach = |own: usize, id: ConceptId| -> Vec<ConceptId> {
        parts[own].iter().chain([&id]).flat_map(|&id| thesaurus.chain(id)).copied().collect()
    };
    let others = reach(1, other);
    if reach(0, one).iter().any(|field| others.contains(field)) { 0.3 } else { 0.0 }
}

/// Whether a statement names something that is, belongs to or is made of one of these.
fn names_one_of(thesaurus: &Thesaurus, subject: &Subject, names: &[&str]) -> bool {
    let is_one =
        |id: ConceptId| thesaurus.chain(id).iter().any(|&wider| names.contains(&&*thesaurus.concept(wider).id));
    let concepts = subject.units.iter().filter_map(Unit::concept);
    concepts.into_iter().any(|id| is_one(id) || thesaurus.parts_of(id).iter().copied().any(is_one))
}

/// Whether one counts people or their homes, and the other schools, hospitals or firms.
fn are_in_homes_and_houses(thesaurus: &Thesaurus, first: &Subject, second: &Subject) -> bool {
    let has_houses = |subject: &Subject| names_one_of(thesaurus, subject, &HOUSES);
    let has_homes = |subject: &Subject| {
        let mut people = subject.of_sort(Sort::Population).filter_map(Unit::concept);
        people.any(|id| ANYBODY.contains(&&*thesaurus.concept(id).id)) && !has_houses(subject)
    };
    (has_homes(first) && has_houses(second)) || (has_houses(first) && has_homes(second))
}

/// Whether both name places, and no common one.
pub(crate) fn are_elsewhere(first: &Subject, second: &Subject) -> bool {
    let names = |subject: &Subject| -> Vec<Key> {
        let words = subject.of_sort(Sort::Place).filter(|unit| matches!(unit.key, Key::Word(_)));
        words.map(|unit| unit.key.clone()).collect()
    };
    let (one, other) = (names(first), names(second));
    first.language == second.language
        && !one.is_empty()
        && !other.is_empty()
        && !one.iter().any(|name| other.contains(name))
}

/// Whether a statement counts particular people, and whether it counts some who are not among those of the other.
fn people_of(thesaurus: &Thesaurus, own: &Subject, other: &Subject) -> (bool, bool) {
    let is_one_of = |id: ConceptId, names: &[&str]| names.contains(&&*thesaurus.concept(id).id);
    let has_young = other
        .of_sort(Sort::Population)
        .filter_map(Unit::concept)
        .any(|id| thesaurus.chain(id).iter().any(|&wider| is_one_of(wider, &YOUNG)));
    let is_anybody = |id: ConceptId| is_one_of(id, &ANYBODY) && !(has_young && is_one_of(id, &["adults"]));
    let particular: Vec<ConceptId> =
        own.of_sort(Sort::Population).filter_map(Unit::concept).filter(|&id| !is_anybody(id)).collect();
    let is_among = |id: ConceptId| {
        other.units.iter().filter_map(Unit::concept).any(|other| {
            thesaurus.is_a(other, id)
                || (thesaurus.is_a(id, other) && !is_anybody(other))
                || thesaurus.parts_of(other).iter().any(|&part| thesaurus.is_a(part, id))
        })
    };
    (!particular.is_empty(), particular.iter().any(|&id| !is_among(id)))
}

#[cfg(test)]
mod tests {
    use super::{Kinship, kinship};
    use crate::lexicon::Lexicon;
    use crate::likeness::Subject;
    use crate::rule::embedded;
    use crate::text::{Analyst, Language};

    fn of(first: &str, second: &str) -> Option<Kinship> {
        let lexicon = Lexicon::read(embedded::lexicon(), &std::collections::BTreeMap::new()).expect("shipped lists");
        let (analyst, language) = (Analyst::default(), Language::English);
        let subject = |text: &str| {
            Subject::of(lexicon.thesaurus(), language, &analyst.content_in_detail(&lexicon, text, language))
        };
        kinship(lexicon.thesaurus(), &subject(first), &subject(second), &[])
    }

    #[test]
    fn what_one_says_more_weighs_on_its_side_alone() {
        let kin = of("Punctuality of trains", "Trains that run on time, with clean windows").expect("one thing");
        assert!(kin.explained[0] > kin.explained[1], "{kin:?}");
        assert!(!kin.each_knows_more());
    }

    #[test]
    fn the_concepts_that_are_named_here_exist() {
        let lexicon = Lexicon::read(embedded::lexicon(), &std::collections::BTreeMap::new()).expect("shipped lists");
        let named = super::ANYBODY.iter().chain(&super::GAPS).chain(&super::HOUSES).chain(&super::YOUNG);
        for id in named.chain(&["affordable"]) {
            assert!(lexicon.thesaurus().find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn other_people_are_another_result() {
        assert!(of("Vaccines for pregnant women", "Vaccines for nurses").is_none());
        assert!(of("Vaccines for everyone", "Vaccines for nurses").is_some());
    }

    #[test]
    fn a_gap_is_no_level() {
        assert!(of("Internet use by women", "Smaller gaps in Internet use").is_none());
    }

    #[test]
    fn a_home_is_no_school_and_one_town_is_not_another() {
        let kin = of("Households with computers", "Schools with computers").expect("two compounds");
        assert!(kin.share() < 0.5, "{kin:?}");
        assert!(of("Homes in Kisumu with sewers", "Homes in Nakuru with sewers").is_none());
        assert!(of("Homes in Kisumu with sewers", "Homes with sewers").is_some());
    }

    #[test]
    fn nothing_in_common_is_nothing() {
        let kin = of("Eradication of malaria", "Repair of bridges").expect("nobody is counted");
        assert!(kin.share() < 0.1, "{kin:?}");
    }
}
