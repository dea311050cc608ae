//! XML as a tree in which every element, attribute and text knows its bytes.
//!
//! Nothing is fetched and nothing is expanded: a document type is refused, so that there are no entities but the five
//! of XML itself and characters by their number. What is deeper or larger than a plan can be is left out, with a
//! [`Problem`] at its place. Broken markup still gives a tree of what could be read.

mod content;
mod parse;
mod tree;

pub use content::Content;
pub use parse::{read, root_name};
pub use tree::{Attribute, Cursor, NodeId, Problem, Slip, Tree};
