//! What an edit has changed in a text.

/// The one stretch in which two texts differ, in bytes; it begins and ends at characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it begins, in both.
    pub start: usize,
    /// Where it ends in the old text.
    pub end: usize,
    /// Where it ends in the new one.
    pub new_end: usize,
}

impl Difference {
    /// How `new` differs from `old`; nothing where it does not.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Option<Self> {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let mut start = same_at_the_beginning(a, b);
        let mut behind = same_at_the_end(&a[start..], &b[start..]);
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        while !old.is_char_boundary(a.len() - behind) || !new.is_char_boundary(b.len() - behind) {
            behind -= 1;
        }
        let (end, new_end) = (a.len() - behind, b.len() - behind);
        (end > start || new_end > start).then_some(Self { start, end, new_end })
    }
}

/// How many bytes are compared at once: texts are long and edits small.
const BLOCK: usize = 256;

fn same_at_the_beginning(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    blocks + a[blocks..].iter().zip(&b[blocks..]).take_while(|(a, b)| a == b).count()
}

fn same_at_the_end(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    let (a, b) = (&a[..a.len() - blocks], &b[..b.len() - blocks]);
    blocks + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::Difference;

    #[test]
    fn a_difference_is_between_characters() {
        let between = |old: &str, new: &str| Difference::between(old, new).map(|it| (it.start, it.end, it.new_end));
        assert_eq!(between("abc", "abc"), None);
        assert_eq!(between("abc", "abbc"), Some((2, 2, 3)));
        assert_eq!(between("aaa", "aa"), Some((2, 3, 2)));
        // Both characters are of three bytes, of which the last differs.
        assert_eq!(between("x宽y", "x宾y"), Some((1, 4, 4)));
        assert_eq!(between("", "é"), Some((0, 0, 2)));
        let long = "ä".repeat(1_000);
        assert_eq!(between(&long, &format!("{long}ä")), Some((2_000, 2_000, 2_002)));
    }
}
