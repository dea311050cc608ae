//! Items in their order, each held against those before it that may be like it; and the same again after some of them have
//! become others, without comparing anew what has stayed.
//!
//! What an item is found to be like depends on its own keys, on those before it that stand in its buckets, and on the
//! comparisons with these. Each bucket lists all its items, so that it can be told what any of them saw of it.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::{BUCKET, MOST, nearest};

/// How many items of one name are compared: more than the populations that a plan tells apart, and few enough that a plan of
/// namesakes takes no longer than another.
const NAMESAKES: usize = 64;

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
        let mut buckets = Buckets::default();
        for (index, item) in (0u32..).zip(&items) {
            item.names.iter().for_each(|&key| buckets.push(true, key, index));
            item.keys.iter().for_each(|&key| buckets.push(false, key, index));
        }
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
        let mut due = vec![false; self.items.len()];
        let changed: FxHashSet<u32> = others.iter().map(|&(index, _)| index).collect();
        for (index, item) in others {
            let place = &mut self.items[index as usize];
            due[index as usize] = true;
            for (is_name, old, new) in [(true, &place.names, &item.names), (false, &place.keys, &item.keys)] {
                let (before, now): (FxHashSet<u64>, FxHashSet<u64>) =
                    (old.iter().copied().collect(), new.iter().copied().collect());
                for &key in before.difference(&now) {
                    self.buckets.take_out(is_name, key, index, &mut due);
                }
                for &key in now.difference(&before) {
                    self.buckets.put_in(is_name, key, index, &mut due);
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
        for one in self.buckets.before(index, own, nearest(self.items.len())) {
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
}

/// Which items have which key, in their order.
#[derive(Debug, Default)]
struct Buckets {
    by_key: FxHashMap<u64, Vec<u32>>,
    by_name: FxHashMap<u64, Vec<u32>>,
}

impl Buckets {
    fn of(&mut self, is_name: bool) -> (&mut FxHashMap<u64, Vec<u32>>, usize) {
        if is_name { (&mut self.by_name, NAMESAKES) } else { (&mut self.by_key, BUCKET) }
    }

    fn push(&mut self, is_name: bool, key: u64, index: u32) {
        let bucket = self.of(is_name).0.entry(key).or_default();
        if bucket.last() != Some(&index) {
            bucket.push(index);
        }
    }

    /// Adds an item to a bucket; those become due that see another bucket for it.
    fn put_in(&mut self, is_name: bool, key: u64, index: u32, due: &mut [bool]) {
        let (buckets, seen) = self.of(is_name);
        let bucket = buckets.entry(key).or_default();
        if let Err(at) = bucket.binary_search(&index) {
            bucket.insert(at, index);
            if at < seen {
                bucket[at + 1..].iter().for_each(|&later| due[later as usize] = true);
            }
        }
    }

    /// Takes an item out of a bucket; those become due that see another bucket for it.
    fn take_out(&mut self, is_name: bool, key: u64, index: u32, due: &mut [bool]) {
        let (buckets, seen) = self.of(is_name);
        let Some(bucket) = buckets.get_mut(&key) else { return };
        if let Ok(at) = bucket.binary_search(&index) {
            bucket.remove(at);
            if at < seen {
                bucket[at..].iter().for_each(|&later| due[later as usize] = true);
            }
            if bucket.is_empty() {
                buckets.remove(&key);
            }
        }
    }

    /// Those before an item that may be like it: namesakes first, then what is found by keys, from the smallest bucket on
    /// and in their order.
    fn before<T>(&self, index: u32, item: &Item<T>, nearest: usize) -> Vec<u32> {
        fn first(bucket: &[u32], index: u32, most: usize) -> &[u32] {
            let bucket = &bucket[..bucket.len().min(most)];
            &bucket[..bucket.partition_point(|&one| one < index)]
        }
        let mut all: Vec<u32> = Vec::new();
        for key in &item.names {
            all.extend(self.by_name.get(key).into_iter().flat_map(|bucket| first(bucket, index, NAMESAKES)));
        }
        let buckets = item.keys.iter().filter_map(|key| self.by_key.get(key));
        let mut buckets: Vec<&[u32]> = buckets.map(|bucket| first(bucket, index, BUCKET)).collect();
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
