//! What an element's own words say, as the analysis of statements reads them.

use std::sync::Arc;

use super::Context;
use crate::lexicon::List;
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

/// The texts of an element, the plan's first language first, the others as written.
pub(super) fn authority_first<'c>(
    cx: &Context<'c>,
    id: ElementId,
) -> impl Iterator<Item = (&'c TextEntry, Arc<Statement>)> + use<'c> {
    let (cx, plan) = (*cx, cx.plan);
    let text = plan.text_of(id);
    let first = text.and_then(|text| text.preferred(plan.authority()));
    let rest = text.into_iter().flat_map(|text| &text.entries);
    let rest = rest.filter(move |entry| first.is_none_or(|first| first.at != entry.at));
    first.into_iter().chain(rest).map(move |entry| (entry, read(&cx, entry)))
}

/// The text of an element that is the authority: that of the plan's first language, else the first.
pub(super) fn authority<'c>(cx: &Context<'c>, id: ElementId) -> Option<(&'c TextEntry, Arc<Statement>)> {
    authority_first(cx, id).next()
}

/// The title of an element in the plan's first language, else in the first.
pub(super) fn title_of<'c>(cx: &Context<'c>, id: ElementId) -> Option<(&'c TextEntry, Arc<Statement>)> {
    let title = cx.element(id).text("title")?.preferred(cx.plan.authority())?;
    Some((title, read(cx, title)))
}

/// The texts of an element in languages whose verbs are known, for rules about what a text does not say; nothing where
/// there are none.
pub(super) fn understood<'c>(cx: &Context<'c>, id: ElementId) -> Option<Vec<(&'c TextEntry, Arc<Statement>)>> {
    let verbs = [List::Up, List::Down, List::Improve, List::State];
    let has = |language: &str, list| {
        cx.lexicon.entries(language, list).is_some_and(|entries| entries.iter().next().is_some())
    };
    let known = |entry: &TextEntry| {
        let has_words = entry.words.contains(char::is_alphabetic);
        has_words
            && Language::of_tag(&entry.language)
                .is_some_and(|language| verbs.into_iter().all(|list| has(language.code(), list)))
    };
    let texts: Vec<_> = authority_first(cx, id).filter(|(entry, _)| known(entry)).collect();
    (!texts.is_empty()).then_some(texts)
}
