//! Whether two texts are one frame: the same words in the same order, with something else in one place.
//!
//! Who copies a target keeps its frame and puts another object into it; who tells one result twice uses other words.

use crate::text::Language;

/// How much of two texts is the same words in the same order where they are one frame.
const ONE_FRAME: f64 = 0.5;

/// Whether two texts, as [`words_of`] gives them, are so much the same words that they are one frame.
pub(crate) fn is_one(one: &[String], other: &[String]) -> bool {
    share_in_order(one, other) >= ONE_FRAME
}

/// The words of a text in small letters; in Chinese each two characters that stand beside each other.
pub(crate) fn words_of(text: &str, language: Language) -> Vec<String> {
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
fn share_in_order(one: &[String], other: &[String]) -> f64 {
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
    use super::{is_one, share_in_order, words_of};
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
    fn one_frame_is_more_than_half_of_the_words() {
        let words = |text: &str| words_of(text, Language::English);
        assert!(is_one(&words("80% of schools have a well"), &words("80% of clinics have a well")));
        assert!(!is_one(&words("Cut burglary by 20%"), &words("One in five fewer homes broken into")));
    }

    #[test]
    fn nothing_shares_nothing() {
        assert!(share("", "", Language::French) < f64::EPSILON);
    }
}
