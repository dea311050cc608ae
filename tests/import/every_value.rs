//! A workbook that becomes a plan and leaves again as a workbook keeps what its cells say: each value is found there, or in the list
//! of what was left out.

use std::collections::BTreeSet;
use std::path::Path;

use planlint::export::{Export, ExportFormat};
use planlint::import::draft::{Holds, Reading};
use planlint::import::heading::{folded, says_none};
use planlint::import::mapping::Mapping;
use planlint::import::remark::Told;
use planlint::import::table::{Cell, Sheet};
use planlint::import::{Importer, identity, sheets, write};
use planlint::project::{Choices, Project};
use planlint::source::MemorySource;
use planlint::workspace::{DiskSource, LoadedPlan, Loader};
use rust_decimal::Decimal;

/// What is said somewhere: numbers, and texts without signs, blanks and case.
#[derive(Default)]
struct Said {
    numbers: BTreeSet<Decimal>,
    texts: Vec<String>,
}

impl Said {
    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Number(number) | Cell::Percent(number) => {
                self.numbers.insert(number.normalize());
            }
            Cell::Date(date) => self.text(&date.to_string()),
            Cell::Text(text) => self.text(text),
        }
    }

    fn text(&mut self, text: &str) {
        self.numbers.extend(numbers(text));
        self.texts.push(letters(text));
    }

    fn has(&self, number: Decimal) -> bool {
        self.numbers.contains(&number.normalize())
    }

    fn says(&self, text: &str) -> bool {
        let wanted = letters(text);
        self.texts.iter().any(|text| text.contains(&wanted))
    }
}

fn letters(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The numbers that a text may mean: its digits with each sign read either way, times each word for many.
fn numbers(text: &str) -> Vec<Decimal> {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap(),
        '٫' => '.',
        '٬' | '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    };
    let text: String = text.chars().map(western).collect();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '-');
    let mut found = Vec::new();
    for run in text.split(|c| !is_part(c)) {
        let run = run.trim_matches([' ', ',', '.', '\'']);
        for plain in [
            run.replace([',', ' ', '\''], ""),
            run.replace(['.', ' ', '\''], "").replace(',', "."),
            run.split(' ').next().unwrap().replace(',', "."),
            run.split(' ').next_back().unwrap().to_owned(),
        ] {
            found.extend(plain.parse::<Decimal>().ok());
        }
    }
    let many = [
        ("thousand", 1_000),
        ("mil", 1_000),
        ("тыс", 1_000),
        ("million", 1_000_000),
        ("млн", 1_000_000),
        ("مليون", 1_000_000),
        ("万", 10_000),
        ("亿", 100_000_000),
    ];
    let plain = found.clone();
    for (_, factor) in many.iter().filter(|(word, _)| text.to_lowercase().contains(word)) {
        found.extend(plain.iter().filter_map(|number| number.checked_mul(Decimal::from(*factor))));
    }
    found.into_iter().map(|number| number.normalize()).collect()
}

fn project() -> Project {
    Project::load(&MemorySource::default(), None, Choices { language: Some("en".into()), ..Choices::default() })
        .unwrap()
}

fn loaded(text: &str) -> LoadedPlan {
    let mut source = MemorySource::default();
    source.insert(Path::new("plan.yaml"), text.as_bytes());
    Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap()
}

fn workbook(project: &Project, plan: &LoadedPlan) -> Vec<u8> {
    let rules = project.rule_set("un").unwrap();
    let findings = project.judge(&rules, &plan.plan, &plan.sources).findings;
    let messages = project.messages_for(Some(&plan.plan));
    let language = plan.plan.language().to_owned();
    let export = Export { plan: &plan.plan, findings: findings.iter().collect(), messages, language: &language };
    export.write(ExportFormat::Xlsx).unwrap().bytes
}

/// The sheets of a workbook, what was read of them, and all that stands in the workbooks which its plans become.
fn round(project: &Project, name: &str, bytes: &[u8]) -> (Vec<Sheet>, Reading, Said) {
    round_with(project, name, bytes, str::to_owned)
}

