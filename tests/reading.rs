//! What the reader finds, at exactly the bytes, lines and columns where it stands; and includes on a real disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

#[path = "reading/consequences.rs"]
mod consequences;
#[path = "reading/includes.rs"]
mod includes;
#[path = "reading/positions.rs"]
mod positions;
#[path = "reading/project.rs"]
mod project;
#[path = "reading/unreadable.rs"]
mod unreadable;
