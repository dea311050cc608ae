//! The language of the terminal, as the environment names it.

use crate::rule::Messages;

/// The language of messages that the locale asks for. The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set
/// decides, as everywhere; `C`, `POSIX` and languages without messages ask for none.
pub(super) fn language() -> Option<String> {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set)?;
    Messages::language_of(&locale).map(str::to_owned)
}
