//! How far two statements are about the same where each says it in words of its own.
//!
//! [`compare`](super::compare) asks that all of one statement be found in the other. Who says a thing in another way
//! names other things beside it: `a toilet or latrine` for `open defecation`, `have a job` for `unemployment`. Here each
//! thing counts as much as it tells, as far as the other statement has something near to it. Who takes this for likeness
//! must know more that speaks for it, such as one quantity in both.

use super::counted::{are_elsewhere, names_alone};
use super::matching::share_a_beginning;
use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::{Role, Thesaurus};

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
    /// Whether both name one result, such as unemployment, which tells more than a thing that results may be about.
    pub(crate) names_one_result: bool,
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

    /// Whether both name one result, and it is much of what at least one of them says.
    pub(crate) fn is_of_one_result(&self) -> bool {
        let least = self.explained[0].min(self.explained[1]);
        let most = self.explained[0].max(self.explained[1]);
        self.names_one_result && least >= LITTLE && most >= MUCH
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

/// How many concepts belong at most to a thing by which two texts are told to be one where no quantity speaks for it.
pub(crate) const A_NARROW_FIELD: usize = 5;

/// How near two things are at least to be near at all.
const NEAR: f64 = 0.35;

/// How near two things are at least to be close.
const CLOSE: f64 = 0.7;

/// How much of a statement is little of it, much, most, nearly all, and all.
const LITTLE: f64 = 0.2;
const MUCH: f64 = 0.4;
const MOST: f64 = 0.7;
const NEARLY_ALL: f64 = 0.8;
const ALL: f64 = 0.85;

/// How much a thing says at least to be told as left over.
const TELLING: f64 = 0.25;

/// What two statements have in common; nothing where they count other people, are for other places, or one speaks of a
/// difference between groups and the other does not. `indistinct` are attributes that tell nothing apart.
pub(crate) fn kinship(thesaurus: &Thesaurus, first: &Subject, second: &Subject, indistinct: &[Key]) -> Option<Kinship> {
    let counted = [first, second].map(|subject| subject.counted(thesaurus));
    let speaks_of_gap = [first.disparity || counted[0].names_gap, second.disparity || counted[1].names_gap];
    let is_gap_of_one = first.disparity != second.disparity && speaks_of_gap[0] != speaks_of_gap[1];
    if is_gap_of_one || are_elsewhere(first, second) || counted[0].is_in_homes_or_houses_unlike(counted[1]) {
        return None;
    }
    let particular = [0, 1].map(|side| counted[side].particular(thesaurus, counted[1 - side]));
    let others = [second, first];
    let names_alone = [0, 1].map(|side| names_alone(thesaurus, &particular[side], others[side], counted[1 - side]));
    if names_alone == [true, true] {
        return None;
    }
    let across = first.language != second.language;
    let of_one_people = particular.iter().all(|people| !people.is_empty()) && names_alone == [false, false];
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
            result.names_one_result |= are_one_result(thesaurus, unit, nearest);
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

/// Whether two things are one result, or one is the part of it that a group has: unemployment, that of the young.
fn are_one_result(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    let Some((one, other)) = one.concept().zip(other.concept()) else { return false };
    let are_results = [one, other].iter().all(|&id| thesaurus.concept(id).role == Role::Result);
    are_results && (thesaurus.is_a(one, other) || thesaurus.is_a(other, one))
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
        (Key::Concept(one), Key::Concept(other)) => thesaurus.nearness(*one, *other),
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
