//! Where the parts of an extracted text stood in the file that it was taken from.

/// Names of places by the offsets of the text from which they hold: `Results!B12`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    starts: Vec<(u32, Box<str>)>,
    /// How many guesses were made on the way.
    pub guesses: usize,
    /// How many places were left out, or kept as a note only.
    pub left_out: usize,
}

impl Places {
    /// From `offset` on, which lies behind all before, the text comes from `place`.
    pub fn begin(&mut self, offset: usize, place: &str) {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.starts.push((offset, place.into()));
    }

    /// Where the text at `offset` comes from; nothing where no place was named.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<&str> {
        let before = self.starts.partition_point(|(start, _)| *start <= offset);
        let (_, place) = self.starts.get(before.checked_sub(1)?)?;
        (!place.is_empty()).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_until_the_next() {
        let mut places = Places::default();
        assert_eq!(places.at(0), None);
        places.begin(3, "A1");
        places.begin(9, "B2");
        places.begin(12, "");
        let at: Vec<_> = [0, 3, 8, 9, 11, 12].map(|offset| places.at(offset)).into();
        assert_eq!(at, [None, Some("A1"), Some("A1"), Some("B2"), Some("B2"), None]);
    }
}
