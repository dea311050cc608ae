//! `framework-scope`: a link to a framework's target that ends earlier, or is for fewer people.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::framework::{Entry, Level, Reading, catalogue, read};
use crate::lexicon::List;
use crate::plan::{ElementId, Framework, Kind, PlanDate, TextEntry};
use crate::source::{Located, Location};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FrameworkScope {
    /// Whose targets.
    framework: Framework,
    /// Words for the whole population, which a target for a group only is narrower than.
    whole: List,
}

/// The date that an element aims at, and the element that says so.
struct Aim {
    date: PlanDate,
    owner: ElementId,
    at: Location,
}

impl Check for FrameworkScope {
    fn facts(&self) -> &'static [&'static str] {
        &["written", "code", "ended", "until", "group", "whole"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let parent = element.parent.filter(|_| element.kind == Kind::Indicator);
        // A note shows that somebody has thought of it: the link may be a historic one.
        if element.has("note") || parent.is_some_and(|parent| cx.element(parent).has("note")) {
            return;
        }
        for code in element.codes(self.framework.name()) {
            let Some(target) = self.target(&code.written) else { continue };
            let ended = target.deadline.and_then(PlanDate::year_only);
            let late = ended.and_then(|ended| aim(cx, id).filter(|aim| ended.compare(aim.date).is_lt()));
            let whole = target.population.as_deref().and_then(|_| self.whole_population(cx, id));
            if late.is_none() && whole.is_none() {
                continue;
            }
            let mut hit = Hit::new(Owner::Element(id), code.at)
                .fact("written", &*code.written)
                .fact("code", target.code.as_str());
            if let (Some(Aim { date, owner, at }), Some(year)) = (late, target.deadline) {
                hit = hit.fact("ended", year).fact("until", date.to_string());
                hit = hit.related(Owner::Element(owner), at, "due");
            }
            if let Some((owner, entry)) = whole {
                hit = hit.fact("group", target.population.as_deref()).fact("whole", &*entry.words);
                hit = hit.related(Owner::Element(owner), entry.at, "population");
            }
            hits.push(hit);
        }
    }
}

impl FrameworkScope {
    /// The framework's target that a code stands for, or that its indicator belongs to.
    fn target(&self, written: &str) -> Option<&'static Entry> {
        let Reading::Known { entry, .. } = read(self.framework, written) else { return None };
        match (entry.level, &entry.parent) {
            (Level::Indicator, Some(parent)) => catalogue(self.framework).entry(parent),
            _ => Some(entry),
        }
    }

    /// The population of an element, where it is everyone.
    fn whole_population<'c>(&self, cx: &Context<'c>, id: ElementId) -> Option<(ElementId, &'c TextEntry)> {
        let own = std::iter::once(id);
        let above = cx.element(id).parent.filter(|_| cx.element(id).kind == Kind::Indicator);
        let holder = own.chain(above).chain(cx.plan.indicators_of(id)).find(|&at| cx.element(at).has("population"))?;
        let text = cx.plan.element(holder).text("population")?;
        let entry = text.entries.iter().find(|entry| cx.lexicon.is_word(self.whole, &entry.words))?;
        Some((holder, entry))
    }
}

/// What an element aims at: its own date or its target's, else the horizon, else the end of the period; nothing where
/// a date is given that cannot be read.
fn aim(cx: &Context<'_>, id: ElementId) -> Option<Aim> {
    let (plan, element) = (cx.plan, cx.element(id));
    let said_by = |owner| move |date: Located<PlanDate>| Aim { date: date.value, owner, at: date.at };
    if element.has("deadline") && element.date("deadline").is_none() {
        return None;
    }
    let measured = element.target().and_then(|target| target.date).map(said_by(id));
    let of_target = |target| plan.deadline_of(target).map(said_by(target));
    let own = match element.kind {
        Kind::Target => of_target(id),
        Kind::Indicator => measured
            .or_else(|| element.parent.filter(|&parent| cx.element(parent).kind == Kind::Target).and_then(of_target)),
        _ => element.date("deadline").map(said_by(id)),
    };
    let root = plan.root();
    own.or_else(|| root.date("horizon").or_else(|| plan.period()?.end).map(said_by(ElementId::PLAN)))
}
