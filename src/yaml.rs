//! YAML as a tree in which every node knows its bytes.
//!
//! One parse gives values, spans and comments. The tree is what plans, rule files and the configuration are read
//! from, so that a mistake in any of them is shown at its place in the same way. Broken text still gives a tree: see
//! [`recover`](self::recover).

pub mod de;
mod first_look;
pub mod flow;
mod packed;
mod parse;
mod parts;
mod recover;
mod scalar_map;
mod splice;
mod tree;

pub use first_look::has_root_key;
pub use parts::{Part, read_in_parts};
pub use recover::read;
pub use scalar_map::ScalarMap;
pub use splice::reread;
pub use tree::{Comment, Entry, Node, NodeId, Problem, ProblemKind, ScalarStyle, Slip, Tree, Value};
