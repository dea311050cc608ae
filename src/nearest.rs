//! Did you mean: the known word that comes nearest to one that is not known.

/// The nearest of `known` to `word`, where one is near enough to be meant: at most a third of its letters differ, two
/// neighbours swapped counting as one. Letter case and `_` for `-` count for nothing.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    let allowed = (word.chars().count() / 3).max(1);
    known
        .into_iter()
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
    }
}
