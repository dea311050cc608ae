//! StratML: strategic and performance plans as XML (ISO 17469-1, ANSI/AIIM 22, and their older and newer dialects).
//!
//! Files come with seven root elements and namespaces and with children in any order; what counts is the name of an element, never the
//! schema. Elements of a plan get ids from their place (`goal-2.objective-1`), for identifiers are often blank or repeated.

mod indicator;
mod words;

use std::sync::Arc;

use std::collections::HashMap;

use super::markup::Filler;
use crate::plan::{
    DocumentPart, Element, ElementId, FieldValue, InvalidReason, Kind, NoteKind, Plan, PlanBuilder, Relation,
};
use crate::source::{FileId, Located, SourceFile, Span};
use crate::text::Language;
use crate::xml::{Content, Cursor, Tree};

pub use words::{WORDS, core_words};

/// The names that the root element may have.
pub const ROOTS: [&str; 4] =
    ["StrategicPlan", "PerformancePlanOrReport", "OrganizationalStrategyDocument", "StrategicPlanCore"];

/// Reads a file's plan.
#[must_use]
pub fn read(file: FileId, source: &SourceFile, tree: &Tree<'_>) -> Plan {
    let root = tree.root();
    let about = root.and_then(|root| root.first("AdministrativeInformation"));
    let identifier = |from: Option<Cursor<'_, '_>>| from.and_then(|from| from.first("Identifier")?.content());
    let id = identifier(about).or_else(|| identifier(root)).filter(|id| is_plain(&id.words));
    let name = root.and_then(|root| root.first("Name")?.content());
    let key = id.as_ref().or(name.as_ref()).map(|content| content.at);
    let key = key.or(root.map(Cursor::name_at)).unwrap_or(Span::empty(0));
    let at = root.map_or(key, Cursor::at);
    let written = id.map_or_else(|| super::markup::id_of_file(source.path()).into(), |id| id.words);
    let place = |span| crate::source::Location::new(file, span);
    let plan = PlanBuilder::new(file, written, place(key), place(at));
    let language = root.map_or(Language::English, language_of);
    let mut reader = Reader {
        filler: Filler { file, plan, language: language.code().into() },
        identified: HashMap::new(),
        relationships: Vec::new(),
    };
    let core_only =
        root.is_some_and(|root| root.name() != "PerformancePlanOrReport") && !tree.has("PerformanceIndicator");
    let words = if core_only { core_words() } else { WORDS.to_vec() };
    reader.filler.plan.format("stratml", super::markup::capabilities(&words));
    if let Some((span, reason)) = source.encoding().fault() {
        reader.filler.note(NoteKind::Encoding { reason }, span, None);
    }
    reader.filler.problems(tree.problems().iter());
    if let Some(root) = root {
        reader.plan(root);
    }
    reader.link();
    reader.filler.plan.finish(None, None)
}

/// The language that the document declares, else the one in which it seems to be written: which words are looked for
/// depends on it.
fn language_of(root: Cursor<'_, '_>) -> Language {
    if let Some(tag) = root.value("xml:lang")
        && let Some(language) = Language::of_tag(&tag.words)
    {
        return language;
    }
    let core = core(root);
    let mut sample = String::new();
    let goals = core.all("Goal").chain(core.all("Mission")).chain(core.all("Vision"));
    let texts = goals.flat_map(|goal| goal.elements().filter(|part| matches!(part.name(), "Name" | "Description")));
    for content in root.all("Description").chain(texts).filter_map(Cursor::content).take(20) {
        sample.push_str(&content.words);
        sample.push('\n');
    }
    Language::detect(&sample)
}

/// The element that holds mission, vision and goals.
fn core<'x, 't>(root: Cursor<'x, 't>) -> Cursor<'x, 't> {
    let strategy = || root.first("Organization").and_then(|organization| organization.first("Strategy"));
    root.first("StrategicPlanCore").or_else(strategy).unwrap_or(root)
}

fn is_plain(id: &str) -> bool {
    crate::plan::schema::is_id(id)
}

/// The elements `name` within `from`, and those within an element that gathers them (`Goals`).
fn gathered<'x, 't>(from: Cursor<'x, 't>, name: &str) -> Vec<Cursor<'x, 't>> {
    let plural = format!("{name}s");
    let mut found = Vec::new();
    for part in from.elements() {
        if part.name() == name {
            found.push(part);
        } else if part.name() == plural {
            found.extend(part.all(name));
        }
    }
    found
}

/// A relationship that an element states.
struct Relationship {
    from: ElementId,
    relation: Relation,
    referent: Content,
}

/// The id of the first element that has an identifier, its place, and the places where it comes again.
type Identified = (String, Span, Vec<(Span, ElementId)>);

