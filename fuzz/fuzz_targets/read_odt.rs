//! Any bytes as a document of LibreOffice: its content, unless they begin as a container does.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        gongkai_fuzz::read(bytes, "a.odt");
    } else {
        gongkai_fuzz::read(&gongkai_fuzz::odt(bytes), "a.odt");
    }
});
