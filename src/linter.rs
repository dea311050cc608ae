//! Runs the rules in force over a plan.
//!
//! For each rule: its subjects, its condition, its check; then each hit becomes a finding with the rule's message.
//! Suppressions are applied when all rules have spoken, and the rules about suppressions speak last.

mod edits;
mod memory;
mod suppression;

use std::sync::Arc;

use rayon::prelude::*;

pub use memory::Memory;
pub use suppression::{SuppressionComment, Suppressions};

use crate::check::{Context, Hit, Owner, Recalled, Shared, Subject, hit_of_note};
use crate::config::Config;
use crate::expression::{ElementView, NamedView};
use crate::finding::{Finding, Fix, Related, Suppressed};
use crate::lexicon::Lexicon;
use crate::nearest::nearest;
use crate::plan::{ElementId, Expected, Field, InvalidReason, Kind, LinkId, MeasureRole, Note, NoteKind, Plan};
use crate::rule::{ActiveRule, AppliesTo, Catalogue, Messages, RuleSet};
use crate::source::{Located, Location, SourceMap};
use crate::text::Analyst;

/// A condition, compiled.
type Condition<'c> = minijinja::Expression<'c, 'c>;

/// How many subjects a core takes at a time.
const SUBJECTS_AT_ONCE: usize = 256;

/// Everything that judging a plan needs besides the plan.
#[derive(Clone, Copy)]
pub struct Linter<'l> {
    /// The rules in force.
    pub rules: &'l RuleSet,
    /// Their sentences.
    pub messages: &'l Messages,
    /// Word lists.
    pub lexicon: &'l Lexicon,
    /// Reads statements with these lists.
    pub analyst: &'l Analyst,
    /// The project's configuration, for its waivers.
    pub config: &'l Config,
    /// The day on which the run takes place, for waivers that expire.
    pub today: jiff::civil::Date,
}

/// What a plan's judging gave.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The findings, suppressed ones too, by file, place and rule.
    pub findings: Vec<Finding>,
    /// For each waiver of the configuration, whether it covered a finding.
    pub waivers_used: Vec<bool>,
}

