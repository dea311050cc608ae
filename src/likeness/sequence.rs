//! Items in their order, each held against those before it that may be like it; and the same again after some of them have
//! become others, without comparing anew what has stayed.
//!
//! What an item is found to be like depends on its own keys, on those before it that stand in its buckets, and on the
//! comparisons with these. Each bucket lists all its items, so that it can be told what any of them saw of it.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::buckets::{Buckets, By};
use super::candidates::{MOST, nearest};

/// How far one item is like another.
pub(crate) trait Outcome: Send + Sync {
    /// Whether nothing can be more alike, so that no other one is looked for.
    fn is_same(&self) -> bool;
}

/// What stands at one place of a sequence. One without keys is like nothing.
#[derive(Debug)]
pub(crate) struct Item<T> {
    /// The item.
    pub(crate) what: T,
    /// Names: whoever has one of these is looked at before others.
    pub(crate) names: Vec<u64>,
    /// What it may be found by; see [`keys`](super::keys).
    pub(crate) keys: Vec<u64>,
}

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tried {
    Unlike,
    Part,
    Same,
}

/// What is known of an item.
#[derive(Debug)]
struct Known<R> {
    /// The items that it was compared with, in their order, and what came of it.
    tried: Vec<(u32, Tried)>,
    /// The first with which it shares all, else the first with which it shares a part.
    found: Option<(u32, Arc<R>)>,
}

impl<R> Default for Known<R> {
    fn default() -> Self {
        Self { tried: Vec::new(), found: None }
    }
}

impl<R> Known<R> {
    /// What came of the comparison with an item, where there was one.
    fn tried_with(&self, one: u32) -> Option<Tried> {
        let at = self.tried.binary_search_by_key(&one, |&(one, _)| one).ok()?;
        Some(self.tried[at].1)
    }

    fn has_tried(&self, one: u32) -> bool {
        self.tried_with(one).is_some()
    }
}

/// Items in their order with what each is like.
#[derive(Debug)]
pub(crate) struct Sequence<T, R> {
    items: Vec<Arc<Item<T>>>,
    buckets: Buckets,
    known: Vec<Known<R>>,
}

impl<T: Send + Sync, R: Outcome> Sequence<T, R> {
    /// Compares each with those before it.
    pub(crate) fn of(items: Vec<Item<T>>, compare: impl Fn(&T, &T) -> Option<R> + Sync) -> Self {
        let buckets = Buckets::shared(&items);
        let items: Vec<Arc<Item<T>>> = items.into_iter().map(Arc::new).collect();
        let mut sequence = Self { known: Vec::new(), items, buckets };
        let all = 0..u32::try_from(sequence.items.len()).unwrap_or(u32::MAX);
        sequence.known = all
            .into_par_iter()
            .with_min_len(32)
            .map(|index| sequence.look(index, &Known::default(), &FxHashSet::default(), &compare))
            .collect();
        sequence
    }

    /// Puts others in the place of some items, and compares what that can have changed.
    pub(crate) fn replace(&mut self, others: Vec<(u32, Item<T>)>, compare: impl Fn(&T, &T) -> Option<R> + Sync) {
        if others.is_empty() {
            return;
        }
        self.buckets.complete(self.items.iter().map(|item| &**item));
        let mut due = vec![false; self.items.len()];
        let changed: FxHashSet<u32> = others.iter().map(|&(index, _)| index).collect();
        for (index, item) in others {
            let place = &mut self.items[index as usize];
            due[index as usize] = true;
            for (by, old, new) in [(By::Name, &place.names, &item.names), (By::Key, &place.keys, &item.keys)] {
                let (before, now): (FxHashSet<u64>, FxHashSet<u64>) =
                    (old.iter().copied().collect(), new.iter().copied().collect());
                for &key in before.difference(&now) {
                    self.buckets.take_out(by, key, index, &mut due);
                }
                for &key in now.difference(&before) {
                    self.buckets.put_in(by, key, index, &mut due);
                }
            }
            *place = Arc::new(item);
        }
        // Whoever has looked at one of them, and has no other candidates than before, looks at nothing else again.
        let has_tried = |index: u32| changed.iter().any(|one| self.known[index as usize].has_tried(*one));
        let others = (0u32..).zip(&due).filter(|(_, due)| !**due).map(|(index, _)| index).collect::<Vec<_>>();
        let other_now = |index: &u32| has_tried(*index) && !self.stays_unlike(*index, &changed, &compare);
        let also_due: Vec<u32> = others.into_par_iter().with_min_len(64).filter(other_now).collect();
        also_due.into_iter().for_each(|index| due[index as usize] = true);
        let due: Vec<u32> = (0u32..).zip(due).filter_map(|(index, due)| due.then_some(index)).collect();
        let nothing = Known::default();
        let anew: Vec<(u32, Known<R>)> = due
            .into_par_iter()
            .with_min_len(16)
            .map(|index| {
                let before = if changed.contains(&index) { &nothing } else { &self.known[index as usize] };
                (index, self.look(index, before, &changed, &compare))
            })
            .collect();
        for (index, known) in anew {
            self.known[index as usize] = known;
        }
    }

