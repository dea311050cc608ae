//! A plan put together from tables, as a file of the plan language with the place of each part in a comment.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::draft::{Draft, DraftAllocation, DraftMeasure, DraftPlan, DraftValue};
use super::predecessor;
use super::row::one_line;
use crate::plan::{Kind, PlanDate};
use crate::source::Places;

/// How the first line of an imported file begins, behind the sign of a comment; the name of the file that it was imported
/// from follows.
pub const MARK: &str = "Imported by planlint from ";

/// The order of sections in a file and in an element.
const SECTIONS: [Kind; 11] = [
    Kind::Goal,
    Kind::Priority,
    Kind::Target,
    Kind::Outcome,
    Kind::Indicator,
    Kind::Output,
    Kind::Activity,
    Kind::Risk,
    Kind::Assumption,
    Kind::Offering,
    Kind::Enabler,
];

/// The plan as a text of the plan language, and where its parts stood.
#[must_use]
pub fn plan(plan: &DraftPlan, sources: &[String]) -> (String, Places) {
    // Ids as the file gives them, with those of the plan.
    let mut ids: HashMap<&str, &str> = HashMap::new();
    // A link within tables names the place of the element that it leads to.
    plan.walk(&mut |element| {
        if element.kind != Kind::Indicator {
            ids.entry(&element.place).or_insert(&element.id);
        }
    });
    plan.walk(&mut |element| ids.extend(element.given_id.as_deref().map(|given| (given, element.id.as_str()))));
    let mut writer = Writer { out: String::new(), places: Places::default(), ids };
    writer.places.begin(0, &plan.place);
    for source in sources {
        writer.raw(0, &format!("# {}", in_comment(source)));
    }
    writer.raw(0, &format!("plan: {}", quoted(&plan.id)));
    if let Some((title, place)) = &plan.title {
        writer.placed(0, &format!("title: {}", quoted(title)), place);
    }
    writer.raw(0, &format!("language: {}", quoted(&plan.language)));
    for (depth, line, place) in &plan.lines {
        writer.placed(*depth, line, place);
    }
    if let Some(path) = &plan.succeeds {
        writer.raw(0, &format!("succeeds: {}", in_quotes(path)));
    }
    writer.notes(0, &plan.notes);
    writer.sections(0, &plan.elements, &plan.place);
    let mut allocations = Vec::new();
    allocations.extend(plan.allocations.iter().map(|allocation| ("plan", allocation)));
    plan.walk(&mut |element| allocations.extend(element.allocations.iter().map(|of| (element.id.as_str(), of))));
    if !allocations.is_empty() {
        let mut taken = std::collections::HashSet::new();
        plan.walk(&mut |element| {
            taken.insert(element.id.as_str());
        });
        writer.places.begin(writer.out.len(), &plan.place);
        writer.raw(0, "resources:");
        writer.raw(1, "allocations:");
        let mut count = 0;
        for (to, allocation) in allocations {
            let id = loop {
                count += 1;
                let id = format!("A{count}");
                if !taken.contains(id.as_str()) {
                    break id;
                }
            };
            let also = allocation.also_to.iter().map(|given| writer.ids.get(given.as_str()).copied().unwrap_or(given));
            let to: Vec<&str> = std::iter::once(to).chain(also).collect();
            writer.allocation(&id, &to, allocation);
        }
    }
    continuity(&mut writer, plan);
    (writer.out, writer.places)
}

/// What became of elements of the plan before.
fn continuity(writer: &mut Writer<'_>, plan: &DraftPlan) {
    let fates = predecessor::continuity(plan);
    if !fates.is_empty() {
        writer.places.begin(writer.out.len(), &plan.place);
        writer.raw(0, "continuity:");
    }
    for fated in fates {
        writer.placed(1, &format!("{}:", quoted(&fated.id)), &fated.place);
        writer.raw(2, &format!("disposition: {}", fated.fate.name()));
        if !fated.to.is_empty() {
            let to: Vec<String> = fated.to.iter().map(|id| in_quotes(id)).collect();
            writer.raw(2, &format!("to: [{}]", to.join(", ")));
        }
        for (key, text) in [("reason", fated.reason.as_deref()), ("note", Some(fated.words.as_str()))] {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                writer.raw(2, &format!("{key}: {}", quoted(text)));
            }
        }
    }
}

