use super::{Entry, Reading, Spelling, read};
use crate::plan::schema::Framework::{self, Sdg, Wsis};

mod any_text;
mod data;
mod matrix;
mod near;
mod spelling;

/// The code that is read, where one is.
fn known(framework: Framework, written: &str) -> Option<(&'static str, Spelling)> {
    match read(framework, written) {
        Reading::Known { entry, spelling } => Some((&entry.code, spelling)),
        Reading::Unknown { .. } => None,
    }
}

/// The codes that are offered for a text that is no code.
fn offered(framework: Framework, written: &str) -> Vec<&'static str> {
    match read(framework, written) {
        Reading::Known { entry, .. } => panic!("{written} is read as {}", entry.code),
        Reading::Unknown { nearest } => codes(&nearest.entries()),
    }
}

fn codes(entries: &[&'static Entry]) -> Vec<&'static str> {
    entries.iter().map(|entry| entry.code.as_str()).collect()
}
