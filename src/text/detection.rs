//! Which language a text is written in.

use super::Language;
use super::token::is_han;

impl Language {
    /// The language that a text is most likely written in, among the six: by its script, and in Latin script by its
    /// words. English where nothing tells.
    #[must_use]
    pub fn detect(text: &str) -> Self {
        let (mut han, mut arabic, mut cyrillic, mut latin) = (0, 0, 0, 0);
        for c in text.chars() {
            match u32::from(c) {
                // A Chinese character says as much as a short word.
                _ if is_han(c) => han += 3,
                0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfefc => arabic += 1,
                0x400..=0x52f => cyrillic += 1,
                _ if c.is_alphabetic() => latin += 1,
                _ => {}
            }
        }
        let most = han.max(arabic).max(cyrillic).max(latin);
        if most == 0 || latin == most {
            return Self::of_latin(text);
        }
        if han == most {
            Self::Chinese
        } else if arabic == most {
            Self::Arabic
        } else {
            Self::Russian
        }
    }

    fn of_latin(text: &str) -> Self {
        use whatlang::{Detector, Lang};
        // In a short text a few small words tell more than the letters do.
        let small = |words: &[&str]| {
            let each = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            each.filter(|word| words.iter().any(|small| small.eq_ignore_ascii_case(word))).count()
        };
        let counts = [
            (
                small(&["the", "of", "to", "and", "by", "for", "with", "all", "is", "are", "at", "from", "as"]),
                Self::English,
            ),
            (
                small(&["les", "le", "des", "du", "et", "pour", "dans", "une", "aux", "par", "sur", "d", "l"]),
                Self::French,
            ),
            (small(&["los", "las", "el", "del", "y", "para", "que", "con", "por", "una", "al", "se"]), Self::Spanish),
        ];
        let most = counts.iter().map(|(count, _)| *count).max().unwrap_or(0);
        let mut best = counts.iter().filter(|(count, _)| *count == most && most > 0);
        if let (Some((_, language)), None) = (best.next(), best.next()) {
            return *language;
        }
        match Detector::with_allowlist(vec![Lang::Eng, Lang::Fra, Lang::Spa]).detect_lang(text) {
            Some(Lang::Fra) => Self::French,
            Some(Lang::Spa) => Self::Spanish,
            _ => Self::English,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn script_and_words_tell_the_language() {
        let cases = [
            ("到2030年，ICT覆盖80%的人口", Language::Chinese),
            ("بحلول عام 2030 تتصل 90% من المدارس", Language::Arabic),
            ("К 2030 году 80% школ подключены", Language::Russian),
            ("By 2030, at least 80% of schools are connected to the Internet", Language::English),
            ("D'ici à 2030, au moins 80 % des écoles sont connectées à l'internet", Language::French),
            ("Para 2030, al menos el 80 % de las escuelas están conectadas a Internet", Language::Spanish),
            ("2030: 80%", Language::English),
            ("Eliminate trachoma as a public health problem by 2027.", Language::English),
            ("Grow GDP per capita at 5% per year until 2030.", Language::English),
            ("Reducir los costos del transporte", Language::Spanish),
            ("Assurer la formation des enseignants", Language::French),
            ("", Language::English),
        ];
        for (text, language) in cases {
            assert_eq!(Language::detect(text), language, "{text}");
        }
    }
}
