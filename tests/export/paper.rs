//! What stands on paper: sheets, documents and pages that a person can read without a program to look into them.

use planlint::export::ExportFormat;
use planlint::import::sheets;

use super::files::{example, part};
use super::{exported, imported, loaded, model, project};

/// The points of letters in a workbook, and the least that is read on paper.
const LETTERS: f64 = 11.0;
const LEAST: f64 = 8.0;

fn attribute<'x>(element: &'x str, name: &str) -> Option<&'x str> {
    element.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The elements of a name, each from its tag to the next.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    xml.split(&format!("<{name}")).skip(1).filter(|rest| rest.starts_with([' ', '>', '/'])).collect()
}

/// The widths of a sheet's columns in digits, and whether each is hidden.
fn columns(sheet: &str) -> Vec<(f64, bool)> {
    let mut all = Vec::new();
    for column in elements(sheet, "col") {
        let number = |name: &str| attribute(column, name).unwrap().parse::<usize>().unwrap();
        let is_hidden = attribute(column, "hidden") == Some("1");
        let width: f64 = attribute(column, "width").unwrap().parse().unwrap();
        all.extend((number("min")..=number("max")).map(|_| (width, is_hidden)));
    }
    all
}

#[test]
fn a_workbook_is_read_on_paper() {
    for name in ["itu-2024-2027-complete", "valbrune-eau-2025-2030"] {
        let plan = example(name);
        for language in ["ar", "en", "zh"] {
            let bytes = exported(&project(language), &plan, ExportFormat::Xlsx);
            let count = sheets("plan.xlsx", &bytes).unwrap().len();
            let workbook = part(&bytes, "xl/workbook.xml");
            assert_eq!(workbook.matches("_xlnm.Print_Titles").count(), count - 1, "{workbook}");
            for number in 1..=count {
                let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
                let footer = sheet.split("<oddFooter>").nth(1).unwrap();
                assert!(footer.starts_with("&amp;L&amp;A&amp;R&amp;P / &amp;N"), "{footer}");
                if number == 1 {
                    continue;
                }
                let setup = elements(&sheet, "pageSetup")[0];
                assert_eq!(attribute(setup, "orientation"), Some("landscape"));
                let shown: f64 = columns(&sheet).iter().filter(|(_, hidden)| !hidden).map(|(width, _)| width).sum();
                // A page of A3 or A4 across, without margins, in digits of seven pixels.
                let inches = if attribute(setup, "paperSize") == Some("8") { 16.54 } else { 11.69 };
                let page = (inches - 0.8) * 96.0 / 7.0;
                let scale = match attribute(setup, "scale") {
                    Some(percent) => percent.parse::<f64>().unwrap() / 100.0,
                    None => (page / shown).min(1.0),
                };
                assert!(scale * LETTERS >= LEAST, "{name} {language} {number}: {shown} digits, {scale}");
            }
        }
    }
}

#[test]
fn what_serves_programs_is_folded_away_and_hides_no_finding() {
    let plan = example("itu-2024-2027-complete");
    let bytes = exported(&project("en"), &plan, ExportFormat::Xlsx);
    let goals = &sheets("plan.xlsx", &bytes).unwrap()[2];
    let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
    let headings: Vec<String> = goals.row(0).map(|(_, cell)| cell.to_string()).collect();
    let all = columns(&sheet);
    assert!(headings.len() <= all.len());
    for (heading, (_, is_hidden)) in headings.iter().zip(&all) {
        let serves = ["Advances", "Covers", "Origin"].contains(&heading.as_str()) || heading.ends_with("(en)");
        assert_eq!(*is_hidden, serves, "{heading}");
    }
    // What is said of a link stands where somebody sees it.
    let mut text = "plan: p\nlanguage: en\ngoals:\n  G1:\n    title: Water\n    indicators:\n".to_owned();
    text += "      I1: {name: Taps, unit: percent, direction: increase, aggregation: latest, source: survey, frequency: annual, population: households, disaggregation: [sex, age, place], type: quantitative, role: context, scale: many, trajectory: linear, maximum: 100, owner: \"the Office of Water and of all that is near it\", baseline: {value: 1, date: 2020}, milestones: [{value: 2, date: 2021}, {value: 3, date: 2022}, {value: 4, date: 2023}], target: {value: 70, date: 2027}, description: words, note: words, sdg: 6.1.1, measures: [X9]}\n";
    let bytes = exported(&project("en"), &loaded(&text), ExportFormat::Xlsx);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    let comments = super::files::comments(&bytes);
    assert!(comments.contains("[links/"), "{comments}");
    let hidden = columns(&sheet).iter().position(|(_, hidden)| *hidden).unwrap();
    for comment in elements(&comments, "comment").iter().filter(|comment| comment.contains("[links/")) {
        let at = planlint::import::table::position_of(attribute(comment, "ref").unwrap()).unwrap();
        assert!((at.1 as usize) < hidden, "{comment}");
    }
}

