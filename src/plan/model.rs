//! The plan.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Capabilities, Chains, Disposition, Element, ElementId, FieldValue, Index, Kind, Link, LinkId, MeasureRole, Note,
    Period, PlanDate, Text, TextEntry, reads,
};
use crate::source::{FileId, Located, Location};

/// What there is in all, for a period.
#[derive(Clone, Debug)]
pub struct Total {
    /// The whole entry.
    pub at: Location,
    /// Its fields, those of [`schema::TOTAL`](super::schema::TOTAL).
    pub fields: Element,
}

/// A section, annex, table, figure or principle of the document around the plan.
#[derive(Clone, Debug)]
pub struct DocumentPart {
    /// Its number, as written.
    pub number: Located<Arc<str>>,
    /// Its fields, those of [`schema::PART`](super::schema::PART).
    pub fields: Element,
}

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct GlossaryTerm {
    /// The acronym or the word.
    pub name: Located<Arc<str>>,
    /// Its fields, those of [`schema::TERM`](super::schema::TERM).
    pub fields: Element,
}

/// A comment of a plan's file.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From the `#` to the end of its line.
    pub at: Location,
    /// The text behind the `#`.
    pub text: Box<str>,
}

/// A plan as it was read. It never changes; checks on several threads share it.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub(super) elements: Vec<Element>,
    pub(super) links: Vec<Link>,
    pub(super) index: Index,
    pub(super) incomplete: FxHashSet<ElementId>,
    /// For each element with unknown keys, the keys that were probably meant.
    pub(super) misspelt: FxHashMap<ElementId, Vec<&'static str>>,
    pub(super) chains: OnceLock<Chains>,
    /// What the reader has to say.
    pub notes: Vec<Note>,
    /// What became of the predecessor's elements.
    pub continuity: Vec<Disposition>,
    /// Totals of `resources:`, one a period.
    pub totals: Vec<Total>,
    /// `resources:` and the level it promises, where it stands.
    pub resources: Option<Element>,
    /// `document:` without its parts.
    pub document: Option<Element>,
    /// The parts of `document:`.
    pub parts: Vec<DocumentPart>,
    /// The glossary.
    pub glossary: Vec<GlossaryTerm>,
    /// `results-framework:`, where it stands.
    pub results_framework: Option<Element>,
    /// Comments of all files.
    pub comments: Vec<Comment>,
    /// The files that the plan was read from, the root first.
    pub files: Vec<FileId>,
    /// The plan before this one, where it could be read.
    pub predecessor: Option<Arc<Plan>>,
    /// The plan that this one carries out, where it could be read.
    pub implemented: Option<Arc<Plan>>,
    /// What the plan's format can express.
    pub capabilities: Capabilities,
    /// The name of the plan's format; none for the plan language.
    pub format: Option<&'static str>,
}

impl Plan {
    /// A plan without a name or elements, for findings that belong to no plan.
    #[must_use]
    pub fn nameless() -> Self {
        let (id, key) = ("".into(), Location::default());
        let root = Element { id, kind: Kind::Plan, parent: None, key, at: key, fields: Vec::new() };
        Self {
            index: Index::new(std::slice::from_ref(&root), &[], HashMap::new()),
            elements: vec![root],
            ..Self::default()
        }
    }

