//! The messages of every language, each read when it is first asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{DEFAULT_LANGUAGE, Messages, Rule};

/// Messages by language, for one set of rules.
#[derive(Debug)]
pub(super) struct Spoken {
    rules: Vec<Arc<Rule>>,
    languages: BTreeMap<&'static str, OnceLock<Arc<Messages>>>,
    english: OnceLock<Arc<Messages>>,
}

impl Spoken {
    /// Nothing is read yet.
    pub(super) fn new(rules: Vec<Arc<Rule>>) -> Self {
        let languages = Messages::languages().filter(|language| *language != DEFAULT_LANGUAGE);
        Self {
            rules,
            languages: languages.map(|language| (language, OnceLock::new())).collect(),
            english: OnceLock::new(),
        }
    }

    /// The messages in `language`; in English where there are none.
    pub(super) fn messages(&self, language: &str) -> &Arc<Messages> {
        match self.languages.get(language) {
            Some(messages) => messages.get_or_init(|| Arc::new(Messages::new(language, &self.rules))),
            None => self.english.get_or_init(|| Arc::new(Messages::new(DEFAULT_LANGUAGE, &self.rules))),
        }
    }
}