#[test]
fn no_text_is_cut_however_long_it_is() {
    let long: String = (0..3_000).map(|number| format!("word{number} ")).collect();
    let text = format!(
        "plan: p\nlanguage: en\ncontext: {long}\ngoals:\n  G1:\n    title: Water\n    description: {long}\n    indicators:\n      I1: {{name: Taps, target: {{value: 1234.5, date: 2027}}, note: {long}}}\n      I2: {{name: Wells, note: short}}\n"
    );
    let before = loaded(&text);
    let project = project("en");
    let bytes = exported(&project, &before, ExportFormat::Xlsx);
    for number in 1..=2 {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        let heights: Vec<f64> =
            elements(&sheet, "row").iter().filter_map(|row| attribute(row, "ht")?.parse().ok()).collect();
        assert!(heights.iter().all(|height| *height <= 409.0), "{heights:?}");
        // Some 26,000 signs, at most eighty in a line of at least eleven points.
        assert!(heights.iter().sum::<f64>() > 26_000.0 / 80.0 * 11.0, "{heights:?}");
    }
    let back = imported(&project, "plan.xlsx", &bytes);
    assert_eq!(model::of(&before.plan), model::of(&loaded(&back).plan), "{back}");
}

/// The tables of a document: their columns' widths, and the texts of their rows.
fn tables(document: &str) -> Vec<(Vec<usize>, Vec<Vec<String>>)> {
    let of_table = |table: &&str| {
        let widths =
            elements(table, "w:gridCol").into_iter().map(|col| attribute(col, "w:w").unwrap().parse().unwrap());
        let texts = |row: &&str| -> Vec<String> {
            let cell = |cell: &&str| {
                elements(cell, "w:t")
                    .into_iter()
                    .map(|t| t.split('>').nth(1).unwrap().split('<').next().unwrap())
                    .collect()
            };
            elements(row, "w:tc").iter().map(cell).collect()
        };
        (widths.collect(), elements(table, "w:tr").iter().map(texts).collect())
    };
    elements(document, "w:tbl").iter().map(of_table).collect()
}

#[test]
fn a_document_breaks_no_word_and_no_row() {
    for name in ["itu-2024-2027-complete", "valbrune-eau-2025-2030"] {
        let plan = example(name);
        for language in ["en", "fr", "es", "ru"] {
            let bytes = exported(&project(language), &plan, ExportFormat::Docx);
            let document = part(&bytes, "word/document.xml");
            let page: usize = attribute(elements(&document, "w:pgSz")[0], "w:w").unwrap().parse().unwrap();
            assert!(document.contains("w:orient=\"landscape\""));
            let tables = tables(&document);
            for (widths, rows) in &tables[1..] {
                assert!(widths.iter().sum::<usize>() <= page - 2 * 1_134, "{name} {language}: {widths:?}");
                for text in rows.iter().flat_map(|row| row.iter().zip(widths)) {
                    let (text, width) = text;
                    // Letters of eight points are some four and a half wide; an id may go on behind its signs.
                    let words = text
                        .split([' ', '-', '/', '#', '—', '\u{a0}'])
                        .filter(|word| word.chars().all(|c| c < '\u{590}'));
                    let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
                    assert!(longest * 88 <= *width, "{name} {language}: {text:?} in {width}");
                }
            }
            assert_eq!(document.matches("<w:tr>").count(), document.matches("<w:cantSplit/>").count());
            assert_eq!(document.matches("<w:tblHeader/>").count(), tables.len() - 1);
            let footer = part(&bytes, "word/footer1.xml");
            assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "), "{footer}");
        }
    }
}

#[test]
fn a_page_is_printed_across_with_statements_beside_their_titles() {
    let plan = example("valbrune-eau-2025-2030");
    let html = String::from_utf8(exported(&project("fr"), &plan, ExportFormat::Html)).unwrap();
    for rule in
        ["@page{size:A3 landscape", "thead{display:table-header-group}", "position:sticky", "break-inside:avoid"]
    {
        assert!(html.contains(rule), "{rule}");
    }
    let heads = html.split("<thead>").nth(2).unwrap().split("</thead>").next().unwrap();
    let headings: Vec<&str> =
        heads.split("<th scope=\"col\">").skip(1).map(|th| th.split('<').next().unwrap()).collect();
    assert_eq!(headings[..5], ["N°", "Objectif", "N°", "Cible stratégique", "Énoncé complet"], "{headings:?}");
    assert!(html.contains("1\u{a0}200\u{a0}000\u{a0}000"), "{html}");
}

#[test]
fn numbers_are_numbers_with_signs_between_thousands() {
    let text = "plan: p\nlanguage: fr\nindicators:\n  I1: {name: Eau, target: {value: 1234567.25, date: 2027}, baseline: {value: 1500, date: 2020}}\n";
    let before = loaded(text);
    let bytes = exported(&project("fr"), &before, ExportFormat::Xlsx);
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"#,##0.00\"") && styles.contains("formatCode=\"#,##0\""), "{styles}");
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<v>1234567.25</v>") && sheet.contains("<v>2027</v>"), "{sheet}");
    for (language, written) in
        [("fr", "1\u{a0}234\u{a0}567,25"), ("en", "1,234,567.25"), ("es", "1\u{a0}234\u{a0}567,25")]
    {
        let project = project(language);
        let bytes = exported(&project, &before, ExportFormat::Docx);
        let document = part(&bytes, "word/document.xml");
        assert!(document.contains(written) && document.contains(">2027<"), "{document}");
        let back = imported(&project, "plan.docx", &bytes);
        assert_eq!(model::of(&before.plan), model::of(&loaded(&back).plan), "{language}: {back}");
    }
}

