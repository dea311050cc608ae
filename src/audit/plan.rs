//! What is kept of a plan after it was judged.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::chain::Chain;
use super::entry::Entry;
use super::money::{self, Bars};
use super::score::{GroupScores, SmartScores};
use super::sdg::SdgMap;
use super::succession::Succession;
use crate::finding::{Finding, Severity};
use crate::plan::{ElementId, Kind, Plan};
use crate::report::{display_path, what_is_not_expressible};
use crate::rule::{Messages, RuleSet};
use crate::source::SourceMap;

/// Of how many findings of a plan the excerpts are kept, the gravest first.
pub(super) const SHOWN: usize = 25;

/// A plan that was judged.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'j> {
    /// The plan.
    pub plan: &'j Plan,
    /// Its files.
    pub sources: &'j SourceMap,
    /// All findings.
    pub findings: &'j [Finding],
    /// The rules by which it was judged.
    pub rules: &'j RuleSet,
    /// The language in which the audit speaks.
    pub messages: &'j Messages,
    /// The least severity that is told and counted.
    pub min_severity: Severity,
}

/// How much is kept of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Figures.
    Figures,
    /// Figures, pictures, and excerpts of findings.
    Details,
}

/// How many findings a plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by_severity: [usize; 4],
    /// Those that an exception, a waiver or the baseline file suppresses.
    pub suppressed: usize,
}

impl Counts {
    /// Findings of a severity.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> usize {
        self.by_severity[severity as usize]
    }

    /// Findings of any severity.
    #[must_use]
    pub fn all(&self) -> usize {
        self.by_severity.iter().sum()
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (sum, count) in self.by_severity.iter_mut().zip(other.by_severity) {
            *sum += count;
        }
        self.suppressed += other.suppressed;
    }
}

/// The years of a plan, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first.
    pub start: Option<i16>,
    /// The last.
    pub end: Option<i16>,
}

impl Span {
    /// Such as `2024–2027`; nothing where neither year is known.
    #[must_use]
    pub fn label(self) -> String {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => start.to_string(),
            (Some(start), Some(end)) => format!("{start}–{end}"),
            (Some(start), None) => format!("{start}–"),
            (None, Some(end)) => format!("–{end}"),
            (None, None) => String::new(),
        }
    }
}

/// How often a rule speaks in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What the rule is called.
    pub title: String,
    /// Its gravest severity here.
    pub severity: Severity,
    /// How many findings.
    pub count: usize,
}

/// What is kept of a plan.
#[derive(Clone, Debug)]
pub struct PlanAudit {
    /// The plan's id.
    pub id: String,
    /// Its title; the id where it has none.
    pub title: String,
    /// Who plans.
    pub organization: Option<String>,
    /// The root file, as reports name it.
    pub file: String,
    /// The language of its texts.
    pub language: String,
    /// `draft`, `agreed` or `closed`, where it says so.
    pub status: Option<String>,
    /// `strategic`, `operational` or `project`, where it says so.
    pub level: Option<String>,
    /// The profile by which it was judged.
    pub profile: String,
    /// Its years.
    pub span: Span,
    /// Its files, of their own those of the plan before are not among them.
    pub files: usize,
    /// Its elements.
    pub elements: usize,
    /// Elements of each kind that it has.
    pub kinds: Vec<(Kind, usize)>,
    /// Its findings.
    pub counts: Counts,
    /// Which rules speak how often, by id.
    pub rules: BTreeMap<Arc<str>, Spoken>,
    /// Scores by letter.
    pub smart: SmartScores,
    /// Scores by group.
    pub groups: GroupScores,
    /// How often it names each SDG.
    pub sdg: [usize; super::sdg::SDGS],
    /// Whether it gives anything to anything.
    pub is_funded: bool,
    /// Pictures and excerpts, where they are kept.
    pub detail: Option<Box<Detail>>,
}

