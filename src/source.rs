//! Source text: files, byte spans, lines and columns.
//!
//! Everything above this layer speaks of places as [`Location`]s, a file and a byte [`Span`]. The conversion to
//! lines and columns, and to the encodings that editors ask for, happens only in [`LineIndex`], so that there is
//! one place to be right about byte order marks, carriage returns and wide characters.

mod difference;
mod file;
mod file_source;
mod line_index;
mod places;
mod span;

pub use difference::Difference;
pub use file::{Encoding, SourceFile, SourceMap};
pub use file_source::{FileSource, MemorySource, Stamp, above_as_typed, clean_path};
pub use line_index::{ColumnUnit, LineColumn, LineIndex};
pub use places::Places;
pub use span::{FileId, Located, Location, Span};
