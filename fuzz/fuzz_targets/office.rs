//! Any bytes as the part of an office file in which its tables or its text stand, or as a table of text.

#![no_main]

use std::io::{Cursor, Write};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use planlint::import::extract;
use planlint::import::mapping::Mapping;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const OF_WORKBOOK: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// An archive of these parts, nothing in it compressed.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))
            .expect("parts have names of their own");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&kind, part)) = bytes.split_first() else { return };
    let (name, file) = match kind % 6 {
        0 => {
            let parts: [(&str, &[u8]); 3] = [
                ("xl/workbook.xml", WORKBOOK.as_bytes()),
                ("xl/_rels/workbook.xml.rels", OF_WORKBOOK.as_bytes()),
                ("xl/worksheets/sheet1.xml", part),
            ];
            ("plan.xlsx", archive(&parts))
        }
        1 => ("plan.docx", archive(&[("word/document.xml", part)])),
        2 => {
            let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
            ("plan.ods", archive(&[("mimetype", mimetype), ("content.xml", part)]))
        }
        3 => ("plan.csv", part.to_vec()),
        // Archives that are none, or other ones.
        4 => ("plan.xlsx", part.to_vec()),
        _ => ("plan.docx", part.to_vec()),
    };
    // What holds no plan is refused; what is found must be a plan of the plan language.
    for plan in extract(Path::new(name), &file, &Mapping::default()).unwrap_or_default() {
        let tree = planlint::yaml::read(&plan.text);
        assert!(tree.problems().is_empty(), "{:?} in\n{}", tree.problems(), plan.text);
    }
});
