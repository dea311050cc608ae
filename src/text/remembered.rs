//! What was made of texts, kept for as long as somebody asks.

use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::language::Language;

/// Results by text, for each language.
type Results<T> = [FxHashMap<Box<str>, Arc<T>>; 6];

/// Results in two ages: what was asked for since somebody last called [`age`](Self::age), and what was asked for before.
pub(super) struct Remembered<T> {
    ages: RwLock<[Results<T>; 2]>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        let none = || std::array::from_fn(|_| FxHashMap::default());
        Self { ages: RwLock::new([none(), none()]) }
    }
}

impl<T> Remembered<T> {
    /// What is known of a text, or what `make` makes of it.
    pub(super) fn get(&self, text: &str, language: Language, make: impl FnOnce() -> T) -> Arc<T> {
        let of = language as usize;
        if let Some(known) = self.ages.read().unwrap_or_else(PoisonError::into_inner)[0][of].get(text) {
            return Arc::clone(known);
        }
        let before = self.ages.write().unwrap_or_else(PoisonError::into_inner)[1][of].remove(text);
        let result = before.unwrap_or_else(|| Arc::new(make()));
        let mut ages = self.ages.write().unwrap_or_else(PoisonError::into_inner);
        ages[0][of].insert(text.into(), Arc::clone(&result));
        result
    }

    /// Forgets the texts for which nobody has asked since this was last called but one.
    pub(super) fn age(&self) {
        let mut ages = self.ages.write().unwrap_or_else(PoisonError::into_inner);
        ages[1] = std::mem::replace(&mut ages[0], std::array::from_fn(|_| FxHashMap::default()));
    }
}