struct Reader {
    filler: Filler,
    identified: HashMap<Arc<str>, Identified>,
    relationships: Vec<Relationship>,
}

impl Reader {
    fn plan(&mut self, root: Cursor<'_, '_>) {
        let plan = ElementId::PLAN;
        self.filler.text(plan, "title", root.first("Name"));
        self.filler.text(plan, "description", root.first("Description"));
        let core = core(root);
        let organization = core.first("Organization").or(root.first("Organization"));
        self.filler.text(plan, "organization", organization.and_then(|organization| organization.first("Name")));
        if let Some(kind) = root.value("Type").filter(|kind| &*kind.words == "Strategic_Plan") {
            let level = Located::new("strategic".into(), self.filler.at(kind.at));
            self.filler.field(plan, "level", kind.at, kind.at, FieldValue::Words(vec![level]));
        }
        if let Some(about) = root.first("AdministrativeInformation") {
            let of = |name: &str| about.first(name)?.content();
            let period = self.filler.period("period", of("StartDate"), of("EndDate"), plan);
            self.filler.add_period(plan, period);
        }
        for (name, kind) in [("Vision", Kind::Vision), ("Mission", Kind::Mission)] {
            if let Some(from) = core.first(name) {
                self.statement(from, kind);
            }
        }
        let values: Vec<Cursor<'_, '_>> = core.all("Value").collect();
        values.into_iter().enumerate().for_each(|(index, value)| self.principle(index + 1, value));
        let goals = gathered(core, "Goal");
        if let Some(&first) = goals.first() {
            self.filler.section(plan, "goals", first, goals.len());
        }
        for (index, goal) in goals.into_iter().enumerate() {
            self.goal(format!("goal-{}", index + 1), goal);
        }
    }

    /// The vision or the mission.
    fn statement(&mut self, from: Cursor<'_, '_>, kind: Kind) {
        let words = from.first("Description");
        let Some(content) = words.and_then(Cursor::content) else { return };
        let id = self.filler.element(kind.name().to_owned(), kind, ElementId::PLAN, from, Some(content.at));
        self.filler.text(id, "statement", words);
        let name = if kind == Kind::Vision { "vision" } else { "mission" };
        self.filler.section(ElementId::PLAN, name, from, 1);
    }

    /// A value of the organization, which is a principle of the document.
    fn principle(&mut self, number: usize, from: Cursor<'_, '_>) {
        let Some(name) = from.first("Name").or(from.first("Description")).and_then(Cursor::content) else { return };
        let (key, at) = (self.filler.at(name.at), self.filler.at(from.at()));
        let id: Arc<str> = format!("value-{number}").into();
        let mut fields = Element { id: id.clone(), kind: Kind::Plan, parent: None, key, at, fields: Vec::new() };
        let kind = FieldValue::Words(vec![Located::new("principle".into(), self.filler.at(from.name_at()))]);
        fields.fields.push(self.filler.made("kind", from.name_at(), from.name_at(), kind));
        for (field, part) in [("title", "Name"), ("text", "Description")] {
            if let Some((part, content)) = from.first(part).and_then(|part| Some((part, part.content()?))) {
                let (at, language) = (content.at, self.filler.language.clone());
                let text = crate::plan::Text { entries: vec![self.filler.entry(content, &language)] };
                fields.fields.push(self.filler.made(field, part.name_at(), at, FieldValue::Text(text)));
            }
        }
        self.filler.plan.part(DocumentPart { number: Located::new(id, key), fields });
    }

    fn goal(&mut self, id: String, from: Cursor<'_, '_>) {
        let goal = self.named(&id, Kind::Goal, ElementId::PLAN, from);
        let objectives = gathered(from, "Objective");
        if let Some(&first) = objectives.first() {
            self.filler.section(goal, "targets", first, objectives.len());
        }
        for (index, objective) in objectives.into_iter().enumerate() {
            self.objective(format!("{id}.objective-{}", index + 1), goal, objective);
        }
        self.indicators(&id, goal, from);
    }

    fn objective(&mut self, id: String, goal: ElementId, from: Cursor<'_, '_>) {
        let target = self.named(&id, Kind::Target, goal, from);
        self.indicators(&id, target, from);
        for (index, within) in gathered(from, "Objective").into_iter().enumerate() {
            self.objective(format!("{id}.objective-{}", index + 1), goal, within);
        }
    }

    /// A goal or an objective with what both have.
    fn named(&mut self, id: &str, kind: Kind, parent: ElementId, from: Cursor<'_, '_>) -> ElementId {
        let shown = ["Name", "Description"].into_iter().find_map(|name| from.first(name)?.content());
        let element = self.filler.element(id.to_owned(), kind, parent, from, shown.map(|content| content.at));
        self.filler.text(element, "title", from.first("Name"));
        self.filler.text(element, "statement", from.first("Description"));
        self.filler.text(element, "description", from.first("OtherInformation"));
        self.owner(element, from);
        self.identify(id, element, from);
        self.relate(element, Relation::ContributesTo, from);
        element
    }

