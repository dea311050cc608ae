//! The language of the terminal, as the environment names it.

use crate::rule::Messages;

/// The language of messages that the locale asks for.
pub(super) fn language() -> Option<String> {
    asked_for(|name| std::env::var(name).ok())
}

/// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides, as everywhere; `C`, `POSIX` and languages without
/// messages ask for none.
fn asked_for(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)?;
    Messages::language_of(&locale).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let asked = |set: &[(&str, &str)]| {
            asked_for(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(asked(&[("LANG", "en_GB.UTF-8")]).as_deref(), Some("en"));
        assert_eq!(asked(&[("LANG", "de_DE"), ("LC_MESSAGES", "en_US")]).as_deref(), Some("en"));
        assert_eq!(asked(&[("LANG", "en_US"), ("LC_ALL", "C.UTF-8")]), None);
        assert_eq!(asked(&[("LANG", "en_US"), ("LC_ALL", "")]).as_deref(), Some("en"));
        assert_eq!(asked(&[("LANG", "de_DE.UTF-8")]), None);
        assert_eq!(asked(&[]), None);
    }
}
