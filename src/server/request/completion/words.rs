//! Words that a value may be: those of the plan language, units, languages, currencies, profiles, dimensions.

use std::collections::BTreeSet;

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind};

use super::super::super::context::Context;
use super::super::super::snapshot::Here;
use crate::plan::Kind;
use crate::plan::schema::{FieldSpec, FieldType};
use crate::rule::Catalogue;
use crate::text::Language;

/// Units that every plan knows: `percent` and `points` are the checks' own words.
const UNITS: [&str; 4] = ["percent", "points", "people", "countries"];
/// How often things are usually measured.
const FREQUENCIES: [&str; 4] = ["annual", "biennial", "quarterly", "monthly"];

pub(super) fn items(here: &Here<'_>, context: &Context, spec: &FieldSpec) -> Option<Vec<CompletionItem>> {
    let plan = here.view.plan();
    let used = |key: &'static str| -> BTreeSet<String> {
        let words = plan.of_kind(Kind::Indicator).iter().flat_map(|&id| plan.element(id).words(key));
        words.map(|word| word.value.to_string()).collect()
    };
    let fixed = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let words: Vec<String> = match (spec.holds, spec.name) {
        (FieldType::Word(words) | FieldType::Words(words), _) => fixed(words),
        (FieldType::Flag, _) => fixed(&["true", "false"]),
        (FieldType::Language | FieldType::Languages, _) => {
            Language::ALL.iter().map(|language| language.code().to_owned()).collect()
        }
        (FieldType::Currency, _) => {
            let own = plan.root().word("currency").map(str::to_owned);
            own.into_iter().chain(fixed(&["CHF", "USD", "EUR", "XDR"])).collect()
        }
        (_, "unit") => used("unit").into_iter().chain(fixed(&UNITS)).collect(),
        (_, "frequency") => used("frequency").into_iter().chain(fixed(&FREQUENCIES)).collect(),
        (_, "disaggregation") => used("disaggregation").into_iter().collect(),
        (_, "profile") => Catalogue::profile_names().map(str::to_owned).collect(),
        (_, "origin") => fixed(&["new"]),
        (_, "owner" | "by") => {
            let owners = plan.elements().flat_map(|(_, element)| element.words("owner"));
            let owners: BTreeSet<String> = owners.map(|word| word.value.to_string()).collect();
            owners.into_iter().collect()
        }
        _ => return None,
    };
    let gap = super::gap(here, context.word);
    let mut seen = BTreeSet::new();
    let items =
        words.into_iter().filter(|word| seen.insert(word.clone())).enumerate().map(|(index, word)| CompletionItem {
            sort_text: Some(format!("{index:03}")),
            ..super::item(here, context.word, &word, format!("{gap}{word}"), CompletionItemKind::VALUE)
        });
    Some(items.collect())
}
