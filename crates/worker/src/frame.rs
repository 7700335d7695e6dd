//! What goes between parent and child: a document there, what stands in it back. Lengths first,
//! each with a bound, so that neither side allocates what the other claims.

use gongkai_reader::source::PieceKind;
use gongkai_reader::{Document, SourceError};
use std::io::{self, Read, Write};

/// What a child says first, when it has taken its limits.
pub(crate) const READY: &[u8; 8] = b"gongkai1";

/// The largest document, in bytes; no reader takes a larger one.
pub(crate) const LARGEST_DOCUMENT: usize = 64 << 20;
/// The largest answer.
const LARGEST_ANSWER: usize = 64 << 20;
/// The longest name of a file.
const LONGEST_NAME: usize = 1 << 12;
/// Columns and rows of the largest table that anybody makes: far above what alignment expects,
/// far below what would overflow it.
const LARGEST_SPAN: u32 = 1 << 20;
/// How much of a buffer is kept for the next document.
const KEPT: usize = 4 << 20;

/// A document as it is asked for.
#[derive(Debug, Default)]
pub(crate) struct Request {
    /// The name of its file.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Asks for a document.
pub(crate) fn ask(output: &mut impl Write, bytes: &[u8], name: &str) -> io::Result<()> {
    // The end of the name says what CSV and Markdown are.
    let from = name.len().saturating_sub(LONGEST_NAME);
    let from = (from..=name.len()).find(|at| name.is_char_boundary(*at));
    let name = from.and_then(|from| name.get(from..)).unwrap_or_default();
    write_length(output, name.len())?;
    write_length(output, bytes.len())?;
    output.write_all(name.as_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// The next document asked for; none if there will be no more.
pub(crate) fn asked(input: &mut impl Read, request: &mut Request) -> io::Result<bool> {
    request.bytes.clear();
    request.bytes.shrink_to(KEPT);
    let Some(length) = read_length(input, LONGEST_NAME)? else {
        return Ok(false);
    };
    let bytes = read_length(input, LARGEST_DOCUMENT)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let mut name = Vec::new();
    read_exactly(input, length, &mut name)?;
    request.name = String::from_utf8_lossy(&name).into_owned();
    read_exactly(input, bytes, &mut request.bytes)?;
    Ok(true)
}

/// An answer in the making: its length and what came of the document.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    frame: Vec<u8>,
}

impl Answer {
    /// Puts what came of a document in place of what was there before.
    pub(crate) fn put(&mut self, came: Result<&Document<'_>, &SourceError>) {
        self.frame.clear();
        self.frame.shrink_to(KEPT);
        self.frame.extend([0; 4]);
        // Writing to memory does not fail; an empty answer would be refused.
        if let Ok(frame) = postcard::to_extend(&came, std::mem::take(&mut self.frame)) {
            self.frame = frame;
        }
    }

    /// Sends it.
    pub(crate) fn send(&mut self, output: &mut impl Write) -> io::Result<()> {
        let length = self.frame.len().saturating_sub(4);
        if length > LARGEST_ANSWER {
            let limit = u64::try_from(LARGEST_ANSWER).unwrap_or(u64::MAX);
            self.put(Err(&SourceError::TooLarge {
                what: "文字和表格".into(),
                limit,
            }));
        }
        let length = self.frame.len().saturating_sub(4);
        let length = u32::try_from(length).map_err(io::Error::other)?;
        if let Some(head) = self.frame.first_chunk_mut() {
            *head = length.to_le_bytes();
        }
        output.write_all(&self.frame)?;
        output.flush()
    }
}

/// Takes an answer from a child that may lie. An error if it is none.
pub(crate) fn answered(
    input: &mut impl Read,
    buffer: &mut Vec<u8>,
) -> io::Result<Result<Document<'static>, SourceError>> {
    buffer.clear();
    buffer.shrink_to(KEPT);
    let length = read_length(input, LARGEST_ANSWER)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    read_exactly(input, length, buffer)?;
    let came: Result<Document<'static>, SourceError> =
        postcard::from_bytes(buffer).map_err(io::Error::other)?;
    if came.as_ref().is_ok_and(|document| !is_sound(document)) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(came)
}

/// Whether no cell claims more columns and rows than any table has.
fn is_sound(document: &Document<'_>) -> bool {
    document.pieces.iter().all(|piece| match piece.kind {
        PieceKind::Text => true,
        PieceKind::Separated { column } => column <= LARGEST_SPAN,
        PieceKind::Cell {
            column,
            columns,
            rows,
        } => column.max(columns).max(rows) <= LARGEST_SPAN,
    })
}

fn write_length(output: &mut impl Write, length: usize) -> io::Result<()> {
    let length = u32::try_from(length).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())
}

/// A length within its bound; none where the stream ends before it.
fn read_length(input: &mut impl Read, most: usize) -> io::Result<Option<usize>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Some(length))
}

/// As many bytes as announced. Memory is taken as they come, not as they are announced.
fn read_exactly(input: &mut impl Read, length: usize, into: &mut Vec<u8>) -> io::Result<()> {
    into.reserve(length.min(1 << 20));
    let limit = u64::try_from(length).unwrap_or(u64::MAX);
    if input.take(limit).read_to_end(into)? < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document<'static> {
        Document::of("本年新收\t3\n".as_bytes(), "a.txt").unwrap()
    }

    fn sent(came: Result<&Document<'_>, &SourceError>) -> Vec<u8> {
        let (mut answer, mut bytes) = (Answer::default(), Vec::new());
        answer.put(came);
        answer.send(&mut bytes).unwrap();
        bytes
    }

    fn taken(bytes: &[u8]) -> io::Result<Result<Document<'static>, SourceError>> {
        answered(&mut &*bytes, &mut Vec::new())
    }

    #[test]
    fn what_is_asked_arrives_and_the_end_of_the_input_is_the_end() {
        let mut bytes = Vec::new();
        ask(&mut bytes, b"%PDF", "年报.pdf").unwrap();
        let mut input = bytes.as_slice();
        let mut request = Request::default();
        assert!(asked(&mut input, &mut request).unwrap());
        assert_eq!(
            (request.name.as_str(), request.bytes.as_slice()),
            ("年报.pdf", b"%PDF".as_slice())
        );
        assert!(!asked(&mut input, &mut request).unwrap());
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let mut bytes = Vec::new();
        ask(&mut bytes, b"", &("报".repeat(LONGEST_NAME) + ".csv")).unwrap();
        let mut request = Request::default();
        asked(&mut bytes.as_slice(), &mut request).unwrap();
        assert!(request.name.ends_with("报.csv") && request.name.len() <= LONGEST_NAME);
    }

    #[test]
    fn documents_and_refusals_come_back_as_they_were() {
        let document = document();
        assert_eq!(taken(&sent(Ok(&document))).unwrap(), Ok(document));
        let refusal = SourceError::NoText { pages: 3 };
        assert_eq!(taken(&sent(Err(&refusal))).unwrap(), Err(refusal));
    }

    #[test]
    fn an_answer_that_lies_is_none() {
        let sound = sent(Ok(&document()));
        assert!(taken(&[0xff; 64]).is_err(), "a length beyond the bound");
        assert!(taken(sound.get(..sound.len() - 1).unwrap()).is_err(), "cut");
        for at in 4..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] ^= 0xff;
            // Whatever it is taken for, it is taken without harm.
            let _ = taken(&bytes);
        }
        let mut vast = document();
        vast.pieces[0].kind = PieceKind::Cell {
            column: 0,
            columns: u32::MAX,
            rows: 1,
        };
        assert!(taken(&sent(Ok(&vast))).is_err());
    }
}