struct Writer<'w> {
    out: String,
    places: Places,
    ids: HashMap<&'w str, &'w str>,
}

/// A text as a comment takes it: a sheet's name may hold a line break, which would end it.
fn in_comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Writer<'_> {
    fn raw(&mut self, depth: usize, text: &str) {
        writeln!(self.out, "{:1$}{text}", "", depth * 2).expect("a String takes all");
    }

    fn placed(&mut self, depth: usize, text: &str, place: &str) {
        if place.is_empty() {
            self.raw(depth, text);
        } else {
            self.places.begin(self.out.len(), place);
            self.raw(depth, &format!("{text}  # {}", in_comment(place)));
        }
    }

    /// As [`Self::placed`], with what was typed there where the value does not show it.
    fn typed(&mut self, depth: usize, text: &str, place: &str, typed: Option<&str>) {
        match typed.filter(|_| !place.is_empty()) {
            None => self.placed(depth, text, place),
            Some(typed) => {
                self.places.begin(self.out.len(), place);
                self.raw(depth, &format!("{text}  # {}: \"{}\"", in_comment(place), in_comment(&one_line(typed))));
            }
        }
    }

    /// The sections of elements below the plan or an element, which stands at `place`.
    fn sections(&mut self, depth: usize, elements: &[Draft], place: &str) {
        let mut by_kind: BTreeMap<usize, Vec<&Draft>> = BTreeMap::new();
        for element in elements {
            let order = SECTIONS.iter().position(|kind| *kind == element.kind).unwrap_or(SECTIONS.len());
            by_kind.entry(order).or_default().push(element);
        }
        for group in by_kind.values() {
            let Some(section) = group.first().and_then(|element| element.kind.section()) else { continue };
            self.places.begin(self.out.len(), place);
            self.raw(depth, &format!("{section}:"));
            for element in group {
                self.element(depth + 1, element);
            }
        }
    }

    fn element(&mut self, depth: usize, element: &Draft) {
        self.placed(depth, &format!("{}:", quoted(&element.id)), &element.place);
        let key = match element.kind {
            Kind::Indicator => "name",
            Kind::Risk | Kind::Assumption => "statement",
            _ => "title",
        };
        // In several languages it is one of the lines.
        let is_said = |key: &str| element.lines.iter().any(|line| line.key == key);
        // A risk that has a sentence besides is called by its words.
        let key = if key == "statement" && is_said(key) { "title" } else { key };
        if !element.text.is_empty() && !is_said(key) {
            self.raw(depth + 1, &format!("{key}: {}", quoted(&element.text)));
        }
        let unit = common_unit(element);
        if let Some(unit) = &unit
            && !element.lines.iter().any(|line| line.key == "unit")
        {
            self.raw(depth + 1, &format!("unit: {}", quoted(unit)));
        }
        for line in &element.lines {
            let value = if line.is_plain { line.text.clone() } else { quoted(&line.text) };
            self.placed(depth + 1, &format!("{}: {value}", line.key), &line.place);
        }
        for (key, to, place) in &element.links {
            let to: Vec<String> =
                to.iter().map(|given| in_quotes(self.ids.get(given.as_str()).copied().unwrap_or(given))).collect();
            self.placed(depth + 1, &format!("{key}: [{}]", to.join(", ")), place);
        }
        self.measures(depth + 1, element, unit.as_deref());
        self.notes(depth + 1, &element.notes);
        self.sections(depth + 1, &element.children, &element.place);
    }

    fn measures(&mut self, depth: usize, element: &Draft, unit: Option<&str>) {
        if let Some(baseline) = &element.baseline {
            let typed = baseline.typed.as_deref();
            self.typed(depth, &format!("baseline: {}", measure(baseline, unit)), &baseline.place, typed);
        }
        let (target, mut milestones) = target_and_way(element);
        if let Some(target) = target {
            let typed = target.typed.as_deref();
            self.typed(depth, &format!("target: {}", measure(target, unit)), &target.place, typed);
        }
        milestones.extend(&element.milestones);
        let actuals: Vec<&DraftMeasure> = element.actuals.iter().collect();
        for (key, list) in [("milestones", milestones), ("actuals", actuals)] {
            if !list.is_empty() {
                self.raw(depth, &format!("{key}:"));
            }
            for one in list {
                self.typed(depth + 1, &format!("- {}", measure(one, unit)), &one.place, one.typed.as_deref());
            }
        }
    }

    fn notes(&mut self, depth: usize, notes: &[(String, String)]) {
        if notes.is_empty() {
            return;
        }
        let mut places: Vec<&str> =
            notes.iter().map(|(place, _)| place.as_str()).filter(|place| !place.is_empty()).collect();
        places.dedup();
        let texts: Vec<&str> = notes.iter().map(|(_, text)| text.as_str()).collect();
        self.placed(depth, &format!("note: {}", quoted(&texts.join("\n"))), &places.join(" "));
    }

    fn allocation(&mut self, id: &str, to: &[&str], allocation: &DraftAllocation) {
        let to = match to {
            [one] => quoted(one),
            several => format!("[{}]", several.iter().map(|id| in_quotes(id)).collect::<Vec<_>>().join(", ")),
        };
        let mut parts = vec![format!("to: {to}"), format!("amount: {}", allocation.amount)];
        if let Some(currency) = &allocation.currency {
            parts.push(format!("currency: {currency}"));
        }
        let period = [("start", &allocation.period.0), ("end", &allocation.period.1)];
        let period: Vec<String> =
            period.iter().filter_map(|(key, date)| Some(format!("{key}: {}", date.as_ref()?))).collect();
        if !period.is_empty() {
            parts.push(format!("period: {{{}}}", period.join(", ")));
        }
        if !allocation.notes.is_empty() {
            parts.push(format!("note: {}", in_quotes(&allocation.notes.join("; "))));
        }
        let typed = allocation.typed.as_deref();
        self.typed(2, &format!("{id}: {{{}}}", parts.join(", ")), &allocation.place, typed);
    }
}

