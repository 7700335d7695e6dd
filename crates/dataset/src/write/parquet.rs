//! Parquet through its column writers: a row group for each group of records.

use super::{WriteError, numbered};
use crate::value::scaled;
use crate::{Column, Kind, Record, Table, Value, dictionary_json};
use bytes::Bytes;
use jiff::civil::{Date, date};
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer};
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    Int32Type, Int64Type,
};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};
use rust_decimal::prelude::ToPrimitive;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

/// The key of the dictionary in the metadata of the file.
const DICTIONARY: &str = "gongkai.columns";

/// Bytes of an exact decimal.
const DECIMAL_BYTES: i32 = 16;

/// A group of rows as encoded columns.
pub(super) type Group = Vec<(Bytes, ColumnCloseResult)>;

/// What every row group of a file has in common.
#[derive(Clone)]
pub(super) struct Shape {
    columns: SchemaDescPtr,
    properties: WriterPropertiesPtr,
}

/// A Parquet file under way.
pub(super) struct File<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    shape: Shape,
}

impl<W: Write + Send> File<W> {
    /// Begins a file.
    pub(super) fn begin(table: &Table, out: W) -> Result<Self, WriteError> {
        let fields = table
            .columns()
            .iter()
            .map(|column| field(column).map(Arc::new));
        let schema = Type::group_type_builder("gongkai")
            .with_fields(fields.collect::<Result<_, _>>()?)
            .build()?;
        let schema = Arc::new(schema);
        let properties = Arc::new(properties(table));
        let shape = Shape {
            columns: Arc::new(SchemaDescriptor::new(Arc::clone(&schema))),
            properties: Arc::clone(&properties),
        };
        let writer = SerializedFileWriter::new(out, schema, properties)?;
        Ok(Self { writer, shape })
    }

    /// What encodes groups for it.
    pub(super) fn shape(&self) -> Shape {
        self.shape.clone()
    }

    /// Puts a row group behind those before it; one without rows is none.
    pub(super) fn append(&mut self, group: Group) -> Result<(), WriteError> {
        if group
            .first()
            .is_none_or(|(_, close)| close.rows_written == 0)
        {
            return Ok(());
        }
        let mut rows = self.writer.next_row_group()?;
        for (bytes, close) in group {
            rows.append_column(&bytes, close)?;
        }
        rows.close()?;
        Ok(())
    }

    /// Completes the file.
    pub(super) fn finish(self) -> Result<W, WriteError> {
        Ok(self.writer.into_inner()?)
    }
}

/// Nothing in it depends on the day or the machine: the same rows are the same bytes.
fn properties(table: &Table) -> WriterProperties {
    let dictionary = KeyValue {
        key: DICTIONARY.to_owned(),
        value: Some(dictionary_json(table).to_string()),
    };
    WriterProperties::builder()
        .set_created_by(String::from("gongkai"))
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(vec![dictionary]))
        .build()
}

fn field(column: &Column) -> Result<Type, WriteError> {
    let physical = match column.kind {
        Kind::Text => Physical::BYTE_ARRAY,
        Kind::Integer => Physical::INT64,
        Kind::Decimal => Physical::FIXED_LEN_BYTE_ARRAY,
        Kind::Double => Physical::DOUBLE,
        Kind::Date => Physical::INT32,
    };
    let builder =
        Type::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
    let builder = match column.kind {
        Kind::Text => builder
            .with_converted_type(ConvertedType::UTF8)
            .with_logical_type(Some(LogicalType::String)),
        Kind::Decimal => builder
            .with_length(DECIMAL_BYTES)
            .with_precision(i32::from(Kind::PRECISION))
            .with_scale(i32::from(Kind::SCALE))
            .with_converted_type(ConvertedType::DECIMAL)
            .with_logical_type(Some(LogicalType::decimal(
                i32::from(Kind::SCALE),
                i32::from(Kind::PRECISION),
            ))),
        Kind::Date => builder
            .with_converted_type(ConvertedType::DATE)
            .with_logical_type(Some(LogicalType::Date)),
        Kind::Integer | Kind::Double => builder,
    };
    Ok(builder.build()?)
}

impl Shape {
    /// The rows of a group as columns.
    pub(super) fn encode(
        &self,
        table: &Table,
        first: i64,
        group: &[Record],
    ) -> Result<Group, WriteError> {
        let columns = table.columns().iter();
        let mut buffers: Vec<Buffer> = columns.map(|column| Buffer::new(column.kind)).collect();
        for (number, record) in numbered(first, group) {
            table.rows(number, record, |row| {
                for (buffer, value) in buffers.iter_mut().zip(row) {
                    buffer.push(value);
                }
                Ok::<(), WriteError>(())
            })?;
        }
        let encode = |(at, buffer)| self.column(at, buffer);
        buffers.into_iter().enumerate().map(encode).collect()
    }

