//! What a check emits.

use std::collections::BTreeMap;

use minijinja::Value;

use crate::finding::{Edit, Safety};
use crate::plan::{Element, ElementId};
use crate::source::Location;

/// Facts for a message template, by name.
pub type Facts = BTreeMap<&'static str, Value>;

/// Which element a hit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The file, before any element could be read.
    File,
    /// An element of the plan; the plan itself is [`ElementId::PLAN`].
    Element(ElementId),
    /// An element of the predecessor.
    Predecessor(ElementId),
    /// An element of a plan before the predecessor, so many plans before it.
    Earlier(usize, ElementId),
    /// An element of the plan that this one implements.
    Implemented(ElementId),
}

/// A further place of a hit.
#[derive(Clone, Debug)]
pub struct RelatedHit {
    /// The element there.
    pub owner: Owner,
    /// Where.
    pub at: Location,
    /// The key of its sentence under `related:` in the message files.
    pub label: &'static str,
    /// Facts for that sentence.
    pub facts: Facts,
}

/// A code that is to be added to a field of an element. How is decided where the text of the file is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The element.
    pub element: ElementId,
    /// The field, which may not stand there yet.
    pub field: &'static str,
    /// The code.
    pub code: Box<str>,
}

/// A fix as data.
#[derive(Clone, Debug)]
pub struct FixHit {
    /// The key of its title under `fix:` in the message files.
    pub title: &'static str,
    /// Facts for the title.
    pub facts: Facts,
    /// Who may apply it.
    pub safety: Safety,
    /// The edits.
    pub edits: Vec<Edit>,
    /// A code to add; where that is not possible there is no fix.
    pub insertion: Option<Insertion>,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The most specific element that holds the data.
    pub owner: Owner,
    /// Where.
    pub at: Location,
    /// Facts for the rule's message.
    pub facts: Facts,
    /// Further places.
    pub related: Vec<RelatedHit>,
    /// Fixes.
    pub fixes: Vec<FixHit>,
}

impl Hit {
    /// A hit on `owner` at `at`, with no facts yet.
    #[must_use]
    pub fn new(owner: Owner, at: Location) -> Self {
        Self { owner, at, facts: Facts::new(), related: Vec::new(), fixes: Vec::new() }
    }

    /// A hit on an element as a whole, at its id.
    #[must_use]
    pub fn on(id: ElementId, element: &Element) -> Self {
        Self::new(Owner::Element(id), element.key)
    }

    /// A hit on a field of an element, at its value, else at its key, else at the element's id.
    #[must_use]
    pub fn on_field(id: ElementId, element: &Element, field: &str) -> Self {
        Self::new(Owner::Element(id), element.place_of(field))
    }

    /// The same hit with a fact.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.insert(name, value.into());
        self
    }

    /// The same hit with a list of words as a fact.
    #[must_use]
    pub fn list<'w>(self, name: &'static str, words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<Value> = words.into_iter().map(Value::from).collect();
        self.fact(name, words)
    }

    /// The same hit with a further place.
    #[must_use]
    pub fn related(mut self, owner: Owner, at: Location, label: &'static str) -> Self {
        self.related.push(RelatedHit { owner, at, label, facts: Facts::new() });
        self
    }

    /// The same hit with a further place and the facts for its sentence.
    #[must_use]
    pub fn related_with(mut self, owner: Owner, at: Location, label: &'static str, facts: Facts) -> Self {
        self.related.push(RelatedHit { owner, at, label, facts });
        self
    }

    /// The same hit with a fix that replaces `old` at `at` by `new`, in quotes where `old` stands in quotes.
    #[must_use]
    pub fn replace(mut self, safety: Safety, at: Location, old: &str, new: &str) -> Self {
        let facts = Facts::from([("old", Value::from(old)), ("new", Value::from(new))]);
        // A place that is two bytes longer than its words holds their quotes: without them, a code such as 9.10 would
        // become a number to other readers of the file.
        let quoted = at.span.range().len() == old.len() + 2;
        let text = if quoted { format!("\"{new}\"") } else { new.to_owned() };
        let edits = vec![Edit { at, text }];
        self.fixes.push(FixHit { title: "replace", facts, safety, edits, insertion: None });
        self
    }

    /// The same hit with a fix that adds a code.
    #[must_use]
    pub fn add(mut self, safety: Safety, insertion: Insertion) -> Self {
        let facts = Facts::from([("new", Value::from(&*insertion.code))]);
        self.fixes.push(FixHit { title: "add", facts, safety, edits: Vec::new(), insertion: Some(insertion) });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn a_fix_keeps_quotes_where_there_are_some() {
        let edit = |start, end| {
            let at = Location::new(FileId::default(), Span::new(start, end));
            Hit::new(Owner::File, at).replace(Safety::Unsafe, at, "9.1.c", "9.c.1").fixes[0].edits[0].text.clone()
        };
        assert_eq!((edit(4, 9).as_str(), edit(3, 10).as_str()), ("9.c.1", "\"9.c.1\""));
    }
}