/// The unit of all values, where they name one and the element does not.
fn common_unit(element: &Draft) -> Option<String> {
    if let Some(line) = element.lines.iter().find(|line| line.key == "unit") {
        return Some(line.text.clone());
    }
    let mut units = element.measures().map(|measure| measure.unit.as_deref());
    let first = units.next()??;
    units.all(|unit| unit == Some(first)).then(|| first.to_owned())
}

/// The last of several targets is what is to be reached; those before it are on the way. Where their dates do not tell which
/// is the last, the order of the table does.
fn target_and_way(element: &Draft) -> (Option<&DraftMeasure>, Vec<&DraftMeasure>) {
    let mut targets: Vec<&DraftMeasure> = element.targets.iter().collect();
    if targets.iter().all(|target| target.date.is_some()) {
        targets.sort_by_key(|target| target.date.as_deref().and_then(PlanDate::parse).map(PlanDate::last_day));
    }
    let last = targets.pop();
    (last, targets)
}

fn measure(measure: &DraftMeasure, unit: Option<&str>) -> String {
    let mut parts = match &measure.value {
        DraftValue::Number(number) => vec![format!("value: {number}")],
        DraftValue::Words(words) => vec![format!("value: {}", in_quotes(words))],
        DraftValue::Open => Vec::new(),
    };
    if let Some(date) = &measure.date {
        parts.push(format!("date: {date}"));
    }
    if let Some(own) = measure.unit.as_deref().filter(|own| Some(*own) != unit) {
        parts.push(format!("unit: {}", in_quotes(own)));
    }
    if !measure.parts.is_empty() {
        parts.push(format!("parts: {{{}}}", groups(&measure.parts)));
    }
    parts.extend(measure.more.iter().map(|(key, value)| format!("{key}: {value}")));
    format!("{{{}}}", parts.join(", "))
}