/// As [`round`], with a plan that something has changed on the way.
fn round_with(
    project: &Project,
    name: &str,
    bytes: &[u8],
    change: impl Fn(&str) -> String,
) -> (Vec<Sheet>, Reading, Said) {
    let source = sheets(name, bytes).unwrap();
    let mapping = Mapping::default();
    let importer =
        Importer { mapping: &mapping, lexicon: project.lexicon(), analyst: project.analyst(), language: None };
    let mut reading = importer.read(&source, "imported");
    let mut said = Said::default();
    for plan in &mut reading.plans {
        plan.id = identity::of_name(&plan.id);
        identity::assign(plan, identity::Known::default());
        let text = write::plan(plan, &[]).0;
        let back = workbook(project, &loaded(&change(&text)));
        for sheet in sheets("plan.xlsx", &back).unwrap() {
            sheet.cells.values().for_each(|cell| said.cell(cell));
        }
    }
    for remark in &reading.left_out {
        remark.facts.iter().for_each(|(_, fact)| said.text(fact));
    }
    (source, reading, said)
}

/// The cells of a workbook that are found nowhere in what it became.
fn lost(source: &[Sheet], reading: &Reading, said: &Said) -> Vec<String> {
    let headings: BTreeSet<String> =
        reading.tables.iter().flat_map(|table| &table.columns).map(|column| letters(&column.heading)).collect();
    // What is said by where a thing stands: its level.
    let is_structure = |text: &str| {
        let levels = reading.tables.iter().flat_map(|table| &table.columns);
        let has_levels =
            levels.into_iter().any(|column| matches!(&column.holds, Holds::Field(word) if word == "level"));
        let has_status =
            reading.tables.iter().flat_map(|table| &table.columns).any(|of| matches!(of.holds, Holds::Status));
        (has_levels && is_level(text)) || (has_status && is_status(text))
    };
    let factors: Vec<Decimal> = reading
        .doubts
        .iter()
        .flat_map(|remark| &remark.facts)
        .filter(|(name, _)| *name == "factor")
        .filter_map(|(_, factor)| factor.parse().ok())
        .collect();
    // Columns that the summary names as left out.
    let starts: Vec<&str> = reading
        .left_out
        .iter()
        .filter(|remark| remark.told == Told::Starts)
        .map(|remark| remark.place.trim_end_matches(char::is_numeric))
        .collect();
    let left_out: BTreeSet<&str> = reading.left_out.iter().map(|remark| remark.place.as_str()).collect();
    let mut lost = Vec::new();
    for sheet in source.iter().filter(|sheet| !sheet.is_hidden) {
        for (at, cell) in &sheet.cells {
            let place = sheet.place(*at);
            let text = cell.to_string();
            if left_out.contains(place.as_str()) || left_out.contains(sheet.title().as_str()) {
                continue;
            }
            let is_found = match cell {
                Cell::Number(number) | Cell::Percent(number) => {
                    let as_day = || reading.doubts.iter().any(|remark| remark.told.name() == "serial-dates");
                    let times = |factor: &Decimal| number.checked_mul(*factor).is_some_and(|many| said.has(many));
                    said.has(*number) || factors.iter().any(times) || (as_day() && *number > Decimal::from(30_000))
                }
                Cell::Date(_) => said.says(&text) || starts.contains(&place.trim_end_matches(char::is_numeric)),
                Cell::Text(text) if says_none(text) || letters(text).is_empty() => true,
                Cell::Text(text) => {
                    let all_numbers = numbers(text);
                    let of_factor = |number: &Decimal| {
                        factors.iter().any(|factor| number.checked_mul(*factor).is_some_and(|many| said.has(many)))
                    };
                    let is_number = all_numbers.iter().any(|number| said.has(*number) || of_factor(number));
                    let is_short = text.chars().filter(|c| c.is_alphabetic()).count() <= 12;
                    said.says(text)
                        || headings.iter().any(|heading| heading.contains(&letters(text)))
                        || (is_number && is_short)
                        || is_structure(text)
                        || is_parted(text, said)
                }
            };
            if !is_found {
                lost.push(format!("{place}: {text}"));
            }
        }
    }
    lost
}

