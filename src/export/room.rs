//! How much room texts take: widths of columns, and lines of cells. Widths are counted in digits, as spreadsheets do.

use super::column::Look;
use super::matrix::Sheet;
use crate::text::Language;

/// A text of more lines makes its column wider: no row of a workbook is as high as it would need.
const MANY_LINES: usize = 20;

/// How wide each column is: as wide as its longest word needs, for a program breaks none, but not narrower or wider than cells
/// of its look are read well.
pub(super) fn widths(sheet: &Sheet, language: Language) -> Vec<usize> {
    let width = |(index, look): (usize, Look)| {
        let heading = sheet.columns.get(index).map(|column| column.heading.clone());
        let texts = sheet.rows.iter().filter_map(|row| Some(row.get(&index)?.content.shown(language)));
        let texts: Vec<String> = heading.into_iter().chain(texts).collect();
        let words = texts.iter().map(|text| text.split([' ', '\n']).map(longest).max().unwrap_or(0));
        // A text of some lines is read better than one of many that are short, or of one that is long.
        let whole = texts.iter().map(|text| digits(text)).max().unwrap_or(0);
        let (few_lines, (least, most)) = match look {
            Look::Id => (0, (6, 30)),
            Look::Statement => {
                let is_long = texts.iter().any(|text| lines(text, 34) > MANY_LINES);
                (whole / 3, if is_long { (60, 60) } else { (18, 34) })
            }
            Look::Words => (whole / 4, (8, 30)),
            Look::Value => (0, (8, 24)),
        };
        (words.max().unwrap_or(0) + 2).max(few_lines).clamp(least, most)
    };
    sheet.columns.iter().map(|column| column.look).enumerate().map(width).collect()
}

/// How many lines a text takes in a column of a width.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let room = width.saturating_sub(1).max(1);
    let of_line = |line: &str| {
        // Words go to the next line as a whole, where they fit there.
        let (mut count, mut used) = (1, 0);
        for word in line.split_whitespace() {
            let size = digits(word);
            let with_blank = if used == 0 { size } else { used + 1 + size };
            if with_blank <= room {
                used = with_blank;
            } else {
                count += usize::from(used > 0) + size.saturating_sub(1) / room;
                used = size - size.saturating_sub(1) / room * room;
            }
        }
        count
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

/// Whether a text has signs of Chinese, Japanese or Korean, whose lines are higher.
pub(super) fn is_high(text: &str) -> bool {
    text.chars().any(is_wide)
}

fn is_wide(c: char) -> bool {
    ('\u{1100}'..'\u{fb00}').contains(&c)
}

/// How wide what stands together in a word is: a line may end behind any sign of Chinese, Japanese or Korean, but not every one should.
fn longest(word: &str) -> usize {
    if is_high(word) { digits(word).min(8) } else { digits(word) }
}

/// How many digits wide a text is: signs of Chinese, Japanese and Korean are twice as wide.
fn digits(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_to_the_next_line_as_a_whole() {
        assert_eq!(lines("", 9), 1);
        assert_eq!(lines("one two", 9), 1);
        assert_eq!(lines("one two three", 9), 2);
        assert_eq!(lines("seventeen letters", 11), 2);
        assert_eq!(lines("a\nb", 9), 2);
        assert_eq!(lines("普遍供水普遍供水", 9), 2);
        assert_eq!(lines("01234567890123456789", 9), 3);
        assert!(is_high("普遍供水") && !is_high("é"));
    }
}