const ARABIC: &str = "plan: maa\ntitle: خطة المياه\nlanguage: ar\ngoals:\n  G1:\n    title: مياه مأمونة\n    sdg: 9.c.1\n    statement: \"انظر المؤشر 9.c.1 في 2027-06-30.\"\n    indicators:\n      I1: {name: الأسر, target: {value: \">= 50\", date: 2027-06-30}}\n";

#[test]
fn arabic_runs_from_right_to_left_and_codes_do_not() {
    let (project, before) = (project("ar"), loaded(ARABIC));
    let workbook = exported(&project, &before, ExportFormat::Xlsx);
    let sheet = part(&workbook, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("rightToLeft=\"1\""), "{sheet}");
    let styles = part(&workbook, "xl/styles.xml");
    assert!(styles.contains("readingOrder=\"1\"") && styles.contains("readingOrder=\"2\""), "{styles}");
    let bytes = exported(&project, &before, ExportFormat::Docx);
    let document = part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:tbl>").count(), document.matches("<w:bidiVisual/>").count());
    let runs: Vec<&str> = document.split("<w:r>").skip(1).collect();
    for code in ["9.c.1", "2027-06-30", "&gt;= 50"] {
        let of_code: Vec<&&str> = runs.iter().filter(|run| run.contains(code)).collect();
        assert!(!of_code.is_empty() && of_code.iter().all(|run| !run.contains("<w:rtl/>")), "{code}: {of_code:?}");
    }
    assert!(runs.iter().any(|run| run.contains("مياه مأمونة") && run.contains("<w:rtl/>")));
    let html = String::from_utf8(exported(&project, &before, ExportFormat::Html)).unwrap();
    assert!(html.contains("dir=\"rtl\""));
    for code in ["9.c.1", "2027-06-30", "&gt;= 50"] {
        assert!(html.contains(&format!("<bdi dir=\"ltr\">{code}</bdi>")), "{code}: {html}");
    }
    // No sign that nobody sees goes into a file that comes back.
    let texts = part(&workbook, "xl/sharedStrings.xml");
    for text in [&texts, &document] {
        assert!(!text.contains(['\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{2066}', '\u{2067}']), "{text}");
    }
    for (name, bytes) in [("plan.xlsx", &workbook), ("plan.docx", &bytes)] {
        let back = imported(&project, name, bytes);
        assert_eq!(model::of(&before.plan), model::of(&loaded(&back).plan), "{back}");
    }
}

#[test]
fn no_word_of_the_plan_language_is_left_for_people_to_read() {
    let machine =
        ["new", "all", "vision", "mission", "sdg", "wsis", "annual", "quarterly", "increase", "latest", "total"];
    for name in ["itu-2024-2027-complete", "valbrune-eau-2025-2030"] {
        let plan = example(name);
        for language in ["ar", "es", "fr", "ru", "zh"] {
            let bytes = exported(&project(language), &plan, ExportFormat::Xlsx);
            for (number, sheet) in sheets("plan.xlsx", &bytes).unwrap().iter().enumerate() {
                let hidden = if number == 0 { 2 } else { u32::MAX };
                for ((row, column), cell) in sheet.cells.iter().filter(|((_, column), _)| *column != hidden) {
                    let text = cell.to_string();
                    let is_own =
                        matches!((language, text.as_str()), ("fr", "vision" | "mission" | "total") | ("es", "total"));
                    let words: Vec<&str> = text.split("; ").collect();
                    let is_left = words.iter().all(|word| machine.contains(word)) && !is_own;
                    let is_of_french =
                        language == "fr" && words.iter().all(|word| matches!(*word, "vision" | "mission"));
                    assert!(!is_left || is_of_french, "{name} {language}: {text} in {} {row} {column}", sheet.name);
                    assert!(
                        !text.contains("{with") && !text.to_lowercase().contains("result id"),
                        "{name} {language}: {text}"
                    );
                }
                let first = sheet.name.chars().next().unwrap();
                assert!(!first.is_lowercase(), "{}", sheet.name);
            }
        }
    }
}

#[test]
fn headings_of_older_exports_are_still_read() {
    use planlint::import::own::label::Heading;
    for (heading, key) in [
        ("Result id", "result-id"),
        ("Indicator id", "indicator-id"),
        ("Réf du résultat", "result-id"),
        ("But", "goal"),
        ("Effet", "outcome"),
        ("Efecto", "outcome"),
        ("Affectation", "allocation"),
        ("Промежуточный результат", "output"),
        ("成果编号", "result-id"),
        ("重点", "priority"),
    ] {
        assert_eq!(Heading::read(heading).map(|heading| heading.key), Some(key), "{heading}");
    }
}
