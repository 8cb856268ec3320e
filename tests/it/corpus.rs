//! What the fuzzers begin with and what they found, asked of as they ask.

#[path = "../../fuzz/checks/document.rs"]
mod document;
#[path = "../../fuzz/checks/journal.rs"]
mod journal;
#[path = "../../fuzz/checks/replay.rs"]
mod replay;
#[path = "../../fuzz/checks/rubric.rs"]
mod rubric;
#[path = "../../fuzz/checks/session.rs"]
mod session;

use crate::fixtures::project_file;
use std::fs;

/// Asks of every input of a target; fewer than `least` are none.
fn ask(target: &str, least: usize, check: impl Fn(&[u8])) {
    let inputs = fs::read_dir(project_file(&format!("fuzz/corpus/{target}"))).expect("a corpus");
    let mut asked = 0;
    for input in inputs {
        check(&fs::read(input.expect("an input").path()).expect("bytes"));
        asked += 1;
    }
    assert!(asked >= least, "{asked} inputs for {target}");
}

/// Of texts only, as the fuzzer gives no others.
fn of_text(check: impl Fn(&str)) -> impl Fn(&[u8]) {
    move |bytes| {
        if let Ok(text) = str::from_utf8(bytes) {
            check(text);
        }
    }
}

#[test]
fn what_is_kept_for_the_fuzzers_is_read_or_refused() {
    ask("document", 6, document::check);
    ask("journal", 6, journal::check);
    ask("replay", 9, replay::check);
    ask("rubric", 40, of_text(rubric::check));
    ask("session", 16, of_text(session::check));
}
