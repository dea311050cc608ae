//! How far what was written lies from a code.
//!
//! An edit distance over the parts of the code, in which two neighbours that changed places count as one slip. What a
//! slip costs tells which of several codes is the likelier one; the figures mean nothing beyond their order. They are
//! chosen so that one slip lies below [`LIMIT`] and two lie above it, but that the name of a line of C7 alone, without
//! the letter and the number, still leads to it.

use super::parts::{MOST, Part};

/// The largest distance at which a code is still near.
pub(super) const LIMIT: u32 = 50;
/// More than any sum of slips that is near.
const FAR: u32 = 1000;

/// Two neighbours that changed places: nothing that was written is lost, so that this explains most.
const SWAP: u32 = 20;
/// More where the first part is one of them, for then the code meant is of another goal.
const SWAP_WITH_FIRST: u32 = 32;
const CHANGE: u32 = 30;
/// More for a change in the first part, which would move the whole code elsewhere.
const CHANGE_OF_FIRST: u32 = 35;
const LETTER_TO_NUMBER: u32 = 34;
const NUMBER_TO_LETTER: u32 = 36;
/// More for each step from the first number or letter: 1 is the commonest number, `a` the commonest letter.
const KIND_STEP: u32 = 10;
/// For each letter that differs in a name.
const NAME_STEP: u32 = 10;
const ADDED_NAME: u32 = 35;
const ADDED_NUMBER: u32 = 34;
/// More than for a number: letters are rarer, so that one that was written means something.
const ADDED_LETTER: u32 = 45;
const MISSING_LETTER: u32 = 20;
const MISSING_NUMBER: u32 = 30;

/// The distance of `written` from `code`; none where it is not near.
pub(super) fn distance(written: &[Part], code: &[Part]) -> Option<u32> {
    if written.len().max(code.len()) > MOST {
        return None;
    }
    let mut rows = [[0u32; MOST + 1]; MOST + 1];
    for i in 0..=written.len() {
        for j in 0..=code.len() {
            if i == 0 && j == 0 {
                continue;
            }
            let mut least = FAR;
            if i > 0 {
                least = least.min(rows[i - 1][j] + added(written, i - 1));
            }
            if j > 0 {
                least = least.min(rows[i][j - 1] + missing(code, j - 1));
            }
            if i > 0 && j > 0 {
                least = least.min(rows[i - 1][j - 1] + changed(&written[i - 1], &code[j - 1], i == 1 || j == 1));
            }
            if i > 1 && j > 1 && written[i - 1] == code[j - 2] && written[i - 2] == code[j - 1] {
                let swap = if i == 2 || j == 2 { SWAP_WITH_FIRST } else { SWAP };
                least = least.min(rows[i - 2][j - 2] + swap);
            }
            rows[i][j] = least;
        }
        // No slip costs less than nothing, and none reaches back further than by two rows.
        let is_far = |row: &[u32]| row[..=code.len()].iter().all(|&cost| cost > LIMIT);
        if i > 0 && is_far(&rows[i]) && is_far(&rows[i - 1]) {
            return None;
        }
    }
    let distance = rows[written.len()][code.len()];
    (distance <= LIMIT).then_some(distance)
}

/// The cost of a part that was written and is not in the code. The first part says what the rest belongs to, and the
/// last one is the likeliest to be too many.
fn added(written: &[Part], index: usize) -> u32 {
    let cost = match written[index] {
        _ if index == 0 => FAR,
        Part::Number(_) => ADDED_NUMBER,
        Part::Letter(_) => ADDED_LETTER,
        Part::Name(_) => ADDED_NAME,
    };
    cost + u32::from(index + 1 < written.len())
}

/// The cost of a part of the code that was not written. The number of a goal is never guessed, and a code without the
/// name is a code of its own.
fn missing(code: &[Part], index: usize) -> u32 {
    match code[index] {
        Part::Number(_) if index > 0 => MISSING_NUMBER,
        Part::Letter(_) => MISSING_LETTER,
        Part::Number(_) | Part::Name(_) => FAR,
    }
}

