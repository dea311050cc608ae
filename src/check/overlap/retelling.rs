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
use crate::likeness::{Degree, Key, Kinship, Likeness, Side, kinship};
use crate::text::{Language, Statement};

/// How much of two texts may be the same words in the same order where they are two ways of saying one thing.
const ONE_FRAME: f64 = 0.5;

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

/// How many concepts belong at most to a thing by which two texts are told to be one: fewer where no quantity speaks for it.
const A_NARROW_FIELD: usize = 5;
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
    let is_kin = |kin: &Kinship| is_enough(kin, amounts, across) && is_of_one_time(first, second, kin);
    let is_telling = match amounts {
        Amounts::Equal => kin.is_telling(A_FIELD, true),
        Amounts::None => kin.is_telling(A_FIELD, false) && (kin.of_one_people || kin.is_telling(A_NARROW_FIELD, false)),
        _ => kin.is_telling(A_NARROW_FIELD, false),
    };
    if !is_telling {
        return None;
    }
    let kin = if is_kin(&kin) {
        kin
    } else {
        // The wider concepts tell a field of work, which is enough for two with one quantity.
        let wide = (amounts.are_one() && !across)
            .then(|| kinship(thesaurus, &one.by_fields, &other.by_fields, indistinct))
            .flatten();
        wide.filter(|kin| is_of_one_time(first, second, kin) && kin.share() >= WITH_EQUAL)?
    };
    if !across && is_one_frame(cx, one, other) {
        return None;
    }
    let more = [0, 1].map(|side| kin.knows_more[side] || kin.narrower[side]);
    let degree = match more {
        [true, false] if !amounts.are_one() => Degree::Part(Side::First),
        [false, true] if !amounts.are_one() => Degree::Part(Side::Second),
        _ => Degree::Same,
    };
    let weight = 2 * kin.shared.len();
    (weight > 0).then_some(Likeness { degree, weight, shared: kin.shared })
}

fn is_enough(kin: &Kinship, amounts: Amounts, across: bool) -> bool {
    let share = kin.share();
    let something = kin.common >= A_THIRD_OF_A_THING;
    // Without a quantity in common, price and use of one thing are two results.
    let is_one_measure = kin.measures_more == [false, false];
    let is_one = is_one_measure && kin.is_within() && !kin.each_knows_more();
    match amounts {
        Amounts::Equal => {
            let bound = if across { ACROSS_WITH_EQUAL } else { WITH_EQUAL };
            something && share >= bound && (!kin.each_knows_more() || share >= WITH_EQUAL_AND_MORE)
        }
        // One sort of quantity is told of everything: then nothing but the people may differ.
        Amounts::OneSort => share >= WITH_ONE_SORT && is_one_measure && kin.knows_more == [false, false],
        Amounts::None => share >= WITHOUT && is_one,
        Amounts::OneShare => share >= WITH_ONE_SHARE && is_one,
        Amounts::One => share >= WITH_ONE && is_one,
        Amounts::Apart => false,
    }
}

fn is_of_one_time(first: &Statement, second: &Statement, kin: &Kinship) -> bool {
    let years = first.deadline.as_ref().zip(second.deadline.as_ref());
    years.is_none_or(|(one, other)| one.year == other.year) || kin.share() >= AT_ANOTHER_TIME
}

/// Whether two texts are so much the same words that they are one frame with something else in it.
fn is_one_frame(cx: &Context<'_>, one: &Form, other: &Form) -> bool {
    let words = |form: &Form| Some(words_of(&form.place.entry(cx)?.words, form.subject.language));
    words(one).zip(words(other)).is_some_and(|(one, other)| share_in_order(&one, &other) >= ONE_FRAME)
}

/// The words of a text in small letters; in Chinese each two characters that stand beside each other.
pub(in crate::check) fn words_of(text: &str, language: Language) -> Vec<String> {
    let text = text.to_lowercase();
    if language == Language::Chinese {
        let characters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        return characters.windows(2).map(String::from_iter).collect();
    }
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The most words that are compared: a longer text is no target.
const WORDS: usize = 60;

/// How much of two texts are the same words in the same order, from 0 to 1.
pub(in crate::check) fn share_in_order(one: &[String], other: &[String]) -> f64 {
    let (one, other) = (&one[..one.len().min(WORDS)], &other[..other.len().min(WORDS)]);
    let mut longest = vec![0_u32; other.len() + 1];
    for word in one {
        let mut before = 0;
        for (index, own) in other.iter().enumerate() {
            let above = longest[index + 1];
            longest[index + 1] = if word == own { before + 1 } else { above.max(longest[index]) };
            before = above;
        }
    }
    let all = u32::try_from((one.len() + other.len()).max(1)).unwrap_or(u32::MAX);
    2.0 * f64::from(longest[other.len()]) / f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::{share_in_order, words_of};
    use crate::text::Language;

    fn share(one: &str, other: &str, language: Language) -> f64 {
        share_in_order(&words_of(one, language), &words_of(other, language))
    }

    #[test]
    fn a_frame_with_another_object_is_mostly_the_same_words() {
        let english = Language::English;
        assert!(share("By 2030, 80% of schools have a library", "By 2030, 80% of schools have a well", english) > 0.8);
        assert!(share("Cut burglary by 20%", "One in five fewer homes broken into", english) < 0.2);
        assert!(share("到2030年，85%的乡镇通公交车", "到2030年，85%的乡镇通自来水", Language::Chinese) > 0.6);
    }

    #[test]
    fn nothing_shares_nothing() {
        assert!(share("", "", Language::French) < f64::EPSILON);
    }
}
