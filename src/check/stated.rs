//! What an element's own words say, as the analysis of statements reads them.

use std::sync::Arc;

use super::Context;
use crate::plan::{ElementId, TextEntry};
use crate::text::{Language, Statement};

/// The texts in which an element states its result: the statement, else the title (of an indicator the name), with what
/// each says.
pub(super) fn statements<'c>(
    cx: &Context<'c>,
    id: ElementId,
) -> impl Iterator<Item = (&'c TextEntry, Arc<Statement>)> + use<'c> {
    let (cx, plan) = (*cx, cx.plan);
    let entries = plan.text_of(id).into_iter().flat_map(|text| &text.entries);
    entries.map(move |entry| (entry, read(&cx, entry)))
}

/// Statement and title of an element, in every language, with what each says.
pub(super) fn statement_and_title<'c>(
    cx: &Context<'c>,
    id: ElementId,
) -> impl Iterator<Item = (&'c TextEntry, Arc<Statement>)> + use<'c> {
    let cx = *cx;
    let element = cx.element(id);
    let texts = ["statement", "title"].into_iter().filter_map(move |name| element.text(name));
    texts.flat_map(|text| &text.entries).map(move |entry| (entry, read(&cx, entry)))
}

/// What a text says. One in a language that is none of the six is read as the one of them that it is most like: its
/// digits are the same.
pub(super) fn read(cx: &Context<'_>, entry: &TextEntry) -> Arc<Statement> {
    let language = Language::of_tag(&entry.language).unwrap_or_else(|| Language::detect(&entry.words));
    cx.analyst.statement(cx.lexicon, &entry.words, language)
}

/// Whether the words of an element give an amount.
pub(super) fn gives_amount(cx: &Context<'_>, id: ElementId) -> bool {
    statement_and_title(cx, id).any(|(_, statement)| !statement.quantities.is_empty())
}

/// Whether the words of an element say by when.
pub(super) fn gives_deadline(cx: &Context<'_>, id: ElementId) -> bool {
    statement_and_title(cx, id)
        .any(|(_, statement)| statement.deadline.is_some() || statement.relative_deadline.is_some())
}

/// The years that the words of an element name as dates, also those that are no deadline.
pub(super) fn years(cx: &Context<'_>, id: ElementId) -> impl Iterator<Item = i16> {
    let of = |statement: &Statement| statement.years.iter().filter_map(|(year, _)| i16::try_from(*year).ok()).collect();
    statement_and_title(cx, id).flat_map(move |(_, statement)| -> Vec<i16> { of(&statement) })
}