/// The cost of a part in place of another one. In the first place, only what is near can be meant.
fn changed(written: &Part, meant: &Part, first: bool) -> u32 {
    match (written, meant) {
        _ if written == meant => 0,
        (Part::Number(one), Part::Number(other)) => change(between_numbers(*one, *other), first),
        (Part::Letter(one), Part::Letter(other)) => change((*one as u32).abs_diff(*other as u32), first),
        (Part::Letter(_), Part::Number(number)) if !first => LETTER_TO_NUMBER + steps(u32::from(*number), 1),
        (Part::Number(_), Part::Letter(letter)) if !first => NUMBER_TO_LETTER + steps(*letter as u32, 'a' as u32),
        (Part::Name(one), Part::Name(other)) => between_names(one, other),
        _ => FAR,
    }
}

/// The difference at which a first part is still near.
const NEAR: u32 = 2;
/// The difference from which on all are alike.
const APART: u32 = 3;

/// The cost of a number or letter in place of one that is `apart` from it.
fn change(apart: u32, first: bool) -> u32 {
    match first {
        true if apart > NEAR => FAR,
        true => CHANGE_OF_FIRST + apart,
        false => CHANGE + apart.min(APART),
    }
}

/// The difference of two numbers, or less where a digit too many or too few, or two digits swapped, explain it.
fn between_numbers(one: u16, other: u16) -> u32 {
    let difference = u32::from(one.abs_diff(other));
    if difference > NEAR && (are_swapped(one, other) || is_digit_slip(one, other)) { NEAR } else { difference }
}

/// Whether two numbers of two digits are one another read backwards.
fn are_swapped(one: u16, other: u16) -> bool {
    let two_digits = 10..=99;
    two_digits.contains(&one) && two_digits.contains(&other) && one % 10 * 10 + one / 10 == other
}

/// Whether one number is the other with one digit left out.
fn is_digit_slip(one: u16, other: u16) -> bool {
    let digits = |number: u32| number.checked_ilog10().unwrap_or_default() + 1;
    let (shorter, longer) = (u32::from(one.min(other)), u32::from(one.max(other)));
    let without = |digit: u32| {
        let unit = 10u32.pow(digit);
        longer / unit / 10 * unit + longer % unit
    };
    digits(longer) == digits(shorter) + 1 && (0..digits(longer)).any(|digit| without(digit) == shorter)
}

/// The cost of what lies behind the first number or letter.
fn steps(value: u32, first: u32) -> u32 {
    value.saturating_sub(first).saturating_mul(KIND_STEP).min(FAR)
}

/// Two names are near where at most two in five letters differ.
fn between_names(written: &str, meant: &str) -> u32 {
    let is_near = |apart: usize| apart * 5 <= meant.len() * 2;
    // Two names are no nearer than their lengths.
    if !is_near(written.chars().count().abs_diff(meant.chars().count())) {
        return FAR;
    }
    let apart = strsim::damerau_levenshtein(written, meant);
    u32::try_from(apart).ok().filter(|_| is_near(apart)).map_or(FAR, |apart| apart * NAME_STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_digits_are_those_of_what_is_written() {
        let tried = || (0..=130u16).chain([199, 909, 1000, 1005, 9999, 10_000, 10_005, 65_535]);
        for (one, other) in tried().flat_map(|one| tried().map(move |other| (one, other))) {
            let (written, meant) = (one.to_string(), other.to_string());
            let swapped = written.len() == 2 && written.chars().rev().eq(meant.chars());
            let digit_slip = written.len() != meant.len() && strsim::levenshtein(&written, &meant) == 1;
            let difference = u32::from(one.abs_diff(other));
            let wanted = if swapped || digit_slip { difference.min(NEAR) } else { difference };
            assert_eq!(between_numbers(one, other), wanted, "{one} {other}");
        }
    }
}
