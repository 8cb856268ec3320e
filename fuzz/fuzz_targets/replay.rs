//! A session file, its journal and a journal that stands elsewhere, all of any bytes: they are
//! held against each other, judged, and what comes of it can be written and read again.
#![no_main]

use kaohe::score::score;
use kaohe::session::Session;
use kaohe::storage::catalogue::{Catalogue, RubricMatch};
use kaohe::storage::journal::read_bytes;
use kaohe::storage::replay::{Besides, Follower, Replayer};
use kaohe::storage::session_file::{Summary, parse, parse_session, seal, session_text};
use kaohe::storage::verify::Judge;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static KNOWN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(&[]));

fuzz_target!(|parts: (String, Vec<u8>, Vec<u8>)| {
    let (text, journal, orphan) = parts;
    let Ok(file) = parse("fuzz", &text) else { return };
    let mut judge = Judge::new(&text, &file, |_: &Session| RubricMatch::Missing);
    let chain = read_bytes("fuzz", &journal, &mut |read| judge.take(&read));
    let _ = judge.finish(Some(&chain));
    let mut replayer = Replayer::new(&text, &file);
    read_bytes("fuzz", &journal, &mut |read| replayer.take(&read));
    let replayed = replayer.finish().unwrap_or_else(|| {
        let mut besides = Besides::new(&text, &file);
        read_bytes("fuzz", &journal, &mut |read| besides.take(&read));
        besides.finish()
    });
    let mut follower = Follower::default();
    read_bytes("fuzz", &orphan, &mut |read| follower.take(&read));
    let Some(loaded) = KNOWN.by_id("pengxi-2022") else { return };
    for session in std::iter::once(replayed.session).chain(follower.session) {
        let summary = Summary::of(&session, &score(&loaded.rubric, &session));
        let written = seal(&session_text(&session, &loaded.rubric, &summary), chain.end());
        assert_eq!(parse_session("written", &written).as_ref(), Ok(&session), "{written}");
    }
});
