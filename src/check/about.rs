//! What the texts of elements are about, for the checks that compare them.

use super::Context;
use crate::likeness::{Sort, Subject, Unit};
use crate::plan::{Element, ElementId, Kind, Text, TextEntry};
use crate::text::{ContentWord, Language};

/// The words of content of a text; none in a language that planlint does not know.
pub(super) fn content(cx: &Context<'_>, entry: &TextEntry) -> Vec<ContentWord> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Vec::new, |language| cx.analyst.content(cx.lexicon, &entry.words, language))
}

/// As [`content`], by the finer concepts of the thesaurus, for those who hold one text against another.
pub(super) fn content_in_detail(cx: &Context<'_>, entry: &TextEntry) -> Vec<ContentWord> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Vec::new, |language| cx.analyst.content_in_detail(cx.lexicon, &entry.words, language))
}

/// What an element says of itself in one language.
pub(super) struct Said<'p> {
    pub(super) language: Language,
    /// What it says, the most telling first; never empty.
    pub(super) forms: Vec<Form<'p>>,
}

/// One of the ways in which an element says what it is about.
pub(super) struct Form<'p> {
    pub(super) entry: &'p TextEntry,
    pub(super) subject: Subject,
    /// The same by its words alone, whatever concept they name: two departments may put one thing in nearly one way.
    pub(super) by_words: Subject,
    /// The same by the wider concepts alone, where the finer ones take two ways of saying it for two things.
    pub(super) by_fields: Subject,
    pub(super) of: FormOf,
}

/// What a form is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormOf {
    /// Its statement, its name or its title: the first that there is.
    Text,
    /// Its title, where it has a statement too.
    Title,
    /// Statement and title together.
    Both,
    /// The name of an indicator by which it is measured.
    Indicator,
}

/// What an element is about, in each language in which it says so, with the population that a field gives.
pub(super) fn said<'p>(cx: &Context<'p>, id: ElementId) -> Vec<Said<'p>> {
    let Some(text) = cx.plan.text_of(id) else { return Vec::new() };
    let element = cx.element(id);
    let said = |entry: &'p TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let words = content_in_detail(cx, entry);
        let mut forms = vec![form(cx, element, entry, &words, FormOf::Text)];
        let title = element.text("title").and_then(|text| text.in_language(&entry.language));
        if let Some(title) = title.filter(|title| title.at != entry.at) {
            let of_title = content_in_detail(cx, title);
            forms.push(form(cx, element, title, &of_title, FormOf::Title));
            // What stands in the title has no place in the statement.
            let of_title = of_title.into_iter().map(|word| ContentWord { part: Unit::ELSEWHERE, at: 0..0, ..word });
            let both: Vec<ContentWord> = words.into_iter().chain(of_title).collect();
            forms.push(form(cx, element, entry, &both, FormOf::Both));
        }
        if element.kind == Kind::Target {
            let indicators = cx.plan.indicators_of(id).filter_map(|indicator| of_indicator(cx, indicator, entry));
            let indicators: Vec<Form<'p>> = indicators.map(|form| of_same_people(form, &forms)).collect();
            forms.extend(indicators);
        }
        forms.retain(|form| !form.subject.is_empty());
        (!forms.is_empty()).then_some(Said { language, forms })
    };
    text.entries.iter().filter_map(said).collect()
}

fn form<'p>(cx: &Context<'p>, element: &Element, entry: &'p TextEntry, words: &[ContentWord], of: FormOf) -> Form<'p> {
    let thesaurus = cx.lexicon.thesaurus();
    let language = Language::of_tag(&entry.language).unwrap_or_default();
    let mut subject = Subject::of(thesaurus, language, words);
    if let Some(population) = element.text("population").and_then(|text| text.in_language(&entry.language)) {
        subject.count(thesaurus, &content_in_detail(cx, population));
    }
    let mut plain = if of == FormOf::Both { Vec::new() } else { cx.analyst.words(cx.lexicon, &entry.words, language) };
    // Whom and where it is for is no word of what it is about.
    let frame: Vec<&Unit> = subject.of_sort(Sort::Population).chain(subject.of_sort(Sort::Place)).collect();
    plain.retain(|word| !frame.iter().any(|unit| unit.at.start <= word.at.start && word.at.end <= unit.at.end));
    let wide = if of == FormOf::Both { Vec::new() } else { content(cx, entry) };
    let by_fields = Subject::of(thesaurus, language, &wide);
    Form { entry, by_words: Subject::of(thesaurus, language, &plain), by_fields, subject, of }
}

/// What an indicator's name is about, in the language of an entry.
fn of_indicator<'p>(cx: &Context<'p>, indicator: ElementId, entry: &TextEntry) -> Option<Form<'p>> {
    let name = cx.element(indicator).text("name")?.in_language(&entry.language)?;
    Some(form(cx, cx.element(indicator), name, &content_in_detail(cx, name), FormOf::Indicator))
}

/// An indicator counts whom its target speaks of, whether it names them or not.
fn of_same_people<'p>(mut form: Form<'p>, of_target: &[Form<'p>]) -> Form<'p> {
    let people = of_target.iter().flat_map(|form| form.subject.of_sort(Sort::Population));
    people.for_each(|unit| form.subject.add_elsewhere(unit));
    form
}

/// The texts in which an element says what it is about, its explanations among them.
pub(super) fn texts(element: &Element) -> impl Iterator<Item = &Text> {
    ["statement", "title", "name", "description", "population"].into_iter().filter_map(|name| element.text(name))
}
