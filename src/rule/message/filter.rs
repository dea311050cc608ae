//! The filters that sentences use: names of things, plural forms, lists in words.

use std::sync::Arc;

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::isolate;
use super::plural;
use super::words::Words;
use crate::expression::NAMED;
use crate::plan::Framework;

/// Adds the filters for sentences in the language of `words`.
pub(super) fn add(environment: &mut Environment<'static>, words: &Arc<Words>) {
    for section in NAMED {
        let words = Arc::clone(words);
        environment.add_filter(format!("{section}_name"), move |value: Value| {
            each(&value, &|name| Value::from(words.name(section, name)))
        });
    }
    for (filter, joint) in [("and_list", Some("and")), ("or_list", Some("or")), ("comma_list", None)] {
        let words = Arc::clone(words);
        environment.add_filter(filter, move |value: Value| list(&words, &value, joint));
    }
    for (filter, framework) in [("sdg_label", Framework::Sdg), ("wsis_label", Framework::Wsis)] {
        let words = Arc::clone(words);
        environment
            .add_filter(filter, move |value: Value| each(&value, &|code| Value::from(words.label(framework, code))));
    }
    let language: Arc<str> = words.language.as_str().into();
    environment.add_filter("plural", move |number: Value, forms: minijinja::value::Rest<Value>| {
        choose(&language, &number, &forms)
    });
    environment.add_filter("in_words", in_words);
    if isolate::is_right_to_left(&words.language) {
        environment.set_formatter(|out, state, value| {
            let foreign =
                value.as_str().map_or_else(|| isolate::needs_isolation(&value.to_string()), isolate::needs_isolation);
            if !foreign {
                return minijinja::escape_formatter(out, state, value);
            }
            write!(out, "{}", isolate::OPEN)?;
            minijinja::escape_formatter(out, state, value)?;
            write!(out, "{}", isolate::CLOSE).map_err(Into::into)
        });
    }
}

/// `named` of a word, or of each word of a list; whatever is no word stays as it is.
fn each(value: &Value, named: &dyn Fn(&str) -> Value) -> Value {
    match (value.as_str(), value.kind()) {
        (Some(word), _) => named(word),
        (None, ValueKind::Seq | ValueKind::Iterable) => {
            value.try_iter().map_or_else(|_| value.clone(), |items| items.map(|item| each(&item, named)).collect())
        }
        _ => value.clone(),
    }
}

/// The items of a list in words: `a, b and c`.
fn list(words: &Words, value: &Value, joint: Option<&str>) -> Result<String, Error> {
    if value.as_str().is_some() {
        return Ok(value.to_string());
    }
    let foreign = |item: &str| isolate::is_right_to_left(&words.language) && isolate::needs_isolation(item);
    let shown = |item: Value| {
        let item = item.to_string();
        if foreign(&item) { format!("{}{item}{}", isolate::OPEN, isolate::CLOSE) } else { item }
    };
    let items: Vec<String> = value.try_iter()?.map(shown).collect();
    let comma = words.list("comma");
    Ok(match (joint, items.as_slice()) {
        (Some(joint), [first @ .., last]) if !first.is_empty() => {
            format!("{}{}{last}", first.join(comma), words.list(joint))
        }
        _ => items.join(comma),
    })
}

/// The form that goes with a number.
fn choose(language: &str, number: &Value, forms: &[Value]) -> Result<Value, Error> {
    let expected = plural::forms(language);
    if forms.len() != expected {
        let message = format!("`plural` takes {expected} forms in this language, not {}", forms.len());
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    let number = f64::try_from(number.clone()).unwrap_or(0.0);
    Ok(forms[plural::form(language, number)].clone())
}

/// What the reader met or expected, which is a key with its facts, in words; words stay as they are.
fn in_words(state: &State<'_, '_>, value: Value) -> Result<Value, Error> {
    if value.kind() != ValueKind::Map {
        return Ok(value);
    }
    let name = value.get_attr("sentence")?.to_string();
    let text = state.get_template(&name)?.render(value)?;
    Ok(Value::from(text.trim()))
}
