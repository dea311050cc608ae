//! Finding elements in the last plan without a syntax error, while there is one.
//!
//! Places of that plan are those of an older text. What stands before the first and behind the last difference of the
//! two texts has kept its place or was moved as a whole; what stands between is where the difference begins.

use tower_lsp_server::ls_types::Location as Address;

use crate::source::{SourceFile, Span};

use super::cursor;
use super::place;
use super::plan_view::PlanView;

/// The place of an element that only the last plan without a syntax error has.
pub(super) fn element(view: &PlanView, id: &str) -> Option<Address> {
    let before = view.last_good.as_deref()?;
    let element = before.plan.element(before.plan.find(id)?);
    let at = cursor::bare(&before.sources, element.key);
    let old = before.sources.file(at.file);
    let (index, now) = view.loaded.sources.iter().find(|(_, file)| file.path() == old.path())?;
    let span = Span { start: moved(old, now, at.span.start), end: moved(old, now, at.span.end) };
    Some(Address { uri: view.uris[index.0 as usize].clone()?, range: place::range(now, span, view.client.unit) })
}

/// Where a byte of the old text is in the new one.
fn moved(old: &SourceFile, new: &SourceFile, offset: u32) -> u32 {
    let (old, new) = (old.text().as_bytes(), new.text().as_bytes());
    let offset = offset as usize;
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let at = if offset <= front {
        offset
    } else if offset >= old.len() - back {
        offset + new.len() - old.len()
    } else {
        front
    };
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The id around a byte: letters, digits and what else ids hold.
pub(super) fn word_at(text: &str, offset: u32) -> Option<&str> {
    let offset = offset as usize;
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}' | ':' | '"' | '\'' | '#');
    let start =
        text.get(..offset)?.rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let end = text.get(offset..)?.find(ends).map_or(text.len(), |at| offset + at);
    text.get(start..end).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_a_byte_is_the_id() {
        let text = "to: [T1.1, 目标2]";
        assert_eq!(word_at(text, 7), Some("T1.1"));
        assert_eq!(word_at(text, 9), Some("T1.1"));
        assert_eq!(word_at(text, 11), Some("目标2"));
        assert_eq!(word_at(text, 4), None);
    }

    #[test]
    fn what_stands_behind_the_difference_moves_with_it() {
        let file = |text: &str| SourceFile::from_bytes("a".into(), text.as_bytes());
        let (old, new) = (file("aa bb cc"), file("aa bXXXb cc"));
        assert_eq!((moved(&old, &new, 1), moved(&old, &new, 6)), (1, 9));
    }
}
