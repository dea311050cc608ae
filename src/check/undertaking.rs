//! `undertaking`: an element is about what is done, put in or set up, or about how one works, and not about what changes.
//!
//! The fault lies in what is meant, not in single words, so the text of the plan's first language is judged alone.

use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, level, stated};
use crate::indicator::unit::is_percent;
use crate::plan::{ElementId, Kind, Text, TextEntry};
use crate::text::{Standing, Statement};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Undertaking {
    /// What the element must not be about.
    about: About,
    /// Words for what the organization is there to bring out, such as standards: a text that has one is about a result.
    #[serde(default)]
    own_results: Vec<String>,
}

/// What a text is about instead of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum About {
    /// An activity, an input, a document, a meeting or a body.
    Means,
    /// An effort without an amount: promote, support.
    Effort,
    /// A way of working: partnership, innovation.
    WayOfWorking,
}

impl Undertaking {
    fn is_own_result(&self, entry: &TextEntry) -> bool {
        let words = entry.words.to_lowercase();
        self.own_results.iter().any(|result| words.contains(&result.to_lowercase()))
    }

    /// The words that say so.
    fn words<'c>(&self, cx: &Context<'c>, id: ElementId) -> Option<(&'c TextEntry, Range<usize>)> {
        let title_only = !cx.element(id).has("statement");
        let (entry, statement) = match self.about {
            // A title is the shorter name of what a statement says at length.
            About::WayOfWorking => stated::title_of(cx, id).or_else(|| stated::authority(cx, id))?,
            _ => stated::authority(cx, id)?,
        };
        let at = match self.about {
            // A title names a thing; where an indicator sets its level, that is the result.
            About::Means if title_only && level::is_measured(cx, id) => return None,
            About::Means if is_share(cx, id) => return None,
            About::Means if self.is_own_result(entry) => return None,
            About::Means => statement.means.clone()?,
            // Means are worse, and spoken of by another rule.
            About::Effort if statement.means.is_some() || level::gives_amount(cx, id) => return None,
            About::Effort => statement.effort.clone()?,
            About::WayOfWorking => way_of_working(cx, &statement)?,
        };
        Some((entry, at))
    }
}

/// Whether an indicator sets the share of those who have or do something: a state, whatever word names it.
fn is_share(cx: &Context<'_>, id: ElementId) -> bool {
    cx.plan.indicators_of(id).map(|indicator| cx.element(indicator)).any(|indicator| {
        level::sets_level(indicator) && indicator.word("unit").is_some_and(|unit| is_percent(cx.lexicon, unit))
    })
}

/// The way of working that a text is about, unless the organization is there for it.
fn way_of_working(cx: &Context<'_>, statement: &Statement) -> Option<Range<usize>> {
    let subject = |statement: &Statement| {
        let mut ways = statement.ways_of_working.iter();
        ways.find(|way| way.standing == Standing::Subject).map(|way| (way.way.clone(), way.at.clone()))
    };
    let (way, at) = subject(statement)?;
    let is_purpose = |text: &Text| {
        text.entries.iter().any(|entry| {
            let statement = stated::read(cx, entry);
            statement.ways_of_working.iter().any(|own| own.way == way && own.standing != Standing::Aside)
        })
    };
    let root = cx.plan.root();
    let of_plan = ["organization", "mandate"].into_iter().filter_map(|name| root.text(name));
    let missions = cx.plan.of_kind(Kind::Mission).iter().filter_map(|&mission| cx.plan.text_of(mission));
    (!of_plan.chain(missions).any(is_purpose)).then_some(at)
}

/// How many words, in Chinese characters, of the object a message quotes with a verb.
const OBJECT: usize = 4;

/// A verb at the beginning of a clause with what stands behind it, at most a few words: it says little without its object.
/// Other words are told as they are.
fn phrase<'t>(words: &'t str, at: &Range<usize>) -> &'t str {
    let ends = |c: char| ".,;:!?()[]–—。，；：、！？（）،؛؟".contains(c);
    let before = words[..at.start].trim_end();
    if !before.is_empty() && !before.ends_with(ends) {
        return &words[at.clone()];
    }
    let rest = &words[at.end..];
    let clause = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let end = match clause.chars().next() {
        Some(next) if is_han(next) => clause.char_indices().nth(2 * OBJECT).map(|(end, _)| end),
        _ => clause.match_indices(' ').map(|(end, _)| end).filter(|&end| end > 0).nth(OBJECT - 1),
    };
    let mut quoted = words[at.start..at.end + end.unwrap_or(clause.len())].trim_end();
    // What is cut off behind a small word leaves it hanging: programs for.
    while let (Some(_), Some((rest, last))) = (end, quoted.rsplit_once(' '))
        && last.chars().count() <= 3
        && last.chars().all(char::is_alphabetic)
        && rest.len() >= at.len()
    {
        quoted = rest.trim_end();
    }
    quoted
}

impl Check for Undertaking {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "phrase"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        if let Some((entry, at)) = self.words(cx, id) {
            let hit = Hit::new(Owner::Element(id), entry.locate(at.clone()));
            hits.push(hit.fact("phrase", phrase(&entry.words, &at)).fact("words", &entry.words[at]));
        }
    }
}
