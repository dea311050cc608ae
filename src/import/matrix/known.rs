//! Elements that rows before have made, and the ways to them.

use std::collections::HashMap;

use super::super::draft::Draft;
use crate::plan::Kind;

/// Elements of a plan by the way to them: places in lists of children.
pub(super) type Way = Vec<usize>;

/// What an element is known by among those that stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Text(String),
    Place(String),
    TextAtPlace(String, String),
    NumberedText(String, String),
}

/// Elements that tables before and rows before have made, by the way to their parent. Looked up, as a search among all
/// would make a long table slow.
#[derive(Debug, Default)]
pub(in crate::import) struct Known {
    marks: HashMap<(Way, Kind, Mark), usize>,
    /// Cells with money, and the element that it was given to.
    pub(super) money: HashMap<String, Way>,
}

impl Known {
    pub(super) fn get(&self, parent: Option<&Way>, kind: Kind, mark: Mark) -> Option<usize> {
        self.marks.get(&(parent.cloned().unwrap_or_default(), kind, mark)).copied()
    }

    pub(super) fn put(&mut self, parent: Option<&Way>, kind: Kind, mark: Mark, index: usize) {
        self.marks.entry((parent.cloned().unwrap_or_default(), kind, mark)).or_insert(index);
    }
}

/// The element at a way.
pub(super) fn at<'e>(elements: &'e [Draft], way: &[usize]) -> Option<&'e Draft> {
    let (first, rest) = way.split_first()?;
    let element = elements.get(*first)?;
    if rest.is_empty() { Some(element) } else { at(&element.children, rest) }
}

/// The element at a way, to be changed.
pub(super) fn at_mut<'e>(elements: &'e mut [Draft], way: &[usize]) -> Option<&'e mut Draft> {
    let (first, rest) = way.split_first()?;
    let element = elements.get_mut(*first)?;
    if rest.is_empty() { Some(element) } else { at_mut(&mut element.children, rest) }
}
