//! From parts to a plan.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::schema::RESERVED_IDS;
use super::{
    Comment, Disposition, DocumentPart, Element, ElementId, Field, GlossaryTerm, Index, Kind, Link, LinkId, LinkTarget,
    Note, NoteKind, Plan, Relation, Total,
};
use crate::source::{FileId, Location};

/// Collects what readers find, from one file or several, and makes a plan of it.
#[derive(Debug, Default)]
pub struct PlanBuilder {
    plan: Plan,
    by_id: HashMap<Arc<str>, ElementId>,
}

impl PlanBuilder {
    /// A plan whose root is written in `file`.
    #[must_use]
    pub fn new(file: FileId, id: impl Into<Arc<str>>, key: Location, at: Location) -> Self {
        let mut builder = Self::default();
        builder.plan.files.push(file);
        let root = Element { id: id.into(), kind: Kind::Plan, parent: None, key, at, fields: Vec::new() };
        builder.plan.elements.push(root);
        builder
    }

    /// Adds a file that the plan includes.
    pub fn file(&mut self, file: FileId) {
        self.plan.files.push(file);
    }

    /// Adds an element; one whose id is taken is added all the same, with a note.
    pub fn element(&mut self, element: Element) -> ElementId {
        let id = ElementId(u32::try_from(self.plan.elements.len()).expect("fewer than 2^32 elements"));
        match self.by_id.get(&element.id) {
            Some(&first) => {
                let first = self.plan.elements[first.0 as usize].key;
                let kind = NoteKind::DuplicateId { id: element.id.clone(), first };
                self.plan.notes.push(Note { kind, at: element.key, element: Some(id) });
            }
            None => {
                self.by_id.insert(element.id.clone(), id);
            }
        }
        self.plan.elements.push(element);
        id
    }

    /// Adds a field to an element. The first field of a name stays.
    pub fn field(&mut self, element: ElementId, field: Field) {
        let fields = &mut self.plan.elements[element.0 as usize].fields;
        if fields.iter().all(|known| known.name != field.name) {
            fields.push(field);
        }
    }

    /// The field `name` of an element added before.
    #[must_use]
    pub fn field_of(&self, element: ElementId, name: &str) -> Option<&Field> {
        self.plan.elements[element.0 as usize].field(name)
    }

    /// Adds a link; what it leads to is found when the plan is whole.
    pub fn link(&mut self, from: ElementId, relation: Relation, written: impl Into<Arc<str>>, at: Location) -> LinkId {
        let id = LinkId(u32::try_from(self.plan.links.len()).expect("fewer than 2^32 links"));
        self.plan.links.push(Link { from, relation, written: written.into(), at, target: LinkTarget::Unknown });
        id
    }

    /// Adds a note.
    pub fn note(&mut self, note: Note) {
        self.plan.notes.push(note);
    }

    /// How many notes there are so far.
    #[must_use]
    pub fn note_count(&self) -> usize {
        self.plan.notes.len()
    }

    /// Adds an entry of `continuity:`.
    pub fn disposition(&mut self, disposition: Disposition) {
        self.plan.continuity.push(disposition);
    }

    /// Adds a total of `resources:`.
    pub fn total(&mut self, total: Total) {
        self.plan.totals.push(total);
    }

    /// Says that the plan speaks of resources, or adds to what it says.
    pub fn resources(&mut self, resources: Element) {
        match &mut self.plan.resources {
            Some(known) => known.fields.extend(resources.fields),
            none => *none = Some(resources),
        }
    }

    /// Adds what is said of the document.
    pub fn document(&mut self, document: Element) {
        self.plan.document.get_or_insert(document);
    }

    /// Adds a part of the document.
    pub fn part(&mut self, part: DocumentPart) {
        self.plan.parts.push(part);
    }

    /// Adds a term of the glossary.
    pub fn term(&mut self, term: GlossaryTerm) {
        self.plan.glossary.push(term);
    }

    /// Adds the results framework.
    pub fn results_framework(&mut self, framework: Element) {
        self.plan.results_framework.get_or_insert(framework);
    }

    /// Adds a comment.
    pub fn comment(&mut self, comment: Comment) {
        self.plan.comments.push(comment);
    }

