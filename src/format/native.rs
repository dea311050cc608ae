//! The plan language.
//!
//! The reader walks the YAML tree with the [schema](crate::plan::schema) in hand: for each key it knows what may stand
//! there, takes it with its place, or notes why not and goes on.

mod element;
mod measure;
mod reader;
mod resources;
mod root;
mod sections;
mod text;
mod value;

pub use root::{References, includes, is_root, is_root_text, language_of, read_include, read_root};
