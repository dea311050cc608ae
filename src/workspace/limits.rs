//! How much is read: what is larger was not written by people, and would take memory that the machine may not have.

use std::io::{self, Read};
use std::sync::LazyLock;

/// Sets the size of files, in megabytes.
const MEGABYTES: &str = "PLANLINT_MAX_MEGABYTES";
/// Sets the number of elements of a plan.
const ELEMENTS: &str = "PLANLINT_MAX_ELEMENTS";

/// How much of a file and of a plan is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in megabytes of 2^20 bytes. Reading takes up to thirty bytes a byte.
    megabytes: u64,
    /// The most elements of a plan. Judging takes some ten kilobytes each.
    elements: usize,
}

static IN_FORCE: LazyLock<Limits> = LazyLock::new(|| Limits::of_environment().unwrap_or_default());

impl Default for Limits {
    /// Such that a run stays below a gigabyte; the largest plans that were seen have a few thousand elements.
    fn default() -> Self {
        Self { megabytes: 24, elements: 50_000 }
    }
}

impl Limits {
    /// What the environment asks for; the default where it is silent.
    ///
    /// # Errors
    /// What is no number, with the name of the variable.
    pub fn of_environment() -> Result<Self, String> {
        let Self { megabytes, elements } = Self::default();
        let elements = u64::try_from(elements).unwrap_or(u64::MAX);
        Ok(Self {
            megabytes: variable(MEGABYTES)?.unwrap_or(megabytes),
            elements: usize::try_from(variable(ELEMENTS)?.unwrap_or(elements)).unwrap_or(usize::MAX),
        })
    }

    /// The limits of this process: those of its environment.
    #[must_use]
    pub fn in_force() -> Self {
        *IN_FORCE
    }

    /// No limit but that of the positions in a file, which have 32 bits.
    #[must_use]
    pub const fn none() -> Self {
        Self { megabytes: 4_000, elements: usize::MAX }
    }

    /// All of `input`, where it is no larger than a file may be.
    ///
    /// # Errors
    /// It is larger, or cannot be read.
    pub fn read(self, input: impl Read) -> io::Result<Vec<u8>> {
        self.read_about(input, 0)
    }

    /// As [`read`](Self::read), of what has about `expected` bytes: for as many there is room at once.
    ///
    /// # Errors
    /// As those.
    pub(super) fn read_about(self, input: impl Read, expected: u64) -> io::Result<Vec<u8>> {
        // One byte more lets the reader see the end without asking for more room.
        let room = usize::try_from(expected.min(self.bytes()) + 1).unwrap_or_default();
        let mut bytes = Vec::with_capacity(room);
        input.take(self.bytes() + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.bytes() { Err(self.too_large()) } else { Ok(bytes) }
    }

    /// The most bytes of a file.
    pub(super) fn bytes(self) -> u64 {
        self.megabytes.min(4_000) << 20
    }

    /// The error of a file that is larger.
    pub(super) fn too_large(self) -> io::Error {
        let message = format!("it is larger than {} MB; {MEGABYTES} raises this limit", self.bytes() >> 20);
        io::Error::new(io::ErrorKind::FileTooLarge, message)
    }

    /// # Errors
    /// More elements than a plan may have.
    pub(super) fn admits(self, elements: usize) -> io::Result<()> {
        if elements <= self.elements {
            return Ok(());
        }
        let most = self.elements;
        let message = format!("it has {elements} elements, more than {most}; {ELEMENTS} raises this limit");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
    }
}

fn variable(name: &str) -> Result<Option<u64>, String> {
    let Some(written) = std::env::var_os(name) else { return Ok(None) };
    let number = written.to_str().and_then(|written| written.trim().parse().ok()).filter(|&number| number > 0);
    number
        .map(Some)
        .ok_or_else(|| format!("{name} is `{}`, which is no whole number above 0", written.to_string_lossy()))
}
