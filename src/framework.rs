//! Frameworks that plans link to: their codes, what a written code means, and which codes go together.
//!
//! The catalogues are data, `rules/framework/*.yaml`, built into the program. Plans write codes in many ways
//! (`SDG target 9.C`, `９.c`, `С2` with a Cyrillic letter); [`read`] tells which code is meant, and where it is none
//! that exists, which ones are near. A text is taken for a code only where it can mean no other one: what is left open
//! is better shown to a person than guessed.

mod catalogue;
mod cursor;
mod distance;
mod entry;
mod file;
mod fold;
mod matrix;
mod parts;
mod reading;
mod sdg;
mod words;
mod wsis;

use std::sync::LazyLock;

pub use catalogue::Catalogue;
pub use entry::{Entry, Level, Status};
pub use reading::{Nearest, Reading, Spelling, read};

use crate::plan::schema::Framework;
use matrix::Matrix;

static SDG: LazyLock<Catalogue> = LazyLock::new(|| {
    file::sdg(include_bytes!(concat!(env!("OUT_DIR"), "/trees/framework/sdg.yaml")))
        .expect("the catalogue that is built in can be read")
});

static WSIS: LazyLock<(Catalogue, Matrix)> = LazyLock::new(|| {
    file::wsis(include_bytes!(concat!(env!("OUT_DIR"), "/trees/framework/wsis.yaml")))
        .expect("the catalogue that is built in can be read")
});

/// The codes of a framework. Read from the data on first use.
#[must_use]
pub fn catalogue(framework: Framework) -> &'static Catalogue {
    match framework {
        Framework::Sdg => &SDG,
        Framework::Wsis => &WSIS.0,
    }
}

/// WSIS lines that are thought to serve an SDG goal, target or indicator, given by its canonical code; likeliest
/// first, none for a code that does not exist.
///
/// A hint only: the matrix behind it is a transcription that contradicts itself in places, so it can never show that
/// a link is wrong or missing.
#[must_use]
pub fn suggest_wsis(sdg_code: &str) -> Vec<&'static Entry> {
    let lines = SDG.entry(sdg_code).map(|entry| WSIS.1.lines_for(&entry.code)).unwrap_or_default();
    lines.into_iter().filter_map(|line| WSIS.0.entry(line)).collect()
}

/// SDG goals and targets that a WSIS line, given by its canonical code, is thought to serve, in catalogue order; none
/// for a line that does not exist and for the Geneva targets. C7 serves what its lines serve.
///
/// A hint only, as [`suggest_wsis`].
#[must_use]
pub fn suggest_sdg(line: &str) -> Vec<&'static Entry> {
    let codes = WSIS.1.codes_for(line);
    SDG.entries().iter().filter(|entry| codes.contains(entry.code.as_str())).collect()
}

#[cfg(test)]
mod tests;
