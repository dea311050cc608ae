//! Plans in files of office programs: whether there is one, and its text.

use std::path::Path;

use crate::format::{may_be_office, may_be_table};
use crate::import::mapping::{FILE_NAME, Mapping};
use crate::import::{self, Extracted, OfficeError};
use crate::source::FileSource;

/// Whether plans are taken out of a file of this name, in place of reading its bytes as text.
pub(super) fn is_read_so(path: &Path) -> bool {
    may_be_office(path) || may_be_table(path)
}

/// The plans in a file.
pub(super) fn extract(source: &dyn FileSource, path: &Path, bytes: &[u8]) -> Result<Vec<Extracted>, OfficeError> {
    import::extract(path, bytes, &mapping_beside(source, path)?)
}

/// Whether a file that nobody named is surely a plan.
pub(super) fn is_plan(source: &dyn FileSource, path: &Path, bytes: &[u8]) -> Result<bool, OfficeError> {
    import::is_plan(path, bytes, &mapping_beside(source, path)?)
}

/// What a person says of the columns of files in the same directory.
fn mapping_beside(source: &dyn FileSource, path: &Path) -> Result<Mapping, OfficeError> {
    let Ok(bytes) = source.read(&path.with_file_name(FILE_NAME)) else { return Ok(Mapping::default()) };
    let mapping = Mapping::read(&String::from_utf8_lossy(&bytes));
    let mapping = mapping.map_err(|error| OfficeError::Mapping(error.message))?;
    match mapping.unknown_words().first() {
        Some((_, word)) => Err(OfficeError::Mapping(format!("there is no field `{word}`"))),
        None => Ok(mapping),
    }
}

impl From<OfficeError> for std::io::Error {
    fn from(error: OfficeError) -> Self {
        Self::new(std::io::ErrorKind::InvalidData, error)
    }
}
