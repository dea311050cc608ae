//! What a caller of the module decides over the configuration.

use planlint::project::Choices;
use planlint::rule::{Messages, Selection};

/// The choices of a call.
///
/// # Errors
/// A language in which there are no messages, with those in which there are.
pub(crate) fn choices(
    profile: Option<String>,
    language: Option<String>,
    select: Vec<String>,
    ignore: Vec<String>,
) -> Result<Choices, String> {
    if let Some(language) = &language {
        let known: Vec<&str> = Messages::languages().collect();
        if !known.contains(&language.as_str()) {
            return Err(format!(
                "there are no messages in `{language}`; messages are written in: {}",
                known.join(", ")
            ));
        }
    }
    Ok(Choices { profile, language, selection: Selection { select, ignore }, ..Choices::default() })
}
