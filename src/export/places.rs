//! Where each key of the plan language stands in exports: what docs/formats.md shows.

use super::left_out::is_written_in_stratml;
use crate::format::stratml;
use crate::import::own::Holder;
use crate::import::own::label::Heading;
use crate::import::own::results;
use crate::import::own::section::Section;
use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};
use crate::text::Language;

/// A key, and where it stands.
#[derive(Clone, Debug)]
pub struct PlaceOfKey {
    /// What has the key: a kind of element, or a part of the plan.
    pub of: &'static str,
    /// The key.
    pub key: &'static str,
    /// The heading or the line in tables, in English; none where tables have no place for it.
    pub tables: Option<String>,
    /// What StratML writes it as; none where it has no place for it.
    pub stratml: Option<&'static str>,
}

/// All keys of the plan language.
#[must_use]
pub fn places() -> Vec<PlaceOfKey> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for spec in schema::fields(kind) {
            let stratml = stratml::WORDS
                .iter()
                .find(|word| word.kind == kind && word.field == spec.name && is_written_in_stratml(kind, spec.name))
                .map(|word| word.written);
            all.push(PlaceOfKey { of: kind.name(), key: spec.name, tables: in_tables(kind, spec), stratml });
        }
    }
    let mut others = |of: &'static str, specs: &'static [FieldSpec], tables: &dyn Fn(&FieldSpec) -> Option<String>| {
        all.extend(specs.iter().map(|spec| PlaceOfKey { of, key: spec.name, tables: tables(spec), stratml: None }));
    };
    for holder in [Holder::ResultsFramework, Holder::Resources, Holder::Document] {
        let specs = match holder {
            Holder::ResultsFramework => schema::RESULTS_FRAMEWORK,
            Holder::Resources => schema::RESOURCES,
            _ => schema::DOCUMENT,
        };
        others(holder.key(), specs, &|spec| Some(of_holder(holder, spec)));
    }
    others("total", schema::TOTAL, &|spec| Some(of_section(Section::Resources, spec)));
    for (of, section) in
        [("continuity", Section::Continuity), ("glossary", Section::Glossary), ("part of the document", Section::Parts)]
    {
        others(of, section.fields(), &|spec| Some(of_section(section, spec)));
    }
    all
}

fn heading(key: &'static str) -> String {
    Heading::plain(key).written(Language::English)
}

fn of_holder(holder: Holder, spec: &FieldSpec) -> String {
    match spec.holds {
        FieldType::Period => format!("{}, {}", heading("start"), heading("end")),
        _ if holder.fields().any(|known| known.name == spec.name) => holder.label(spec.name, Language::English),
        _ => "a table".to_owned(),
    }
}

fn of_section(section: Section, spec: &FieldSpec) -> String {
    match spec.holds {
        FieldType::Period => format!("{}, {}", heading("period-start"), heading("period-end")),
        _ => heading(section.column(spec.name)),
    }
}

fn in_tables(kind: Kind, spec: &'static FieldSpec) -> Option<String> {
    Some(match (kind, spec.holds) {
        (Kind::Plan, _) if spec.name == "include" => return None,
        (Kind::Plan, _) => match spec.holds {
            FieldType::Statement(_) => heading(spec.name),
            _ => of_holder(Holder::Plan, spec),
        },
        (Kind::Vision, _) => of_holder(Holder::Vision, spec),
        (Kind::Mission, _) => of_holder(Holder::Mission, spec),
        (Kind::Scope, _) => of_section(Section::Scope, spec),
        (Kind::Allocation, _) => of_section(Section::Resources, spec),
        (_, FieldType::Children(_)) => "rows below it".to_owned(),
        (_, FieldType::Measure(_)) => format!("{}, {}", heading(spec.name), heading(dates_of(spec.name))),
        (_, FieldType::Measures(_)) => format!("{} (date)", heading(spec.name.trim_end_matches('s'))),
        _ if spec.name == results::naming(kind) => results::column_of(kind).map(|field| {
            Heading::plain(crate::import::own::label::known(&crate::import::heading::field_word(field)))
                .written(Language::English)
        })?,
        _ => heading(results::column(kind, spec.name)),
    })
}

fn dates_of(measure: &str) -> &'static str {
    if measure == "baseline" { "baseline-date" } else { "target-date" }
}
