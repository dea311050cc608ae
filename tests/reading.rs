//! What the reader finds, at exactly the bytes, lines and columns where it stands; and includes on a real disk.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod consequences;
mod includes;
mod positions;
mod project;
mod unreadable;
