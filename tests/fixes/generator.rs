//! Plans with faults that a safe fix mends, from a number: the same number gives the same plan.

use std::fmt::Write as _;

/// A plan: its files, and which of their lines hold a fault.
pub(crate) struct Fixable {
    pub(crate) files: Vec<(&'static str, Vec<Line>)>,
    pub(crate) bom: bool,
    pub(crate) newline: &'static str,
    /// Whether the last line of each file ends with a line break.
    pub(crate) ends: bool,
    /// How many faults were put in.
    pub(crate) faults: usize,
}

/// A line without its break.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) is_faulty: bool,
}

impl Fixable {
    /// The bytes of a file.
    pub(crate) fn bytes(&self, index: usize) -> Vec<u8> {
        let lines: Vec<&str> = self.files[index].1.iter().map(|line| line.text.as_str()).collect();
        let end = if self.ends { self.newline } else { "" };
        let mark = if self.bom { "\u{feff}" } else { "" };
        format!("{mark}{}{end}", lines.join(self.newline)).into_bytes()
    }
}

/// Numbers that look like chance (Steele, Lea and Flood, SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

const LANGUAGES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];
const TITLES: [&str; 8] = [
    "Universal connectivity",
    "普遍连通性与宽带",
    "النطاق العريض للجميع",
    "Сети для школ",
    "Égalité d’accès 😀 pour toutes",
    "Año de la niñez e\u{301}",
    "It's said: \"go\" #1",
    "deux points : et [crochets], {accolades}",
];
const COMMENTS: [&str; 7] = [
    "# SDG 9.C and 9.C1, as before",
    "# 说明：9.C，Mbps",
    "#   تعليق 'مع' \"اقتباس\"",
    "# contributes_to: [G1, G1]",
    "#",
    "# 😀 it's \"quoted\" \\ and [open",
    "# комментарий\t9.с",
];
/// Codes with another spelling of each.
const CODES: [(&str, &str); 8] = [
    ("9.c", "SDG 9.C"),
    ("9.c.1", "9.C1"),
    ("4.4", "ЦУР 4.4"),
    ("17.8.1", "１７.8.1"),
    ("16.10", "16 . 10"),
    ("9.c", "9-ج"),
    ("5.b", "可持续发展目标5.b"),
    ("1.a", "01.a"),
];

struct Writer {
    chance: Chance,
    lines: Vec<Line>,
    faults: usize,
}

impl Writer {
    fn line(&mut self, text: String, is_faulty: bool) {
        // A comment behind a flow that goes on, or behind the last word of a list, is as good as any.
        let text = if self.chance.one_in(4) { format!("{text} {}", self.chance.of(&COMMENTS)) } else { text };
        self.bare_line(text, is_faulty);
        if self.chance.one_in(6) {
            let indent = " ".repeat(self.chance.below(6));
            let comment = self.chance.of(&COMMENTS);
            self.bare_line(format!("{indent}{comment}"), false);
        }
        if self.chance.one_in(15) {
            self.bare_line(String::new(), false);
        }
    }

    fn bare_line(&mut self, text: String, is_faulty: bool) {
        self.lines.push(Line { text, is_faulty });
    }

    fn is_fault(&mut self) -> bool {
        let fault = self.chance.one_in(2);
        self.faults += usize::from(fault);
        fault
    }

    /// A text in quotes of some style, bare where it may be.
    fn quoted(&mut self, text: &str) -> String {
        let double = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let single = format!("'{}'", text.replace('\'', "''"));
        let may_be_bare = !text.contains(['"', '\'', '#', ':', '[', '{', ',']);
        match self.chance.below(3) {
            0 => double,
            1 => single,
            _ if may_be_bare => text.to_owned(),
            _ => single,
        }
    }

    fn title(&mut self) -> String {
        let title = self.chance.of(&TITLES);
        self.quoted(title)
    }