    /// One column, encoded as it will stand in the file.
    fn column(&self, at: usize, buffer: Buffer) -> Result<(Bytes, ColumnCloseResult), WriteError> {
        let levels = buffer.levels;
        match buffer.values {
            Values::Text(text) => self.values::<ByteArrayType>(at, &levels, &text.arrays()),
            Values::Integer(numbers) => self.values::<Int64Type>(at, &levels, &numbers),
            Values::Decimal(numbers) => {
                self.values::<FixedLenByteArrayType>(at, &levels, &fixed(numbers))
            }
            Values::Double(numbers) => self.values::<DoubleType>(at, &levels, &numbers),
            Values::Date(days) => self.values::<Int32Type>(at, &levels, &days),
        }
    }

    fn values<T: DataType>(
        &self,
        at: usize,
        levels: &[i16],
        values: &[T::T],
    ) -> Result<(Bytes, ColumnCloseResult), WriteError> {
        let mut bytes = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut bytes));
        let properties = Arc::clone(&self.properties);
        let writer = get_column_writer(self.columns.column(at), properties, pages);
        let mut writer = get_typed_column_writer::<T>(writer);
        writer.write_batch(values, Some(levels), None)?;
        let close = writer.close()?;
        Ok((Bytes::from(bytes.into_inner()?), close))
    }
}

/// The values of a column of a row group.
struct Buffer {
    /// 1 where there is a value, 0 where there is none.
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Texts),
    Integer(Vec<i64>),
    Decimal(Vec<u8>),
    Double(Vec<f64>),
    Date(Vec<i32>),
}

impl Buffer {
    const fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Texts::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Decimal => Values::Decimal(Vec::new()),
            Kind::Double => Values::Double(Vec::new()),
            Kind::Date => Values::Date(Vec::new()),
        };
        Self {
            levels: Vec::new(),
            values,
        }
    }

    /// Adds a value; one that is not of the column's type is none.
    fn push(&mut self, value: &Value<'_>) {
        let there = match (&mut self.values, value) {
            (Values::Text(texts), Value::Text(text)) => texts.push(text),
            (Values::Integer(numbers), Value::Integer(number)) => add(numbers, Some(*number)),
            (Values::Decimal(bytes), Value::Decimal(number)) => {
                let number = scaled(*number).map(i128::to_be_bytes);
                bytes.extend(number.into_iter().flatten());
                number.is_some()
            }
            (Values::Double(numbers), Value::Decimal(number)) => add(numbers, number.to_f64()),
            (Values::Date(days), Value::Date(day)) => add(days, days_since_1970(*day)),
            (_, _) => false,
        };
        self.levels.push(i16::from(there));
    }
}

/// Whether there was a value to add.
fn add<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let there = value.is_some();
    values.extend(value);
    there
}

fn days_since_1970(day: Date) -> Option<i32> {
    const EPOCH: Date = date(1970, 1, 1);
    EPOCH.until(day).ok().map(|span| span.get_days())
}

fn fixed(numbers: Vec<u8>) -> Vec<FixedLenByteArray> {
    let bytes = Bytes::from(numbers);
    let width = DECIMAL_BYTES.unsigned_abs() as usize;
    let starts = (0..bytes.len()).step_by(width);
    starts
        .map(|at| FixedLenByteArray::from(ByteArray::from(bytes.slice(at..at + width))))
        .collect()
}

/// Texts one behind the other: what stands in row upon row is kept once.
struct Texts {
    bytes: Vec<u8>,
    ranges: Vec<Range<usize>>,
}

impl Texts {
    const fn new() -> Self {
        Self {
            bytes: Vec::new(),
            ranges: Vec::new(),
        }
    }

    fn push(&mut self, text: &str) -> bool {
        let last = self.ranges.last().cloned();
        let same = last.filter(|range| self.bytes.get(range.clone()) == Some(text.as_bytes()));
        let range = same.unwrap_or_else(|| {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(text.as_bytes());
            start..self.bytes.len()
        });
        self.ranges.push(range);
        true
    }

    fn arrays(self) -> Vec<ByteArray> {
        let bytes = Bytes::from(self.bytes);
        let ranges = self.ranges.into_iter();
        ranges
            .map(|range| ByteArray::from(bytes.slice(range)))
            .collect()
    }
}
