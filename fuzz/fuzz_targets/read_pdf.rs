//! Any bytes as pages of PDF: a file, unless they begin as one, gets its first line.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        gongkai_fuzz::read(bytes, "a.pdf");
    } else {
        gongkai_fuzz::read(&[b"%PDF-1.7\n", bytes].concat(), "a.pdf");
    }
});
