//! `reference`: a link to an id that does not exist.

use std::sync::Arc;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::{Check, Context, Hit, Owner, Subject};
use crate::finding::Safety;
use crate::lexicon::List;
use crate::nearest::nearest;
use crate::plan::{Link, LinkId, LinkTarget, Plan, Relation};

/// How many comparisons of ids may be made for all links of a plan. Where more lead nowhere, a file was probably not
/// included, and a guess for each would not help.
const COMPARISONS: usize = 200_000;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Reference {
    /// The links that are looked at.
    relations: Vec<Relation>,
}

impl Check for Reference {
    fn facts(&self) -> &'static [&'static str] {
        &["written", "key", "nearest", "owner"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Subject::Link(id) = subject else { return };
        let link = cx.plan.link(id);
        if link.target != LinkTarget::Dangling || !self.relations.contains(&link.relation) {
            return;
        }
        // What is yet to be named is no slip.
        if cx.lexicon.is_word(List::Placeholder, &link.written) {
            return;
        }
        let near = meant(cx.plan, id, link);
        let hit = Hit::new(Owner::Element(link.from), link.at)
            .fact("written", &*link.written)
            .fact("key", link.relation.key())
            .fact("owner", link.written.split_once('#').map(|(owner, _)| owner))
            .fact("nearest", near.as_deref());
        hits.push(match near {
            Some(near) => hit.replace(safety(cx.plan, &link.written, &near), link.at, &link.written, &near),
            None => hit,
        });
    }
}

/// How sure it is that `near` is meant: an id that is the same but for letter case and the width of signs, where no other
/// one is, can mean no other element.
fn safety(plan: &Plan, written: &str, near: &str) -> Safety {
    let plain = |id: &str| id.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let wanted = plain(written);
    if wanted != plain(near) {
        return Safety::Unsafe;
    }
    let alike = plan.elements().skip(1).filter(|(_, element)| plain(&element.id) == wanted).count();
    if alike == 1 { Safety::Safe } else { Safety::Unsafe }
}

/// The id that is perhaps meant, with the name of its plan where it is in another one.
fn meant(plan: &Plan, id: LinkId, link: &Link) -> Option<String> {
    let order = plan.index().dangling().binary_search(&id).unwrap_or_else(|order| order);
    let worth_it = |other: &Plan| order < COMPARISONS / (other.element_count() + 1);
    let related = || [&plan.implemented, &plan.predecessor].into_iter().flatten().map(Arc::as_ref);
    if let Some((owner, written)) = link.written.split_once('#') {
        let other = std::iter::once(plan).chain(related()).find(|other| other.id() == owner)?;
        let near = worth_it(other).then(|| nearest_id(other, link, written)).flatten();
        return near.map(|near| format!("{owner}#{near}"));
    }
    let elsewhere = related().find(|other| other.find(&link.written).is_some());
    if let Some(other) = elsewhere {
        return Some(format!("{}#{}", other.id(), link.written));
    }
    worth_it(plan).then(|| nearest_id(plan, link, &link.written)).flatten().map(str::to_owned)
}

/// The nearest id of `plan` that begins as `written` does, since the first letter tells the kind; else the nearest.
fn nearest_id<'p>(plan: &'p Plan, link: &Link, written: &str) -> Option<&'p str> {
    let initial = |id: &str| id.chars().next().map(|first| first.to_lowercase().to_string());
    let ids = plan.elements().skip(1).filter(|&(id, _)| id != link.from).map(|(_, element)| &*element.id);
    let (same, other): (Vec<&str>, Vec<&str>) = ids.partition(|id| initial(id) == initial(written));
    nearest(written, same.into_iter().chain(other))
}
