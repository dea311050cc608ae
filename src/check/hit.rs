//! What a check emits.

use std::collections::BTreeMap;

use minijinja::Value;

use crate::finding::Safety;
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
#[derive(Clone, Debug, PartialEq)]
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

/// How much of what a person wrote as one a replacement takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it: a code, an id, a key, a word.
    Whole,
    /// Some words of a text.
    Part,
}

/// Words that are to stand in the place of others. How they are written there, in which quotes, is decided where the
/// text of the file is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Where the old words stand.
    pub at: Location,
    /// The old words, after escapes.
    pub old: Box<str>,
    /// The new ones.
    pub new: Box<str>,
    /// What they are.
    pub extent: Extent,
}

impl Replacement {
    /// Of a code, an id, a key or a word.
    #[must_use]
    pub fn whole(at: Location, old: &str, new: &str) -> Self {
        Self { at, old: old.into(), new: new.into(), extent: Extent::Whole }
    }

    /// Of words in a text.
    #[must_use]
    pub fn part(at: Location, old: &str, new: &str) -> Self {
        Self { at, old: old.into(), new: new.into(), extent: Extent::Part }
    }
}

/// An item that is to be taken out of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The item.
    pub item: Location,
    /// The item before it, which stays.
    pub before: Location,
}

/// What a fix changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Words, in one place or in several that belong together.
    Replace(Vec<Replacement>),
    /// A code comes in.
    Add(Insertion),
    /// An item goes out.
    Remove(Removal),
}

/// A fix as data. Where the file is written so that it cannot be seen how to make the change, there is no fix.
#[derive(Clone, Debug, PartialEq)]
pub struct FixHit {
    /// The key of its title under `fix:` in the message files.
    pub title: &'static str,
    /// Facts for the title.
    pub facts: Facts,
    /// Who may apply it.
    pub safety: Safety,
    /// What it changes.
    pub change: Change,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq)]
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

    /// The same hit with a fix that replaces a code, an id, a key or a word.
    #[must_use]
    pub fn replace(self, safety: Safety, at: Location, old: &str, new: &str) -> Self {
        self.replace_all(safety, vec![Replacement::whole(at, old, new)])
    }

    /// The same hit with a fix that replaces words of a text.
    #[must_use]
    pub fn replace_words(self, safety: Safety, at: Location, old: &str, new: &str) -> Self {
        self.replace_all(safety, vec![Replacement::part(at, old, new)])
    }

    /// The same hit with a fix that replaces words in several places; its title names the first. No fix where there is
    /// none.
    #[must_use]
    pub fn replace_all(mut self, safety: Safety, replacements: Vec<Replacement>) -> Self {
        if let Some(Replacement { old, new, .. }) = replacements.first() {
            let facts = Facts::from([("old", Value::from(&**old)), ("new", Value::from(&**new))]);
            self.fixes.push(FixHit { title: "replace", facts, safety, change: Change::Replace(replacements) });
        }
        self
    }

    /// The same hit with a fix that adds a code.
    #[must_use]
    pub fn add(mut self, safety: Safety, insertion: Insertion) -> Self {
        let facts = Facts::from([("new", Value::from(&*insertion.code))]);
        self.fixes.push(FixHit { title: "add", facts, safety, change: Change::Add(insertion) });
        self
    }

    /// The same hit with a fix that takes an item out of its list.
    #[must_use]
    pub fn remove(mut self, safety: Safety, written: &str, removal: Removal) -> Self {
        let facts = Facts::from([("old", Value::from(written))]);
        self.fixes.push(FixHit { title: "remove", facts, safety, change: Change::Remove(removal) });
        self
    }
}
