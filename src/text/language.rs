//! The languages that statements are read in.

/// One of the six languages of the United Nations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Russian.
    Russian,
    /// Chinese.
    Chinese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 6] = [Self::Arabic, Self::English, Self::Spanish, Self::French, Self::Russian, Self::Chinese];

    /// The two letters of the language.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Chinese => "zh",
        }
    }

    /// The language of a tag such as `fr` or `fr-CH`, where it is one of the six.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_tag_names_one_of_the_six() {
        assert_eq!(Language::of_tag("zh-Hant"), Some(Language::Chinese));
        assert_eq!(Language::of_tag("FR"), Some(Language::French));
        assert_eq!(Language::of_tag("pt"), None);
    }
}
