//! `code-spelling`: a code of a framework that is not written as the framework writes it.
//!
//! What may mean several codes is no spelling of one, and `catalogue` tells of it.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::finding::Safety;
use crate::framework::{Reading, Spelling, read};
use crate::plan::Framework;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CodeSpelling {
    /// Whose codes.
    frameworks: Vec<Framework>,
}

impl Check for CodeSpelling {
    fn facts(&self) -> &'static [&'static str] {
        &["written", "code"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for &framework in &self.frameworks {
            for code in cx.element(id).codes(framework.name()) {
                let Reading::Known { entry, spelling: Spelling::Variant } = read(framework, &code.written) else {
                    continue;
                };
                hits.push(
                    Hit::new(Owner::Element(id), code.at)
                        .fact("written", &*code.written)
                        .fact("code", entry.code.as_str())
                        .replace(Safety::Safe, code.at, &code.written, &entry.code),
                );
            }
        }
    }
}
