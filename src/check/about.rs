//! What the texts of elements are about, for the checks that compare them.

use std::sync::Arc;

use super::Context;
use crate::likeness::Subject;
use crate::plan::{Element, ElementId, Text, TextEntry};
use crate::text::{ContentWord, Language};

/// The words of content of a text; none in a language that planlint does not know.
pub(super) fn content(cx: &Context<'_>, entry: &TextEntry) -> Arc<Vec<ContentWord>> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Arc::default, |language| cx.analyst.content(cx.lexicon, &entry.words, language))
}

/// A version of an element's text, and what it is about.
pub(super) struct Said<'p> {
    pub(super) entry: &'p TextEntry,
    pub(super) subject: Subject,
    /// What title and statement are about together, where there are both.
    pub(super) with_title: Option<Subject>,
}

/// What an element is about, in each language in which it says so: by its statement, its name or its title, with the
/// population that a field gives.
pub(super) fn said<'p>(cx: &Context<'p>, id: ElementId) -> Vec<Said<'p>> {
    let Some(text) = cx.plan.text_of(id) else { return Vec::new() };
    let thesaurus = cx.lexicon.thesaurus();
    let element = cx.element(id);
    let said = |entry: &'p TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let population = element.text("population").and_then(|text| text.in_language(&entry.language));
        let population = population.map(|population| content(cx, population));
        let about = |words: &[ContentWord]| {
            let mut subject = Subject::of(thesaurus, language, words);
            subject.count(thesaurus, population.as_ref().map_or(&[][..], |words| words));
            subject
        };
        let words = content(cx, entry);
        let subject = about(&words);
        let title = element.text("title").and_then(|text| text.in_language(&entry.language));
        let with_title = title.filter(|title| title.at != entry.at).map(|title| {
            // What stands in the title has no place in the statement.
            let title = content(cx, title);
            let title = title.iter().cloned().map(|word| ContentWord { part: usize::MAX, at: 0..0, ..word });
            about(&words.iter().cloned().chain(title).collect::<Vec<_>>())
        });
        (!subject.is_empty()).then_some(Said { entry, subject, with_title })
    };
    text.entries.iter().filter_map(said).collect()
}

/// The texts in which an element says what it is about, its explanations among them.
pub(super) fn texts(element: &Element) -> impl Iterator<Item = &Text> {
    ["statement", "title", "name", "description", "population"].into_iter().filter_map(|name| element.text(name))
}