/// Values of groups, by their dimensions where these are named.
fn groups(parts: &[(Option<String>, String, Decimal)]) -> String {
    let mut by_dimension: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for (dimension, group, value) in parts {
        let one = format!("{}: {value}", in_quotes(group));
        match by_dimension.iter_mut().find(|(known, _)| *known == dimension.as_deref()) {
            Some((_, groups)) => groups.push(one),
            None => by_dimension.push((dimension.as_deref(), vec![one])),
        }
    }
    let written = by_dimension.into_iter().map(|(dimension, groups)| match dimension {
        Some(dimension) => format!("{}: {{{}}}", in_quotes(dimension), groups.join(", ")),
        None => groups.join(", "),
    });
    written.collect::<Vec<_>>().join(", ")
}

/// A scalar: as it is where every reader takes it for the text that it is, else in quotes.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    let is_plain = text.starts_with(char::is_alphabetic) && text.chars().all(plain) && !text.ends_with(' ') && !word;
    if is_plain { text.to_owned() } else { in_quotes(text) }
}

/// A scalar in quotes. What YAML does not take for printable is written by its number, and so are line ends that JSON does not
/// know.
pub(super) fn in_quotes(text: &str) -> String {
    let mut quoted = String::new();
    for c in serde_json::Value::from(text).to_string().chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                write!(quoted, "\\u{:04x}", u32::from(c)).expect("a String takes all");
            }
            _ => quoted.push(c),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_knows_its_cell_and_every_text_stays_a_text() {
        let mut goal = Draft::new(Kind::Goal, "no", "S!A2");
        goal.id = "G1".into();
        let mut indicator = Draft::new(Kind::Indicator, "a: b # c\u{85}", "S!B2");
        indicator.id = "I1".into();
        indicator.say("source", "Register: 2", "S!C2");
        goal.children.push(indicator);
        let draft = DraftPlan {
            id: "1.0".into(),
            language: "en".into(),
            place: "S".into(),
            elements: vec![goal],
            ..DraftPlan::default()
        };
        let (text, places) = plan(&draft, &["x\ny".to_owned()]);
        assert_eq!(
            text,
            "# x y\nplan: \"1.0\"\nlanguage: en\ngoals:\n  G1:  # S!A2\n    title: \"no\"\n    indicators:\n      I1:  # S!B2\n        name: \"a: b # c\\u0085\"\n        source: \"Register: 2\"  # S!C2\n"
        );
        let at = |words: &str| places.at(u32::try_from(text.find(words).unwrap()).unwrap());
        assert_eq!(
            [at("plan:"), at("goals:"), at("title:"), at("indicators:"), at("name:"), at("Register")],
            [Some("S"), Some("S"), Some("S!A2"), Some("S!A2"), Some("S!B2"), Some("S!C2")]
        );
    }

    #[test]
    fn the_latest_target_is_the_target() {
        let measure =
            |value: i64, date: Option<&str>| DraftMeasure::number(value.into(), None, date.map(str::to_owned), "");
        let mut indicator = Draft::new(Kind::Indicator, "Taps", "");
        indicator.targets = vec![measure(10, Some("2027")), measure(5, Some("2025"))];
        let (target, way) = target_and_way(&indicator);
        assert_eq!((target.map(|it| it.value.clone()), way.len()), (Some(DraftValue::Number(10.into())), 1));
        indicator.targets = vec![measure(10, None), measure(5, Some("2025"))];
        assert_eq!(
            target_and_way(&indicator).0.map(|it| it.value.clone()),
            Some(DraftValue::Number(5.into())),
            "the order of the table decides"
        );
    }
}
