//! What a check may look at.

use std::sync::Arc;

use crate::lexicon::Lexicon;
use crate::plan::{Element, ElementId, Plan};

/// The plan and the catalogues that checks read.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The plan.
    pub plan: &'c Arc<Plan>,
    /// Word lists, as the project has amended them.
    pub lexicon: &'c Lexicon,
    /// The language of messages, for labels of codes.
    pub language: &'c str,
}

impl<'c> Context<'c> {
    /// The element that `id` names.
    #[must_use]
    pub fn element(&self, id: ElementId) -> &'c Element {
        self.plan.element(id)
    }
}
