//! Which elements somebody reads, so that what was found out about them need not be found out again while they stay as
//! they are.

use std::cell::{Cell, RefCell};

use super::ElementId;

/// From how many elements on it does not matter which they are.
const MANY: usize = 128;

/// The elements that were read. The plan itself is not among them: everything hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// These, each once.
    Some(Vec<ElementId>),
    /// All, or so many that they are not told apart.
    All,
}

thread_local! {
    static WATCHES: Cell<bool> = const { Cell::new(false) };
    static SEEN: RefCell<Reads> = const { RefCell::new(Reads::Some(Vec::new())) };
}

/// Does something, and says which elements of any plan it has read on this thread. Whoever watches around it sees none
/// of that, and must note it where it matters.
pub fn watch<T>(act: impl FnOnce() -> T) -> (T, Reads) {
    let around = SEEN.replace(Reads::Some(Vec::new()));
    let watched = WATCHES.replace(true);
    let result = act();
    WATCHES.set(watched);
    (result, SEEN.replace(around))
}

impl Reads {
    /// Whether one of some elements is among them.
    #[must_use]
    pub fn any_of(&self, elements: &[ElementId]) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.iter().any(|id| elements.contains(id)),
        }
    }
}

/// Notes that an element is read.
#[inline]
pub(super) fn note(id: ElementId) {
    if WATCHES.get() && id != ElementId::PLAN {
        SEEN.with_borrow_mut(|seen| {
            if let Reads::Some(ids) = seen
                && !ids.contains(&id)
            {
                ids.push(id);
                if ids.len() > MANY {
                    *seen = Reads::All;
                }
            }
        });
    }
}

/// Notes that something is read that hangs on all elements.
#[inline]
pub(crate) fn note_all() {
    if WATCHES.get() {
        SEEN.set(Reads::All);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_is_told_once_and_many_are_all() {
        let (_, reads) = watch(|| [3, 0, 5, 3].map(|id| note(ElementId(id))));
        assert_eq!(reads, Reads::Some(vec![ElementId(3), ElementId(5)]));
        let (_, reads) = watch(|| (1..1000).for_each(|id| note(ElementId(id))));
        assert_eq!(reads, Reads::All);
        note(ElementId(7));
        assert_eq!(watch(|| ()).1, Reads::Some(Vec::new()));
        let (_, reads) = watch(|| {
            note(ElementId(1));
            watch(|| note(ElementId(2)));
            note(ElementId(3));
        });
        assert_eq!(reads, Reads::Some(vec![ElementId(1), ElementId(3)]));
    }
}