    /// Items under a key at an indent: one, in brackets, in brackets over lines, or with a line each. `None` marks an item
    /// that stands there twice.
    fn list(&mut self, indent: usize, key: &str, key_is_faulty: bool, items: &[(String, bool)]) {
        let pad = " ".repeat(indent);
        let faulty = items.iter().any(|(_, faulty)| *faulty) || key_is_faulty;
        let words = || items.iter().map(|(item, _)| item.as_str()).collect::<Vec<_>>();
        match self.chance.below(4) {
            0 if items.len() == 1 => self.line(format!("{pad}{key}: {}", items[0].0), faulty),
            0 | 1 => self.line(format!("{pad}{key}: [{}]", words().join(", ")), faulty),
            2 => {
                // Taking an item out joins the line before with what is behind it.
                let last = items.len() - 1;
                self.bare_line(format!("{pad}{key}: [{}{}", items[0].0, if last == 0 { "]" } else { "," }), faulty);
                for (index, (item, _)) in items.iter().enumerate().skip(1) {
                    let end = if index == last { "]" } else { "," };
                    self.bare_line(format!("{pad}   {item}{end}"), faulty);
                }
            }
            _ => {
                self.line(format!("{pad}{key}:"), key_is_faulty);
                for (item, faulty) in items {
                    // An item with a comment of its own is not taken out, so that there is none.
                    self.bare_line(format!("{pad}  - {item}"), *faulty);
                }
            }
        }
    }

    /// Codes, some in another spelling, some twice.
    fn codes(&mut self, indent: usize) {
        let mut items = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let (code, variant) = self.chance.of(&CODES);
            if known.contains(&code) {
                continue;
            }
            known.push(code);
            let faulty = self.is_fault();
            let item = self.quoted(if faulty { variant } else { code });
            items.push((item, faulty));
        }
        if self.is_fault() {
            let item = self.quoted(known[0]);
            items.push((item, true));
        }
        let faulty = self.chance.one_in(6);
        self.faults += usize::from(faulty);
        self.list(indent, if faulty { "SDG" } else { "sdg" }, faulty, &items);
    }

    /// Links to goals, some in another letter case, some twice.
    fn links(&mut self, indent: usize, goals: usize) {
        let mut items = Vec::new();
        let key_is_faulty = self.is_fault();
        for goal in 0..goals {
            // Behind a key that is not read, an id that leads nowhere would be a new error.
            let faulty = !key_is_faulty && self.is_fault();
            let item = self.quoted(&format!("{}{}", if faulty { "g" } else { "G" }, goal + 1));
            items.push((item, faulty));
        }
        if self.is_fault() {
            let item = self.quoted("G1");
            items.push((item, true));
        }
        let key = if key_is_faulty { "contributes_to" } else { "contributes-to" };
        self.list(indent, key, key_is_faulty, &items);
    }

    fn target(&mut self, id: &str, indent: usize) {
        let pad = " ".repeat(indent);
        let notation = if self.chance.one_in(4) { "Mbps" } else { "Mbit/s" };
        // Which notation is the usual one is known at the end only.
        let statement = match self.chance.below(3) {
            0 => format!("schools reach 10 {notation} by 2030"),
            1 => format!("学校达到20 {notation}，到2030年"),
            _ => format!("l’école 😀 atteint 30 {notation} en 2030"),
        };
        let statement = self.quoted(&statement);
        let direction = if self.is_fault() { "Increase" } else { "increase" };
        let unit = self.quoted(notation);
        let direction = self.quoted(direction);
        if self.chance.one_in(2) {
            self.line(
                format!("{pad}{id}: {{statement: {statement}, indicators: {{I{id}: {{name: speed, unit: {unit}, direction: {direction}}}}}}}"),
                true,
            );
            return;
        }
        self.line(format!("{pad}{id}:"), false);
        match self.chance.below(3) {
            0 => {
                self.bare_line(format!("{pad}  statement: >-"), false);
                self.bare_line(format!("{pad}    one 宽带 line"), false);
                self.bare_line(format!("{pad}    and 10 {notation} on another"), true);
            }
            1 => {
                self.bare_line(format!("{pad}  statement: |"), false);
                self.bare_line(format!("{pad}    10 {notation} # no comment"), true);
            }
            _ => self.line(format!("{pad}  statement: {statement}"), true),
        }
        self.codes(indent + 2);
        self.line(format!("{pad}  indicators:"), false);
        self.line(format!("{pad}    I{id}: {{name: speed, unit: {unit}, direction: {direction}}}"), true);
    }

    fn goal(&mut self, number: usize) {
        let title = self.title();
        if self.chance.one_in(4) {
            let (code, variant) = self.chance.of(&CODES);
            let faulty = self.is_fault();
            let code = self.quoted(if faulty { variant } else { code });
            self.line(format!("  G{number}: {{title: {title}, sdg: [{code}]}}"), faulty);
            return;
        }
        self.line(format!("  G{number}:"), false);
        self.line(format!("    title: {title}"), false);
        self.codes(4);
        self.line("    targets:".to_owned(), false);
        for target in 0..=self.chance.below(2) {
            self.target(&format!("T{number}.{}", target + 1), 6);
        }
    }
}

