//! Codes of the World Summit on the Information Society as people write them.

use super::cursor::Cursor;
use super::fold::{latin, target_letter};
use super::words;
use super::{Catalogue, Level};

/// Signs that stand around the name of a line of C7.
const AROUND_NAME: &[char] = &[' ', '.', ':', '/', '-', '(', ')'];

/// The canonical form of the WSIS code that `folded` consists of, whether it exists or not; none where the text is no
/// code, or leaves open which.
///
/// The letter may be missing where a word says what the number counts (`action line 2`), and must fit that word where
/// both are there. `catalogue` gives the names of the lines of C7.
pub(super) fn code(folded: &str, catalogue: &Catalogue) -> Option<String> {
    let (said, rest) = words::strip(words::WSIS, folded);
    let mut at = Cursor::new(rest);
    let level = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        said?
    } else {
        letter(&mut at).filter(|level| said.is_none_or(|said| said == *level))?
    };
    let letter = if level == Level::ActionLine { 'C' } else { 'T' };
    let code = format!("{letter}{}", at.number()?);
    match at.rest().trim() {
        "" | "." => Some(code),
        name => sub_line(&code, name, catalogue),
    }
}

/// Goes past the letter of a code and what may stand between it and the number.
fn letter(at: &mut Cursor<'_>) -> Option<Level> {
    // The Arabic edition of the Plan of Action names the lines by the name of the letter.
    let letter = if at.eat("جيم") { 'c' } else { at.letter(target_letter)? };
    let level = match letter {
        'c' => Level::ActionLine,
        't' => Level::GenevaTarget,
        _ => return None,
    };
    at.skip(&[' ']);
    if at.eat("-") || at.eat(".") {
        at.skip(&[' ']);
    }
    Some(level)
}

/// The code of the line of `parent` that has this name. Hyphens and blanks in a name count for nothing, and it may be
/// cut short (`e-gov`) as long as it begins no other name.
fn sub_line(parent: &str, name: &str, catalogue: &Catalogue) -> Option<String> {
    let written = plain(name.trim_matches(AROUND_NAME));
    let mut meant = catalogue.entries().iter().filter(|entry| {
        let own = entry.code.strip_prefix(parent).and_then(|name| name.strip_prefix('.')).map(plain);
        own.is_some_and(|own| own == written || (written.len() >= SHORTEST_NAME && own.starts_with(&written)))
    });
    let entry = meant.next()?;
    meant.next().is_none().then(|| entry.code.clone())
}

/// `e-` and three letters.
const SHORTEST_NAME: usize = 4;

/// The letters of a name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-')).map(latin).collect()
}