/// Pictures and excerpts of a plan.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The chain of results.
    pub chain: Chain,
    /// Goals and SDGs; none where the plan's format has no place for them.
    pub sdg: Option<SdgMap>,
    /// Allocations; none where the plan's format has no place for them.
    pub money: Option<Vec<Bars>>,
    /// What the plan's format has no place for, in a sentence.
    pub not_expressible: Option<String>,
    /// What became of the plan before.
    pub succession: Option<Succession>,
    /// The gravest findings.
    pub findings: Vec<Entry>,
}

impl PlanAudit {
    /// What is kept of a plan, and all of its findings that are told, by file and place.
    #[must_use]
    pub fn new(judged: &Judged<'_>, extent: Extent) -> (Self, Vec<Entry>) {
        let Judged { plan, sources, findings, rules, messages, min_severity } = *judged;
        let language = messages.language.as_str();
        let mut counts = Counts::default();
        let mut spoken: BTreeMap<Arc<str>, Spoken> = BTreeMap::new();
        let mut entries = Vec::new();
        for finding in findings {
            if finding.suppressed.is_some() {
                counts.suppressed += 1;
                continue;
            }
            if finding.severity < min_severity {
                continue;
            }
            counts.by_severity[finding.severity as usize] += 1;
            let known = spoken.entry(Arc::clone(&finding.rule)).or_insert_with(|| Spoken {
                title: messages.title(&finding.rule).to_owned(),
                severity: finding.severity,
                count: 0,
            });
            known.count += 1;
            known.severity = known.severity.max(finding.severity);
            entries.push(Entry::new(finding, sources, messages));
        }
        let agreed = |rule: &crate::rule::Rule| rule.severity.for_status(Some("agreed"));
        let hints: HashSet<&str> =
            rules.rules.iter().filter(|a| agreed(&a.rule) == Severity::Hint).map(|a| &*a.rule.id).collect();
        let root = plan.root();
        let words = |name: &str| root.text(name).and_then(|text| text.preferred(plan.authority()));
        let period = plan.period();
        let sdg = SdgMap::new(plan, language);
        let title = plan.label_in(ElementId::PLAN, language);
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Plan);
        let audit = Self {
            id: plan.id().to_owned(),
            title: title.map_or(plan.id(), |text| &*text.words).trim().to_owned(),
            organization: words("organization").map(|text| one_line(&text.words)).filter(|name| !name.is_empty()),
            file: plan.files.first().map_or(String::new(), |&file| display_path(sources.file(file).path())),
            language: plan.authority().to_owned(),
            status: root.word("status").map(str::to_owned),
            level: root.word("level").map(str::to_owned),
            profile: rules.profile.clone(),
            span: Span {
                start: period.and_then(|period| period.start).map(|date| date.value.year()),
                end: period.and_then(|period| period.end).map(|date| date.value.year()),
            },
            files: plan.files.len(),
            elements: plan.element_count(),
            kinds: kinds.map(|kind| (kind, plan.of_kind(kind).len())).filter(|(_, count)| *count > 0).collect(),
            counts,
            rules: spoken,
            smart: SmartScores::new(plan, findings, &hints),
            groups: GroupScores::new(plan, findings, &hints),
            sdg: sdg.sums(),
            is_funded: money::has_any(plan),
            detail: (extent == Extent::Details).then(|| {
                Box::new(Detail {
                    chain: Chain::new(plan, findings, messages),
                    sdg: expresses_sdg(plan).then_some(sdg),
                    money: plan.capabilities.has_kind(Kind::Allocation).then(|| Bars::all(plan, language)),
                    not_expressible: what_is_not_expressible(plan, messages),
                    succession: Succession::new(plan, findings, language),
                    findings: gravest(&entries),
                })
            }),
        };
        (audit, entries)
    }
}

/// Whether anything in the plan's format may name an SDG.
fn expresses_sdg(plan: &Plan) -> bool {
    Kind::ALL.into_iter().any(|kind| plan.capabilities.has_field(kind, "sdg"))
}

/// The gravest findings, those of the same severity in the order of the plan. What programs read of them is not kept.
fn gravest(entries: &[Entry]) -> Vec<Entry> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| std::cmp::Reverse(entry.severity));
    let kept = order.into_iter().take(SHOWN).cloned();
    kept.map(|entry| Entry { json: serde_json::Value::Null, ..entry }).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
