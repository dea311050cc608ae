//! A plan taken from a file of an office program as it is read, without a file written for it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use super::draft::{GivenIds, Reading};
use super::heading::Field;
use super::identity::{self, Known};
use super::mapping::Mapping;
use super::table::Sheet;
use super::{Importer, OfficeError, layout, sheets, write};
use crate::format::office::{self, Money};
use crate::lexicon::Lexicon;
use crate::plan::Capabilities;
use crate::rule::embedded;
use crate::source::Places;
use crate::text::{Analyst, Language};

/// The shipped word lists. What a project adds to them is about statements, not about numbers in cells.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(embedded::lexicon(), &BTreeMap::new()).expect("the word lists are built in, and tested")
});

/// A plan that was found in a file.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The plan in the plan language.
    pub text: String,
    /// Where its parts stand in the file.
    pub places: Places,
    /// What the file can say: all, where planlint wrote it.
    pub capabilities: Capabilities,
}

/// Takes the plans from a file: one as a rule, one a project where its tables say so.
///
/// # Errors
/// The file is no office file, damaged, protected, larger than is read, or has no table of a plan.
pub fn extract(path: &Path, bytes: &[u8], mapping: &Mapping) -> Result<Vec<Extracted>, OfficeError> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let reading = read(name, &sheets(name, bytes)?, mapping);
    if reading.tables.is_empty() || reading.plans.is_empty() {
        return Err(OfficeError::NoPlan);
    }
    let (guesses, left_out) = (reading.doubts.len(), reading.left_out.len());
    let mut plans = reading.plans;
    for plan in &mut plans {
        plan.id = identity::of_name(&plan.id);
        identity::assign(plan, Known::default());
    }
    let extracted = plans.iter().map(|plan| {
        let (text, mut places) = write::plan(plan, &[]);
        (places.guesses, places.left_out) = (guesses, left_out);
        let money = if plan.has_money() { Money::Given } else { Money::Absent };
        let capabilities = match plan.ids {
            GivenIds::OfPlan => Capabilities::Everything,
            GivenIds::OfTables | GivenIds::OfPlaces => office::capabilities(money),
        };
        Extracted { text, places, capabilities }
    });
    Ok(extracted.collect())
}

fn read(name: &str, sheets: &[Sheet], mapping: &Mapping) -> Reading {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = mapping.plan.clone().unwrap_or_else(|| identity::of_name(stem));
    let language = mapping.language.as_deref().and_then(Language::of_tag);
    Importer { mapping, lexicon: &LEXICON, analyst: &Analyst::default(), language }.read(sheets, &id)
}

/// Whether a file that nobody named is surely a plan: a table in it has indicators, with results or values beside them.
///
/// # Errors
/// As [`extract`], but for files without a plan.
pub fn is_plan(path: &Path, bytes: &[u8], mapping: &Mapping) -> Result<bool, OfficeError> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let is_of_plan = |sheet: &Sheet| {
        let mapped = mapping.of(sheet);
        let mapped = mapped.as_ref();
        let is_read = mapped.and_then(|mapping| mapping.read).unwrap_or(!sheet.is_hidden);
        let tables = if is_read { layout::tables(sheet, mapped) } else { Vec::new() };
        tables.iter().any(|table| {
            let fields: Vec<Field> = table.columns.iter().filter_map(layout::Column::field).collect();
            fields.iter().any(|field| matches!(field, Field::Indicator | Field::IndicatorId))
                && fields.iter().any(|field| field.is_statement() || field.is_measure())
        })
    };
    Ok(sheets(name, bytes)?.iter().any(is_of_plan))
}