    /// The format of the plan's files, and what it can express; all of the plan language, where nothing is said.
    pub fn format(&mut self, name: &'static str, capabilities: super::Capabilities) {
        self.plan.format = Some(name);
        self.plan.capabilities = capabilities;
    }

    /// The plan, its links resolved in itself, in its predecessor and in the plan that it implements.
    #[must_use]
    pub fn finish(self, predecessor: Option<Arc<Plan>>, implemented: Option<Arc<Plan>>) -> Plan {
        let Self { mut plan, by_id } = self;
        plan.predecessor = predecessor;
        plan.implemented = implemented;
        let mut links = std::mem::take(&mut plan.links);
        for link in &mut links {
            link.target = resolve(&plan, &by_id, link);
        }
        plan.incomplete = incomplete(&plan);
        for note in &plan.notes {
            if let (NoteKind::UnknownKey { nearest: Some(meant), .. }, Some(element)) = (&note.kind, note.element) {
                plan.misspelt.entry(element).or_default().push(meant);
            }
        }
        plan.index = Index::new(&plan.elements, &links, by_id);
        plan.links = links;
        plan
    }
}

/// The plan itself where a part of it could not be read, and the elements above each syntax error: the one whose id
/// comes last before it in its file, and all that hold that one.
fn incomplete(plan: &Plan) -> FxHashSet<ElementId> {
    let includes = plan.root().words("include");
    let unread = |note: &Note| match &note.kind {
        NoteKind::Syntax { .. }
        | NoteKind::Markup { .. }
        | NoteKind::AliasBudget
        | NoteKind::Encoding { reason: "utf16" } => true,
        NoteKind::IncludeFailed { .. } => includes.iter().any(|path| path.at == note.at),
        _ => false,
    };
    let mut found: FxHashSet<ElementId> =
        plan.notes.iter().any(unread).then_some(ElementId::PLAN).into_iter().collect();
    for note in plan.notes.iter().filter(|note| matches!(note.kind, NoteKind::Syntax { .. } | NoteKind::Markup { .. }))
    {
        let before =
            plan.elements().filter(|(_, element)| element.key.file == note.at.file && element.key.span <= note.at.span);
        let mut holder = before.max_by_key(|(_, element)| element.key.span).map(|(id, _)| id);
        while let Some(id) = holder {
            found.insert(id);
            holder = plan.element(id).parent;
        }
    }
    found
}

/// The element that a link means where two have its id: an allocation gives to what can be funded. That an id is taken
/// twice is told by itself, and need not have consequences.
fn fitting(plan: &Plan, first: ElementId, link: &Link) -> ElementId {
    let can_be_funded =
        |id: ElementId| !matches!(plan.element(id).kind, Kind::Risk | Kind::Assumption | Kind::Indicator);
    if link.relation != Relation::AllocatesTo || can_be_funded(first) {
        return first;
    }
    let mut namesakes = plan.notes.iter().filter_map(|note| match &note.kind {
        NoteKind::DuplicateId { id, .. } if *id == plan.element(first).id => note.element,
        _ => None,
    });
    namesakes.find(|&id| can_be_funded(id)).unwrap_or(first)
}

fn resolve(plan: &Plan, by_id: &HashMap<Arc<str>, ElementId>, link: &Link) -> LinkTarget {
    let written: &str = &link.written;
    if let Some((owner, id)) = written.split_once('#') {
        let within = |related: &Option<Arc<Plan>>| related.as_ref().filter(|related| related.id() == owner).cloned();
        if owner == plan.id() {
            return by_id.get(id).map_or(LinkTarget::Dangling, |&element| LinkTarget::Element(element));
        }
        if let Some(before) = within(&plan.predecessor) {
            return before.find(id).map_or(LinkTarget::Dangling, LinkTarget::Predecessor);
        }
        if let Some(above) = within(&plan.implemented) {
            return above.find(id).map_or(LinkTarget::Dangling, LinkTarget::Implemented);
        }
        return LinkTarget::Unknown;
    }
    if let Some(&element) = by_id.get(written) {
        return LinkTarget::Element(fitting(plan, element, link));
    }
    match written {
        "all" | "plan" => LinkTarget::Everything,
        _ if RESERVED_IDS.contains(&written) => LinkTarget::Unknown,
        _ => LinkTarget::Dangling,
    }
}
