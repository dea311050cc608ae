//! A rule's parameters as a person reads them.

use super::ActiveRule;
use crate::yaml::de::DocumentNode;

impl ActiveRule {
    /// The parameters of the rule's check with the values in force; a condition alone is called `condition`.
    #[must_use]
    pub fn parameters_in_force(&self) -> Vec<(String, String)> {
        let own = self.rule.parameters();
        let mut all: Vec<(String, String)> = Vec::new();
        for node in own.iter().chain(self.parameters.iter().map(|(_, node)| node)) {
            for (name, _, value) in node.entries() {
                match all.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) => *known = in_flow_style(&value),
                    None => all.push((name.to_owned(), in_flow_style(&value))),
                }
            }
            if let Some(text) = node.scalar() {
                all.push(("condition".to_owned(), text.to_owned()));
            }
        }
        all
    }
}

/// A value in one line.
#[must_use]
pub fn in_flow_style(node: &DocumentNode) -> String {
    if let Some(text) = node.scalar() {
        return text.to_owned();
    }
    if node.is_mapping() {
        let entries: Vec<String> =
            node.entries().into_iter().map(|(key, _, value)| format!("{key}: {}", in_flow_style(&value))).collect();
        return format!("{{{}}}", entries.join(", "));
    }
    let items: Vec<String> = node.items().iter().map(in_flow_style).collect();
    format!("[{}]", items.join(", "))
}
