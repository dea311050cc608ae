//! Records, such as consultations, as people read them: a line each, with words for their keys. What cannot be told so that it is
//! read back the same stays as the plan language writes it.

use super::super::write::in_quotes;
use super::cell::shaped;
use super::label::{is_tag, meant, shown as word};
use crate::text::Language;
use crate::yaml::{self, NodeId, Tree, Value};

/// Keys that have words, as `rules/import/values.yaml` names them.
const KEYS: [(&str, &str); 6] = [
    ("with", "record-with"),
    ("form", "record-form"),
    ("date", "record-date"),
    ("record", "record-file"),
    ("what", "record-what"),
    ("from", "record-from"),
];

/// A text, and the tag of its language where it names one.
type InLanguage = (Option<String>, String);

/// A record for people to read; nothing where it would not come back the same.
#[must_use]
pub fn shown(written: &str, language: Language) -> Option<String> {
    let tree = yaml::read(written);
    let root = tree.root()?;
    let lines: Option<Vec<String>> = match tree.value(root) {
        Value::Sequence(items) => items.iter().map(|item| line(&tree, *item, language)).collect(),
        _ => return None,
    };
    let text = lines?.join("\n");
    (shaped(&read(&text)?)? == shaped(written)?).then_some(text)
}

fn line(tree: &Tree, entry: NodeId, language: Language) -> Option<String> {
    let Value::Mapping(entries) = tree.value(entry) else { return None };
    let mut parts = Vec::new();
    for entry in entries {
        let key = tree.scalar(entry.key)?;
        let (_, name) = KEYS.iter().find(|(known, _)| *known == key)?;
        let name = super::label::headed(word(name, language));
        match tree.value(entry.value) {
            Value::Mapping(languages) => {
                for of in languages {
                    let (tag, text) = (tree.scalar(of.key)?, tree.scalar(of.value)?);
                    parts.push(format!("{name} ({tag}): {text}"));
                }
            }
            _ => parts.push(format!("{name}: {}", tree.scalar(entry.value)?)),
        }
    }
    Some(parts.join("; "))
}

/// The record that such lines say, as the plan language writes it; nothing where they are something else.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let lines: Option<Vec<String>> = text.lines().filter(|line| !line.trim().is_empty()).map(entry).collect();
    lines.filter(|lines| !lines.is_empty()).map(|lines| format!("[{}]", lines.join(", ")))
}

/// What a line says, a key once, in all its languages.
fn entry(line: &str) -> Option<String> {
    let mut said: Vec<(&str, Vec<InLanguage>)> = Vec::new();
    for part in line.split("; ") {
        let (name, value) = part.split_once(": ")?;
        let (name, tag) = match name.trim().strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
            Some((name, tag)) if is_tag(tag) => (name, Some(tag.to_owned())),
            _ => (name, None),
        };
        // The plan language writes its keys in small letters, and is read as such.
        if name.starts_with(char::is_lowercase) {
            return None;
        }
        let (key, _) = KEYS.iter().find(|(_, known)| meant(name, &[known]).is_some())?;
        match said.iter_mut().find(|(known, _)| known == key) {
            Some((_, all)) => all.push((tag, value.to_owned())),
            None => said.push((key, vec![(tag, value.to_owned())])),
        }
    }
    let mut parts = Vec::new();
    for (key, all) in said {
        if let [(None, value)] = all.as_slice() {
            parts.push(format!("{key}: {}", in_quotes(value)));
            continue;
        }
        let each: Option<Vec<String>> = all
            .iter()
            .map(|(tag, value)| Some(format!("{}: {}", in_quotes(tag.as_ref()?), in_quotes(value))))
            .collect();
        parts.push(format!("{key}: {{{}}}", each?.join(", ")));
    }
    Some(format!("{{{}}}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_sentences_that_come_back() {
        let written =
            "- {with: {zh: 成员国, en: Member States}, date: 2021-08, record: CWG-SFP-1/11-E}\n- {with: study groups}";
        for language in Language::ALL {
            let text = shown(written, language).unwrap();
            assert!(!text.contains(['{', '[']), "{text}");
            assert_eq!(shaped(&read(&text).unwrap()), shaped(written), "{text}");
        }
        assert!(
            shown(written, Language::French)
                .unwrap()
                .starts_with("Avec (zh): 成员国; Avec (en): Member States; Date: 2021-08")
        );
        // What would come back as something else stays as it is.
        for written in
            ["- {with: [a, b]}", "- {with: \"a; b\"}", "- {with: \"a; date: b\"}", "- {other: a}", "{with: a}"]
        {
            assert_eq!(shown(written, Language::English), None, "{written}");
        }
        assert_eq!(read("somebody; somebody else"), None);
        assert_eq!(read("from: x\nwhat: {a: b}"), None);
    }
}
