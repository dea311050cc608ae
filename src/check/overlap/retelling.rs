//! Whether one of two texts tells in other words what the other tells.
//!
//! Who copies a target keeps its frame and puts another object into it: two texts in nearly the same words and with
//! different things are two results. Who tells one result twice uses other words, and keeps its quantity, its date and
//! the people. So less that is near will do where the words differ and a quantity is the same, and more is asked where
//! no quantity speaks for it.

use super::super::Context;
use super::super::about::Form;
use super::amounts::Amounts;
use super::pairs::statement;
use crate::lexicon::Thesaurus;
use crate::likeness::{
    A_NARROW_FIELD, Degree, Key, Kinship, Likeness, Side, Subject, Unit, Wording, frame, kinship, wording,
};
use crate::text::Statement;

/// How much is shared at least by texts with one quantity; in two languages, whose words cannot be compared.
const WITH_EQUAL: f64 = 0.3;
const ACROSS_WITH_EQUAL: f64 = 0.5;

/// The same where each names a known thing of its own.
const WITH_EQUAL_AND_MORE: f64 = 0.5;

/// How much is shared by texts with quantities of one sort: a target, and that for a part of the people.
const WITH_ONE_SORT: f64 = 0.5;

/// How much is shared by texts without quantities, by those of which one has a share, and of which one has another quantity.
const WITHOUT: f64 = 0.6;
const WITH_ONE_SHARE: f64 = 0.75;
const WITH_ONE: f64 = 0.8;

/// How much is shared by texts that are due in different years.
const AT_ANOTHER_TIME: f64 = 0.8;

/// How many concepts belong at most to a thing by which two texts with one quantity are told to be one.
const A_FIELD: usize = 8;

/// How many things are shared at least.
const A_THIRD_OF_A_THING: f64 = 0.3;

/// That two forms tell the same in other words. `is_short`: one is a title beside a whole statement, and says too little
/// unless both give one quantity.
pub(super) fn retold(
    cx: &Context<'_>,
    [one, other]: [&Form; 2],
    is_short: bool,
    indistinct: &[Key],
) -> Option<Likeness> {
    let (first, second) = (statement(cx, one)?, statement(cx, other)?);
    let amounts = Amounts::of(first, second);
    if amounts == Amounts::Apart || (is_short && !amounts.are_one()) {
        return None;
    }
    let thesaurus = cx.lexicon.thesaurus();
    let across = one.subject.language != other.subject.language;
    let kin = kinship(thesaurus, &one.subject, &other.subject, indistinct)?;
    // Two measures may be of one result, of which nothing else is said.
    let says_no_more = kin.knows_more == [false, false] && kin.measures_more == [false, false];
    if amounts == Amounts::OtherMeasure && !(kin.is_of_one_result() && says_no_more) {
        return None;
    }
    let by_things = |kin: Kinship| {
        let kin = if kin.is_of_one_result() {
            kin
        } else {
            told_alike(thesaurus, [one, other], [first, second], amounts, kin, indistinct)?
        };
        (across || !is_one_frame(cx, one, other)).then_some(kin)
    };
    let is_told_by_words = !across && !kin.is_of_one_result();
    let kin = match is_told_by_words.then(|| in_one_wording(cx, [one, other], amounts)).flatten() {
        Some(shared) => Kinship { shared, ..kin },
        None => by_things(kin)?,
    };
    let more = [0, 1].map(|side| kin.knows_more[side] || kin.narrower[side]);
    let degree = match more {
        [true, false] if !amounts.are_one() => Degree::Part(Side::First),
        [false, true] if !amounts.are_one() => Degree::Part(Side::Second),
        _ => Degree::Same,
    };
    let weight = 2 * kin.shared.len();
    (weight > 0).then_some(Likeness { degree, weight, shared: kin.shared })
}

/// Which part of the words of two texts is shared at least where they are one by their words alone: where they give one
/// quantity, and where they give none.
const WORDS_WITH_EQUAL: f64 = 0.6;
const WORDS_WITHOUT: f64 = 0.75;

/// How many words are shared at least in these cases.
const TWO_WORDS: usize = 2;
const THREE_WORDS: usize = 3;

