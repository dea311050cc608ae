//! The first sheet of a workbook that `planlint export` wrote: what the plan says of itself, each line with its key.

use super::draft::DraftPlan;
use super::table::Sheet;
use super::write::{in_quotes, quoted};
use crate::plan::PlanDate;

/// The keys that a cover can have, in the order of a plan's file; the first is on every cover.
const KEYS: [&str; 15] = [
    "plan",
    "title",
    "organization",
    "status",
    "level",
    "language",
    "start",
    "end",
    "horizon",
    "default-deadline",
    "currency",
    "vision",
    "mission",
    "description",
    "note",
];

/// What a cover says: key, value, place.
pub(super) type Lines = Vec<(&'static str, String, String)>;

/// The lines of a cover; none where the sheet is none.
pub(super) fn read(sheet: &Sheet) -> Option<Lines> {
    let mut lines = Vec::new();
    for row in sheet.rows() {
        let key = sheet.cell(row, 2)?.to_string();
        let key = KEYS.into_iter().find(|known| *known == key)?;
        let value = sheet.cell(row, 1)?.to_string();
        lines.push((key, value, sheet.place((row, 1))));
    }
    lines.iter().any(|(key, _, _)| *key == "plan").then_some(lines)
}

/// Lines of the plan's file for what its cover says, but for the id and the language; with the place of each.
pub(super) fn lines(plan: &DraftPlan) -> Vec<(String, String)> {
    let find = |key: &str| plan.cover.iter().find(|(known, _, _)| *known == key);
    let mut lines = Vec::new();
    for key in KEYS {
        let Some((_, value, place)) = find(key) else { continue };
        let text = match key {
            "plan" | "language" | "start" | "end" | "note" => continue,
            "status" | "level" | "horizon" | "default-deadline" | "currency" => value.clone(),
            _ => quoted(value),
        };
        // Words of the plan language are words; anything else that stands there is quoted, and the check says what is wrong.
        let is_word = text.starts_with('"')
            || text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | ' ' | '.' | '(' | ')' | '/'));
        lines.push((format!("{key}: {}", if is_word { text } else { in_quotes(value) }), place.clone()));
    }
    let day = |day: &str| if PlanDate::parse(day).is_some() { day.to_owned() } else { in_quotes(day) };
    let days: Vec<String> =
        ["start", "end"].iter().filter_map(|key| Some(format!("{key}: {}", day(&find(key)?.1)))).collect();
    if let Some((_, _, place)) = find("start").or(find("end")) {
        lines.push((format!("period: {{{}}}", days.join(", ")), place.clone()));
    }
    lines
}
