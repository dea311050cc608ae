//! Numbers: in digits, in words, and in both (2.5 million, deux mille cinq cents, 三分之二).

use super::Language;
use super::digits::Form;
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::token::{Kind, Token};
use crate::lexicon::List;

/// What a number is a number of, as far as the number itself tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// A number.
    Plain,
    /// A share of a whole; the value is in percent.
    Share,
    /// A word that is as often an article or a pronoun.
    Weak,
}

/// A number in a text: tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) nature: Nature,
    /// The thousand or million that multiplies digits, else 1.
    pub(super) scale: f64,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The number that begins at a token.
pub(super) fn read(reading: &Reading<'_>, at: usize) -> Option<Amount> {
    share(reading, at).or_else(|| fraction(reading, at)).or_else(|| plain(reading, at))
}

/// A word for a share, `half of`; two numbers that make one, `one in four`, 三分之二.
fn share(reading: &Reading<'_>, at: usize) -> Option<Amount> {
    let share = |value: f64, to: usize| Amount { value, nature: Nature::Share, scale: 1.0, from: at, to };
    if let Some(found) = reading.at(List::Fraction, at).filter(|found| reading.is_free(found.from..found.to)) {
        return Some(share(found.meaning.value, found.to));
    }
    let first = plain(reading, at)?;
    if let Some((value, to)) = share_in_words(reading, first) {
        return Some(share(value, to));
    }
    let small = |amount: &Amount| amount.value.fract() == 0.0 && (1.0..=100.0).contains(&amount.value);
    // The noun counted may stand between: neuf ménages sur dix.
    let chinese = reading.book.language == Language::Chinese;
    let each = chinese && at > 0 && reading.word(at - 1) == "每";
    let reach = if each {
        14
    } else if chinese {
        0
    } else {
        3
    };
    let join = (first.to..=first.to + reach)
        .take_while(|&at| at == first.to || reading.tokens.get(at - 1).is_some_and(Token::is_word))
        .find_map(|at| {
            reading.at(List::OneIn, at).filter(|_| at == first.to || reading.at(List::OneInWords, at).is_none())
        })
        .filter(|_| small(&first))?;
    let second = plain(reading, join.to).filter(small)?;
    match reading.book.language {
        // 三分之二 names the parts before their number.
        Language::Chinese => {
            (second.value <= first.value).then(|| share(round(100.0 * second.value / first.value), second.to))
        }
        _ => (first.value < second.value).then(|| share(round(100.0 * first.value / second.value), second.to)),
    }
}

/// The most that stands between the numbers of a share.
const BETWEEN: usize = 3;

/// A share whose numbers are words, with what is counted between them, in percent, and where it ends: three people in four, nueve
/// de diez hogares, 十户中有九户. In digits these are two counts, 3 offices in 4 regions, and so they are before a noun.
fn share_in_words(reading: &Reading<'_>, first: Amount) -> Option<(f64, usize)> {
    let in_words = |amount: &Amount| {
        let digits = |at: usize| matches!(reading.tokens[at].kind, Kind::Number(..));
        (1.0..=10.0).contains(&amount.value) && amount.value.fract() == 0.0 && !(amount.from..amount.to).any(digits)
    };
    if !in_words(&first) {
        return None;
    }
    let is_word = |at: usize| reading.tokens.get(at).is_some_and(Token::is_word);
    let ways = (first.to..=first.to + BETWEEN).take_while(|&at| at == first.to || is_word(at - 1));
    if reading.book.language == Language::Chinese {
        let (between, join) = ways.skip(1).find_map(|at| Some((at, reading.at(List::OneIn, at)?)))?;
        let second = plain(reading, join.to).filter(in_words)?;
        // Ten households, of which nine households: one noun is counted twice.
        let counts_alike = (first.to..between)
            .zip(second.to..)
            .all(|(one, other)| is_word(other) && reading.word(one) == reading.word(other));
        let is_share = counts_alike && second.value <= first.value;
        return is_share.then(|| (round(100.0 * second.value / first.value), second.to));
    }
    let join = ways.into_iter().find_map(|at| reading.at(List::OneInWords, at))?;
    // One train in twenty: a larger whole is told of one alone.
    let whole = |amount: &Amount| Amount {
        value: if first.value < 2.0 { amount.value.min(10.0) } else { amount.value },
        ..*amount
    };
    let second = plain(reading, join.to).filter(|second| in_words(&whole(second)))?;
    let ends =
        |at: usize| !is_word(at) && !matches!(reading.tokens.get(at).map(|token| token.kind), Some(Kind::Number(..)));
    let counts_nothing = reading.book.language != Language::English
        || ends(second.to)
        || reading.at(List::BehindShare, second.to).is_some();
    let is_near = reading.book.language == Language::English || join.from == first.to;
    (counts_nothing && is_near && first.value < second.value)
        .then(|| (round(100.0 * first.value / second.value), second.to))
}