/// The words that two texts share, where they are so many that one text is the other put in another order. What is one
/// frame with another object in it shares as many: each then says something that the other does not.
fn in_one_wording(cx: &Context<'_>, [one, other]: [&Form; 2], amounts: Amounts) -> Option<Vec<(Unit, Unit)>> {
    let (least, part) = match amounts {
        Amounts::Equal | Amounts::Complements => (TWO_WORDS, WORDS_WITH_EQUAL),
        Amounts::None => (THREE_WORDS, WORDS_WITHOUT),
        _ => return None,
    };
    let every_word = |form: &Form| {
        let entry = form.place.entry(cx)?;
        let words = cx.analyst.words(cx.lexicon, &entry.words, form.subject.language);
        Some(Subject::of_every_word(cx.lexicon.thesaurus(), form.subject.language, &words))
    };
    let is_enough = |wording: &Wording| wording.shared.len() >= least && wording.share >= part;
    // Whom a text counts may stand beside what it says of them, or be all that the two have in common.
    let beside_people = wording(&one.by_words, &other.by_words);
    if is_enough(&beside_people) && beside_people.is_within && !is_one_frame(cx, one, other) {
        return Some(beside_people.shared);
    }
    let all = wording(&every_word(one)?, &every_word(other)?);
    let is_one = all.is_within || (amounts.are_one() && !is_one_frame(cx, one, other));
    (is_enough(&all) && is_one).then_some(all.shared)
}

/// Whether two statements are of two results: they count other people, measure in ways of their own, or each names a known
/// thing that the other does not.
pub(super) fn are_told_apart(cx: &Context<'_>, one: &Form, other: &Form, indistinct: &[Key]) -> bool {
    let Some(kin) = kinship(cx.lexicon.thesaurus(), &one.subject, &other.subject, indistinct) else { return true };
    let amounts = statement(cx, one).zip(statement(cx, other)).map(|(one, other)| Amounts::of(one, other));
    let is_other_measure = matches!(amounts, Some(Amounts::Apart | Amounts::OtherMeasure));
    let is_other_object = kin.widths.is_none() && is_one_frame(cx, one, other);
    is_other_measure || is_other_object || kin.each_knows_more()
}

/// What two texts have in common, where that is enough for them to be one and tells them from the rest of a plan.
fn told_alike(
    thesaurus: &Thesaurus,
    [one, other]: [&Form; 2],
    [first, second]: [&Statement; 2],
    amounts: Amounts,
    kin: Kinship,
    indistinct: &[Key],
) -> Option<Kinship> {
    let across = one.subject.language != other.subject.language;
    let is_telling = match amounts {
        Amounts::Equal | Amounts::Complements => kin.is_telling(A_FIELD, true),
        Amounts::None => kin.is_telling(A_FIELD, false) && (kin.of_one_people || kin.is_telling(A_NARROW_FIELD, false)),
        _ => kin.is_telling(A_NARROW_FIELD, false),
    };
    if !is_telling {
        return None;
    }
    if is_enough(&kin, amounts, across) && is_of_one_time(first, second, &kin) {
        return Some(kin);
    }
    // The wider concepts tell a field of work, which is enough for two with one quantity.
    let wide = (amounts.are_one() && !across)
        .then(|| kinship(thesaurus, &one.by_fields, &other.by_fields, indistinct))
        .flatten();
    let is_whole = |kin: &Kinship| amounts != Amounts::Complements || kin.knows_more == [false, false];
    wide.filter(|kin| is_whole(kin) && is_of_one_time(first, second, kin) && kin.share() >= WITH_EQUAL)
}

fn is_enough(kin: &Kinship, amounts: Amounts, across: bool) -> bool {
    let share = kin.share();
    let something = kin.common >= A_THIRD_OF_A_THING;
    // Without a quantity in common, price and use of one thing are two results.
    let is_one_measure = kin.measures_more == [false, false];
    let is_one = is_one_measure && kin.is_within() && !kin.each_knows_more();
    match amounts {
        // Who do one thing, and who of them suffer another, make a whole by chance.
        Amounts::Complements if kin.knows_more != [false, false] => false,
        Amounts::Equal | Amounts::Complements => {
            let bound = if across { ACROSS_WITH_EQUAL } else { WITH_EQUAL };
            something && share >= bound && (!kin.each_knows_more() || share >= WITH_EQUAL_AND_MORE)
        }
        // One sort of quantity is told of everything: then nothing but the people may differ.
        Amounts::OneSort => share >= WITH_ONE_SORT && is_one_measure && kin.knows_more == [false, false],
        Amounts::None => share >= WITHOUT && is_one,
        Amounts::OneShare => share >= WITH_ONE_SHARE && is_one,
        Amounts::One => share >= WITH_ONE && is_one,
        Amounts::OtherMeasure | Amounts::Apart => false,
    }
}

fn is_of_one_time(first: &Statement, second: &Statement, kin: &Kinship) -> bool {
    let years = first.deadline.as_ref().zip(second.deadline.as_ref());
    years.is_none_or(|(one, other)| one.year == other.year) || kin.share() >= AT_ANOTHER_TIME
}

/// Whether two texts are so much the same words that they are one frame with something else in it.
pub(super) fn is_one_frame(cx: &Context<'_>, one: &Form, other: &Form) -> bool {
    let words = |form: &Form| Some(frame::words_of(&form.place.entry(cx)?.words, form.subject.language));
    words(one).zip(words(other)).is_some_and(|(one, other)| frame::is_one(&one, &other))
}
