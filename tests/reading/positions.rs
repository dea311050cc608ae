//! Places of findings, in texts of every script, with either line break and with a byte order mark.
//!
//! In each text, `⟦…⟧` marks where the finding must stand and `⟪…⟫` its related place; the marks are taken out before
//! the text is read. Expected lines and columns are counted here, without the program's own line index.

use std::path::Path;

use planlint::source::{Location, MemorySource};
use planlint::workspace::LoadedPlan;

use super::project::{judge, with_rule};

const ROOT: &str = "plan.yaml";
const MARKS: [char; 4] = ['⟦', '⟧', '⟪', '⟫'];

/// Characters of one to four bytes, a tab, a combining mark and right-to-left words, as they stand before a fault.
const MIXED: &str = "中文\tنص عربي e\u{301} 👩\u{200d}💻 é";

/// One rule, the file that the fault stands in, and the texts of the files.
struct Case {
    rule: &'static str,
    at: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        rule: "structure/unknown-key",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1: {title: \"MIXED\", ⟦dedline⟧: 2030}\n")],
    },
    Case {
        rule: "structure/unknown-key",
        at: ROOT,
        files: &[(ROOT, "plan: p\nlanguage: zh\ngoals:\n  目标1:\n    title: MIXED\n    ⟦截止日期⟧: 2030 # MIXED\n")],
    },
    Case {
        rule: "structure/unknown-key",
        at: "tables/موارد.csv",
        files: &[
            (ROOT, "plan: p\ninclude: [tables/موارد.csv]\n"),
            ("tables/موارد.csv", "to,source,\"⟦MIXED⟧\",amount\nplan,\"MIXED\",,1\n"),
        ],
    },
    Case {
        rule: "structure/invalid-value",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1: {targets: {T1.1: {title: \"MIXED\", deadline: ⟦2030-02-30⟧}}}\n")],
    },
    Case {
        rule: "structure/invalid-value",
        at: ROOT,
        files: &[(ROOT, "plan: p\ntitle: >-\n  MIXED\n\n  MIXED\nstatus: ⟦\"草案 e\u{301}😀\"⟧ # MIXED\n")],
    },
    Case {
        rule: "structure/invalid-value",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  ⟦\"目 标\"⟧: {title: \"MIXED\"}\n")],
    },
    Case {
        rule: "structure/invalid-value",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1:\n    title: {ar: \"MIXED\", en: ⟦[a, 👩\u{200d}💻]⟧}\n")],
    },
    Case {
        rule: "structure/invalid-value",
        at: "resources.csv",
        files: &[
            (ROOT, "plan: p\ninclude: [resources.csv]\n"),
            ("resources.csv", "to,source,amount\nplan,\"MIXED\",⟦12中⟧\n"),
        ],
    },
    Case {
        rule: "structure/duplicate-key",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1: {title: \"MIXED\", ⟪note⟫: \"MIXED\", ⟦note⟧: 二}\n")],
    },
    Case {
        rule: "structure/duplicate-key",
        at: ROOT,
        files: &[(ROOT, "plan: p\n⟪title⟫: MIXED\nmandate: |\n  MIXED\n⟦title⟧: MIXED\n")],
    },
    Case {
        rule: "structure/duplicate-id",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals: {⟪هدف1⟫: {title: \"MIXED\"}, ⟦هدف1⟧: {title: \"MIXED\"}}\n")],
    },
    Case {
        rule: "structure/duplicate-id",
        at: "goals/目标.yaml",
        files: &[
            (ROOT, "plan: p\ninclude: [goals/目标.yaml]\ngoals: {A: {title: \"MIXED\"}, ⟪e\u{301}1⟫: {}}\n"),
            ("goals/目标.yaml", "# MIXED\ngoals:\n  B: {title: \"MIXED\"}\n  ⟦e\u{301}1⟧: {}\n"),
        ],
    },
    Case {
        rule: "structure/syntax-error",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1:\n    ⟦title: 目标: MIXED⟧\n  G2: {title: \"MIXED\"}\n")],
    },
    Case {
        rule: "structure/syntax-error",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1: {title: \"MIXED\", owner: ⟦*目标⟧, note: \"MIXED\"}\n")],
    },
    Case {
        rule: "structure/syntax-error", at: ROOT, files: &[(ROOT, "plan: p\ntitle: MIXED\n⟦---⟧\nplan: MIXED\n")]
    },
    Case {
        rule: "structure/include-failed",
        at: ROOT,
        files: &[
            (ROOT, "plan: p\ntitle: MIXED\ninclude: [\"here.csv\", ⟦\"缺失 e\u{301}😀.yaml\"⟧]\n"),
            ("here.csv", "to,amount\n"),
        ],
    },
    Case {
        rule: "structure/include-failed",
        at: "目标.yaml",
        files: &[(ROOT, "plan: p\ninclude: 目标.yaml\n"), ("目标.yaml", "mandate: \"MIXED\"\ninclude: [⟦غير.yaml⟧]\n")],
    },
    Case {
        rule: "structure/encoding",
        at: ROOT,
        files: &[(ROOT, "plan: p\ngoals:\n  G1: {title: \"MIXED⟦\u{7}⟧MIXED\"}\n")],
    },
];

/// A text as written by some editor.
#[derive(Clone, Copy, Debug)]
struct Variant {
    crlf: bool,
    bom: bool,
}

const VARIANTS: [Variant; 4] = [
    Variant { crlf: false, bom: false },
    Variant { crlf: true, bom: false },
    Variant { crlf: false, bom: true },
    Variant { crlf: true, bom: true },
];

