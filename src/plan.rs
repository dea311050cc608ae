//! The plan model: elements, their fields, links between them, and indexes over both.
//!
//! Every format is read into this model, and every check sees only this model. It knows no file system, no syntax and
//! no wording. A plan never changes once it is built, so it can be shared between threads.

mod builder;
mod capabilities;
mod chain;
mod change;
mod components;
mod continuity;
mod cycle;
mod date;
mod element;
mod expected;
mod index;
mod kind;
mod link;
mod measure;
mod model;
mod note;
mod reads;
pub mod schema;
mod text;

pub use builder::PlanBuilder;
pub use capabilities::Capabilities;
pub use chain::{Chains, Reach};
pub use change::Change as PlanChange;
pub use continuity::{Disposition, Fate};
pub use date::{PlanDate, Precision};
pub use element::{Code, Element, ElementId, Field, FieldValue, Period};
pub use expected::{Expected, Form, Given};
pub use index::Index;
pub use kind::Kind;
pub use link::{Link, LinkId, LinkTarget, Relation};
pub use measure::{Change, Measure, MeasureRole, MeasureValue, Part};
pub use model::{Comment, DocumentPart, GlossaryTerm, Plan, Total};
pub use note::{InvalidReason, Note, NoteKind};
pub(crate) use reads::note_all;
pub use reads::{Reads, watch};
pub use schema::Framework;
pub use text::{Text, TextEntry};
