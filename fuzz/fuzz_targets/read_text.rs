//! Any bytes as a text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| gongkai_fuzz::read(bytes, "a.txt"));
