//! What a person sets in the editor.

use serde::Deserialize;
use serde_json::Value;

use crate::finding::Severity;

/// What a person sets in the editor: `initializationOptions`, or the section `planlint` of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Settings {
    /// The language of messages, before that of the configuration.
    pub(super) language: Option<String>,
    /// The profile, before those of the configuration and of the plan.
    pub(super) profile: Option<String>,
    /// The least severity that is shown.
    pub(super) minimum_severity: Option<Severity>,
    /// Where the page of a rule is, with `{rule}` for its id.
    pub(super) rule_url: Option<String>,
}

impl Settings {
    /// Reads settings. What cannot be read counts as not set: an editor must not go without its server for a slip in
    /// one key.
    pub(super) fn read(value: &Value) -> Self {
        let value = value.get("planlint").unwrap_or(value);
        let word =
            |key: &str| value.get(key).and_then(Value::as_str).filter(|word| !word.is_empty()).map(str::to_owned);
        Self {
            language: word("language"),
            profile: word("profile"),
            minimum_severity: value.get("minimumSeverity").and_then(|value| Severity::deserialize(value).ok()),
            rule_url: word("ruleUrl"),
        }
    }

    /// The address of a rule's page, where there is one.
    pub(super) fn page_of(&self, rule: &str) -> Option<String> {
        let repository = env!("CARGO_PKG_REPOSITORY");
        match &self.rule_url {
            Some(pattern) => Some(pattern.replace("{rule}", rule)),
            None if repository.is_empty() => None,
            None => Some(format!("{repository}/blob/main/docs/rules/{rule}.md")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_slip_in_one_key_leaves_the_others() {
        let read = Settings::read(&json!({"planlint": {"language": "fr", "minimumSeverity": "loud", "profile": ""}}));
        assert_eq!(read, Settings { language: Some("fr".into()), ..Settings::default() });
        let read = Settings::read(&json!({"minimumSeverity": "warning"}));
        assert_eq!(read.minimum_severity, Some(Severity::Warning));
    }
}
