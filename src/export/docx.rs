//! A document of Word with one table a section. The few parts that such a document needs are written here: a heading, a table
//! and a direction take less than a library for all of Word, and nothing else is ever written.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::column::{Column, Look};
use super::cover::Entry;
use super::direction::{Run, has_right_to_left, runs};
use super::html::escaped;
use super::matrix::{Matrix, Sheet};
use super::{Export, ExportError, room};
use crate::plan::ElementId;
use crate::text::Language;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OF_DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style></w:styles>"#;
/// Below each page: its number, and how many there are.
const FOOTER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> / </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#;
/// A page across, in twentieths of a point.
#[derive(Clone, Copy)]
struct Paper {
    width: usize,
    height: usize,
}

const A4: Paper = Paper { width: 16_838, height: 11_906 };
const A3: Paper = Paper { width: 23_811, height: 16_838 };
const MARGIN: usize = 1_134;
/// How wide the labels of the cover are.
const LABEL: usize = 3_400;
/// Up to how many signs a text in another script stands where the others begin.
const SHORT: usize = 40;
/// How wide a digit is in a table.
const DIGIT: usize = 95;

impl Paper {
    /// The smallest that the tables are read well on.
    fn of(matrix: &Matrix, language: Language) -> Self {
        let needed = matrix.sheets.iter().map(|sheet| natural(sheet, language).iter().sum::<usize>()).max();
        if needed.unwrap_or(0) > A4.room() { A3 } else { A4 }
    }

    const fn room(self) -> usize {
        self.width - 2 * MARGIN
    }
}

/// Writes the document.
pub(super) fn write(export: &Export<'_>, matrix: &Matrix) -> Result<Vec<u8>, ExportError> {
    let document = document(export, matrix);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", FOOTER),
        ("word/_rels/document.xml.rels", OF_DOCUMENT),
    ];
    let failed = |error: String| ExportError::Failed(error);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The same plan is the same file: no time of writing.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, content) in parts {
        archive.start_file(name, options).map_err(|error| failed(error.to_string()))?;
        archive.write_all(content.as_bytes()).map_err(|error| failed(error.to_string()))?;
    }
    Ok(archive.finish().map_err(|error| failed(error.to_string()))?.into_inner())
}

/// How wide the columns of a table are to be, at least.
fn natural(sheet: &Sheet, language: Language) -> Vec<usize> {
    room::widths(sheet, language).into_iter().map(|width| (width + 1) * DIGIT).collect()
}

/// How wide they are: what is left goes to columns of words, where there are any; what lacks, all columns lack.
fn widths(sheet: &Sheet, room: usize, language: Language) -> Vec<usize> {
    let natural = natural(sheet, language);
    let total = natural.iter().sum::<usize>().max(1);
    let has_words = |column: &Column| matches!(column.look, Look::Statement | Look::Words);
    let of_words = sheet.columns.iter().filter(|column| has_words(column)).count();
    if total >= room || of_words == 0 {
        return natural.iter().map(|width| room * width / total).collect();
    }
    let more = (room - total) / of_words;
    let width = |(column, width): (&Column, usize)| if has_words(column) { width + more } else { width };
    sheet.columns.iter().zip(natural).map(width).collect()
}

/// What a paragraph is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Text,
    /// What a line of the cover is about.
    Label,
    /// What a column holds.
    Heading,
    /// Values stand below each other by their ends.
    Value,
}

struct Writer {
    out: String,
    /// Whether text runs from right to left.
    is_rtl: bool,
    paper: Paper,
    language: Language,
}

fn document(export: &Export<'_>, matrix: &Matrix) -> String {
    let language = export.headings();
    let paper = Paper::of(matrix, language);
    let mut writer = Writer { out: String::new(), is_rtl: export.messages.is_right_to_left(), paper, language };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    writer.paragraph(export.text(ElementId::PLAN, "title").unwrap_or(export.plan.id()), Some("Title"), Face::Text);
    writer.cover(&matrix.cover);
    for sheet in &matrix.sheets {
        writer.paragraph(&sheet.name, Some("Heading1"), Face::Text);
        writer.table(sheet);
        writer.paragraph("", None, Face::Text);
    }
    let bidi = if writer.is_rtl { "<w:bidi/>" } else { "" };
    let _ = write!(
        writer.out,
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{bidi}</w:sectPr></w:body></w:document>",
        paper.width, paper.height
    );
    writer.out
}