/// What says which row of a block is of what was planned and which of what was achieved.
fn is_status(text: &str) -> bool {
    ["planned", "achieved"].iter().any(|list| planlint::import::heading::is_word(text, list))
}

fn is_level(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | ' ' | ':'));
    ["goal", "outcome", "output", "activity"].iter().any(|list| planlint::import::heading::is_word(word, list))
}

/// Whether the lines or names of a cell are found one by one, each without the number or the sign of a list before it.
fn is_parted(text: &str, said: &Said) -> bool {
    let bare = |part: &str| {
        let part = part.trim();
        let label = part.split_once([':', '：']).map(|(_, rest)| rest).filter(|rest| !rest.trim().is_empty());
        let numberless = part.trim_start_matches(|c: char| c.is_numeric() || !c.is_alphabetic());
        said.says(part) || said.says(numberless) || label.is_some_and(|rest| said.says(rest))
    };
    let parts: Vec<&str> = text.split(['\n', ';', '；', '、', '،']).filter(|part| !letters(part).is_empty()).collect();
    !parts.is_empty() && parts.iter().all(|part| bare(part))
}

#[test]
fn every_value_of_a_workbook_of_others_is_in_the_one_that_its_plan_becomes() {
    let project = project();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files");
    let mut count = 0;
    for entry in directory.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".xlsx") {
            continue;
        }
        let (source, reading, said) = round(&project, &name, &std::fs::read(&path).unwrap());
        assert_eq!(lost(&source, &reading, &said), [""; 0], "{name}");
        count += source.iter().map(|sheet| sheet.cells.len()).sum::<usize>();
    }
    assert!(count > 400, "only {count} cells were looked at");
}

#[test]
fn every_value_of_an_exported_example_is_in_the_workbook_that_it_becomes_again() {
    let project = project();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let roots = planlint::workspace::discover(&DiskSource, &[examples], &|_| false).roots;
    let mut count = 0;
    for path in roots.into_iter().filter(|root| root.extension().is_some_and(|extension| extension == "yaml")) {
        let plan = Loader::new(&DiskSource).load(&path, None).unwrap();
        let bytes = workbook(&project, &plan);
        let (source, reading, said) = round(&project, "plan.xlsx", &bytes);
        assert_eq!(lost(&source, &reading, &said), [""; 0], "{}", path.display());
        count += source.iter().map(|sheet| sheet.cells.len()).sum::<usize>();
    }
    assert!(count > 1_000, "only {count} cells were looked at");
}

#[test]
fn a_value_that_is_lost_is_seen() {
    let project = project();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files/units.zh.xlsx");
    let (mut source, reading, said) = round(&project, "units.zh.xlsx", &std::fs::read(file).unwrap());
    for (text, cell) in
        [("987.25", Cell::Number("987.25".parse().unwrap())), ("a lost word", Cell::of_text("a lost word").unwrap())]
    {
        source[0].cells.insert((900, 0), cell);
        let lost = lost(&source, &reading, &said);
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert!(lost[0].ends_with(text), "{lost:?}");
    }
}

#[test]
fn what_a_plan_loses_on_the_way_is_seen() {
    let project = project();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files");
    // Each leaves out what one part of the way writes: notes, sources, values, money.
    for (name, key, cell) in [
        ("merged-matrix.en.xlsx", "note:", "Results!J"),
        ("merged-matrix.en.xlsx", "source:", "Results!I"),
        ("matrix.fr.xlsx", "baseline:", "Plan!E"),
        ("three-headings.ru.xlsx", "- {value:", "Матрица!E"),
        ("levels.es.xlsx", "A1:", "!"),
    ] {
        let bytes = std::fs::read(directory.join(name)).unwrap();
        let without = |text: &str| {
            let kept = text.lines().filter(|line| !line.trim_start().starts_with(key));
            kept.map(|line| format!("{line}\n")).collect::<String>()
        };
        let (source, reading, said) = round_with(&project, name, &bytes, without);
        let lost = lost(&source, &reading, &said);
        assert!(lost.iter().any(|place| place.contains(cell)), "{name} without {key}: {lost:?}");
    }
}
