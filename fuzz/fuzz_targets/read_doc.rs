//! Any bytes as a document of older Word: a compound file with its streams.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    gongkai_fuzz::read(&gongkai_fuzz::compound(bytes, "WordDocument"), "a.doc");
});