/// A number over another: `two thirds`, `3/4`, 七成五.
fn fraction(reading: &Reading<'_>, at: usize) -> Option<Amount> {
    let share = |value: f64, to: usize| Amount { value: round(value), nature: Nature::Share, scale: 1.0, from: at, to };
    if let Kind::Number(above, Form::Plain(1)) = reading.tokens[at].kind
        && reading.is_mark(at + 1, '/')
        && let Some(Kind::Number(below, Form::Plain(1..=2))) = reading.tokens.get(at + 2).map(|token| token.kind)
        && above < below
        && reading.is_free(at..at + 3)
    {
        return Some(share(100.0 * above / below, at + 3));
    }
    let above = plain(reading, at).filter(|amount| amount.value < 100.0)?;
    let to = above.to + usize::from(reading.is_mark(above.to, '-'));
    let below = reading.at(List::Denominator, to).filter(|found| reading.is_free(found.from..found.to))?;
    let mut amount = share(100.0 * above.value / below.meaning.value, below.to);
    // 七成五 is 75 percent: a digit behind the tenths is hundredths.
    if reading.book.language == Language::Chinese
        && let Some(next) =
            reading.any_at(&[List::Number, List::NumberWeak], below.to).filter(|next| next.meaning.value < 10.0)
        && reading.at(List::Multiplier, next.to).is_none()
    {
        let digit = if next.meaning.list == List::NumberWeak { 1.0 } else { next.meaning.value };
        amount.value = round(amount.value + digit);
        amount.to = next.to;
    }
    Some(amount)
}

fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A number in digits or words, with its multipliers.
fn plain(reading: &Reading<'_>, from: usize) -> Option<Amount> {
    let mut sum = Sum::default();
    let mut at = from;
    let mut weak = false;
    while at < reading.tokens.len() && reading.roles[at] == Role::Free {
        if let Kind::Number(value, form) = reading.tokens[at].kind {
            let sound = matches!(form, Form::Plain(_) | Form::Separated);
            if !sound || !sum.digits(value) {
                break;
            }
            at += 1;
            continue;
        }
        // Within a number word: two hundred `and` five, veinti-uno.
        let join = if sum.begun() {
            reading.at(List::NumberJoin, at).map_or(at + usize::from(reading.is_mark(at, '-')), |join| join.to)
        } else {
            at
        };
        if let Some(Kind::Number(value, Form::Plain(_))) = reading.tokens.get(join).map(|token| token.kind)
            && join != at
            && !reading.is_mark(at, '-')
            && reading.roles[join] == Role::Free
            && reading.book.language == Language::Arabic
        {
            // ألف و500.
            if !sum.further_digits(value) {
                break;
            }
            at = join + 1;
            continue;
        }
        if let Some(found) = reading.at(List::Multiplier, join).filter(|found| reading.is_free(found.from..found.to)) {
            if !sum.begun() && !stands_alone(reading, found) || is_unit(reading, found, from) {
                break;
            }
            let accusative = reading.book.language == Language::Arabic && reading.word(found.from).ends_with('ا');
            // ألفا قرية are two thousand villages, 50 ألفا are fifty thousand.
            let dual = accusative && !sum.begun();
            sum.multiply(found.meaning.value * if dual { 2.0 } else { 1.0 }, reading.book.language);
            at = found.to;
            if let Some(half) = reading.at(List::AndHalf, at) {
                sum.add_half();
                at = half.to;
            }
            continue;
        }
        let number = reading.at(List::Number, join).or_else(|| reading.at(List::NumberWeak, join));
        let Some(found) = number.filter(|found| reading.is_free(found.from..found.to)) else { break };
        if found.meaning.list == List::NumberWeak {
            weak = !sum.begun();
            if !sum.word(1.0, reading.book.language) {
                break;
            }
        } else if !sum.word(found.meaning.value, reading.book.language) {
            break;
        } else {
            weak = false;
        }
        at = found.to;
    }
    if !sum.begun() {
        return None;
    }
    if at > from
        && let Some(half) = reading.at(List::AndHalf, at)
    {
        sum.add_half();
        at = half.to;
        // Two and a half million.
        if let Some(found) = reading.at(List::Multiplier, at).filter(|found| found.meaning.value >= 1000.0) {
            sum.multiply(found.meaning.value, reading.book.language);
            at = found.to;
        }
        weak = false;
    }
    let weak = weak && at == from + 1;
    let nature = if weak { Nature::Weak } else { Nature::Plain };
    let scale = if sum.in_digits && sum.last_multiplier >= 1000.0 { sum.last_multiplier } else { 1.0 };
    Some(Amount { value: sum.value(), nature, scale, from, to: at })
}

