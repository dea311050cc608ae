//! Sentences, as `planlint statement` reads them.

use std::path::Path;

use planlint::cli::Failure;
use planlint::project::{Choices, Project};
use planlint::report::StatementReport;
use planlint::text::Language;
use planlint::workspace::{DiskSource, find_configuration};

/// # Errors
/// A language in which statements are not read, with those in which they are.
pub(crate) fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::of_tag(tag).ok_or_else(|| format!("`{tag}`: statements are read in {known}"))
}

/// What is understood of `text`; without a language, it is recognised.
pub(crate) fn statement(text: &str, language: Option<Language>) -> Result<String, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    let project = Project::load(&DiskSource, config.as_deref(), Choices::default())?;
    let language = language.unwrap_or_else(|| Language::detect(text));
    let lexicon = project.lexicon();
    let report = StatementReport {
        text,
        language,
        statement: &project.analyst().statement(lexicon, text, language),
        thesaurus: lexicon.thesaurus(),
        messages: project.messages_for(None),
    };
    let mut out = Vec::new();
    report.write_json(&mut out)?;
    Ok(String::from_utf8(out).expect("JSON is UTF-8"))
}
