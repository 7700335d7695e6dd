//! Any bytes as a web page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A page begins with a tag, or it is read as a text.
    let page = [b"<html>", bytes].concat();
    gongkai_fuzz::read(&page, "a.html");
});