impl Variant {
    fn of(self, marked: &str) -> String {
        let mut text = marked.replace("MIXED", MIXED);
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !MARKS.contains(c)).collect()
}

/// Byte range and, from 1, line and column of what stands between two marks.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    bytes: std::ops::Range<usize>,
    start: (usize, usize),
    end: (usize, usize),
}

fn marked(text: &str, open: char, close: char) -> Option<Place> {
    let (before, rest) = text.split_once(open)?;
    let (inside, _) = rest.split_once(close).unwrap();
    let (before, inside) = (without_marks(before), without_marks(inside));
    let line_and_column = |text: &str| {
        let last_line = text.rsplit('\n').next().unwrap();
        (text.matches('\n').count() + 1, last_line.chars().filter(|&c| c != '\u{feff}').count() + 1)
    };
    let until = format!("{before}{inside}");
    Some(Place { bytes: before.len()..until.len(), start: line_and_column(&before), end: line_and_column(&until) })
}

fn place(loaded: &LoadedPlan, at: Location) -> (String, Place) {
    let file = loaded.sources.file(at.file);
    let position = |offset| {
        let position = file.position(offset);
        (position.line as usize + 1, position.column as usize + 1)
    };
    let name = file.path().to_string_lossy().replace('\\', "/");
    (name, Place { bytes: at.span.range(), start: position(at.span.start), end: position(at.span.end) })
}

#[test]
fn every_finding_of_the_reader_stands_at_the_very_bytes() {
    for case in CASES {
        let project = with_rule(case.rule);
        for variant in VARIANTS {
            let mut source = MemorySource::default();
            let (mut due, mut related) = (None, None);
            for (path, text) in case.files {
                let text = variant.of(text);
                due = due.or_else(|| Some(((*path).to_owned(), marked(&text, '⟦', '⟧')?)));
                related = related.or_else(|| Some(((*path).to_owned(), marked(&text, '⟪', '⟫')?)));
                source.insert(path, without_marks(&text).as_bytes());
            }
            let shown = format!("{} {variant:?} {}", case.rule, variant.of(case.files.last().unwrap().1));
            let due = due.unwrap();
            assert_eq!(due.0, case.at, "{shown}");
            let (findings, loaded) = judge(&project, &source, Path::new(ROOT));
            assert_eq!(findings.len(), 1, "{shown}: {findings:#?}");
            assert_eq!(place(&loaded, findings[0].at), due, "{shown}");
            let found = findings[0].related.first().map(|other| place(&loaded, other.at));
            assert_eq!(found, related, "{shown}");
        }
    }
}

#[test]
fn wrong_bytes_are_shown_where_they_stand_and_move_nothing_behind_them() {
    let text = b"plan: p\r\ngoals:\r\n  G1: {title: \xe4\xb8\xad\xff, dedline: 2030}\r\n";
    let mut source = MemorySource::default();
    source.insert(ROOT, text.as_slice());
    let (findings, loaded) = judge(&with_rule("structure/encoding"), &source, Path::new(ROOT));
    assert_eq!(findings.len(), 1);
    let (_, found) = place(&loaded, findings[0].at);
    assert_eq!(found, Place { bytes: 34..35, start: (3, 16), end: (3, 17) });
    assert!(findings[0].message.contains("not UTF-8"), "{}", findings[0].message);
    let (findings, loaded) = judge(&with_rule("structure/unknown-key"), &source, Path::new(ROOT));
    assert_eq!(place(&loaded, findings[0].at).1, Place { bytes: 37..44, start: (3, 19), end: (3, 26) });
}

#[test]
fn utf16_is_one_finding_at_the_start() {
    let mut source = MemorySource::default();
    let units: Vec<u8> = "\u{feff}plan: p\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    source.insert(ROOT, units);
    let (findings, loaded) = judge(&with_rule("structure/encoding"), &source, Path::new(ROOT));
    assert_eq!(findings.len(), 1);
    assert_eq!(place(&loaded, findings[0].at).1.start, (1, 1));
    assert!(findings[0].message.contains("UTF-16"), "{}", findings[0].message);
}

/// Where the budget ends depends on how nodes are counted; that the place is the same in each variant does not.
#[test]
fn an_exhausted_alias_budget_is_one_finding_at_the_same_words_in_every_variant() {
    let section = |key: &str, id: char, inner: &str| {
        let again: String = (1..10).map(|n| format!(", {id}{n}: *{id}")).collect();
        format!("{key}: {{{id}0: &{id} {{title: \"MIXED\"{inner}}}{again}}}")
    };
    let indicators = section("indicators", 'i', "");
    let activities = section("activities", 'y', &format!(", {indicators}"));
    let outputs = section("outputs", 'q', &format!(",\n    {activities}"));
    let outcomes = section("outcomes", 'o', &format!(",\n   {outputs}"));
    let text = format!("plan: p\n{}\n", section("priorities", 'p', &format!(",\n  {outcomes}")));
    let project = with_rule("structure/alias-budget");
    let mut places = Vec::new();
    for variant in VARIANTS {
        let mut source = MemorySource::default();
        source.insert(ROOT, variant.of(&text).as_bytes());
        let (findings, loaded) = judge(&project, &source, Path::new(ROOT));
        assert_eq!(findings.len(), 1, "{variant:?}");
        let (_, found) = place(&loaded, findings[0].at);
        places.push((loaded.sources.text_at(findings[0].at).replace('\r', ""), found.start, found.end));
    }
    assert!(!places[0].0.is_empty());
    assert!(places.iter().all(|found| *found == places[0]), "{places:?}");
}
