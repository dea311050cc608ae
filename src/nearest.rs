//! Did you mean: the known word that comes nearest to one that is not known.

/// Letters of the longest word for which another may be meant. Comparing takes the product of two lengths.
const LONGEST: usize = 100;

/// The nearest of `known` to `word`, where one is near enough to be meant: at most a third of its letters differ, two
/// neighbours swapped counting as one. Letter case and `_` for `-` count for nothing. None for a word of more than a hundred
/// letters.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let word = plain(word);
    let letters = word.chars().count();
    let allowed = (letters / 3).max(1);
    known
        .into_iter()
        // No nearer than the lengths differ.
        .filter(|candidate| candidate.chars().take(2 * LONGEST).count().abs_diff(letters) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|&(distance, candidate)| distance <= allowed && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_found_and_another_word_is_not() {
        let known = ["baseline", "target", "milestones", "contributes-to"];
        assert_eq!(nearest("basline", known), Some("baseline"));
        assert_eq!(nearest("contributes_to", known), Some("contributes-to"));
        assert_eq!(nearest("Target", known), Some("target"));
        assert_eq!(nearest("budget", known), None);
        assert_eq!(nearest("x", ["y"]), None);
        let long = "x".repeat(200_000);
        assert_eq!((nearest(&long, [&*format!("{long}y")]), nearest("target", [&*long])), (None, None));
    }
}
