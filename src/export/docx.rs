//! A document of Word with one table a section. The few parts that such a document needs are written here: a heading, a table
//! and a direction take less than a library for all of Word, and nothing else is ever written.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::cover::Entry;
use super::html::escaped;
use super::matrix::{Column, Look, Matrix, Sheet};
use super::{Export, ExportError, room};
use crate::plan::ElementId;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OF_DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style></w:styles>"#;
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
/// How wide a digit is in a table.
const DIGIT: usize = 95;
/// How wide a column of statements is at least.
const STATEMENT: usize = 2_000;

impl Paper {
    /// The smallest that the tables are read well on.
    fn of(matrix: &Matrix) -> Self {
        let needed = matrix.sheets.iter().map(|sheet| natural(sheet).iter().sum::<usize>()).max();
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
fn natural(sheet: &Sheet) -> Vec<usize> {
    let width = |(column, width): (&Column, usize)| match column.look {
        Look::Statement => STATEMENT,
        Look::Id | Look::Words | Look::Value => (width + 1) * DIGIT,
    };
    sheet.columns.iter().zip(room::widths(sheet)).map(width).collect()
}

/// How wide they are: what is left goes to statements, where there are any; what lacks, all columns lack.
fn widths(sheet: &Sheet, room: usize) -> Vec<usize> {
    let natural = natural(sheet);
    let total = natural.iter().sum::<usize>().max(1);
    let statements = sheet.columns.iter().filter(|column| column.look == Look::Statement).count();
    if total >= room || statements == 0 {
        return natural.iter().map(|width| room * width / total).collect();
    }
    let more = (room - total) / statements;
    let width = |(column, width): (&Column, usize)| if column.look == Look::Statement { width + more } else { width };
    sheet.columns.iter().zip(natural).map(width).collect()
}

struct Writer {
    out: String,
    /// Whether text runs from right to left.
    is_rtl: bool,
    paper: Paper,
}

fn document(export: &Export<'_>, matrix: &Matrix) -> String {
    let paper = Paper::of(matrix);
    let mut writer = Writer { out: String::new(), is_rtl: export.messages.is_right_to_left(), paper };
    writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    writer.paragraph(export.text(ElementId::PLAN, "title").unwrap_or(export.plan.id()), Some("Title"), false);
    writer.cover(&matrix.cover);
    for sheet in &matrix.sheets {
        writer.paragraph(&sheet.name, Some("Heading1"), false);
        writer.table(sheet);
        writer.paragraph("", None, false);
    }
    let bidi = if writer.is_rtl { "<w:bidi/>" } else { "" };
    let _ = write!(
        writer.out,
        "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\" w:orient=\"landscape\"/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{bidi}</w:sectPr></w:body></w:document>",
        paper.width, paper.height
    );
    writer.out
}

impl Writer {
    fn paragraph(&mut self, text: &str, style: Option<&str>, is_bold: bool) {
        self.out.push_str("<w:p><w:pPr>");
        if let Some(style) = style {
            let _ = write!(self.out, "<w:pStyle w:val=\"{style}\"/>");
        }
        if self.is_rtl {
            self.out.push_str("<w:bidi/>");
        }
        self.out.push_str("</w:pPr>");
        for (index, line) in text.lines().enumerate() {
            let (bold, rtl) = (if is_bold { "<w:b/><w:bCs/>" } else { "" }, if self.is_rtl { "<w:rtl/>" } else { "" });
            let turn = if index > 0 { "<w:br/>" } else { "" };
            let _ = write!(
                self.out,
                "<w:r><w:rPr>{bold}{rtl}</w:rPr>{turn}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escaped(line)
            );
        }
        self.out.push_str("</w:p>");
    }

    /// What the plan says of itself: labels and what is said, without lines.
    fn cover(&mut self, entries: &[Entry]) {
        let widths = [LABEL, self.paper.room() - LABEL];
        self.begin_table(&widths, "");
        for entry in entries {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.cell(&entry.label, widths[0], "", true);
            self.cell(&entry.value, widths[1], "", false);
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        self.paragraph("", None, false);
    }

    fn begin_table(&mut self, widths: &[usize], borders: &str) {
        let bidi = if self.is_rtl { "<w:bidiVisual/>" } else { "" };
        let room: usize = widths.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr>{bidi}<w:tblW w:w=\"{room}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.out, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn table(&mut self, sheet: &Sheet) {
        let widths = widths(sheet, self.paper.room());
        let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        self.begin_table(&widths, &format!("<w:tblBorders>{borders}</w:tblBorders>"));
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in sheet.columns.iter().zip(&widths) {
            self.cell(&column.heading, *width, "", true);
        }
        self.out.push_str("</w:tr>");
        let spans = sheet.spans();
        for (index, row) in sheet.rows.iter().enumerate() {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (number, width) in widths.iter().enumerate() {
                let text = row.get(&number).map(|cell| cell.content.shown()).unwrap_or_default();
                match spans.get(&(number, index)) {
                    Some((first, _)) if *first == index => {
                        self.cell(&text, *width, "<w:vMerge w:val=\"restart\"/>", false)
                    }
                    Some(_) => self.cell("", *width, "<w:vMerge/>", false),
                    None => self.cell(&text, *width, "", false),
                }
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    fn cell(&mut self, text: &str, width: usize, merge: &str, is_bold: bool) {
        let _ = write!(self.out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}</w:tcPr>");
        self.paragraph(text, Some("Cell"), is_bold);
        self.out.push_str("</w:tc>");
    }
}
