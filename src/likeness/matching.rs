//! The things of two statements, put together in pairs.

use super::comparison::EVERYONE;
use super::family::Family;
use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

/// A thing of a statement, or one of those that a compound is made of. Most pairs of statements have nothing in common, so that
/// nothing is copied before it is known what they share.
#[derive(Clone, Copy)]
pub(super) struct Piece<'s> {
    /// The thing, or the compound.
    pub(super) of: &'s Unit,
    /// The concept, where it is one: that of the thing, or what the compound is made of.
    pub(super) concept: Option<ConceptId>,
    /// Whether a compound is made of it.
    is_part: bool,
    /// What it is to the statement.
    pub(super) sort: Sort,
}

impl<'s> Piece<'s> {
    fn whole(unit: &'s Unit) -> Self {
        Self { of: unit, concept: unit.concept(), is_part: false, sort: unit.sort }
    }

    fn made_of(thesaurus: &Thesaurus, compound: &'s Unit, part: ConceptId) -> Self {
        Self { of: compound, concept: Some(part), is_part: true, sort: Sort::of(thesaurus.concept(part).facet) }
    }

    fn is_same(self, other: Self) -> bool {
        match (self.concept, other.concept) {
            (None, None) => self.of.has_key_of(other.of),
            (one, other) => one == other,
        }
    }

    /// Whether it is one of some things.
    pub(super) fn is_one_of(self, keys: &[Key]) -> bool {
        match self.concept {
            Some(concept) => keys.contains(&Key::Concept(concept)),
            None => keys.contains(&self.of.key),
        }
    }

    fn is_matter(self) -> bool {
        self.sort.is_matter()
    }

    /// Whether it is a word that no concept is known for.
    pub(super) fn is_word(self) -> bool {
        self.concept.is_none() && matches!(self.of.key, Key::Word(_))
    }

    fn into_unit(self) -> Unit {
        match self.concept {
            Some(part) if self.is_part => self.of.part_of_it(part, self.sort),
            _ => self.of.clone(),
        }
    }
}

/// What the comparison of two statements' things gave. Of two entries the first is of the first statement.
#[derive(Default)]
pub(super) struct Matched<'s> {
    /// Things that are the same or belong to each other.
    shared: Vec<(Piece<'s>, Piece<'s>)>,
    /// How much is shared: two for what is the same, one for what belongs to something wider. Whom both count, and what
    /// says little by itself, is not what they are about, and counts nothing.
    pub(super) weight: usize,
    /// Whether a thing of this side belongs to a wider one of the other.
    pub(super) narrower: [bool; 2],
    /// What has no like on the other side.
    pub(super) left: [Vec<Piece<'s>>; 2],
}

impl<'s> Matched<'s> {
    /// What one side has of a sort and the other has not.
    pub(super) fn left_of(&self, side: usize, sort: Sort) -> impl Iterator<Item = Piece<'s>> {
        self.left[side].iter().copied().filter(move |piece| piece.sort == sort)
    }

    /// Whether a thing is of one field with something that is shared: drinking water beside access to water.
    pub(super) fn is_near_shared(&self, thesaurus: &Thesaurus, piece: Piece<'_>) -> bool {
        let Some(concept) = piece.concept else { return false };
        let mut shared = self.shared.iter().flat_map(|(one, other)| [one, other]).filter(|piece| piece.is_matter());
        let near = |other: ConceptId| {
            thesaurus.fields_of(concept).contains(&other) || thesaurus.fields_of(other).contains(&concept)
        };
        shared.any(|piece| piece.concept.is_some_and(near))
    }

    /// What one side has of a sort that is shared.
    pub(super) fn shared_of(&self, side: usize, sort: Sort) -> impl Iterator<Item = Piece<'s>> {
        self.shared.iter().map(move |pair| [pair.0, pair.1][side]).filter(move |piece| piece.sort == sort)
    }

    /// What is shared.
    pub(super) fn into_shared(self) -> Vec<(Unit, Unit)> {
        self.shared.into_iter().map(|(one, other)| (one.into_unit(), other.into_unit())).collect()
    }
}

