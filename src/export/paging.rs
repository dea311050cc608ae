//! Tables on pages: what is too wide to be read on one page goes on in a further table below, whose rows name their elements again.

use std::collections::BTreeMap;

use super::matrix::{Cell, Sheet};
use super::room;
use crate::text::Language;

/// How many digits at eight points stand beside each other on a page of A3 across.
pub(super) const A3: usize = 220;

/// What names an element, in all its languages, stays in the first table: an import reads it as a whole there.
const WITH_NAMES: [&str; 4] = ["title", "short-title", "name", "statement"];

/// A table as several, each no wider than a page as far as its columns can be parted.
pub(super) fn parts(sheet: Sheet, language: Language) -> Vec<Sheet> {
    // A digit more for the line between two columns.
    let widths: Vec<usize> = room::widths(&sheet, language).iter().map(|width| width + 1).collect();
    let is_of_results = sheet.columns.iter().any(|column| column.names_elements);
    if !is_of_results || widths.iter().sum::<usize>() <= A3 {
        return vec![sheet];
    }
    let chunks = chunks(&sheet, &widths);
    let count = chunks.len();
    let named = |number: usize| {
        if count == 1 { sheet.name.clone() } else { format!("{} ({}/{count})", sheet.name, number + 1) }
    };
    let of_chunk = |(number, columns): (usize, &Vec<usize>)| {
        let rows = sheet.rows.iter().filter_map(|row| rest_of(&sheet, row, columns, number == 0));
        sheet.part(named(number), rows.collect())
    };
    chunks.iter().enumerate().map(of_chunk).collect()
}

/// The columns of each part, but for those that name elements. What stands under one key in several languages stays together.
fn chunks(sheet: &Sheet, widths: &[usize]) -> Vec<Vec<usize>> {
    let names: usize =
        sheet.columns.iter().zip(widths).filter(|(column, _)| column.names_elements).map(|(_, w)| w).sum();
    let mut atoms: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, column) in sheet.columns.iter().enumerate().filter(|(_, column)| !column.names_elements) {
        match atoms.iter_mut().find(|(key, _)| *key == column.key) {
            Some((_, all)) => all.push(index),
            None => atoms.push((column.key, vec![index])),
        }
    }
    atoms.sort_by_key(|(key, _)| !WITH_NAMES.contains(key));
    let (mut chunks, mut used): (Vec<Vec<usize>>, usize) = (vec![Vec::new()], names);
    for (key, atom) in atoms {
        let width: usize = atom.iter().filter_map(|column| widths.get(*column)).sum();
        let goes_on = used + width <= A3 || WITH_NAMES.contains(&key);
        match chunks.last_mut().filter(|last| goes_on || last.is_empty()) {
            Some(last) => {
                last.extend(atom);
                used += width;
            }
            None => {
                chunks.push(atom);
                used = names + width;
            }
        }
    }
    chunks
}

/// What a part has of a row: in the first all that names elements, in the others its own element alone; nothing where no more is
/// said of it.
fn rest_of(
    sheet: &Sheet,
    row: &BTreeMap<usize, Cell>,
    columns: &[usize],
    is_first: bool,
) -> Option<BTreeMap<usize, Cell>> {
    let said: Vec<(usize, &Cell)> = columns.iter().filter_map(|column| Some((*column, row.get(column)?))).collect();
    let own = said.first().map(|(_, cell)| cell.element);
    if !is_first && own.is_none() {
        return None;
    }
    let is_name = |column: usize| sheet.columns.get(column).is_some_and(|column| column.names_elements);
    let named = row.iter().filter(|(column, cell)| is_name(**column) && (is_first || Some(cell.element) == own));
    let mut rest: BTreeMap<usize, Cell> = named.map(|(column, cell)| (*column, cell.clone())).collect();
    rest.extend(said.into_iter().map(|(column, cell)| (column, cell.clone())));
    Some(rest)
}
