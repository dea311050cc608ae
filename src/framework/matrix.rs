//! Which WSIS lines are thought to serve which SDG goals and targets.

use std::collections::HashSet;

/// The matrix: for each line that has a row, the SDG codes in it.
#[derive(Debug)]
pub(super) struct Matrix {
    rows: Vec<(String, Vec<String>)>,
}

impl Matrix {
    pub(super) fn new(rows: Vec<(String, Vec<String>)>) -> Self {
        Self { rows }
    }

    /// All rows.
    #[cfg(test)]
    pub(super) fn rows(&self) -> &[(String, Vec<String>)] {
        &self.rows
    }

    /// Lines whose row has `code`, a code above it or one below it, those first whose code is fewest levels away;
    /// among equals in the order of the matrix. A line that serves every goal tells no goal from another and comes
    /// last.
    pub(super) fn lines_for(&self, code: &str) -> Vec<&str> {
        let mut lines: Vec<(bool, usize, &str)> = self
            .rows
            .iter()
            .filter_map(|(line, row)| {
                let away = row.iter().filter_map(|served| levels_between(served, code)).min()?;
                let serves_all = (1..=17).all(|goal| row.contains(&goal.to_string()));
                Some((serves_all, away, line.as_str()))
            })
            .collect();
        lines.sort_by_key(|&(serves_all, away, _)| (serves_all, away));
        lines.into_iter().map(|(.., line)| line).collect()
    }

    /// The codes in the row of `line` and in the rows of the lines that it consists of.
    pub(super) fn codes_for(&self, line: &str) -> HashSet<&str> {
        self.rows
            .iter()
            .filter(|(row_line, _)| levels_below(line, row_line).is_some())
            .flat_map(|(_, row)| row.iter().map(String::as_str))
            .collect()
    }
}

/// How many levels lie between two codes of which one belongs to the other.
fn levels_between(one: &str, other: &str) -> Option<usize> {
    levels_below(one, other).or_else(|| levels_below(other, one))
}

/// How many levels `code` lies below `above`, where it belongs to it; 0 where both are the same.
fn levels_below(above: &str, code: &str) -> Option<usize> {
    let below = code.strip_prefix(above)?;
    (below.is_empty() || below.starts_with('.')).then(|| below.matches('.').count())
}
