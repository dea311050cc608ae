//! From what is written to the code that is meant.

use std::sync::LazyLock;

use super::distance::distance;
use super::fold::fold;
use super::parts::{Part, parts};
use super::{Entry, catalogue, sdg, wsis};
use crate::plan::schema::Framework;

/// What a written code means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A code of the framework, be it in force or not.
    Known {
        /// The code.
        entry: &'static Entry,
        /// Whether it is written as the framework writes it.
        spelling: Spelling,
    },
    /// No code of the framework, or one that leaves open which.
    Unknown {
        /// What is perhaps meant.
        nearest: Nearest,
    },
}

/// Codes near to what was written. They are looked for when somebody asks: most who read a code want one that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    framework: Framework,
    /// What was written, where it may have been meant as a code.
    folded: String,
}

impl Nearest {
    /// Codes in force that are perhaps meant, at most three, likeliest first. The first is no certainty either.
    #[must_use]
    pub fn entries(&self) -> Vec<&'static Entry> {
        nearest(self.framework, &self.folded)
    }
}

/// How a code is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As the framework writes it, [`Entry::code`].
    Canonical,
    /// In another way that can mean only this code.
    Variant,
}

/// Bytes of the longest text that is taken for a code; the words before a code are far shorter in every language.
const LONGEST: usize = 200;
/// How many codes are offered for one that does not exist.
const OFFERED: usize = 3;
/// How much farther than the nearest code another one may lie and still be offered beside it.
const WINDOW: u32 = 15;

/// The code of `framework` that `written` means.
///
/// Letter case, full-width and Arabic-Indic signs, Cyrillic letters that look Latin, blanks around dots, a dot at the
/// end, leading zeros and words before the code (`SDG target`, `WSIS action line`, in all languages of the United
/// Nations) count for nothing. A text behind the code, a second code, and a code with a part too many are not passed
/// over: those are [`Reading::Unknown`].
#[must_use]
pub fn read(framework: Framework, written: &str) -> Reading {
    let catalogue = catalogue(framework);
    if let Some(entry) = catalogue.entry(written) {
        return Reading::Known { entry, spelling: Spelling::Canonical };
    }
    if written.len() > LONGEST {
        return Reading::Unknown { nearest: Nearest { framework, folded: String::new() } };
    }
    let folded = fold(written);
    let code = match framework {
        Framework::Sdg => sdg::code(&folded),
        Framework::Wsis => wsis::code(&folded, catalogue),
    };
    match code.and_then(|code| catalogue.entry(&code)) {
        Some(entry) => Reading::Known { entry, spelling: Spelling::Variant },
        None => Reading::Unknown { nearest: Nearest { framework, folded } },
    }
}

/// The parts of every code in force, taken apart once: a plan may hold thousands of codes that do not exist.
type Parts = LazyLock<Vec<(Vec<Part>, &'static Entry)>>;
static SDG_PARTS: Parts = LazyLock::new(|| parts_of_all(Framework::Sdg));
static WSIS_PARTS: Parts = LazyLock::new(|| parts_of_all(Framework::Wsis));

fn parts_of_all(framework: Framework) -> Vec<(Vec<Part>, &'static Entry)> {
    let in_force = catalogue(framework).entries().iter().filter(|entry| entry.status.is_in_force());
    in_force.map(|entry| (parts(framework, &fold(&entry.code)), entry)).collect()
}

fn nearest(framework: Framework, folded: &str) -> Vec<&'static Entry> {
    let written = parts(framework, folded);
    if written.is_empty() {
        return Vec::new();
    }
    let known = match framework {
        Framework::Sdg => &*SDG_PARTS,
        Framework::Wsis => &*WSIS_PARTS,
    };
    let mut near: Vec<(u32, &Entry)> =
        known.iter().filter_map(|(code, entry)| Some((distance(&written, code)?, *entry))).collect();
    // The sort is stable: of codes equally far, the framework's order decides.
    near.sort_by_key(|&(distance, _)| distance);
    let best = near.first().map_or(0, |&(distance, _)| distance);
    near.into_iter()
        .take_while(|&(distance, _)| distance <= best + WINDOW)
        .take(OFFERED)
        .map(|(_, entry)| entry)
        .collect()
}
