//! Words that stand before a code, in the languages of the United Nations.

use super::Level;
use super::cursor::Cursor;

/// A word, in folded form, and the level that it says the code has, where it says one.
pub(super) type Word = (&'static str, Option<Level>);

const GOAL: Option<Level> = Some(Level::Goal);
const TARGET: Option<Level> = Some(Level::Target);
const INDICATOR: Option<Level> = Some(Level::Indicator);
const LINE: Option<Level> = Some(Level::ActionLine);
const GENEVA: Option<Level> = Some(Level::GenevaTarget);

/// Words before SDG codes.
pub(super) const SDG: &[Word] = &[
    ("sdg", None),
    ("sdgs", None),
    ("un sdg", None),
    ("sustainable development goal", GOAL),
    ("goal", GOAL),
    ("target", TARGET),
    ("indicator", INDICATOR),
    ("odd", None),
    ("objectif de développement durable", GOAL),
    ("objectif", GOAL),
    ("cible", TARGET),
    ("indicateur", INDICATOR),
    ("ods", None),
    ("objetivo de desarrollo sostenible", GOAL),
    ("objetivo", GOAL),
    ("meta", TARGET),
    ("indicador", INDICATOR),
    ("цур", None),
    ("цель", GOAL),
    ("задача", TARGET),
    ("показатель", INDICATOR),
    ("可持续发展目标", None),
    ("目标", GOAL),
    ("具体目标", TARGET),
    ("指标", INDICATOR),
    ("أهداف التنمية المستدامة", None),
    ("هدف التنمية المستدامة", GOAL),
    ("الهدف", GOAL),
    ("الغاية", TARGET),
    ("المقصد", TARGET),
    ("المؤشر", INDICATOR),
];

/// Words before WSIS codes.
pub(super) const WSIS: &[Word] = &[
    ("wsis", None),
    ("al", LINE),
    ("action line", LINE),
    ("geneva target", GENEVA),
    ("target", GENEVA),
    ("smsi", None),
    ("grande orientation", LINE),
    ("ligne d'action", LINE),
    ("cible", GENEVA),
    ("cmsi", None),
    ("línea de acción", LINE),
    ("meta", GENEVA),
    ("ввуио", None),
    ("направление деятельности", LINE),
    ("信息社会世界峰会", None),
    ("行动方面", LINE),
    ("القمة العالمية لمجتمع المعلومات", None),
    ("خط العمل", LINE),
];

/// What stands between such a word and what follows it.
const JOINTS: &[char] = &[' ', ':', '#', '_', '-'];

/// Goes past the words that `text` begins with; the level that the last of them says, and what is left.
///
/// Words need no blank behind them (`sdg9.c`): what is left must be a code from its first sign to its last anyway.
pub(super) fn strip<'t>(words: &[Word], text: &'t str) -> (Option<Level>, &'t str) {
    let mut at = Cursor::new(text);
    let mut said = None;
    loop {
        let longest = words.iter().filter(|(word, _)| at.rest().starts_with(word)).max_by_key(|(word, _)| word.len());
        let Some(&(word, level)) = longest else { return (said, at.rest()) };
        said = level.or(said);
        at.eat(word);
        at.skip(JOINTS);
    }
}