/// `of_fields`: whether a field of work may be all that two statements have in common.
///
/// What both name is put together first. A compound that only one names is then taken apart: child mortality is mortality
/// and children, which the other may name one by one.
pub(super) fn matched<'s>(
    thesaurus: &Thesaurus,
    first: &'s Subject,
    second: &'s Subject,
    of_fields: bool,
) -> Matched<'s> {
    let across = first.language != second.language;
    // Doctors per inhabitant are about doctors, who elsewhere only say whom something is for.
    let of_people = first.is_of_people() && second.is_of_people();
    let everyone = if of_people { thesaurus.find(EVERYONE) } else { None };
    let is_matter = |piece: Piece<'_>| {
        piece.is_matter() || of_people && piece.sort == Sort::Population && piece.concept != everyone
    };
    let most = first.units.len().max(second.units.len());
    let mut result = Matched {
        shared: Vec::with_capacity(most),
        left: [Vec::with_capacity(most), Vec::with_capacity(most)],
        ..Matched::default()
    };
    let families = [first.family(thesaurus), second.family(thesaurus)];
    // Whether a statement may have something that is like a piece; most often a few bits say that it has not.
    let may_have = |family: Family, piece: Piece<'_>| match piece.concept {
        Some(concept) => family.may_have(thesaurus, concept),
        None => family.may_have_word(piece.of),
    };
    let mut seconds: Vec<&Unit> = second.units.iter().collect();
    let mut open: Vec<&Unit> = Vec::with_capacity(first.units.len());
    for unit in &first.units {
        match seconds.iter().position(|other| other.has_key_of(unit)) {
            Some(index) => {
                let other = seconds.remove(index);
                let one_thing = match (are_named_alike(unit, other), across || of_fields) {
                    (true, _) => 2,
                    (false, true) => 1,
                    (false, false) => 0,
                };
                let (unit, other) = (Piece::whole(unit), Piece::whole(other));
                result.weight += one_thing * usize::from(is_matter(unit) || is_matter(other));
                result.shared.push((unit, other));
            }
            None => open.push(unit),
        }
    }
    let open = taken_apart(thesaurus, &open);
    let seconds = taken_apart(thesaurus, &seconds);
    let mut taken = vec![false; seconds.len()];
    // What is named by a compound that both have is said already: children beside child mortality.
    let both: Vec<ConceptId> = result.shared.iter().filter_map(|(unit, _)| unit.concept).collect();
    let is_said = |piece: Piece<'_>| {
        piece.concept.is_some_and(|part| both.iter().any(|&concept| thesaurus.parts_of(concept).contains(&part)))
    };
    let mut unmatched = Vec::with_capacity(open.len());
    for piece in open {
        let may_be = may_have(families[1], piece);
        let same = (0..seconds.len()).find(|&index| may_be && !taken[index] && seconds[index].is_same(piece));
        match same {
            Some(index) => {
                taken[index] = true;
                result.weight += 2 * usize::from(is_matter(piece) || is_matter(seconds[index]));
                result.shared.push((piece, seconds[index]));
            }
            None => unmatched.push((piece, may_be)),
        }
    }
    for (piece, may_be) in unmatched {
        let found = seconds.iter().position(|&other| may_be && are_alike_pieces(thesaurus, piece, other));
        if let Some(index) = found {
            let other = seconds[index];
            result.weight += usize::from(!taken[index] && (is_matter(piece) || is_matter(other)));
            taken[index] = true;
            result.narrower[usize::from(!belongs(thesaurus, piece, other))] = true;
            result.shared.push((piece, other));
        } else if let Some(&(_, other)) = result
            .shared
            .iter()
            .find(|&&(_, other)| may_be && are_alike_pieces(thesaurus, piece, other) && piece.sort == other.sort)
        {
            result.narrower[usize::from(!belongs(thesaurus, piece, other))] = true;
        } else if !is_said(piece) {
            result.left[0].push(piece);
        }
    }
    for (&piece, _) in seconds.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let mut firsts = first.units.iter().map(Piece::whole);
        let may_be = may_have(families[0], piece);
        match firsts.find(|&one| may_be && are_alike_pieces(thesaurus, one, piece)) {
            // It belongs to a thing that has found its like already.
            Some(one) => result.narrower[usize::from(belongs(thesaurus, piece, one))] = true,
            None if is_said(piece) => {}
            None => result.left[1].push(piece),
        }
    }
    result
}

/// Units with compounds replaced by what they are made of, each once.
fn taken_apart<'s>(thesaurus: &Thesaurus, units: &[&'s Unit]) -> Vec<Piece<'s>> {
    let mut apart: Vec<Piece<'s>> = Vec::with_capacity(units.len() + 4);
    let mut add = |piece: Piece<'s>| {
        if !apart.iter().any(|known| known.is_same(piece)) {
            apart.push(piece);
        }
    };
    for &unit in units {
        let parts = unit.concept().map_or(&[][..], |concept| thesaurus.parts_of(concept));
        if parts.is_empty() {
            add(Piece::whole(unit));
        }
        parts.iter().for_each(|&part| add(Piece::made_of(thesaurus, unit, part)));
    }
    apart
}

/// Whether two words for one concept speak of one thing. Wages and hiring are both of employment, which is a field of
/// work: there the words must have something in common.
fn are_named_alike(one: &Unit, other: &Unit) -> bool {
    if one.of_field.is_empty() || other.of_field.is_empty() {
        return true;
    }
    let alike = |one: &str, other: &str| one == other || share_a_beginning(one, other);
    one.of_field.iter().any(|one| other.of_field.iter().any(|other| alike(one, other)))
}

/// How many letters two words of one family share at their beginning: cyberattack and cybersecurity.
const BEGINNING: usize = 5;

/// Whether two words begin as those of one family do.
pub(super) fn share_a_beginning(one: &str, other: &str) -> bool {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count() >= BEGINNING
}

/// Whether one is the other or belongs to it.
fn belongs(thesaurus: &Thesaurus, one: Piece<'_>, other: Piece<'_>) -> bool {
    one.concept.zip(other.concept).is_some_and(|(one, other)| thesaurus.is_a(one, other))
}

fn are_alike_pieces(thesaurus: &Thesaurus, one: Piece<'_>, other: Piece<'_>) -> bool {
    one.is_same(other) || belongs(thesaurus, one, other) || belongs(thesaurus, other, one)
}

/// Whether two things are the same, or one belongs to the other.
pub(super) fn are_alike(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    are_alike_pieces(thesaurus, Piece::whole(one), Piece::whole(other))
}
