//! Words that two titles share.

use crate::lexicon::Script;

/// The fewest characters that two Chinese titles must share in a row.
const CHARACTERS: usize = 4;
/// The fewest words in a row that two titles must share, each of some length.
const WORDS: usize = 2;
const LETTERS: usize = 4;

/// The longest run of words, in Chinese of characters, that stands in both texts; none where it is too short to be about
/// something. Both are in lower case.
pub(super) fn longest(a: &str, b: &str, language: &str) -> Option<String> {
    if Script::of(language) == Script::Unspaced {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let run = longest_run(&a, &b, |c| c.is_alphabetic())?;
        return (run.len() >= CHARACTERS).then(|| run.iter().collect());
    }
    let cut = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (cut(a), cut(b));
    let run = longest_run(&a, &b, |word: &String| word.chars().count() >= LETTERS)?;
    (run.len() >= WORDS).then(|| run.join(" "))
}

/// The longest run of items that stands in both, of items that count.
fn longest_run<T: PartialEq + Clone>(a: &[T], b: &[T], counts: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    let mut best: &[T] = &[];
    for start in 0..a.len() {
        for other in 0..b.len() {
            let pairs = a[start..].iter().zip(&b[other..]);
            let length = pairs.take_while(|(a, b)| a == b && counts(a)).count();
            if length > best.len() {
                best = &a[start..start + length];
            }
        }
    }
    (!best.is_empty()).then(|| best.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found() {
        assert_eq!(
            longest("users with digital skills", "most individuals have digital skills", "en").unwrap(),
            "digital skills"
        );
        assert_eq!(longest("具备数字技能的用户", "大多数个人拥有数字技能", "zh").unwrap(), "数字技能");
        assert!(longest("use of the internet", "access to the internet", "en").is_none());
        assert!(longest("基础设施", "基础服务", "zh").is_none());
    }
}
