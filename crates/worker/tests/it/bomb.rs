//! Small PDF files that claim to be vast (assurance C4): refused or read, within time and memory.

use crate::{probes, said};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use gongkai_reader::Apart as _;
use gongkai_worker::{PATIENCE, Workers};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Instant;

/// Bytes that a chain of filters unpacks to: more than a child may have.
const VAST: usize = 300 << 20;

/// A document with one page, these contents and these resources.
fn pdf(contents: (&str, &[u8]), resources: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>"
    );
    let plain: [&str; 3] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        &page,
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(plain) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    for (number, (dictionary, bytes)) in (4..).zip(std::iter::once(&contents).chain(more)) {
        offsets.push(file.len());
        let head = format!(
            "{number} 0 obj\n<<{dictionary}/Length {}>>stream\n",
            bytes.len()
        );
        file.extend(head.bytes());
        file.extend(*bytes);
        file.extend(b"\nendstream\nendobj\n");
    }
    let start = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1);
    for offset in &offsets {
        let _ = writeln!(end, "{offset:010} 00000 n ");
    }
    let _ = write!(
        end,
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        offsets.len() + 1
    );
    file.extend(end.bytes());
    file
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What comes of it, whatever it is, comes in time; and the next document is read.
fn harmless(what: &str, file: &[u8]) {
    let workers: Workers = probes(1);
    let begun = Instant::now();
    let came = workers.document(file, "parse.pdf");
    assert!(begun.elapsed() < 2 * PATIENCE, "{what}");
    let pieces = came.map(|document| document.pieces.len());
    assert!(
        pieces.is_err() || pieces.as_ref().is_ok_and(|count| *count < 10),
        "{what}: {pieces:?}"
    );
    assert_eq!(said(&workers, "read").unwrap(), "read", "{what}");
}

#[test]
fn a_chain_of_filters_is_no_way_to_fill_the_memory() {
    let once = packed(&vec![b' '; VAST]);
    let twice = packed(&once);
    let thrice = packed(&twice);
    assert!(thrice.len() < 1 << 16);
    let filters = "/Filter[/FlateDecode/FlateDecode/FlateDecode]";
    harmless("as contents", &pdf((filters, &thrice), "", &[]));
    let drawn = ("", b"q 500 0 0 500 0 0 cm /X Do Q".as_slice());
    let form = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{filters}");
    let file = pdf(drawn, "/XObject<</X 5 0 R>>", &[(&form, &thrice)]);
    harmless("as a form", &file);
}

#[test]
fn a_picture_that_claims_three_thousand_million_pixels_is_not_painted() {
    let image = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8\
                 /ColorSpace/DeviceRGB/Filter/FlateDecode";
    let drawn = ("", b"q 500 0 0 500 0 0 cm /X Do Q".as_slice());
    let zeros = packed(&vec![0; 1 << 20]);
    harmless(
        "a picture",
        &pdf(drawn, "/XObject<</X 5 0 R>>", &[(image, &zeros)]),
    );
}

#[test]
fn a_form_that_draws_itself_and_pages_that_are_their_own_parents_end() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>";
    let drawn = ("", b"/X Do".as_slice());
    let file = pdf(drawn, "/XObject<</X 5 0 R>>", &[(form, b"/X Do /X Do")]);
    harmless("a form", &file);
    let pages = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n\
        <</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj\ntrailer<</Root 1 0 R>>\n";
    harmless("pages", pages);
    harmless(
        "a table of objects that leads to itself",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n\
        trailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
    );
}

#[test]
fn a_million_objects_are_read_in_time_or_not_at_all() {
    let mut file = String::from("%PDF-1.7\n");
    for number in 1..1_000_000 {
        let _ = write!(
            file,
            "{number} 0 obj\n<</Kids[{} 0 R]>>\nendobj\n",
            number + 1
        );
    }
    file.push_str("trailer<</Root 1 0 R>>\n");
    harmless("objects", file.as_bytes());
}
