//! The chain of results as a picture within a page.

use crate::finding::Finding;
use crate::graph::{Drawing, Graph};
use crate::plan::Plan;
use crate::rule::Messages;

/// The most boxes of a picture that a page holds; a plan of more is for a picture of its own.
const MOST_BOXES: usize = 90;

/// A picture of the chain of results.
#[derive(Clone, Debug)]
pub enum Chain {
    /// Ready to be put into a page.
    Drawing(Box<Drawing>),
    /// Too large for a page; how many boxes it would have.
    TooLarge(usize),
    /// There is nothing to be drawn.
    Nothing,
}

impl Chain {
    pub(super) fn new(plan: &Plan, findings: &[Finding], messages: &Messages) -> Self {
        let graph = Graph::new(plan, findings.iter().filter(|f| f.suppressed.is_none()), &messages.language);
        let drawing = Drawing::new(&graph, plan.id(), messages);
        match drawing.len() {
            0 => Self::Nothing,
            many if many > MOST_BOXES => Self::TooLarge(many),
            _ => Self::Drawing(Box::new(drawing)),
        }
    }
}
