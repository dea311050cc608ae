//! Names that one cell lists.

use super::heading::Field;

/// What parts names in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// What people write between names of bodies, in which a comma may stand.
    Bodies,
    /// What people write between words.
    Words,
}

impl Signs {
    /// Those of a field.
    pub(super) fn of(field: Field) -> Self {
        if field == Field::Disaggregation { Self::Words } else { Self::Bodies }
    }

    fn has(self, c: char) -> bool {
        match c {
            ';' | '；' | '\n' | '、' | '،' | '؛' => true,
            ',' | '，' => self == Self::Words,
            _ => false,
        }
    }
}

/// The names that a cell lists, without what stands before each in a list. A line that goes on in small letters is the same name.
pub(super) fn listed(text: &str, signs: Signs) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| signs.has(*c)) {
        let behind = text[at + sign.len_utf8()..].trim_start();
        if sign == '\n' && behind.starts_with(char::is_lowercase) {
            continue;
        }
        parts.push(&text[start..at]);
        start = at + sign.len_utf8();
    }
    parts.push(&text[start..]);
    let is_before = |c: char| c.is_whitespace() || matches!(c, '–' | '—' | '•' | '-' | '·' | '▪');
    parts
        .into_iter()
        .map(|name| name.trim_start_matches(is_before).trim_end())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_people_part_them() {
        let bodies = |text| listed(text, Signs::Bodies);
        assert_eq!(bodies("Unit A; Unit B"), ["Unit A", "Unit B"]);
        assert_eq!(bodies("水利局、住建局；财政局"), ["水利局", "住建局", "财政局"]);
        assert_eq!(bodies("وزارة المياه، البلديات"), ["وزارة المياه", "البلديات"]);
        assert_eq!(bodies("- MoH\n- WHO"), ["MoH", "WHO"]);
        assert_eq!(bodies("Ministry of Water,\nand sanitation"), ["Ministry of Water,\nand sanitation"]);
        assert_eq!(bodies("Ministry of Water, Sanitation"), ["Ministry of Water, Sanitation"]);
        assert_eq!(listed("sex, age", Signs::Words), ["sex", "age"]);
    }
}
