//! Codes of the Sustainable Development Goals as people write them.

use super::Level;
use super::cursor::Cursor;
use super::fold::target_letter;
use super::words;

/// The canonical form of the SDG code that `folded` consists of, whether it exists or not; none where the text is no
/// code, or leaves open which.
///
/// - Parts are joined by dots, with or without blanks; between a number and a letter the dot may be missing.
/// - Hyphens join parts only where one of them is a letter: `1-3` may be a range of goals, and in text that runs from
///   right to left the goal may come last.
/// - A word before the code does not change it, but where it promises a longer code than there is (`target 9`), a
///   part is missing, and it is not known which.
pub(super) fn code(folded: &str) -> Option<String> {
    let (said, rest) = words::strip(words::SDG, folded);
    let mut at = Cursor::new(rest);
    let mut code = at.number()?.to_string();
    let (mut parts, mut letters, mut dots, mut hyphens) = (1, 0, 0, 0);
    loop {
        let blank = at.skip(&[' ']);
        let hyphen = at.eat("-");
        let dot = !hyphen && at.eat(".");
        at.skip(&[' ']);
        if at.is_at_end() && !hyphen {
            break;
        }
        if blank && !dot && !hyphen {
            return None;
        }
        code.push('.');
        match at.number() {
            Some(number) => code.push_str(&number.to_string()),
            None => {
                code.push(at.letter(target_letter)?);
                letters += 1;
            }
        }
        parts += 1;
        dots += usize::from(dot);
        hyphens += usize::from(hyphen);
    }
    let joined_clearly = hyphens == 0 || (dots == 0 && letters > 0);
    (joined_clearly && parts >= said.map_or(1, parts_of)).then_some(code)
}

/// How many parts a code of `level` has.
const fn parts_of(level: Level) -> usize {
    match level {
        Level::Target => 2,
        Level::Indicator => 3,
        _ => 1,
    }
}
