//! A table while it is read: where its cells stand, and which of them are merged.

use std::collections::HashMap;

use super::super::package::{MERGES_LIMIT, OfficeError};
use super::super::table::Merge;
use super::Grid;

/// The most columns that a table of Word can have; one that says more is wrong.
const COLUMNS: u32 = 1_000;

/// How a cell goes on from the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Upwards {
    #[default]
    /// It stands alone, or is the first of several.
    Begins,
    /// It is one with the cell above.
    GoesOn,
}

/// How a cell goes on from the one before it, as documents of old say it.
pub(super) type Sidewards = Upwards;

/// Builds a grid row by row.
#[derive(Debug, Default)]
pub(super) struct GridBuilder {
    grid: Grid,
    row: u32,
    column: u32,
    /// The first cell and the width of what reaches down to the row above, by its column.
    reaching: HashMap<u32, (u32, u32)>,
    now: HashMap<u32, (u32, u32)>,
}

impl GridBuilder {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.now.clear();
        self.column = 0;
    }

    /// Leaves out columns at a row's start.
    pub(super) fn skip(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns).min(COLUMNS);
    }

    /// Puts a cell behind those of the row, with its footnotes.
    pub(super) fn cell(&mut self, text: String, notes: Vec<String>, width: u32, up: Upwards, side: Sidewards) {
        let column = self.column;
        if side == Upwards::GoesOn
            && let Some((before, (_, wide))) = self.now.iter_mut().max_by_key(|(column, _)| **column)
        {
            *wide = (*wide).max(column.saturating_add(1) - *before);
            self.skip(1);
            return;
        }
        let width = width.clamp(1, COLUMNS);
        let first = match (up, self.reaching.get(&column)) {
            (Upwards::GoesOn, Some((first, _))) => *first,
            _ => self.row,
        };
        self.now.insert(column, (first, width));
        if first == self.row {
            if !text.trim().is_empty() {
                self.grid.cells.push(((self.row, column), text));
            }
            self.grid.notes.extend(notes.into_iter().map(|note| ((self.row, column), note)));
        }
        self.skip(width);
    }

    /// Ends a row; one that was deleted leaves no trace.
    ///
    /// # Errors
    /// More cells are merged than are read.
    pub(super) fn end_row(&mut self) -> Result<(), OfficeError> {
        let now = std::mem::take(&mut self.now);
        for (column, (first, width)) in std::mem::replace(&mut self.reaching, now.clone()) {
            // What goes on in this row is not at its end yet.
            if now.get(&column).is_none_or(|(still, _)| *still != first) {
                self.merge(column, first, width, self.row.saturating_sub(1))?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// The table when all rows have been read.
    ///
    /// # Errors
    /// More cells are merged than are read.
    pub(super) fn finish(mut self) -> Result<Grid, OfficeError> {
        for (column, (first, width)) in std::mem::take(&mut self.reaching) {
            self.merge(column, first, width, self.row.saturating_sub(1))?;
        }
        Ok(self.grid)
    }

    fn merge(&mut self, column: u32, first: u32, width: u32, last: u32) -> Result<(), OfficeError> {
        if last > first || width > 1 {
            self.grid.merges.push(Merge { first: (first, column), last: (last, column + width - 1) });
        }
        if self.grid.merges.len() > MERGES_LIMIT {
            return Err(OfficeError::TooLarge("a table has more than 20,000 merged cells"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_merged_downwards_and_sidewards() {
        let mut builder = GridBuilder::default();
        let cell = |builder: &mut GridBuilder, text: &str, width, up| {
            builder.cell(text.to_owned(), Vec::new(), width, up, Upwards::Begins);
        };
        cell(&mut builder, "Goal", 1, Upwards::Begins);
        cell(&mut builder, "Target", 2, Upwards::Begins);
        builder.end_row().unwrap();
        builder.begin_row();
        cell(&mut builder, "A", 1, Upwards::Begins);
        cell(&mut builder, "a", 1, Upwards::Begins);
        cell(&mut builder, "1", 1, Upwards::Begins);
        builder.end_row().unwrap();
        builder.begin_row();
        cell(&mut builder, "", 1, Upwards::GoesOn);
        cell(&mut builder, "b", 1, Upwards::Begins);
        builder.end_row().unwrap();
        builder.begin_row();
        cell(&mut builder, "B", 1, Upwards::Begins);
        builder.end_row().unwrap();
        let mut grid = builder.finish().unwrap();
        grid.merges.sort_unstable_by_key(|merge| merge.first);
        let wide = Merge { first: (0, 1), last: (0, 2) };
        let deep = Merge { first: (1, 0), last: (2, 0) };
        assert_eq!(grid.merges, [wide, deep]);
        assert_eq!(grid.cells.len(), 7);
    }
}
