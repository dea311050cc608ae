//! Tables of Parquet, read back by columns: `cargo nextest run --features parquet audit::`. Without the feature, what is said of it.

use super::{PLANS, archive, audit};

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_it_is_said_how_to_get_it() {
    let directory = archive(&PLANS);
    for arguments in [&[".", "-o", "a.csv", "-o", "a.parquet"][..], &[".", "--format", "parquet-plans"]] {
        let output = audit(directory.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("--features parquet") && stderr.contains("csv-plans"), "{stderr}");
        assert!(!directory.path().join("a.csv").exists(), "nothing is written");
    }
}

#[cfg(feature = "parquet")]
mod with_the_feature {
    use std::fs::File;
    use std::path::Path;

    use parquet::basic::{LogicalType, Type};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::{PLANS, archive, audit};
    use crate::audit::text;

    /// The rows of a file, each with its cells by name.
    fn rows(path: &Path) -> Vec<Vec<(String, Field)>> {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        let rows = reader.get_row_iter(None).unwrap();
        rows.map(|row| row.unwrap().into_columns()).collect()
    }

    fn cell<'r>(row: &'r [(String, Field)], name: &str) -> &'r Field {
        &row.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
    }

    /// What the same cell is in the table of text.
    fn written(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::Double(number) => format!("{number:.1}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_tables_hold_what_those_of_text_hold_and_numbers_are_numbers() {
        let directory = archive(&PLANS);
        std::fs::write(directory.path().join("school/old.yaml"), [0xff, 0xfe, b'p', 0]).unwrap();
        let arguments = ["findings.parquet", "parquet-plans=plans.parquet", "findings.csv", "csv-plans=plans.csv"];
        let outputs = arguments.iter().flat_map(|name| ["-o", name]);
        text(&audit(directory.path(), &std::iter::once(".").chain(outputs).collect::<Vec<_>>()));
        for name in ["findings", "plans"] {
            let table = std::fs::read_to_string(directory.path().join(format!("{name}.csv"))).unwrap();
            let table = crate::audit::outputs::rows(&table);
            let rows = rows(&directory.path().join(format!("{name}.parquet")));
            assert_eq!(rows.len(), table.len() - 1, "{name}");
            let heads: Vec<&str> = rows[0].iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(heads, table[0]);
            let names: std::collections::BTreeSet<&&str> = heads.iter().collect();
            assert_eq!(names.len(), heads.len(), "a reader of columns asks for them by name");
            for (row, line) in rows.iter().zip(&table[1..]) {
                // The reader of these tests leaves quotes out.
                let cells: Vec<String> = row.iter().map(|(_, field)| written(field).replace('"', "")).collect();
                // In a spreadsheet, text that would run as a formula begins with an apostrophe.
                let plain = |cell: &String| cell.strip_prefix("'=").map_or(cell.clone(), |rest| format!("={rest}"));
                assert_eq!(cells, line.iter().map(plain).collect::<Vec<_>>());
            }
        }
        let plans = rows(&directory.path().join("plans.parquet"));
        let school = plans.iter().find(|row| written(cell(row, "plan")) == "=school").unwrap();
        assert!(
            matches!(cell(school, "elements"), Field::Long(_)) && matches!(cell(school, "smart"), Field::Double(_))
        );
        assert_eq!(cell(school, "status"), &Field::Null, "what is not said is null");
        let unread = plans.iter().find(|row| *cell(row, "unread") != Field::Null).unwrap();
        assert_eq!((written(cell(unread, "file")), cell(unread, "plan")), ("school/old.yaml".to_owned(), &Field::Null));
        let file = File::open(directory.path().join("findings.parquet")).unwrap();
        let metadata = SerializedFileReader::new(file).unwrap().metadata().clone();
        let schema = metadata.file_metadata().schema_descr();
        let column = |name: &str| schema.columns().iter().find(|column| column.name() == name).unwrap().clone();
        assert_eq!((column("line").physical_type(), column("start").physical_type()), (Type::INT64, Type::INT64));
        assert_eq!(column("message").logical_type_ref(), Some(&LogicalType::String));
    }

    #[test]
    fn an_audit_of_nothing_is_a_table_without_rows() {
        let directory = archive(&[("notes.yaml", "these: are no plan\n")]);
        audit(directory.path(), &[".", "-o", "a.parquet"]);
        assert_eq!(rows(&directory.path().join("a.parquet")).len(), 0);
    }
}
