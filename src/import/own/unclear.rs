//! Numbers that may be thousands as well as decimals: they stay as they were typed, and somebody is told.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::draft::Reading;
use super::super::remark::Told;
use super::super::table::Cell;
use super::cell::is_unclear;
use super::results::column;
use super::section::Section;
use super::{Languages, Table};
use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};

/// The columns that hold numbers.
static NUMBERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let is_number = |spec: &&FieldSpec| matches!(spec.holds, FieldType::Number | FieldType::Quantity);
    let of_elements = Kind::ALL
        .into_iter()
        .flat_map(|kind| schema::fields(kind).iter().filter(is_number).map(move |spec| column(kind, spec.name)));
    let of_sections = Section::ALL
        .into_iter()
        .flat_map(|section| section.fields().iter().filter(is_number).map(move |spec| section.column(spec.name)));
    let of_values = ["baseline", "target", "milestone", "actual", "value", "change-by", "part-value"];
    of_elements.chain(of_sections).chain(of_values).collect()
});

/// Tells of the numbers of a table that nobody can be sure of.
pub(super) fn tell(table: &Table<'_>, languages: &Languages, reading: &mut Reading) {
    for row in table.rows() {
        for (_, heading, place, cell) in table.facts(row) {
            if let (Some(heading), Cell::Text(text)) = (heading, cell)
                && NUMBERS.contains(heading.key)
                && is_unclear(text, languages)
            {
                reading.left_out.push(Told::ThousandsOrDecimals.at(place).about(text));
            }
        }
    }
}
