//! What the texts of elements are about, for the checks that compare them.

use std::sync::{Arc, OnceLock};

use super::Context;
use crate::likeness::{Sort, Subject, Unit};
use crate::plan::{Element, ElementId, FieldValue, Kind, Text, TextEntry};
use crate::text::{ContentWord, Language, Statement};

/// The words of content of a text; none in a language that planlint does not know.
pub(super) fn content(cx: &Context<'_>, entry: &TextEntry) -> Arc<Vec<ContentWord>> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Arc::default, |language| cx.analyst.content(cx.lexicon, &entry.words, language))
}

/// As [`content`], by the finer concepts of the thesaurus, for those who hold one text against another.
pub(super) fn content_in_detail(cx: &Context<'_>, entry: &TextEntry) -> Arc<Vec<ContentWord>> {
    let language = Language::of_tag(&entry.language);
    language.map_or_else(Arc::default, |language| cx.analyst.content_in_detail(cx.lexicon, &entry.words, language))
}

/// What an element says of itself in one language.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) language: Language,
    /// What it says, the most telling first; never empty.
    pub(super) forms: Vec<Form>,
}

/// One of the ways in which an element says what it is about.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) place: TextPlace,
    pub(super) subject: Subject,
    /// The same by its words alone, whatever concept they name: two departments may put one thing in nearly one way.
    pub(super) by_words: Subject,
    /// The same by the wider concepts alone, where the finer ones take two ways of saying it for two things.
    pub(super) by_fields: Subject,
    pub(super) of: FormOf,
    /// The text as a statement; read where it is asked for.
    pub(super) statement: OnceLock<Option<Arc<Statement>>>,
}

/// Where a text stands in a plan. It holds for a later state of the plan, too, in which the elements are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextPlace {
    element: ElementId,
    field: &'static str,
    /// Among the languages of the text.
    index: usize,
}

impl TextPlace {
    /// The place of a text of an element.
    pub(super) fn of(cx: &Context<'_>, element: ElementId, entry: &TextEntry) -> Option<Self> {
        cx.element(element).fields.iter().find_map(|field| {
            let FieldValue::Text(text) = &field.value else { return None };
            let index = text.entries.iter().position(|own| std::ptr::eq(own, entry))?;
            Some(Self { element, field: field.name, index })
        })
    }

    /// Whose text it is.
    pub(super) fn element(self) -> ElementId {
        self.element
    }

    /// Whether it is a title.
    pub(super) fn is_title(self) -> bool {
        self.field == "title"
    }

    /// The text.
    pub(super) fn entry<'p>(self, cx: &Context<'p>) -> Option<&'p TextEntry> {
        cx.element(self.element).text(self.field)?.entries.get(self.index)
    }
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
pub(super) fn said(cx: &Context<'_>, id: ElementId) -> Vec<Said> {
    let Some(text) = cx.plan.text_of(id) else { return Vec::new() };
    let element = cx.element(id);
    let said = |entry: &TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let words = content_in_detail(cx, entry);
        let mut forms = Vec::from_iter(form(cx, id, entry, &words, FormOf::Text));
        let title = element.text("title").and_then(|text| text.in_language(&entry.language));
        if let Some(title) = title.filter(|title| title.at != entry.at) {
            let of_title = content_in_detail(cx, title);
            forms.extend(form(cx, id, title, &of_title, FormOf::Title));
            // What stands in the title has no place in the statement.
            let of_title = of_title.iter().cloned().map(|word| ContentWord { part: Unit::ELSEWHERE, at: 0..0, ..word });
            let both: Vec<ContentWord> = words.iter().cloned().chain(of_title).collect();
            forms.extend(form(cx, id, entry, &both, FormOf::Both));
        }
        if element.kind == Kind::Target {
            let indicators = cx.plan.indicators_of(id).filter_map(|indicator| of_indicator(cx, indicator, entry));
            let indicators: Vec<Form> = indicators.map(|form| of_same_people(form, &forms)).collect();
            forms.extend(indicators);
        }
        forms.retain(|form| !form.subject.is_empty());
        (!forms.is_empty()).then_some(Said { language, forms })
    };
    text.entries.iter().filter_map(said).collect()
}

fn form(cx: &Context<'_>, id: ElementId, entry: &TextEntry, words: &[ContentWord], of: FormOf) -> Option<Form> {
    let element = cx.element(id);
    let thesaurus = cx.lexicon.thesaurus();
    let language = Language::of_tag(&entry.language).unwrap_or_default();
    let mut subject = Subject::of(thesaurus, language, words);
    if let Some(population) = element.text("population").and_then(|text| text.in_language(&entry.language)) {
        subject.count(thesaurus, &content_in_detail(cx, population));
    }
    let mut plain = Vec::new();
    let mut wide = Arc::default();
    if of != FormOf::Both {
        // Whom and where it is for is no word of what it is about.
        let frame: Vec<&Unit> = subject.of_sort(Sort::Population).chain(subject.of_sort(Sort::Place)).collect();
        let is_frame =
            |word: &&ContentWord| frame.iter().any(|unit| unit.at.start <= word.at.start && word.at.end <= unit.at.end);
        let words = cx.analyst.words(cx.lexicon, &entry.words, language);
        plain.extend(words.iter().filter(|word| !is_frame(word)).cloned());
        wide = content(cx, entry);
    }
    let by_fields = Subject::of(thesaurus, language, &wide);
    let by_words = Subject::of(thesaurus, language, &plain);
    Some(Form { place: TextPlace::of(cx, id, entry)?, by_words, by_fields, subject, of, statement: OnceLock::new() })
}

/// What an indicator's name is about, in the language of an entry.
fn of_indicator(cx: &Context<'_>, indicator: ElementId, entry: &TextEntry) -> Option<Form> {
    let name = cx.element(indicator).text("name")?.in_language(&entry.language)?;
    form(cx, indicator, name, &content_in_detail(cx, name), FormOf::Indicator)
}

/// An indicator counts whom its target speaks of, whether it names them or not.
fn of_same_people(mut form: Form, of_target: &[Form]) -> Form {
    let people = of_target.iter().flat_map(|form| form.subject.of_sort(Sort::Population));
    people.for_each(|unit| form.subject.add_elsewhere(unit));
    form
}

/// The texts in which an element says what it is about, its explanations among them.
pub(super) fn texts(element: &Element) -> impl Iterator<Item = &Text> {
    ["statement", "title", "name", "description", "population"].into_iter().filter_map(|name| element.text(name))
}
