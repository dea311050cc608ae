//! `--diff`: what fixes would change, as a unified diff that `patch` and `git apply` take.

use std::io::{self, Write};

use similar::TextDiff;

use crate::report::display_path;
use crate::workspace::Draft;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// Writes the differences, a file after the other.
///
/// # Errors
/// As `out`.
pub(super) fn write(drafts: &[Draft], out: &mut dyn Write) -> io::Result<()> {
    for draft in drafts {
        let name = display_path(&draft.path);
        let (old, new) = (String::from_utf8_lossy(&draft.original), String::from_utf8_lossy(&draft.bytes));
        let diff = TextDiff::from_lines(&*old, &*new);
        let (before, after) = (format!("a/{name}"), format!("b/{name}"));
        write!(out, "{}", diff.unified_diff().context_radius(CONTEXT).header(&before, &after))?;
    }
    Ok(())
}