/// A table of resources, some of whose rows name an element twice, or in another letter case.
fn table(chance: &mut Chance, goals: usize, faults: &mut usize) -> Vec<Line> {
    let mut lines = vec![Line { text: "id,to,share,by".to_owned(), is_faulty: false }];
    for row in 0..=chance.below(3) {
        let goal = chance.below(goals) + 1;
        let (to, is_faulty) = match chance.below(3) {
            0 => (format!("G{goal};G{goal}"), true),
            1 => (format!("g{goal}"), true),
            _ => (format!("G{goal}"), false),
        };
        *faults += usize::from(is_faulty);
        let mut text = String::new();
        let to = if chance.one_in(2) { format!("\"{to}\"") } else { to };
        write!(text, "A{row},{to},50,\"Büro, 总部\"").unwrap();
        lines.push(Line { text, is_faulty });
    }
    lines
}

/// The plan of a number.
pub(crate) fn plan(number: u64) -> Fixable {
    let mut writer = Writer { chance: Chance(number), lines: Vec::new(), faults: 0 };
    let language = writer.chance.of(&LANGUAGES);
    let has_table = writer.chance.one_in(3);
    writer.line("plan: p".to_owned(), false);
    writer.line(format!("language: {language}"), false);
    let faulty = writer.is_fault();
    let status = writer.quoted(if faulty { "Draft" } else { "draft" });
    writer.line(format!("status: {status}"), faulty);
    if has_table {
        writer.line("include: [money/resources.csv]".to_owned(), false);
    } else {
        let faulty = writer.is_fault();
        let currency = writer.quoted(if faulty { "chf" } else { "CHF" });
        writer.line(format!("currency: {currency}"), faulty);
    }
    let goals = writer.chance.below(3) + 1;
    writer.line("goals:".to_owned(), false);
    for goal in 1..=goals {
        writer.goal(goal);
    }
    writer.line("outcomes:".to_owned(), false);
    for outcome in 0..=writer.chance.below(2) {
        writer.line(format!("  O{}:", outcome + 1), false);
        let title = writer.title();
        writer.line(format!("    title: {title}"), false);
        writer.links(4, goals);
    }
    if writer.faults == 0 {
        writer.faults = 1;
        writer.line("wsis: c2".to_owned(), true);
    }
    let Writer { mut chance, lines, mut faults } = writer;
    let mut files = vec![("plan.yaml", lines)];
    if has_table {
        files.push(("money/resources.csv", table(&mut chance, goals, &mut faults)));
    }
    let newline = if chance.one_in(2) { "\r\n" } else { "\n" };
    Fixable { files, bom: chance.one_in(3), newline, ends: !chance.one_in(4), faults }
}
