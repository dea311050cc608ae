//! Plans to begin with: what `rules/template/` holds, in one of six languages, by the choice of a profile.
//!
//! The outline is one for all languages; the words of each stand in a file of their own, and what each profile asks for
//! in `profiles.yaml`. A programme officer may change any of them.

use std::collections::BTreeMap;

use minijinja::{Environment, Value, context};
use serde::Deserialize;

use crate::rule::{Messages, embedded};
use crate::source::FileId;

/// The name of the file that the plan is written to.
pub const PLAN_FILE: &str = "plan.yaml";

/// A plan to begin with.
#[derive(Clone, Debug)]
pub struct Template {
    /// The plan's id.
    pub id: String,
    /// The plan's language, which its comments are in too.
    pub language: &'static str,
    /// The profile whose template it is.
    pub profile: String,
    /// The plan's status.
    pub status: Status,
    /// The first year of the plan.
    pub start: i16,
    /// The last year of the plan.
    pub end: i16,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being written: judged more mildly.
    Draft,
    /// Agreed.
    Agreed,
    /// Over.
    Closed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Agreed, Self::Closed];

    /// The word of the plan language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Agreed => "agreed",
            Self::Closed => "closed",
        }
    }
}

/// What the plan of a profile has.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Outline {
    /// The frameworks that it serves.
    frameworks: Vec<String>,
    currency: Option<String>,
    /// Blocks that not every plan needs.
    blocks: Vec<String>,
}

impl Template {
    /// The languages in which there are words for plans.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        Messages::languages().filter(|language| embedded::file(&format!("template/{language}.yaml")).is_some())
    }

    /// The plan, as a file of the plan language.
    #[must_use]
    pub fn plan(&self) -> String {
        let mut outlines: BTreeMap<String, Outline> = read("profiles");
        let outline = outlines.remove(&self.profile).unwrap_or_default();
        let facts = context! {
            id => quoted(&self.id),
            profile => self.profile.as_str(),
            status => self.status.name(),
            language => self.language,
            title => quoted(&self.say("title", context! {})),
            start => self.start,
            end => self.end,
            say => self.words(),
            frameworks => outline.frameworks,
            currency => outline.currency,
            blocks => outline.blocks,
        };
        render("plan.yaml.jinja", &facts)
    }

    /// The project's configuration, as `planlint.yaml`.
    #[must_use]
    pub fn configuration(&self) -> String {
        let facts = context! { language => self.language, start => self.start, say => self.words() };
        render("planlint.yaml.jinja", &facts)
    }

    /// A sentence to the drafter, in the plan's language.
    #[must_use]
    pub fn say(&self, key: &str, facts: Value) -> String {
        let facts = context! { start => self.start, end => self.end, ..facts };
        let sentence = self.words().remove(key).unwrap_or_default();
        Environment::new().render_str(&sentence, facts).unwrap_or(sentence)
    }

    fn words(&self) -> BTreeMap<String, String> {
        read(self.language)
    }
}

/// A file of `rules/template/`.
///
/// # Panics
/// Where a file that is built in has a fault, which tests rule out.
fn read<T: for<'d> Deserialize<'d>>(name: &str) -> T {
    let root = embedded::document(&format!("template/{name}.yaml"), FileId(0));
    root.expect("the template's files are built in").read().expect("the template's files are tested")
}

fn render(name: &str, facts: &Value) -> String {
    let mut environment = Environment::new();
    environment.add_filter("comment", comment);
    let text = embedded::file(&format!("template/{name}")).expect("the template's files are built in");
    let text = environment.render_str(text, facts).expect("the templates are tested with every profile and language");
    format!("{}\n", text.trim_end())
}

/// Text as a comment: each line behind `# `, all but the first indented as the first one is.
fn comment(text: &str, indent: Option<usize>) -> String {
    let between = format!("\n{}# ", " ".repeat(indent.unwrap_or(0)));
    format!("# {}", text.trim().lines().collect::<Vec<_>>().join(&between))
}

/// A scalar, in quotes unless it is a plain word or phrase.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '–' | '_' | '.');
    if text.starts_with(char::is_alphabetic)
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !is_word_of_yaml(text)
    {
        return text.to_owned();
    }
    // A string of JSON is one of YAML.
    serde_json::Value::from(text).to_string()
}

/// Words that YAML takes for something else than text.
fn is_word_of_yaml(text: &str) -> bool {
    ["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn scalars_are_quoted_where_yaml_would_take_them_for_something_else() {
        assert_eq!(quoted("water-2027"), "water-2027");
        assert_eq!(quoted("战略规划"), "战略规划");
        assert_eq!(quoted("2027"), "\"2027\"");
        assert_eq!(quoted("off"), "\"off\"");
        assert_eq!(quoted("a: \"b\""), r#""a: \"b\"""#);
    }
}