impl Writer {
    fn paragraph(&mut self, text: &str, style: Option<&str>, face: Face) {
        self.out.push_str("<w:p><w:pPr>");
        if let Some(style) = style {
            let _ = write!(self.out, "<w:pStyle w:val=\"{style}\"/>");
        }
        // A code alone runs as codes do, but stands where texts begin; so does a text in another script, where that begins.
        let is_turned = self.is_rtl && (text.is_empty() || has_right_to_left(text));
        if is_turned {
            self.out.push_str("<w:bidi/>");
        } else if self.is_rtl {
            self.out.push_str("<w:bidi w:val=\"0\"/>");
            if text.chars().count() <= SHORT {
                self.out.push_str("<w:jc w:val=\"right\"/>");
            }
        } else if face == Face::Value {
            self.out.push_str("<w:jc w:val=\"right\"/>");
        }
        self.out.push_str("</w:pPr>");
        for (index, line) in text.lines().enumerate() {
            let pieces = if is_turned { runs(line) } else { vec![Run { text: line, is_left_to_right: true }] };
            for (number, piece) in pieces.into_iter().enumerate() {
                let bold = if matches!(face, Face::Label | Face::Heading) { "<w:b/><w:bCs/>" } else { "" };
                let rtl = if piece.is_left_to_right { "" } else { "<w:rtl/>" };
                let turn = if index > 0 && number == 0 { "<w:br/>" } else { "" };
                let _ = write!(
                    self.out,
                    "<w:r><w:rPr>{bold}{rtl}</w:rPr>{turn}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                    escaped(piece.text)
                );
            }
        }
        self.out.push_str("</w:p>");
    }

    /// What the plan says of itself: labels and what is said, without lines.
    fn cover(&mut self, entries: &[Entry]) {
        let widths = [LABEL, self.paper.room() - LABEL];
        self.begin_table(&widths, "");
        for entry in entries {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.cell(&entry.label, widths[0], "", Face::Label);
            self.cell(&entry.value, widths[1], "", Face::Text);
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        self.paragraph("", None, Face::Text);
    }

    fn begin_table(&mut self, widths: &[usize], borders: &str) {
        let bidi = if self.is_rtl { "<w:bidiVisual/>" } else { "" };
        let room: usize = widths.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr>{bidi}<w:tblW w:w=\"{room}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn table(&mut self, sheet: &Sheet) {
        let widths = widths(sheet, self.paper.room(), self.language);
        let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        self.begin_table(&widths, &format!("<w:tblBorders>{borders}</w:tblBorders>"));
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in sheet.columns.iter().zip(&widths) {
            self.cell(&column.heading, *width, "", Face::Heading);
        }
        self.out.push_str("</w:tr>");
        let spans = sheet.spans();
        for (index, row) in sheet.rows.iter().enumerate() {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (number, width) in widths.iter().enumerate() {
                let is_value = sheet.columns.get(number).is_some_and(|column| column.look == Look::Value);
                let face = if is_value { Face::Value } else { Face::Text };
                let text = row.get(&number).map(|cell| cell.content.shown(self.language)).unwrap_or_default();
                match spans.get(&(number, index)) {
                    Some((first, _)) if *first == index => {
                        self.cell(&text, *width, "<w:vMerge w:val=\"restart\"/>", face)
                    }
                    Some(_) => self.cell("", *width, "<w:vMerge/>", face),
                    None => self.cell(&text, *width, "", face),
                }
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    fn cell(&mut self, text: &str, width: usize, merge: &str, face: Face) {
        let shade =
            if face == Face::Heading { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"D9E2F3\"/>" } else { "" };
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}{shade}</w:tcPr>");
        self.paragraph(text, Some("Cell"), face);
        self.out.push_str("</w:tc>");
    }
}
