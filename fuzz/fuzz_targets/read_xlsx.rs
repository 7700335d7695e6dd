//! Any bytes as a workbook: a sheet of it, unless they begin as a container does.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        gongkai_fuzz::read(bytes, "a.xlsx");
    } else {
        gongkai_fuzz::read(&gongkai_fuzz::xlsx(bytes), "a.xlsx");
    }
});
