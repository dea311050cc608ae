//! Messages: the words and sentences of a language, with the rules' own.
//!
//! English texts of rules stand in the rule files; everything else stands in `rules/messages/<language>.yaml`, which is
//! read when its language is used. What a language lacks is said in English.

mod filter;
mod isolate;
mod plural;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use minijinja::{Environment, Value};

use super::{Rule, embedded};
use crate::check::Facts;
use crate::expression;
use crate::plan::Framework;
use crate::source::FileId;
use crate::yaml::de::DeError;

pub use words::{Translation, Words};

/// The language in which every sentence exists.
pub const DEFAULT_LANGUAGE: &str = "en";

/// The sentences of one language, ready to be written.
#[derive(Debug)]
pub struct Messages {
    /// The language.
    pub language: String,
    words: Arc<Words>,
    environment: Environment<'static>,
    rules: BTreeMap<Arc<str>, RuleText>,
}

/// What is said of a rule beside its message.
#[derive(Clone, Debug)]
struct RuleText {
    title: Arc<str>,
    guidance: Arc<str>,
}

/// English without any rules, for reports that stand alone.
static ENGLISH: LazyLock<Arc<Messages>> = LazyLock::new(|| Arc::new(Messages::new(DEFAULT_LANGUAGE, &[])));

impl Messages {
    /// The languages in which messages are written.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        embedded::folder("messages").map(|(name, _)| name)
    }

    /// The language of messages that a language tag asks for: `fr` for `fr-CA`; none where there are no messages in it.
    #[must_use]
    pub fn language_of(tag: &str) -> Option<&'static str> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_lowercase();
        Self::languages().find(|known| *known == primary)
    }

    /// How many plural forms a word has in `language`.
    #[must_use]
    pub fn plural_forms(language: &str) -> usize {
        plural::forms(language)
    }

    /// The words of `language` alone, as its file holds them.
    ///
    /// # Errors
    /// There is no such file, or it has a fault.
    pub fn words_of(language: &str) -> Result<Words, DeError> {
        let missing = || <DeError as serde::de::Error>::custom(format_args!("there are no messages in `{language}`"));
        // No place in these files reaches a user, so that they need none in a map of sources.
        let root = embedded::document(&format!("messages/{language}.yaml"), FileId(0)).ok_or_else(missing)?;
        Words::read(language, &root)
    }

    /// The messages of `language`, English where it has none, for `rules`.
    ///
    /// # Panics
    /// Where a file that is built in has a fault, which tests rule out.
    #[must_use]
    pub fn new(language: &str, rules: &[Arc<Rule>]) -> Self {
        let built_in = |language| Self::words_of(language).expect("the files of messages are built in, and tested");
        let english = built_in(DEFAULT_LANGUAGE);
        let own = Self::languages().find(|known| *known == language && *known != DEFAULT_LANGUAGE);
        let mut words = own.map_or_else(|| english.clone(), |language| built_in(language).or(english.clone()));
        let mut templates: HashMap<String, String> = std::mem::take(&mut words.sentences).into_iter().collect();
        let mut texts = BTreeMap::new();
        for rule in rules {
            let own = rule.translations.get(&words.language).or_else(|| words.rules.get(&*rule.id));
            let title = own.map_or(rule.title.as_str(), |own| &own.title);
            let guidance = own.map_or(&*rule.guidance, |own| own.guidance.trim());
            let guidance = match isolate::is_right_to_left(&words.language) {
                true => isolate::isolate_words(guidance).into(),
                false if own.is_none() => Arc::clone(&rule.guidance),
                false => guidance.into(),
            };
            texts.insert(Arc::clone(&rule.id), RuleText { title: title.into(), guidance });
            templates.insert(rule.id.to_string(), own.map_or(&rule.message, |own| &own.message).clone());
        }
        let words = Arc::new(words);
        let mut environment = expression::environment();
        filter::add(&mut environment, &words);
        // A run renders few of the sentences, so that each is compiled when it is first wanted. They are checked when rules are
        // read, and those of files of messages by tests; one that is none is answered by its name.
        let right_to_left = isolate::is_right_to_left(&words.language);
        environment.set_loader(move |name| {
            let text = templates.get(name);
            Ok(text.map(|text| if right_to_left { isolate::isolate_words(text) } else { text.clone() }))
        });
        Self { language: words.language.clone(), environment, rules: texts, words }
    }

    /// English, without any rules.
    #[must_use]
    pub fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        isolate::is_right_to_left(&self.language)
    }

    /// The environment in which messages and conditions run.
    #[must_use]
    pub fn environment(&self) -> &Environment<'static> {
        &self.environment
    }

    /// The title of a rule; its id where there is no such rule.
    #[must_use]
    pub fn title<'m>(&'m self, rule: &'m str) -> &'m str {
        self.rules.get(rule).map_or(rule, |text| &text.title)
    }

    /// What a rule says is to be done; nothing where there is no such rule.
    #[must_use]
    pub fn guidance(&self, rule: &str) -> Arc<str> {
        self.rules.get(rule).map_or_else(|| "".into(), |text| Arc::clone(&text.guidance))
    }

    /// The message template of a rule, or of `<section>/<key>`.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<String> {
        Some(self.environment.get_template(name).ok()?.source().to_owned())
    }

    /// The name of `word` in this language, as `names:` lists it under `section`; the word itself where it has none.
    #[must_use]
    pub fn name<'m>(&'m self, section: &str, word: &'m str) -> &'m str {
        self.words.name(section, word)
    }

    /// Items in one line, with what parts the items of a list in this language.
    #[must_use]
    pub fn line_of(&self, items: &[&str]) -> String {
        items.join(self.words.list("comma"))
    }

    /// What a code of a framework is about: in this language, else in English; the code itself where there is none.
    #[must_use]
    pub fn label<'m>(&'m self, framework: Framework, code: &'m str) -> &'m str {
        self.words.label(framework, code)
    }

    /// The sentence of a rule, or of `<section>/<key>`, with `names` looked up in it.
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

    /// A sentence of `<section>/<key>` that holds no facts.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.render(name, Value::from(()))
    }
}
