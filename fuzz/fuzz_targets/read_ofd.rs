//! Any bytes as pages of OFD: the content of one, unless they begin as a container does.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        gongkai_fuzz::read(bytes, "a.ofd");
    } else {
        gongkai_fuzz::read(&gongkai_fuzz::ofd(bytes), "a.ofd");
    }
});
