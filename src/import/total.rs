//! What says that a row or a column adds up others.

use super::heading::{folded, is_han, is_word, understand, words_of};
use super::label::bare;

/// Whether words say that their row adds up others: "Total", "Sub-total: water", "Итого по цели 1", "目标1小计". What merely begins
/// with such a word is a name: "Total factor productivity raised".
pub(super) fn is_total(text: &str) -> bool {
    if is_word(text, "total") {
        return true;
    }
    // "Total (USD)", "Sub-total: water", "Total – Goal 1".
    let signs = [":", "：", "(", "（", " – ", " — ", " - "];
    if signs.iter().any(|sign| text.split_once(sign).is_some_and(|(before, _)| is_word(before, "total"))) {
        return true;
    }
    without(&folded(text)).is_some_and(|rest| {
        let mut words: Vec<&str> = rest.split(' ').collect();
        while words.len() > 1 && words.first().is_some_and(|word| is_word(word, "of")) {
            words.remove(0);
        }
        while words.len() > 1 && words.last().is_some_and(|word| is_word(word, "of")) {
            words.pop();
        }
        // "Total A", "Total for goal G": the mark of what is added up.
        let marks_one = words.split_last().is_some_and(|(last, before)| {
            let is_mark = last.is_ascii() && !last.is_empty() && last.len() <= 3 && !is_word(last, "of");
            is_mark && before.iter().all(|word| understand(word).is_some())
        });
        let rest = words.join(" ");
        marks_one || is_word(&rest, "of") || is_number(&rest) || bare(&rest).is_some()
    })
}

/// A folded text without the word of a sum at its beginning or its end; none where it has none there.
pub(super) fn without(text: &str) -> Option<String> {
    let is_apart = |rest: &str, next: Option<char>| {
        !rest.is_empty() && (next.is_some_and(|c| c == ' ') || next.is_some_and(|c| is_han(c) || c.is_numeric()))
    };
    let mut found: Option<&str> = None;
    for word in words_of("total") {
        let behind = text.strip_prefix(word).filter(|rest| is_apart(rest, rest.chars().next()));
        let before = text.strip_suffix(word).filter(|rest| is_apart(rest, rest.chars().next_back()));
        // Of "total general" and "total" the longer word is the one that stands there.
        for rest in [behind, before].into_iter().flatten() {
            if found.is_none_or(|found| rest.len() < found.len()) {
                found = Some(rest);
            }
        }
    }
    found.map(|rest| rest.trim().to_owned())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_numeric() || matches!(c, '.' | '-' | '–' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_from_names_that_begin_with_their_word() {
        for text in [
            "Total",
            "TOTAL:",
            "Sub-total",
            "Sous-total général",
            "Total general",
            "Grand total",
            "Итого",
            "Итого по цели 1",
            "Total G",
            "Total for goal G",
            "Всего:",
            "合计",
            "小计",
            "总计",
            "合计（万元）",
            "目标1小计",
            "المجموع",
            "المجموع الكلي",
            "Total Outcome 1",
            "Total for Goal 2",
            "Outcome 1.2 sub-total",
            "Sub-total: water",
            "Total budget",
            "Total 2025",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in [
            "Total factor productivity raised",
            "Totally new roads",
            "Total number of schools",
            "Итоговая аттестация пройдена",
            "总计划完成",
            "Всего построено школ",
            "Goal 1",
            "إجمالي الناتج المحلي يرتفع",
        ] {
            assert!(!is_total(text), "{text}");
        }
    }
}
