//! Any bytes read as a journal: every line is read or told, what is read is followed, and a
//! line that was read is written as one that reads the same.
#![no_main]

use kaohe::storage::journal::{Chain, Line};
use kaohe::storage::replay::follow;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let chain = Chain::parse("fuzz", bytes);
    for held in &chain.lines {
        let text = held.line.text();
        assert_eq!(Line::parse("written", &text).as_ref(), Ok(&held.line), "{text}");
    }
    let _ = follow(&chain);
});