impl Linter<'_> {
    /// Judges `plan`, whose files are in `sources`.
    #[must_use]
    pub fn judge(&self, plan: &Arc<Plan>, sources: &SourceMap) -> Judgement {
        let shared = Shared::default();
        let context = self.context(plan, &shared);
        let rules = self.rules.enabled().filter(|rule| !rule.check.asks_about_suppressions());
        let asked: Vec<(&ActiveRule, Vec<Subject>)> = rules.map(|rule| (rule, self.subjects(rule, plan))).collect();
        let mut recalled = Recalled::default();
        for (rule, _) in asked.iter().filter(|(_, subjects)| !subjects.is_empty()) {
            rule.check.prepare(&context, &mut recalled);
        }
        // Only who judges the plan again compares again.
        drop(recalled);
        // A check sees one subject at a time and knows nothing of the others, so that each core may take some.
        let tasks: Vec<(&ActiveRule, &[Subject])> = asked
            .iter()
            .flat_map(|(rule, subjects)| subjects.chunks(SUBJECTS_AT_ONCE).map(move |subjects| (*rule, subjects)))
            .collect();
        let found: Vec<Vec<Finding>> = tasks
            .into_par_iter()
            .map(|(rule, subjects)| {
                let mut found = Vec::new();
                self.run(rule, subjects, &context, sources, &mut found);
                found
            })
            .collect();
        self.conclude(plan, sources, found.into_iter().flatten().collect())
    }

    fn context<'p>(&'p self, plan: &'p Arc<Plan>, shared: &'p Shared) -> Context<'p> {
        Context {
            plan,
            lexicon: self.lexicon,
            analyst: self.analyst,
            language: &self.messages.language,
            environment: self.messages.environment(),
            shared,
            suppressions: None,
        }
    }

    /// What the findings of all rules but those about suppressions give: suppressions and waivers are applied, the rules
    /// about them speak, and everything is put in order.
    fn conclude(&self, plan: &Arc<Plan>, sources: &SourceMap, mut findings: Vec<Finding>) -> Judgement {
        findings.extend(self.unknown_profile(plan, sources));
        let mut suppressions = Suppressions::read(plan, sources, self.rules);
        suppressions.apply(&mut findings, sources);
        let waivers_used = self.waive(&mut findings);
        let shared = Shared::default();
        let context = Context { suppressions: Some(&suppressions), ..self.context(plan, &shared) };
        for rule in self.rules.enabled().filter(|rule| rule.check.asks_about_suppressions()) {
            self.run(rule, &self.subjects(rule, plan), &context, sources, &mut findings);
        }
        sort(&mut findings, sources);
        Judgement { findings, waivers_used }
    }

    /// Findings about the configuration itself: keys that nobody knows, entries that match nothing.
    /// `sources` hold its file; `waivers_used` says of each waiver whether any plan needed it; `notes` are further ones, such as names of rules that do not
    /// exist, `idle` the entries that match nothing, each with the key that it stands under.
    #[must_use]
    pub fn judge_configuration(
        &self,
        sources: &SourceMap,
        waivers_used: &[bool],
        notes: &[Note],
        idle: &[(&'static str, &Located<String>)],
    ) -> Vec<Finding> {
        let plan = Arc::new(Plan::nameless());
        let mut findings = Vec::new();
        for note in self.config.notes.iter().chain(notes) {
            let (rule, hit) = hit_of_note(note);
            if let Some(active) = self.rules.rule(rule).filter(|active| active.enabled) {
                findings.push(self.finding(active, &plan, None, hit, sources));
            }
        }
        for (rule, hit) in suppression::waiver_hits(self, waivers_used).into_iter().chain(suppression::idle_hits(idle))
        {
            if let Some(active) = self.rules.rule(rule).filter(|active| active.enabled) {
                findings.push(self.finding(active, &plan, None, hit, sources));
            }
        }
        findings
    }

    /// A plan's `profile:` that names none. The reader knows no profiles, so that it is said here.
    fn unknown_profile(&self, plan: &Arc<Plan>, sources: &SourceMap) -> Option<Finding> {
        let word = plan.root().words("profile").first()?;
        let known: Vec<&str> = Catalogue::profile_names().collect();
        if known.contains(&&*word.value) {
            return None;
        }
        let kind = NoteKind::InvalidValue {
            key: "profile".into(),
            given: (&*word.value).into(),
            reason: InvalidReason::UnknownWord,
            expected: Expected::one_of(known.iter().copied()),
            nearest: nearest(&word.value, known.iter().copied()).map(Into::into),
        };
        let (rule, hit) = hit_of_note(&Note { kind, at: word.at, element: Some(ElementId::PLAN) });
        let active = self.rules.rule(rule).filter(|active| active.enabled)?;
        Some(self.finding(active, plan, None, hit, sources))
    }

    fn waive(&self, findings: &mut [Finding]) -> Vec<bool> {
        let mut used = vec![false; self.config.waivers.len()];
        for finding in findings {
            for (waiver, used) in self.config.waivers.iter().zip(&mut used) {
                if waiver.covers(&finding.rule, finding.plan.as_deref(), finding.element.as_deref()) {
                    *used = true;
                    let expired = waiver.last_day().is_some_and(|last| last < self.today);
                    if !expired && finding.suppressed.is_none() {
                        finding.suppressed = Some(Suppressed::Waiver {
                            reason: waiver.reason.as_str().into(),
                            expires: waiver.expires.as_ref().map(|expires| expires.value.as_str().into()),
                        });
                    }
                }
            }
        }
        used
    }

    /// What a rule is to be asked about in a plan; nothing where the plan's format cannot say what the rule looks for.
    fn subjects(&self, active: &ActiveRule, plan: &Plan) -> Vec<Subject> {
        active.askable(&plan.capabilities).flat_map(|applies| subjects(plan, applies)).collect()
    }

    fn run(
        &self,
        active: &ActiveRule,
        subjects: &[Subject],
        context: &Context<'_>,
        sources: &SourceMap,
        findings: &mut Vec<Finding>,
    ) {
        let condition = self.condition(active);
        for &subject in subjects {
            let hits = self.ask(active, condition.as_ref(), subject, context);
            let plan = context.plan;
            findings.extend(hits.into_iter().map(|hit| self.finding(active, plan, Some(subject), hit, sources)));
        }
    }

    /// The condition under which a rule asks.
    fn condition<'r>(&'r self, active: &'r ActiveRule) -> Option<Condition<'r>> {
        let condition = active.rule.condition.as_deref()?;
        let compiled = self.messages.environment().compile_expression(condition);
        Some(compiled.expect("conditions are compiled when a rule is loaded"))
    }

    /// What a rule finds at a subject.
    fn ask(
        &self,
        active: &ActiveRule,
        condition: Option<&Condition<'_>>,
        subject: Subject,
        context: &Context<'_>,
    ) -> Vec<Hit> {
        let plan = context.plan;
        let wanted = condition.is_none_or(|condition| {
            let view = ElementView::new(plan, element_of(plan, subject));
            let view = NamedView::new(view, subject.names(plan)).into_value();
            // A condition that runs out of fuel does not hold: a rule that cannot be asked stays silent.
            condition.eval(view).is_ok_and(|value| value.is_true())
        });
        let mut hits = Vec::new();
        if wanted {
            active.check.run(context, subject, &mut hits);
            hits.retain(|hit| !may_stand_in_unread_lines(plan, hit));
        }
        hits
    }

    fn finding(
        &self,
        active: &ActiveRule,
        plan: &Arc<Plan>,
        subject: Option<Subject>,
        hit: Hit,
        sources: &SourceMap,
    ) -> Finding {
        let Hit { owner, at, facts, related, fixes } = hit;
        let place = match owner {
            Owner::Element(id) => id,
            _ => subject.map_or(ElementId::PLAN, |subject| element_of(plan, subject)),
        };
        let mut named = subject.map(|subject| subject.names(plan)).unwrap_or_default();
        named.extend(facts);
        let names = ElementView::in_language(plan, place, &self.messages.language);
        let names = NamedView::new(names, named).into_value();
        let (element, kind) = name_of(plan, owner);
        let related = related.into_iter().map(|other| Related {
            plan: plan_of(plan, other.owner),
            element: name_of(plan, other.owner).0,
            at: other.at,
            message: self.messages.render_facts(&format!("related/{}", other.label), &other.facts).into(),
        });
        let fixes = fixes.into_iter().filter_map(|fix| {
            let edits = edits::of(&fix.change, plan, sources).filter(|edits| !edits.is_empty())?;
            let title = self.messages.render_facts(&format!("fix/{}", fix.title), &fix.facts);
            Some(Fix { title, safety: fix.safety, edits })
        });
        Finding {
            rule: Arc::clone(&active.rule.id),
            severity: active.severity_for(plan.root().word("status")),
            plan: Some(plan.id()).filter(|id| !id.is_empty()).map(Arc::from),
            element,
            kind,
            field: field_at(plan, owner, at),
            message: self.messages.render(&active.rule.id, names).into(),
            guidance: self.messages.guidance(&active.rule.id),
            at,
            related: related.collect(),
            fixes: fixes.collect(),
            suppressed: None,
        }
    }
}

/// Whether a hit says that an element lacks something (it points at the element's id) while lines of the element could
/// not be read: what it lacks may stand there, and the syntax error has been told.
fn may_stand_in_unread_lines(plan: &Plan, hit: &Hit) -> bool {
    matches!(hit.owner, Owner::Element(id) if plan.is_incomplete(id) && hit.at == plan.element(id).key)
}

/// What a rule's `applies-to` stands for in a plan.
fn subjects(plan: &Plan, applies: AppliesTo) -> Vec<Subject> {
    match applies {
        AppliesTo::Kind(kind) => plan.of_kind(kind).iter().map(|&id| Subject::Element(id)).collect(),
        AppliesTo::Link => (0u32..).take(plan.links().len()).map(|index| Subject::Link(LinkId(index))).collect(),
        AppliesTo::Measure => {
            let roles = [MeasureRole::Baseline, MeasureRole::Target, MeasureRole::Milestone, MeasureRole::Actual];
            let of = |&id: &ElementId| {
                roles.into_iter().flat_map(move |role| {
                    (0..plan.element(id).measures(role).len()).map(move |index| Subject::Measure(id, role, index))
                })
            };
            plan.of_kind(Kind::Indicator).iter().flat_map(of).collect()
        }
    }
}

fn element_of(plan: &Plan, subject: Subject) -> ElementId {
    match subject {
        Subject::Element(id) | Subject::Measure(id, ..) => id,
        Subject::Link(link) => plan.link(link).from,
    }
}

/// The element's id as reports name it, and its kind.
fn name_of(plan: &Plan, owner: Owner) -> (Option<Arc<str>>, Option<Kind>) {
    let foreign = |other: Option<&Plan>, id: ElementId| {
        let Some(other) = other else { return (None, None) };
        let element = other.element(id);
        (Some(format!("{}#{}", other.id(), element.id).into()), Some(element.kind))
    };
    match owner {
        Owner::File => (None, None),
        Owner::Element(ElementId::PLAN) => (None, Some(Kind::Plan)),
        Owner::Element(id) => (Some(plan.element(id).id.clone()), Some(plan.element(id).kind)),
        Owner::Predecessor(id) => foreign(plan.predecessor.as_deref(), id),
        Owner::Earlier(steps, id) => foreign(plan.before().nth(steps), id),
        Owner::Implemented(id) => foreign(plan.implemented.as_deref(), id),
    }
}

/// The field of the owner that holds a place.
fn field_at(plan: &Plan, owner: Owner, at: Location) -> Option<&'static str> {
    let element = match owner {
        Owner::File => return None,
        Owner::Element(id) => plan.element(id),
        Owner::Predecessor(id) => plan.predecessor.as_ref()?.element(id),
        Owner::Earlier(steps, id) => plan.before().nth(steps)?.element(id),
        Owner::Implemented(id) => plan.implemented.as_ref()?.element(id),
    };
    let holds = |field: &&Field| {
        let lies_in = |outer: Location| {
            outer.file == at.file && outer.span.start <= at.span.start && at.span.end <= outer.span.end
        };
        lies_in(field.at) || lies_in(field.key)
    };
    element.fields.iter().find(holds).map(|field| field.name)
}

fn plan_of(plan: &Plan, owner: Owner) -> Option<Arc<str>> {
    let id = match owner {
        Owner::File | Owner::Element(_) => plan.id(),
        Owner::Predecessor(_) => plan.predecessor.as_ref().map_or("", |other| other.id()),
        Owner::Earlier(steps, _) => plan.before().nth(steps).map_or("", |other| other.id()),
        Owner::Implemented(_) => plan.implemented.as_ref().map_or("", |other| other.id()),
    };
    Some(id).filter(|id| !id.is_empty()).map(Arc::from)
}

/// By file, place and rule, so that two runs list the same findings in the same order.
pub fn sort(findings: &mut [Finding], sources: &SourceMap) {
    findings.sort_by(|a, b| {
        let path = |finding: &Finding| sources.file(finding.at.file).path();
        let (a_span, b_span) = (a.at.span, b.at.span);
        path(a)
            .cmp(path(b))
            .then(a_span.start.cmp(&b_span.start))
            .then_with(|| a.rule.cmp(&b.rule))
            .then(a_span.end.cmp(&b_span.end))
    });
}