    /// Whether nothing that an item has looked at in vain, and that is another one now, is like it now. `tried` then holds as
    /// it stands.
    fn stays_unlike(
        &self,
        index: u32,
        changed: &FxHashSet<u32>,
        compare: &(impl Fn(&T, &T) -> Option<R> + Sync),
    ) -> bool {
        let own = &self.items[index as usize].what;
        changed.iter().all(|&one| match self.known[index as usize].tried_with(one) {
            None => true,
            Some(Tried::Unlike) => compare(&self.items[one as usize].what, own).is_none(),
            Some(Tried::Part | Tried::Same) => false,
        })
    }

    /// The items, in their order.
    pub(crate) fn items(&self) -> impl ExactSizeIterator<Item = &T> {
        self.items.iter().map(|item| &item.what)
    }

    /// What each item that is like one before it is like: the item's index, that of the other, and how far.
    pub(crate) fn found(&self) -> impl Iterator<Item = (usize, usize, &Arc<R>)> {
        let found = self.known.iter().enumerate();
        found.filter_map(|(index, known)| known.found.as_ref().map(|(one, how)| (index, *one as usize, how)))
    }

    /// Holds an item against those before it. Of comparisons with what is not in `changed` the outcome is taken from
    /// `before`.
    fn look(
        &self,
        index: u32,
        before: &Known<R>,
        changed: &FxHashSet<u32>,
        compare: impl Fn(&T, &T) -> Option<R>,
    ) -> Known<R> {
        let own = &self.items[index as usize];
        let mut known = Known::default();
        for one in self.candidates(index, own) {
            let earlier = before.tried.binary_search_by_key(&one, |&(one, _)| one).ok();
            let earlier = earlier.filter(|_| !changed.contains(&one)).map(|at| before.tried[at].1);
            // Of parts only the first counts.
            if earlier == Some(Tried::Unlike) || (earlier == Some(Tried::Part) && known.found.is_some()) {
                known.tried.extend(earlier.map(|tried| (one, tried)));
                continue;
            }
            let remembered = before.found.as_ref().filter(|(found, _)| earlier.is_some() && *found == one);
            let outcome = match remembered {
                Some((_, outcome)) => Some(Arc::clone(outcome)),
                None => compare(&self.items[one as usize].what, &own.what).map(Arc::new),
            };
            let Some(outcome) = outcome else {
                known.tried.push((one, Tried::Unlike));
                continue;
            };
            if outcome.is_same() {
                known.tried.push((one, Tried::Same));
                known.found = Some((one, outcome));
                break;
            }
            known.tried.push((one, Tried::Part));
            known.found = known.found.or(Some((one, outcome)));
        }
        known.tried.sort_unstable();
        known.tried.dedup();
        known
    }

    /// Those before an item that may be like it: namesakes first, then what is found by keys, from the smallest bucket on
    /// and in their order.
    fn candidates(&self, index: u32, item: &Item<T>) -> Vec<u32> {
        let before = |by: By| move |&key: &u64| self.buckets.before(index, by, key);
        let mut all: Vec<u32> = item.names.iter().flat_map(before(By::Name)).copied().collect();
        let mut buckets: Vec<&[u32]> = item.keys.iter().map(before(By::Key)).collect();
        buckets.retain(|bucket| !bucket.is_empty());
        buckets.sort_by_key(|bucket| bucket.len());
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for &one in buckets.into_iter().flatten() {
            if shared.len() >= MOST && !shared.contains_key(&one) {
                break;
            }
            *shared.entry(one).or_default() += 1;
        }
        let mut found: Vec<(u32, u32)> = shared.into_iter().collect();
        let nearest = nearest(self.items.len());
        if found.len() > nearest {
            found.select_nth_unstable_by_key(nearest, |&(one, keys)| (std::cmp::Reverse(keys), one));
            found.truncate(nearest);
        }
        let mut found: Vec<u32> = found.into_iter().map(|(one, _)| one).collect();
        found.sort_unstable();
        all.extend(found);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Outcome for bool {
        fn is_same(&self) -> bool {
            *self
        }
    }

    /// Numbers that share a digit are alike; the same where they share two.
    fn compare(one: &u32, other: &u32) -> Option<bool> {
        let digits = |of: &u32| (0..4).map(|at| of / 10u32.pow(at) % 10).collect::<FxHashSet<_>>();
        match digits(one).intersection(&digits(other)).count() {
            0 => None,
            shared => Some(shared > 1 && one % 7 != other % 7),
        }
    }

    fn item(what: u32) -> Item<u32> {
        let keys = (0..4).map(|at| u64::from(what / 10u32.pow(at) % 10)).collect();
        Item { what, names: vec![u64::from(what % 50)], keys }
    }

    #[test]
    fn what_is_replaced_is_as_if_it_had_always_stood_there() {
        let mut state = 7u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        let mut numbers: Vec<u32> = (0..400).map(|_| next() % 10_000).collect();
        let mut sequence = Sequence::of(numbers.iter().copied().map(item).collect(), compare);
        for _ in 0..300 {
            let (at, number) = (next() % 400, next() % 10_000);
            numbers[at as usize] = number;
            sequence.replace(vec![(at, item(number))], compare);
        }
        let whole = Sequence::of(numbers.into_iter().map(item).collect(), compare);
        let found = |sequence: &Sequence<u32, bool>| -> Vec<(usize, usize, bool)> {
            sequence.found().map(|(index, one, how)| (index, one, **how)).collect()
        };
        assert_eq!(found(&sequence), found(&whole));
        assert!(found(&whole).iter().any(|&(.., how)| how) && found(&whole).iter().any(|&(.., how)| !how));
    }
}
