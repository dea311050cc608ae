//! `homoglyph`: a letter of another script that looks like the one that was meant.
//!
//! A word of two scripts is told where every stranger in it is a look-alike; a word that is meant to mix scripts has
//! letters that look like no other. A code of look-alikes alone, such as an action line, is told in texts and keys
//! whose script is another.

use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Replacement, Subject};
use crate::finding::Safety;
use crate::plan::TextEntry;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Homoglyph {
    /// The texts that are looked at.
    texts: Vec<String>,
    /// The keys of codes that are looked at.
    codes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
}

impl Alphabet {
    fn of(c: char) -> Option<Self> {
        match u32::from(c) {
            _ if c.is_ascii_alphabetic() => Some(Self::Latin),
            0xc0..=0x24f | 0x1e00..=0x1eff => Some(Self::Latin),
            0x400..=0x52f => Some(Self::Cyrillic),
            0x370..=0x3ff => Some(Self::Greek),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
        }
    }

    /// The script that words in a language are written in, where it is one of these.
    fn of_language(tag: &str) -> Self {
        match tag.split('-').next().unwrap_or_default() {
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "tg" | "mn" => Self::Cyrillic,
            "el" => Self::Greek,
            _ => Self::Latin,
        }
    }
}

/// Letters that look the same: Latin, Cyrillic, Greek; a blank where a script has none.
const ALIKE: &[[char; 3]] = &[
    ['A', 'А', 'Α'],
    ['B', 'В', 'Β'],
    ['C', 'С', ' '],
    ['E', 'Е', 'Ε'],
    ['H', 'Н', 'Η'],
    ['I', 'І', 'Ι'],
    ['J', 'Ј', ' '],
    ['K', 'К', 'Κ'],
    ['M', 'М', 'Μ'],
    ['N', ' ', 'Ν'],
    ['O', 'О', 'Ο'],
    ['P', 'Р', 'Ρ'],
    ['S', 'Ѕ', ' '],
    ['T', 'Т', 'Τ'],
    ['X', 'Х', 'Χ'],
    ['Y', ' ', 'Υ'],
    ['Z', ' ', 'Ζ'],
    ['a', 'а', ' '],
    ['c', 'с', ' '],
    ['e', 'е', ' '],
    ['o', 'о', 'ο'],
    ['p', 'р', ' '],
    ['x', 'х', ' '],
    ['y', 'у', ' '],
];

/// The letter of `alphabet` that looks like `c`.
fn alike(c: char, alphabet: Alphabet) -> Option<char> {
    let row = ALIKE.iter().find(|row| c != ' ' && row.contains(&c))?;
    Some(row[alphabet as usize]).filter(|&twin| twin != ' ')
}

/// A word that holds letters of another script than it should.
struct Disguise {
    at: Range<usize>,
    /// The script that the strangers are of, and the one that they pass for.
    stranger: Alphabet,
    meant: Alphabet,
    plain: String,
    safety: Safety,
}

impl Check for Homoglyph {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "stranger", "meant"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let hit = |replacement: Replacement, found: &Disguise| {
            let (given, at) = (&*replacement.old, replacement.at);
            Hit::new(Owner::Element(id), at)
                .fact("given", given)
                .fact("stranger", found.stranger.name())
                .fact("meant", found.meant.name())
                .replace_all(found.safety, vec![replacement])
        };
        for entry in self.texts.iter().filter_map(|key| element.text(key)).flat_map(|text| &text.entries) {
            for found in disguises(entry) {
                let given = &entry.words[found.at.clone()];
                let place = entry.locate(found.at.clone());
                hits.push(hit(Replacement::part(place, given, &found.plain), &found));
            }
        }
        for code in self.codes.iter().flat_map(|key| element.codes(key)) {
            // Codes of frameworks are Latin; the words before one, as in ЦУР 9.с, may be of another script.
            let words = code.written.rsplit(char::is_whitespace).next().unwrap_or_default();
            if words.chars().any(|c| c.is_ascii_digit())
                && let Some(found) = passed_for(words, Alphabet::Latin)
            {
                let plain = code.written.replacen(words, &found, 1);
                let whole = 0..code.written.len();
                let stranger = words.chars().filter_map(Alphabet::of).find(|&of| of != Alphabet::Latin);
                let stranger = stranger.unwrap_or(Alphabet::Cyrillic);
                let found = Disguise { at: whole, stranger, meant: Alphabet::Latin, plain, safety: Safety::Safe };
                hits.push(hit(Replacement::whole(code.at, &code.written, &found.plain), &found));
            }
        }
    }
}

/// The word with every letter in `alphabet`, where it is not already and can be.
fn passed_for(word: &str, alphabet: Alphabet) -> Option<String> {
    let letter = |c: char| match Alphabet::of(c) {
        Some(other) if other != alphabet => alike(c, alphabet),
        _ => Some(c),
    };
    let plain: String = word.chars().map(letter).collect::<Option<_>>()?;
    (plain != word).then_some(plain)
}

fn disguises(entry: &TextEntry) -> Vec<Disguise> {
    let own = Alphabet::of_language(&entry.language);
    words(&entry.words).filter_map(|at| disguise(&entry.words, at, own)).collect()
}

fn disguise(text: &str, at: Range<usize>, own: Alphabet) -> Option<Disguise> {
    let word = &text[at.clone()];
    if is_compound(word) {
        return None;
    }
    let mut alphabets: Vec<Alphabet> = Vec::new();
    for alphabet in word.chars().filter_map(Alphabet::of) {
        if !alphabets.contains(&alphabet) {
            alphabets.push(alphabet);
        }
    }
    match alphabets.as_slice() {
        [one, two] => {
            let as_one = passed_for(word, *one).map(|plain| (*one, *two, plain));
            let as_two = passed_for(word, *two).map(|plain| (*two, *one, plain));
            let (meant, stranger, plain, safety) = match (as_one, as_two) {
                (Some((meant, stranger, plain)), None) | (None, Some((meant, stranger, plain))) => {
                    (meant, stranger, plain, Safety::Safe)
                }
                // The word could be either, and the language of the text tells which is likelier.
                (Some(one), Some(two)) => {
                    let (meant, stranger, plain) = if two.0 == own { two } else { one };
                    (meant, stranger, plain, Safety::Unsafe)
                }
                (None, None) => return None,
            };
            Some(Disguise { at, stranger, meant, plain, safety })
        }
        // A code of letters that all look Latin, in a text that is not in their script: C2, T1.
        [one] if *one != own && *one != Alphabet::Latin && own == Alphabet::Latin => {
            let is_code = word.chars().any(|c| c.is_ascii_digit()) && !word.chars().any(char::is_lowercase);
            let plain = passed_for(word, Alphabet::Latin).filter(|_| is_code)?;
            Some(Disguise { at, stranger: *one, meant: Alphabet::Latin, plain, safety: Safety::Safe })
        }
        _ => None,
    }
}

/// Whether a script ends where a capital begins, as in a name made of a prefix and a word (eПочта).
fn is_compound(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(2).any(|pair| {
        let changes = Alphabet::of(pair[0]).is_some() && Alphabet::of(pair[0]) != Alphabet::of(pair[1]);
        changes && pair[0].is_lowercase() && pair[1].is_uppercase()
    })
}

/// Letters and digits that stand together.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let part = |c: char| Alphabet::of(c).is_some() || c.is_ascii_digit();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(part)?;
        at = text[start..].find(|c| !part(c)).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}
