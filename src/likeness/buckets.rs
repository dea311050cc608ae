//! Which items of a sequence have which key, in their order.
//!
//! Most keys are of one item alone: pairs of things that nobody else puts together. Nothing is found by these, so that they
//! are left out until items become others; then all are needed, for the next text may have any of them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::candidates::BUCKET;
use super::sequence::Item;

/// How many items of one name are compared: more than the populations that a plan tells apart, and few enough that a plan of
/// namesakes takes no longer than another.
const NAMESAKES: usize = 64;

/// In how many parts keys are gone through: what is put in order for one part is small beside the rest.
const PARTS: u64 = 8;

/// Keys of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Name,
    Key,
}

impl By {
    const ALL: [Self; 2] = [Self::Name, Self::Key];

    /// How many items of a bucket are looked at: the first.
    const fn seen(self) -> usize {
        match self {
            Self::Name => NAMESAKES,
            Self::Key => BUCKET,
        }
    }

    fn of<T>(self, item: &Item<T>) -> &[u64] {
        match self {
            Self::Name => &item.names,
            Self::Key => &item.keys,
        }
    }
}

/// Which items have which key.
#[derive(Debug)]
pub(super) struct Buckets([Sorted; 2]);

/// The buckets of keys of one sort.
#[derive(Debug)]
enum Sorted {
    /// Of keys that several items have, as far as they are looked at: where each begins among `items`, and how many it has.
    Shared { places: FxHashMap<u64, (u32, u32)>, items: Vec<u32> },
    /// Of all keys, whole.
    Whole(FxHashMap<u64, Vec<u32>>),
}

impl Buckets {
    /// The buckets of items in which something can be found.
    pub(super) fn shared<T: Sync>(items: &[Item<T>]) -> Self {
        Self(By::ALL.map(|by| Sorted::shared(items, by)))
    }

    /// All buckets, so that items may change.
    pub(super) fn complete<'i, T: 'i>(&mut self, items: impl Iterator<Item = &'i Item<T>> + Clone) {
        for by in By::ALL {
            let sorted = &mut self.0[by as usize];
            if matches!(sorted, Sorted::Whole(_)) {
                continue;
            }
            let mut whole: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            for (index, item) in (0u32..).zip(items.clone()) {
                for &key in by.of(item) {
                    let bucket = whole.entry(key).or_default();
                    if bucket.last() != Some(&index) {
                        bucket.push(index);
                    }
                }
            }
            *sorted = Sorted::Whole(whole);
        }
    }

    /// Those before an item that have a key, as far as they are looked at.
    pub(super) fn before(&self, index: u32, by: By, key: u64) -> &[u32] {
        let bucket = self.0[by as usize].bucket(key);
        let bucket = &bucket[..bucket.len().min(by.seen())];
        &bucket[..bucket.partition_point(|&one| one < index)]
    }

    /// Adds an item to a bucket; those become due that see another bucket for it. Nothing where buckets are not complete.
    pub(super) fn put_in(&mut self, by: By, key: u64, index: u32, due: &mut [bool]) {
        let Sorted::Whole(buckets) = &mut self.0[by as usize] else { return };
        let bucket = buckets.entry(key).or_default();
        if let Err(at) = bucket.binary_search(&index) {
            bucket.insert(at, index);
            if at < by.seen() {
                bucket[at + 1..].iter().for_each(|&later| due[later as usize] = true);
            }
        }
    }

    /// Takes an item out of a bucket; those become due that see another bucket for it. Nothing where buckets are not
    /// complete.
    pub(super) fn take_out(&mut self, by: By, key: u64, index: u32, due: &mut [bool]) {
        let Sorted::Whole(buckets) = &mut self.0[by as usize] else { return };
        let Some(bucket) = buckets.get_mut(&key) else { return };
        if let Ok(at) = bucket.binary_search(&index) {
            bucket.remove(at);
            if at < by.seen() {
                bucket[at..].iter().for_each(|&later| due[later as usize] = true);
            }
            if bucket.is_empty() {
                buckets.remove(&key);
            }
        }
    }
}

impl Sorted {
    fn shared<T: Sync>(items: &[Item<T>], by: By) -> Self {
        let in_part = |part: u64| -> Vec<(u64, u32)> {
            let indexed = (0u32..).zip(items);
            let keys = indexed.flat_map(|(index, item)| by.of(item).iter().map(move |&key| (key, index)));
            let mut keys: Vec<(u64, u32)> = keys.filter(|(key, _)| key % PARTS == part).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let shared_of = |part: u64| -> Vec<(u64, Vec<u32>)> {
            let keys = in_part(part);
            let several = keys.chunk_by(|(one, _), (other, _)| one == other).filter(|bucket| bucket.len() > 1);
            several
                .map(|bucket| (bucket[0].0, bucket.iter().take(by.seen()).map(|&(_, index)| index).collect()))
                .collect()
        };
        let parts: Vec<Vec<(u64, Vec<u32>)>> = (0..PARTS).into_par_iter().map(shared_of).collect();
        let mut places = FxHashMap::default();
        places.reserve(parts.iter().map(Vec::len).sum());
        let mut all = Vec::with_capacity(parts.iter().flatten().map(|(_, bucket)| bucket.len()).sum());
        let size = |length: usize| {
            u32::try_from(length)
                .expect("the keys that elements share are fewer than four thousand million: each has some hundreds")
        };
        for (key, bucket) in parts.into_iter().flatten() {
            places.insert(key, (size(all.len()), size(bucket.len())));
            all.extend(bucket);
        }
        Self::Shared { places, items: all }
    }

    fn bucket(&self, key: u64) -> &[u32] {
        match self {
            Self::Shared { places, items } => {
                places.get(&key).map_or(&[], |&(start, length)| &items[start as usize..][..length as usize])
            }
            Self::Whole(buckets) => buckets.get(&key).map_or(&[], Vec::as_slice),
        }
    }
}