/// Whether a short form means a unit of measure rather than a multiplier: 500 m are metres, $500m are millions.
fn is_unit(reading: &Reading<'_>, multiplier: &Match, from: usize) -> bool {
    let unit = reading.at(List::Unit, multiplier.from).is_some_and(|unit| unit.to == multiplier.to);
    let money =
        reading.any_before(&[List::Currency], from).is_some() || reading.at(List::Currency, multiplier.to).is_some();
    unit && !money
}

/// Whether a multiplier is a number by itself: a thousand is, thousands are not, nor is 万 in 万里长城.
fn stands_alone(reading: &Reading<'_>, multiplier: &Match) -> bool {
    let chinese = reading.book.language == Language::Chinese && multiplier.meaning.value > 10.0;
    let vague = reading.at(List::Vague, multiplier.from).is_some_and(|vague| vague.to >= multiplier.to);
    !chinese && !vague
}

/// A number as its words add up.
#[derive(Default)]
struct Sum {
    total: f64,
    /// What has been read since the last thousand, million or 万.
    section: f64,
    /// What has been read since the last hundred (in Chinese, ten).
    digit: Option<f64>,
    in_digits: bool,
    last_multiplier: f64,
    /// The largest thousand, million or 万 so far.
    largest: f64,
    begun: bool,
}

impl Sum {
    fn begun(&self) -> bool {
        self.begun
    }

    /// A number in digits: it begins a number or a section of one (3万5千).
    fn digits(&mut self, value: f64) -> bool {
        if self.digit.is_some() || self.begun && (value >= self.last_multiplier || !self.in_digits) {
            return false;
        }
        (self.digit, self.in_digits, self.begun) = (Some(value), true, true);
        true
    }

    /// A number word below a thousand.
    fn word(&mut self, value: f64, language: Language) -> bool {
        match self.digit {
            None => {}
            Some(_) if self.in_digits => return false,
            // 八八: digits one after another.
            Some(before) if language == Language::Chinese => {
                if before >= 10.0 || value >= 10.0 {
                    return false;
                }
                self.digit = Some(before * 10.0 + value);
                return true;
            }
            Some(before) => {
                let grows = value < place(before);
                // خمسة وعشرون: units stand before tens.
                let swapped = language == Language::Arabic && before % 10.0 != 0.0 && (20.0..100.0).contains(&value);
                if !grows && !swapped || value == 0.0 {
                    return false;
                }
                self.digit = Some(before + value);
                return true;
            }
        }
        (self.digit, self.begun) = (Some(value), true);
        self.in_digits = false;
        true
    }

    /// A hundred, a thousand, a million, 十, 万.
    fn multiply(&mut self, by: f64, language: Language) {
        self.last_multiplier = by;
        self.begun = true;
        let within_section = by < if language == Language::Chinese { 10_000.0 } else { 1_000.0 };
        if within_section {
            self.section += self.digit.take().unwrap_or(1.0) * by;
            return;
        }
        let section = self.section + self.digit.take().unwrap_or(0.0);
        self.section = 0.0;
        if section == 0.0 && self.total > 0.0 {
            // Hundred thousand million, 万亿.
            self.total *= by;
        } else {
            // Mil doscientos millones: a larger multiplier multiplies all that stands before it.
            if self.total > 0.0 && by > self.largest {
                self.total = (self.total + section) * by;
            } else {
                self.total += if section == 0.0 { by } else { section * by };
            }
            self.largest = self.largest.max(by);
        }
    }

    /// Digits that add to a multiplied number.
    fn further_digits(&mut self, value: f64) -> bool {
        if self.digit.is_some() || value >= self.last_multiplier {
            return false;
        }
        self.digit = Some(value);
        true
    }

    fn add_half(&mut self) {
        if self.digit.is_some() || self.last_multiplier == 0.0 {
            self.digit = Some(self.digit.unwrap_or(0.0) + 0.5);
        } else {
            self.total += self.last_multiplier / 2.0;
        }
    }

    fn value(&self) -> f64 {
        self.total + self.section + self.digit.unwrap_or(0.0)
    }
}

/// The place of a number's last digit that is not zero: 1 for 25, 10 for 20, 100 for 300. A smaller number may follow.
fn place(value: f64) -> f64 {
    [100.0, 10.0].into_iter().find(|place| value % place == 0.0).unwrap_or(1.0)
}
