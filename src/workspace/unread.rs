//! Why files are not read that somebody who keeps them among plans will take for plans.

use std::path::Path;

use super::office;
use crate::format::may_be_office;
use crate::import::OfficeError;
use crate::source::{Encoding, FileSource};

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnreadReason {
    /// The system does not give it.
    System(String),
    /// It is in UTF-16.
    Utf16,
    /// It is a file of an office program in which no plan can be read.
    Office(OfficeError),
}

/// Why a file that is no root is not read; nothing where it is no plan at all, or a part of one.
#[must_use]
pub fn reason_of(source: &dyn FileSource, file: &Path) -> Option<UnreadReason> {
    let bytes = match source.read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Some(UnreadReason::System(error.to_string())),
    };
    if may_be_office(file) {
        return office::is_plan(source, file, &bytes).err().map(UnreadReason::Office);
    }
    Encoding::is_utf16(&bytes).then_some(UnreadReason::Utf16)
}