    /// The plan's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.elements.first().map_or("", |plan| &plan.id)
    }

    /// The plan itself as an element.
    #[must_use]
    pub fn root(&self) -> &Element {
        self.element(ElementId::PLAN)
    }

    /// The element that `id` names.
    #[must_use]
    pub fn element(&self, id: ElementId) -> &Element {
        reads::note(id);
        self.elements.get(id.0 as usize).expect("an ElementId is only made by the plan that it is asked of")
    }

    /// All elements with their ids, the plan itself first.
    pub fn elements(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        reads::note_all();
        (0u32..).map(ElementId).zip(&self.elements)
    }

    /// How many elements there are, the plan itself not counted.
    #[must_use]
    pub fn element_count(&self) -> usize {
        self.elements.len().saturating_sub(1)
    }

    /// Whether lines of an element could not be read, so that what it lacks may stand there.
    #[must_use]
    pub fn is_incomplete(&self, id: ElementId) -> bool {
        self.incomplete.contains(&id)
    }

    /// The link that `id` names.
    #[must_use]
    pub fn link(&self, id: LinkId) -> &Link {
        self.links.get(id.0 as usize).expect("a LinkId is only made by the plan that it is asked of")
    }

    /// All links.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The indexes over elements and links.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The elements of `kind`, in the order written.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> &[ElementId] {
        self.index.of_kind(kind)
    }

    /// The first element with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<ElementId> {
        self.index.by_id(id)
    }

    /// The plan before this one, the one before that, and so on.
    pub fn before(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(self.predecessor.as_deref(), |plan| plan.predecessor.as_deref())
    }

    /// An element and all that stands under it, each before its parts.
    #[must_use]
    pub fn with_parts(&self, id: ElementId) -> Vec<ElementId> {
        let (mut all, mut next) = (vec![id], 0);
        while let Some(&at) = all.get(next) {
            all.extend_from_slice(self.children(at));
            next += 1;
        }
        all
    }

    /// The elements right under `id`.
    #[must_use]
    pub fn children(&self, id: ElementId) -> &[ElementId] {
        self.index.children(id)
    }

    /// The elements of `kind` right under `id`.
    pub fn children_of_kind(&self, id: ElementId, kind: Kind) -> impl Iterator<Item = ElementId> {
        self.children(id).iter().copied().filter(move |&child| self.element(child).kind == kind)
    }

    /// The parents of `id`, nearest first, the plan itself last.
    pub fn ancestors(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        std::iter::successors(self.element(id).parent, |&above| self.element(above).parent)
    }

    /// The language of texts that name none: `language`, else the first of `languages`, else English.
    #[must_use]
    pub fn language(&self) -> &str {
        let root = self.root();
        root.word("language").or_else(|| root.word("languages")).unwrap_or("en")
    }

    /// The language whose text is the authority: the first of `languages`, else `language`, else English.
    #[must_use]
    pub fn authority(&self) -> &str {
        let root = self.root();
        root.word("languages").or_else(|| root.word("language")).unwrap_or("en")
    }

    /// The plan's period.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        self.root().period("period")
    }

    /// What an element is called: its statement, else its title, for an indicator its name.
    #[must_use]
    pub fn text_of(&self, id: ElementId) -> Option<&Text> {
        let element = self.element(id);
        ["statement", "name", "title"].into_iter().filter(|name| element.has(name)).find_map(|name| element.text(name))
    }

    /// A short name for messages: the title, else the name, else the statement, in `language` where it has that, else
    /// in the plan's first.
    #[must_use]
    pub fn label_in(&self, id: ElementId, language: &str) -> Option<&TextEntry> {
        let element = self.element(id);
        let text = ["title", "name", "statement"].into_iter().find(|name| element.has(name))?;
        let text = element.text(text)?;
        text.in_language(language).or_else(|| text.preferred(self.authority()))
    }

    /// The date by which a target is due: its own deadline, else the latest date among its indicators' targets, else
    /// the plan's default; and the place that says so.
    #[must_use]
    pub fn deadline_of(&self, id: ElementId) -> Option<Located<PlanDate>> {
        self.own_deadline_of(id).or_else(|| self.root().date("default-deadline"))
    }

    /// As [`deadline_of`](Self::deadline_of), without the plan's default.
    #[must_use]
    pub fn own_deadline_of(&self, id: ElementId) -> Option<Located<PlanDate>> {
        let element = self.element(id);
        element.date("deadline").or_else(|| {
            self.indicators_of(id)
                .filter_map(|indicator| self.element(indicator).target()?.date)
                .reduce(|latest, next| if next.value.compare(latest.value).is_gt() { next } else { latest })
        })
    }

    /// The date by which an indicator's target value is due: the value's own date, else the deadline of the element
    /// under which the indicator stands, else, under a target, the plan's default; and the element that says so.
    /// Nothing where the nearest of these holds words that are no date.
    #[must_use]
    pub fn due_of_indicator(&self, id: ElementId) -> Option<(ElementId, Located<PlanDate>)> {
        let element = self.element(id);
        if let Some(target) = element.target().filter(|target| target.date.is_some() || target.flawed) {
            return target.date.map(|date| (id, date));
        }
        let parent = element.parent.filter(|&parent| parent != ElementId::PLAN)?;
        if self.element(parent).has("deadline") {
            return self.element(parent).date("deadline").map(|date| (parent, date));
        }
        let default = self.root().date("default-deadline").filter(|_| self.element(parent).kind == Kind::Target)?;
        Some((ElementId::PLAN, default))
    }

    /// The indicators that measure an element: those right under it, and those that say they measure it.
    pub fn indicators_of(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        let elsewhere = self.index.incoming(id).iter().map(|&link| self.link(link));
        self.children_of_kind(id, Kind::Indicator)
            .chain(elsewhere.filter(|link| link.relation == super::Relation::Measures).map(|link| link.from))
    }

    /// The elements of `kind` that stand elsewhere and say that they belong to `id`: indicators that measure it, others
    /// that contribute to it, by its name or to all elements.
    pub fn attached_to(&self, id: ElementId, kind: Kind) -> impl Iterator<Item = ElementId> {
        let relation = if kind == Kind::Indicator { super::Relation::Measures } else { super::Relation::ContributesTo };
        let by_name = self.index.incoming(id).iter().map(|&link| self.link(link));
        let to_all = self.index.to_everything().iter().map(|&link| self.link(link));
        let to_all = to_all.filter(move |link| id != ElementId::PLAN && &*link.written == "all");
        by_name
            .chain(to_all)
            .filter(move |link| link.relation == relation && link.from != id && self.element(link.from).kind == kind)
            .map(|link| link.from)
    }

    /// The nearest element, `id` itself first, in which the field `name` is given.
    #[must_use]
    pub fn inherited(&self, id: ElementId, name: &str) -> Option<ElementId> {
        std::iter::once(id).chain(self.ancestors(id)).find(|&at| self.element(at).has(name))
    }

    /// A word of `resources:`, such as the level that it promises.
    #[must_use]
    pub fn allocation_level(&self) -> Option<&str> {
        self.resources.as_ref()?.word("level")
    }

    /// The allocations whose `to` names `id`, or everything.
    pub fn allocations_to(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        self.index.allocations_to(id)
    }

    /// Whether parts of the plan's text could not be read, so that what seems to be missing may stand there.
    #[must_use]
    pub fn is_partly_unread(&self) -> bool {
        self.is_incomplete(ElementId::PLAN)
    }

    /// Whether an element has an unknown key that is probably meant for `name`, so that what seems to be missing may
    /// stand there.
    #[must_use]
    pub fn is_misspelt(&self, id: ElementId, name: &str) -> bool {
        self.misspelt.get(&id).is_some_and(|meant| meant.contains(&name))
    }

    /// Whether an allocation gives something: money, a share, people, or a budget that absorbs the cost. An amount
    /// that is invalid or a placeholder is unknown and counts as something.
    #[must_use]
    pub fn gives_something(&self, allocation: ElementId) -> bool {
        let element = self.element(allocation);
        let nonzero = |name: &str| match element.field(name).map(|field| &field.value) {
            Some(FieldValue::Number(number)) => *number != Decimal::ZERO,
            Some(FieldValue::Blank) | None => false,
            Some(_) => true,
        };
        element.has("absorbed-by") || ["amount", "secured", "share", "staff"].into_iter().any(nonzero)
    }

    /// The element, `id` itself or its nearest ancestor, to which something is allocated.
    #[must_use]
    pub fn funded_through(&self, id: ElementId) -> Option<ElementId> {
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find(|&at| self.allocations_to(at).any(|allocation| self.gives_something(allocation)))
    }

    /// The unit of a measure: its own, else its indicator's.
    #[must_use]
    pub fn unit_of(&self, indicator: ElementId, role: MeasureRole) -> Option<&str> {
        let element = self.element(indicator);
        let own = element.measures(role).first().and_then(|measure| measure.unit.as_ref());
        own.map(|unit| &*unit.value).or_else(|| element.word("unit"))
    }
}
