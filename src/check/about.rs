//! What the texts of elements are about, for the checks that compare them.

use super::Context;
use crate::likeness::Subject;
use crate::plan::{Element, ElementId, Text, TextEntry};
use crate::text::{ContentWord, Language};

/// The words of content of a text; none in a language that planlint does not know.
pub(super) fn content(cx: &Context<'_>, entry: &TextEntry) -> Vec<ContentWord> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Vec::new, |language| cx.analyst.content(cx.lexicon, &entry.words, language))
}

/// What a text is about.
pub(super) fn subject(cx: &Context<'_>, entry: &TextEntry) -> Option<Subject> {
    let language = Language::of_tag(&entry.language)?;
    Some(Subject::of(cx.lexicon.thesaurus(), language, &content(cx, entry)))
}

/// A version of an element's text, and what it is about.
pub(super) struct Said<'p> {
    pub(super) entry: &'p TextEntry,
    pub(super) subject: Subject,
}

/// What an element is about, in each language in which it says so: by its statement, its name or its title, with the
/// population that a field gives.
pub(super) fn said<'p>(cx: &Context<'p>, id: ElementId) -> Vec<Said<'p>> {
    let Some(text) = cx.plan.text_of(id) else { return Vec::new() };
    let population = cx.element(id).text("population");
    let said = |entry: &'p TextEntry| {
        let mut subject = subject(cx, entry)?;
        if let Some(population) = population.and_then(|text| text.in_language(&entry.language)) {
            subject.count(cx.lexicon.thesaurus(), &content(cx, population));
        }
        (!subject.is_empty()).then_some(Said { entry, subject })
    };
    text.entries.iter().filter_map(said).collect()
}

/// The texts in which an element says what it is about, its explanations among them.
pub(super) fn texts(element: &Element) -> impl Iterator<Item = &Text> {
    ["statement", "title", "name", "description", "population"].into_iter().filter_map(|name| element.text(name))
}
