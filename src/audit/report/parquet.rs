//! Tables of Apache Parquet, for programs that work on columns. Numbers are numbers, and what is not said is null.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::table::{Cell, Column, Values};

/// Rows that are held until they are written as a group: some ten megabytes of findings.
const ROWS: usize = 16_384;

/// Cells of one column that wait to be written.
struct Waiting {
    values: Cells,
    /// One for each row: 1 where there is a value.
    given: Vec<i16>,
}

enum Cells {
    Text(Vec<ByteArray>),
    Integers(Vec<i64>),
    Decimals(Vec<f64>),
}

/// A table in the making.
pub(super) struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Waiting>,
    rows: usize,
}

impl<W: Write + Send> Table<W> {
    pub(super) fn begin(name: &str, columns: &[Column], out: W) -> io::Result<Self> {
        let schema = schema(name, columns).map_err(failed)?;
        let by = concat!("planlint version ", env!("CARGO_PKG_VERSION")).to_owned();
        let properties = WriterProperties::builder().set_created_by(by).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Self { writer, columns: columns.iter().map(|column| Waiting::new(column.values)).collect(), rows: 0 })
    }

    /// Adds a row, with a cell for each column.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows >= ROWS { self.group().map_err(failed) } else { Ok(()) }
    }

    /// Writes what waits and what ends the file, and gives the output back.
    pub(super) fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.group().map_err(failed)?;
        }
        self.writer.into_inner().map_err(failed)
    }

    fn group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            let given = Some(column.given.as_slice());
            match (writer.untyped(), &column.values) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Cells::Text(texts)) => {
                    writer.write_batch(texts, given, None)?;
                }
                (ColumnWriter::Int64ColumnWriter(writer), Cells::Integers(numbers)) => {
                    writer.write_batch(numbers, given, None)?;
                }
                (ColumnWriter::DoubleColumnWriter(writer), Cells::Decimals(numbers)) => {
                    writer.write_batch(numbers, given, None)?;
                }
                _ => return Err(ParquetError::General("a column is of another type than its cells".to_owned())),
            }
            writer.close()?;
            column.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Waiting {
    fn new(values: Values) -> Self {
        let values = match values {
            Values::Text => Cells::Text(Vec::new()),
            Values::Integers => Cells::Integers(Vec::new()),
            Values::Decimals => Cells::Decimals(Vec::new()),
        };
        Self { values, given: Vec::new() }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        let is_given = match (&mut self.values, *cell) {
            (Cells::Text(texts), Cell::Text(text)) => {
                texts.push(text.into());
                true
            }
            (Cells::Integers(numbers), Cell::Integer(number)) => {
                numbers.push(number);
                true
            }
            (Cells::Decimals(numbers), Cell::Decimal(number)) => {
                numbers.push(number);
                true
            }
            _ => false,
        };
        self.given.push(i16::from(is_given));
    }

    fn clear(&mut self) {
        self.given.clear();
        match &mut self.values {
            Cells::Text(texts) => texts.clear(),
            Cells::Integers(numbers) => numbers.clear(),
            Cells::Decimals(numbers) => numbers.clear(),
        }
    }
}

fn schema(name: &str, columns: &[Column]) -> Result<Type> {
    let fields = columns.iter().map(|column| {
        let (physical, logical) = match column.values {
            Values::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Integers => (Physical::INT64, None),
            Values::Decimals => (Physical::DOUBLE, None),
        };
        let field = Type::primitive_type_builder(&column.name, physical);
        field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build().map(Arc::new)
    });
    Type::group_type_builder(name).with_fields(fields.collect::<Result<_>>()?).build()
}

/// What the output says where it is the output that failed.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
