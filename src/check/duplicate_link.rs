//! `duplicate-link`: one list names the same element or code twice.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Removal, Subject};
use crate::finding::Safety;
use crate::framework::{Reading, read};
use crate::plan::{Code, ElementId, FieldValue, Framework, LinkId, LinkTarget, Plan};
use crate::source::Location;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DuplicateLink {
    /// Whose codes are looked at, besides ids.
    frameworks: Vec<Framework>,
}

/// An item of a list.
struct Item<'p> {
    written: &'p str,
    /// What it leads to, the same for all spellings of one code. None for what leads nowhere: there more is wrong than
    /// that it stands there twice.
    meant: Option<&'p str>,
    at: Location,
}

impl Check for DuplicateLink {
    fn facts(&self) -> &'static [&'static str] {
        &["written", "key"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for field in &cx.element(id).fields {
            match &field.value {
                FieldValue::Links(links) => tell(id, field.name, &of_links(cx.plan, links), hits),
                FieldValue::Codes(codes) => {
                    let framework = self.frameworks.iter().find(|framework| framework.name() == field.name);
                    if let Some(&framework) = framework {
                        tell(id, field.name, &of_codes(framework, codes), hits);
                    }
                }
                _ => {}
            }
        }
        if id == ElementId::PLAN {
            for entry in &cx.plan.continuity {
                tell(id, "to", &of_links(cx.plan, &entry.to), hits);
            }
        }
    }
}

fn of_links<'p>(plan: &'p Plan, links: &[LinkId]) -> Vec<Item<'p>> {
    let item = |&link: &LinkId| {
        let link = plan.link(link);
        let known = !matches!(link.target, LinkTarget::Dangling | LinkTarget::Unknown);
        Item { written: &link.written, meant: known.then_some(&*link.written), at: link.at }
    };
    links.iter().map(item).collect()
}

fn of_codes(framework: Framework, codes: &[Code]) -> Vec<Item<'_>> {
    let meant = |code: &Code| match read(framework, &code.written) {
        Reading::Known { entry, .. } => Some(entry.code.as_str()),
        Reading::Unknown { .. } => None,
    };
    codes.iter().map(|code| Item { written: &code.written, meant: meant(code), at: code.at }).collect()
}

fn tell(id: ElementId, key: &'static str, items: &[Item<'_>], hits: &mut Vec<Hit>) {
    for (index, item) in items.iter().enumerate().filter(|(_, item)| item.meant.is_some()) {
        // An alias reads one place twice.
        let first = items[..index].iter().find(|earlier| earlier.meant == item.meant && earlier.at != item.at);
        if let Some(first) = first {
            let removal = Removal { item: item.at, before: items[index - 1].at };
            hits.push(
                Hit::new(Owner::Element(id), item.at)
                    .fact("written", item.written)
                    .fact("key", key)
                    .related(Owner::Element(id), first.at, "first")
                    .remove(Safety::Safe, item.written, removal),
            );
        }
    }
}