    /// Stakeholders that perform are owners. Those of whom nothing says what they do may be: nobody can tell.
    fn owner(&mut self, element: ElementId, from: Cursor<'_, '_>) {
        let (mut owners, mut unknown) = (Vec::new(), None);
        for stakeholder in from.all("Stakeholder") {
            let Some(name) = stakeholder.first("Name").and_then(Cursor::content) else { continue };
            let roles = stakeholder.all("Role").flat_map(|role| role.all("RoleType").filter_map(Cursor::content));
            let of_roles: Vec<Content> = roles.collect();
            let types = stakeholder.value("StakeholderTypeType").into_iter().chain(of_roles);
            let types: Vec<Arc<str>> = types.map(|content| content.words).collect();
            if types.iter().any(|kind| kind.contains("Performer")) {
                owners.push((stakeholder.name_at(), name));
            } else if !types.iter().any(|kind| kind.contains("Beneficiary")) {
                unknown.get_or_insert((stakeholder.name_at(), name));
            }
        }
        if let Some(&(key, _)) = owners.first() {
            let at = owners.iter().map(|(_, name)| name.at).reduce(Span::cover).unwrap_or(key);
            let names = owners.iter().map(|(_, name)| self.filler.word(name)).collect();
            self.filler.field(element, "owner", key, at, FieldValue::Words(names));
        } else if let Some((key, name)) = unknown {
            self.filler.field(element, "owner", key, name.at, FieldValue::Invalid);
        }
    }

    fn identify(&mut self, id: &str, element: ElementId, from: Cursor<'_, '_>) {
        let Some(identifier) = from.first("Identifier").and_then(Cursor::content) else { return };
        let first = || (id.to_owned(), identifier.at, Vec::new());
        let known = self.identified.entry(identifier.words.clone()).or_insert_with(first);
        if known.1 != identifier.at {
            known.2.push((identifier.at, element));
        }
    }

    fn relate(&mut self, element: ElementId, relation: Relation, from: Cursor<'_, '_>) {
        for relationship in from.all("Relationship") {
            let kind =
                relationship.value("RelationshipType").or_else(|| relationship.first("RelationshipType")?.content());
            let leads_up = kind.is_none_or(|kind| matches!(&*kind.words, "Narrower_Than" | "Part_Of" | "Child_Of"));
            if let (true, Some(referent)) =
                (leads_up, relationship.first("ReferentIdentifier").and_then(Cursor::content))
            {
                self.relationships.push(Relationship { from: element, relation, referent });
            }
        }
    }

    /// Makes links of relationships within the document. An identifier that is given twice and referred to is noted; what
    /// is not in this document is in another one, of which nothing is known.
    fn link(&mut self) {
        let mut told = std::collections::HashSet::new();
        let mut by_element: Vec<(ElementId, Relation, Vec<crate::plan::LinkId>, Span)> = Vec::new();
        for Relationship { from, relation, referent } in std::mem::take(&mut self.relationships) {
            let Some((id, first, again)) = self.identified.get(&referent.words) else { continue };
            let (id, first, again) = (id.clone(), *first, again.clone());
            if told.insert(referent.words.clone()) {
                for (at, element) in again {
                    let kind = NoteKind::DuplicateId { id: referent.words.clone(), first: self.filler.at(first) };
                    self.filler.note(kind, at, Some(element));
                }
            }
            let link = self.filler.plan.link(from, relation, id.as_str(), self.filler.at(referent.at));
            match by_element.iter_mut().find(|known| known.0 == from && known.1 == relation) {
                Some(known) => {
                    known.2.push(link);
                    known.3 = known.3.cover(referent.at);
                }
                None => by_element.push((from, relation, vec![link], referent.at)),
            }
        }
        for (from, relation, links, at) in by_element {
            self.filler.field(from, relation.key(), at, at, FieldValue::Links(links));
        }
    }

    /// Notes a word that a closed list does not have.
    fn unknown_word(&mut self, key: &str, content: &Content, owner: ElementId) {
        let given = crate::plan::Given::Words(content.words.chars().take(60).collect::<String>().into());
        let expected = crate::plan::Expected::one_of(["Quantitative", "Qualitative"]);
        let reason = InvalidReason::UnknownWord;
        self.filler.note(
            NoteKind::InvalidValue { key: key.into(), given, reason, expected, nearest: None },
            content.at,
            Some(owner),
        );
    }
}
