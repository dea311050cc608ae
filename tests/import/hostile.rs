//! Files that mean harm: each gets its sentence, soon, and without taking the machine's memory.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use super::{import, text};

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose only sheet has this content.
fn workbook(sheet: &[u8], extra: &[(&str, &[u8])]) -> Vec<u8> {
    let parts = [
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts.iter().chain(extra) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What is said of a file, within ten seconds.
fn said(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(name), bytes).unwrap();
    let began = Instant::now();
    let output = import(directory.path(), &[name, "--dry-run"]);
    assert!(began.elapsed() < Duration::from_secs(10), "{name} took {:?}", began.elapsed());
    (output.status.code(), text(&output.stderr) + &text(&output.stdout))
}

fn refused(name: &str, bytes: &[u8], because: &str) {
    let (code, message) = said(name, bytes);
    let joined = message.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert_eq!(code, Some(2), "{message}");
    assert!(joined.contains(because), "{message}");
}

#[test]
fn bombs_are_not_unpacked() {
    let mut sheet = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>".to_vec();
    sheet.resize(200 << 20, b'x');
    let bomb = workbook(&sheet, &[]);
    assert!(bomb.len() < 1 << 20);
    refused("bomb.xlsx", &bomb, "unpacks to more than 96 MB");
}

#[test]
fn ten_million_declared_rows_cost_nothing() {
    let sheet = r#"<worksheet><dimension ref="A1:XFD10000000"/><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Goal</t></is></c><c r="B1" t="inlineStr"><is><t>Indicator</t></is></c></row>
        <row r="10000000"><c r="A10000000" t="inlineStr"><is><t>Water</t></is></c></row></sheetData></worksheet>"#;
    let (code, message) = said("rows.xlsx", &workbook(sheet.as_bytes(), &[]));
    assert_eq!(code, Some(0), "{message}");
    assert!(message.contains("goals: 1"), "{message}");
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="S">
        <table:table-row table:number-rows-repeated="10000000"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>
        </table:table></office:document-content>"#;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    refused("rows.ods", &archive.finish().unwrap().into_inner(), "more than a million cells");
}

#[test]
fn merges_of_a_million_rows_cost_nothing() {
    let row = |row: u32, cells: [&str; 4]| {
        let cell = |(column, text): (char, &&str)| {
            format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells: String = ('A'..='D').zip(&cells).map(cell).collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    let mut sheet = String::from("<worksheet><sheetData>");
    sheet += &row(1, ["Intervention logic", "Indicators", "Sources of verification", "Assumptions"]);
    for at in 2..300 {
        sheet += &row(at, ["Outcome: Clean water", "- People with water&#10;- Complaints", "Survey", "Money stays"]);
    }
    sheet += "</sheetData><mergeCells>";
    for row in 2..200 {
        write!(sheet, "<mergeCell ref=\"{0}{row}:{0}1048576\"/>", if row % 2 == 0 { "E" } else { "F" }).unwrap();
    }
    sheet += "</mergeCells></worksheet>";
    let (code, message) = said("m.xlsx", &workbook(sheet.as_bytes(), &[]));
    assert_eq!(code, Some(0), "{message}");
    assert!(message.contains("indicators: 596"), "{message}");
}

#[test]
fn a_cell_of_many_years_is_soon_read() {
    let long = "2026年至2027年的道路".repeat(3_000);
    let (code, message) = said("t.csv", format!("成果,指标,目标值\n道路,里程,{long}\n").as_bytes());
    assert_eq!(code, Some(0), "{message}");
}

#[test]
fn shared_text_is_counted_as_often_as_it_is_shown() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..2_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
    }
    let bytes = workbook(sheet.as_bytes(), &[("xl/sharedStrings.xml", shared.as_bytes())]);
    refused("shared.xlsx", &bytes, "more than 128 MB of text");
}

#[test]
fn entities_are_not_expanded_and_links_not_followed() {
    let sheet = br#"<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"#;
    refused("entity.xlsx", &workbook(sheet, &[]), "defines entities of its own");
}

#[test]
fn what_is_broken_is_said_to_be() {
    let whole = fs::read(super::file("matrix.fr.xlsx")).unwrap();
    refused("half.xlsx", &whole[..whole.len() / 2], "the file is damaged");
    refused("xml.xlsx", &workbook(b"<worksheet><sheetData></row>", &[]), "the file is damaged");
    refused("text.xlsx", b"just text", "no spreadsheet that planlint reads");
    refused("latin.csv", b"Goal,Indicator\n\xe9t\xe9,x\n", "is no UTF-8");
    // Whatever byte is spoilt, there is an answer.
    for at in (0..whole.len()).step_by(whole.len() / 25) {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 0xff;
        let (code, message) = said("spoilt.xlsx", &spoilt);
        assert!(matches!(code, Some(0 | 2)), "{at}: {message}");
    }
}

#[test]
fn passwords_and_old_formats_are_told_apart() {
    let mut old = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    old.resize(2_048, 0);
    refused("old.xls", &old, "binary format of before 2007");
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused("secret.xlsx", &old, "protected by a password");
}

#[test]
fn macros_are_not_looked_at() {
    let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Goal</t></is></c><c r="B1" t="inlineStr"><is><t>Indicator</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Water</t></is></c></row></sheetData></worksheet>"#;
    let (code, message) = said("macro.xlsm", &workbook(sheet, &[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")]));
    assert_eq!(code, Some(0), "{message}");
    assert!(message.contains("goals: 1"), "{message}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = import(Path::new("."), &["nothing-here.xlsx", "--dry-run"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("nothing-here.xlsx"));
}
