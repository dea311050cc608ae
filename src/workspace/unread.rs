//! Files in a directory that are no plan that can be read, though somebody who keeps them there will think that they are.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::office;
use crate::format::{may_be_markup, may_be_native, may_be_office};
use crate::import::OfficeError;
use crate::source::{Encoding, FileSource, SourceFile, clean_path};

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

/// The files below `directory` that are not read, in the order of their paths; `roots` are those that are.
#[must_use]
pub fn unread_in(
    source: &dyn FileSource,
    directory: &Path,
    excluded: &dyn Fn(&Path) -> bool,
    roots: &[PathBuf],
) -> Vec<(PathBuf, UnreadReason)> {
    let mut unread = Vec::new();
    for entry in WalkBuilder::new(directory).sort_by_file_path(Path::cmp).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                unread.push((directory.to_owned(), UnreadReason::System(error.to_string())));
                continue;
            }
        };
        let file = clean_path(entry.path());
        let may_be_plan = may_be_native(&file) || may_be_markup(&file) || may_be_office(&file);
        if entry.file_type().is_some_and(|kind| kind.is_dir())
            || !may_be_plan
            || excluded(&file)
            || roots.contains(&file)
        {
            continue;
        }
        if let Some(reason) = reason_of(source, &file) {
            unread.push((file, reason));
        }
    }
    unread
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
    let text = SourceFile::from_bytes(file.to_owned(), &bytes);
    (text.encoding() == Encoding::Utf16).then_some(UnreadReason::Utf16)
}
