//! What stands at a place of a plan's file.

use crate::linter::Suppressions;
use crate::plan::schema::{self, FieldSpec, Framework};
use crate::plan::{Code, ElementId, FieldValue, Kind, LinkTarget, Plan};
use crate::source::{FileId, Location, SourceMap, Span};

use super::plan_view::PlanView;

/// Which plan an element belongs to, seen from the plan in which it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// The plan itself.
    Here,
    /// The plan before it.
    Predecessor,
    /// The plan that it carries out.
    Implemented,
}

/// An element as a plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Whose element.
    pub(super) belongs: Belongs,
    /// Which.
    pub(super) id: ElementId,
    /// The id, without quotes and without the plan before it.
    pub(super) at: Location,
}

/// What stands at a place.
#[derive(Clone, Debug)]
pub(super) enum Thing<'p> {
    /// An element's id, where it stands or where it is linked to.
    Element(Named),
    /// A framework's code.
    Code(Framework, &'p Code),
    /// The id of a rule or a group in a comment.
    Rule(String, Location),
    /// A key of the plan language.
    Key(&'static FieldSpec, Location),
}

/// The plan in which an element is.
pub(super) fn plan_of(plan: &Plan, belongs: Belongs) -> Option<&Plan> {
    match belongs {
        Belongs::Here => Some(plan),
        Belongs::Predecessor => plan.predecessor.as_deref(),
        Belongs::Implemented => plan.implemented.as_deref(),
    }
}

/// An id without the quotes around it and without the plan before it.
pub(super) fn bare(sources: &SourceMap, at: Location) -> Location {
    let text = sources.text_at(at);
    let quoted = text.len() >= 2 && text.starts_with(['"', '\'']);
    let (start, end) = if quoted { (1, text.len() - 1) } else { (0, text.len()) };
    let inner = text.get(start..end).unwrap_or("");
    let start = start + inner.find('#').map_or(0, |hash| hash + 1);
    let base = at.span.start as usize;
    Location::new(at.file, Span::new(base + start, base + end))
}

/// Whether a place holds the byte, its end included: a cursor behind a word is at the word.
fn holds(at: Location, file: FileId, offset: u32) -> bool {
    at.file == file && at.span.start <= offset && offset <= at.span.end
}

/// Every element that is named in `file`: its own id, links, entries of `continuity`.
pub(super) fn named<'p>(view: &'p PlanView, file: FileId) -> impl Iterator<Item = Named> + 'p {
    let (plan, sources) = (view.plan(), &view.loaded.sources);
    let here = move |id, at| Named { belongs: Belongs::Here, id, at: bare(sources, at) };
    let has_id = |kind: Kind| !matches!(kind, Kind::Plan | Kind::Vision | Kind::Mission);
    let own = plan.elements().filter(move |(_, element)| has_id(element.kind) && element.key.file == file);
    let own = own.map(move |(id, element)| here(id, element.key));
    let links = plan.links().iter().filter(move |link| link.at.file == file);
    let links = links.filter_map(move |link| {
        let (belongs, id) = match link.target {
            LinkTarget::Element(id) => (Belongs::Here, id),
            LinkTarget::Predecessor(id) => (Belongs::Predecessor, id),
            LinkTarget::Implemented(id) => (Belongs::Implemented, id),
            LinkTarget::Everything | LinkTarget::Unknown | LinkTarget::Dangling => return None,
        };
        Some(Named { belongs, id, at: bare(sources, link.at) })
    });
    let before = plan.continuity.iter().filter(move |entry| entry.id.at.file == file);
    let before = before.filter_map(move |entry| {
        let id = plan.predecessor.as_ref()?.find(&entry.id.value)?;
        Some(Named { belongs: Belongs::Predecessor, id, at: bare(sources, entry.id.at) })
    });
    own.chain(links).chain(before)
}

/// Every code of a framework that is written in `file`.
pub(super) fn codes(plan: &Plan, file: FileId) -> impl Iterator<Item = (Framework, &Code)> {
    let fields = plan.elements().flat_map(|(_, element)| &element.fields);
    let codes = fields.filter_map(|field| match (&field.value, field.name) {
        (FieldValue::Codes(codes), "sdg") => Some((Framework::Sdg, codes)),
        (FieldValue::Codes(codes), "wsis") => Some((Framework::Wsis, codes)),
        _ => None,
    });
    codes
        .flat_map(|(framework, codes)| codes.iter().map(move |code| (framework, code)))
        .filter(move |(_, code)| code.at.file == file)
}

/// What stands at a byte of a file.
pub(super) fn at(view: &PlanView, file: FileId, offset: u32) -> Option<Thing<'_>> {
    let plan = view.plan();
    if let Some(named) = named(view, file).find(|named| holds(named.at, file, offset)) {
        return Some(Thing::Element(named));
    }
    if let Some((framework, code)) = codes(plan, file).find(|(_, code)| holds(code.at, file, offset)) {
        return Some(Thing::Code(framework, code));
    }
    if plan.comments.iter().any(|comment| holds(comment.at, file, offset)) {
        let suppressions = Suppressions::read(plan, &view.loaded.sources, &view.rules);
        let found = suppressions.named().find(|(_, at)| holds(*at, file, offset));
        return found.map(|(rule, at)| Thing::Rule(rule.to_owned(), at));
    }
    let keys = plan.elements().flat_map(|(_, element)| element.fields.iter().map(move |field| (element.kind, field)));
    let mut keys = keys.filter(|(_, field)| holds(field.key, file, offset));
    keys.find_map(|(kind, field)| Some(Thing::Key(schema::find(kind, field.name)?, field.key)))
}

/// The innermost element whose entry holds a byte; the plan itself where none does.
pub(super) fn element_around(plan: &Plan, file: FileId, offset: u32) -> ElementId {
    let around = plan.elements().filter(|(_, element)| element.kind != Kind::Plan && holds(element.at, file, offset));
    around.min_by_key(|(_, element)| element.at.span.end - element.at.span.start).map_or(ElementId::PLAN, |(id, _)| id)
}
