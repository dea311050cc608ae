//! The search of one text for all phrases at once.

use super::phrasebook::{ANY, MOST_WORDS, Match, NUMBER, Phrasebook, WordId};
use super::token::{Kind, Token};

/// A search of one text.
pub(super) struct Search<'s> {
    pub(super) book: &'s Phrasebook,
    pub(super) tokens: &'s [Token],
    pub(super) words: &'s [([WordId; MOST_WORDS], usize)],
}

impl Search<'_> {
    pub(super) fn walk(&self, node: u32, from: usize, at: usize, first: usize, into: &mut Vec<Match>) {
        for meaning in self.book.meanings(node) {
            let longer = Match { meaning, from, to: at };
            match into[first..].iter_mut().find(|found| found.meaning.list == meaning.list) {
                Some(known) if known.to >= at => {}
                Some(known) => *known = longer,
                None => into.push(longer),
            }
        }
        self.walk_on(node, from, at, first, into);
    }

    /// Goes on behind what has been found so far.
    fn walk_on(&self, node: u32, from: usize, at: usize, first: usize, into: &mut Vec<Match>) {
        let onward = self.book.onward(node);
        if onward.joins {
            for join in self.book.joins(node) {
                self.walk(join, from, at, first, into);
            }
        }
        let Some(token) = self.tokens.get(at) else { return };
        let (words, count) = &self.words[at];
        let words = &words[..*count];
        if onward.words {
            for &word in words {
                if let Some(next) = self.book.edge(node, word) {
                    self.walk(next, from, at + 1, first, into);
                }
            }
        }
        if onward.number {
            let digits = matches!(token.kind, Kind::Number(..));
            if (digits || words.iter().any(|&word| self.book.is_numeral(word)))
                && let Some(next) = self.book.edge(node, NUMBER)
            {
                self.walk(next, from, at + 1, first, into);
                if digits
                    && let [dash, number, ..] = &self.tokens[at + 1..]
                    && matches!(dash.kind, Kind::Mark('-' | '–' | '—' | '/'))
                    && matches!(number.kind, Kind::Number(..))
                {
                    self.walk(next, from, at + 3, first, into);
                }
            }
        }
        // A hyphen within a phrase: two-thirds, end-of-year.
        if node != 0 && token.is_mark('-') && token.glued && self.tokens.get(at + 1).is_some_and(|next| next.glued) {
            self.walk_on(node, from, at + 1, first, into);
        }
        if node != 0
            && onward.any
            && token.is_word()
            && let Some(next) = self.book.edge(node, ANY)
        {
            self.walk(next, from, at + 1, first, into);
        }
    }
}
