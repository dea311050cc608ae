//! Sentences that are not a rule's own: labels of related places, titles of fixes.

use std::collections::BTreeMap;

use minijinja::{Environment, Value};
use serde::Deserialize;

use super::{Rule, embedded};
use crate::check::Facts;
use crate::expression;
use crate::yaml::de::{DeError, DocumentNode};

/// The sentences of one language, and the rules' own messages.
#[derive(Clone, Debug)]
pub struct Messages {
    /// The language.
    pub language: String,
    environment: Environment<'static>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    related: BTreeMap<String, String>,
    fix: BTreeMap<String, String>,
    editor: BTreeMap<String, String>,
}

impl Messages {
    /// The languages in which messages are written.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        embedded::folder("messages").map(|(name, _)| name)
    }

    /// Reads the sentences of `language` and takes the messages of `rules`.
    ///
    /// # Errors
    /// A fault in the file of messages, at its place.
    pub fn read<'r>(
        language: &str,
        root: &DocumentNode,
        rules: impl IntoIterator<Item = &'r Rule>,
    ) -> Result<Self, DeError> {
        let File { related, fix, editor } = root.read()?;
        let mut environment = expression::environment();
        let named = |prefix: &'static str, sentences: BTreeMap<String, String>| {
            sentences.into_iter().map(move |(key, text)| (format!("{prefix}/{key}"), text))
        };
        let rules = rules.into_iter().map(|rule| (rule.id.to_string(), rule.message.clone()));
        for (name, text) in named("related", related).chain(named("fix", fix)).chain(named("editor", editor)).chain(rules) {
            environment
                .add_template_owned(name.clone(), text)
                .map_err(|error| DeError::new(format!("the sentence `{name}`: {error}"), root.at()))?;
        }
        Ok(Self { language: language.to_owned(), environment })
    }

    /// The environment in which messages and conditions run.
    #[must_use]
    pub fn environment(&self) -> &Environment<'static> {
        &self.environment
    }

    /// The sentence of a rule, of `related/<key>` or of `fix/<key>`, with `names` looked up in it.
    #[must_use]
    pub fn render(&self, name: &str, names: Value) -> String {
        let rendered = self.environment.get_template(name).and_then(|template| template.render(names));
        // Names are checked at load; what is left, such as fuel, must not cost the finding.
        rendered.map_or_else(|error| format!("{name} ({error})"), |text| text.trim().to_owned())
    }

    /// As [`render`](Self::render), with facts alone.
    #[must_use]
    pub fn render_facts(&self, name: &str, facts: &Facts) -> String {
        self.render(name, Value::from_pairs(facts.iter().map(|(name, value)| (*name, value.clone()))))
    }
}
