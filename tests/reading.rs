//! What the reader finds, at exactly the bytes, lines and columns where it stands; and includes on a real disk.

#[path = "reading"]
mod reading {
    mod includes;
    mod positions;
    mod project;
}
