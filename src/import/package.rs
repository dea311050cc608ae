//! Office files are zip archives: opening them with limits, and telling what cannot be read.

use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that one part of a file may unpack to, in bytes.
const PART_LIMIT: u64 = 96 << 20;
/// The most parts that a file may have.
const PARTS_LIMIT: usize = 10_000;
/// The most cells with something in them that are read of a file.
pub(super) const CELL_LIMIT: usize = 1_000_000;
/// The most merged cells that are read of a sheet.
pub(super) const MERGES_LIMIT: usize = 20_000;
/// The most text that the cells of a file may hold, in bytes, counted as often as it is shown.
pub(super) const TEXT_LIMIT: usize = 128 << 20;

/// Why a file cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OfficeError {
    /// The archive is damaged.
    #[error("the file is damaged: it is no whole zip archive ({0})")]
    Broken(String),
    /// A part that every such file has is not there.
    #[error("the file is damaged: its part `{0}` is missing")]
    Missing(String),
    /// A part is no XML.
    #[error("the file is damaged: its part `{part}` cannot be read ({reason})")]
    Malformed {
        /// The part.
        part: String,
        /// What the reader says.
        reason: String,
    },
    /// More than is read.
    #[error("the file is too large to be read safely: {0}")]
    TooLarge(&'static str),
    /// It defines entities, which office programs never do.
    #[error("the part `{0}` defines entities of its own, which no office program writes; it was not read")]
    Entities(String),
    /// It is encrypted.
    #[error("the file is protected by a password")]
    Encrypted,
    /// The binary format of before 2007.
    #[error("the file is in the binary format of before 2007")]
    OldBinary,
    /// Something else.
    #[error("the file is no spreadsheet that planlint reads, and no document")]
    Unknown,
    /// Nothing in it is known for a plan's table.
    #[error("no table of a plan was found in the file")]
    NoPlan,
    /// The file that says what columns hold has a fault.
    #[error("planlint.import.yaml beside it cannot be read: {0}")]
    Mapping(String),
}

impl OfficeError {
    /// The name of the sentence that says so in other languages, and what it is about.
    #[must_use]
    pub fn told(&self) -> (&'static str, &str) {
        match self {
            Self::Broken(reason) => ("refused-broken", reason),
            Self::Missing(part) => ("refused-missing", part),
            Self::Malformed { part, .. } => ("refused-malformed", part),
            Self::TooLarge(_) => ("refused-too-large", ""),
            Self::Entities(part) => ("refused-entities", part),
            Self::Encrypted => ("refused-encrypted", ""),
            Self::OldBinary => ("refused-old-binary", ""),
            Self::Unknown => ("refused-unknown", ""),
            Self::NoPlan => ("refused-no-plan", ""),
            Self::Mapping(reason) => ("refused-mapping", reason),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Broken(_) | Self::Missing(_) | Self::Malformed { .. } => {
                "open it in the office program and save it anew, or fetch it once more"
            }
            Self::TooLarge(_) => "delete empty rows, columns and sheets, or save the sheet with the plan as CSV",
            Self::Entities(_) => "do not open it; ask whoever sent it where it was made",
            Self::Encrypted => "open it in the office program and save it without a password",
            Self::OldBinary => "open it in the office program and save it as .xlsx, .ods or .docx",
            Self::Unknown => "give a file in the format .xlsx, .ods, .csv or .docx",
            Self::NoPlan => "say in a file planlint.import.yaml beside it what its columns hold (docs/import.md)",
            Self::Mapping(_) => "docs/import.md shows what can stand in it",
        }
    }
}

/// An archive in memory.
pub(super) struct Package<'p> {
    archive: ZipArchive<Cursor<&'p [u8]>>,
}

impl<'p> Package<'p> {
    /// Opens an archive. Nothing is unpacked yet.
    ///
    /// # Errors
    /// It is none, or not whole; a file in a format of before 2007, or protected by a password.
    pub(super) fn open(bytes: &'p [u8]) -> Result<Self, OfficeError> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if encrypted { OfficeError::Encrypted } else { OfficeError::OldBinary });
        }
        if !bytes.starts_with(b"PK") {
            return Err(OfficeError::Unknown);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if archive.len() > PARTS_LIMIT {
            return Err(OfficeError::TooLarge("it has more than 10,000 parts"));
        }
        Ok(Self { archive })
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub(super) fn has(&mut self, name: &str) -> bool {
        !matches!(self.archive.by_name(name), Err(ZipError::FileNotFound))
    }

    /// A part as text.
    ///
    /// # Errors
    /// It is not there, damaged, encrypted, or more than is read.
    pub(super) fn part(&mut self, name: &str) -> Result<String, OfficeError> {
        let file = self.archive.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => OfficeError::Missing(name.to_owned()),
            ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => {
                OfficeError::Encrypted
            }
            ZipError::InvalidPassword => OfficeError::Encrypted,
            other => broken(&other),
        })?;
        let mut bytes = Vec::new();
        // The declared size is not believed: what is unpacked is counted.
        file.take(PART_LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| OfficeError::Broken(format!("{name}: {error}")))?;
        if bytes.len() as u64 > PART_LIMIT {
            return Err(OfficeError::TooLarge("one of its parts unpacks to more than 96 MB"));
        }
        String::from_utf8(bytes)
            .map_err(|error| OfficeError::Malformed { part: name.to_owned(), reason: error.to_string() })
    }
}

fn broken(error: &ZipError) -> OfficeError {
    OfficeError::Broken(error.to_string())
}

/// The value of an attribute by its name without prefix.
#[must_use]
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|attribute| {
        let key = attribute.key.as_ref();
        key.rsplit(':').next() == Some(name)
    })?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// What a reference in text stands for: a character, or one of XML's own five entities. Others stand for nothing.
#[must_use]
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Counts what is read, so that no file can ask for more than there is.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// Counts a cell with so many bytes of text.
    ///
    /// # Errors
    /// There are more than are read.
    pub(super) fn spend(&mut self, text: usize) -> Result<(), OfficeError> {
        self.cells += 1;
        self.text += text;
        if self.cells > CELL_LIMIT {
            return Err(OfficeError::TooLarge("it has more than a million cells with something in them"));
        }
        if self.text > TEXT_LIMIT {
            return Err(OfficeError::TooLarge("its cells hold more than 128 MB of text"));
        }
        Ok(())
    }
}
