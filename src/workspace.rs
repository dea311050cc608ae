//! Finding plans, and reading all files that belong to one.
//!
//! This is the only layer that reads files, and it reads every one through a [`FileSource`](crate::source::FileSource),
//! so that an editor's buffers or the examples of a rule can stand in for the disk.

mod configuration;
mod discover;
mod disk;
mod draft;
mod limits;
mod load;
mod office;
mod overlay;
mod revision;
mod shelf;
mod unread;

pub use configuration::{ConfigurationError, LoadedConfig, find_configuration, rule_files_in};
pub use discover::{
    Discovery, PathProblem, discover, discover_archive, discover_file, idle_exclusions, is_hidden_from,
};
pub use disk::DiskSource;
pub use draft::{Draft, DraftSource};
pub use limits::Limits;
pub use load::{LoadedPlan, Loader};
pub use overlay::OverlaySource;
pub use revision::{RevisionError, RevisionSource};
pub use shelf::{ReadFile, Shelf};
pub use unread::{UnreadReason, reason_of};
