//! A session file, its journal and a journal that stands elsewhere, all of any bytes, with lines
//! of `====` between them: they are held against each other, judged, and what comes of it can be
//! written and read again.

use kaohe::score::score;
use kaohe::session::Session;
use kaohe::storage::catalogue::{Catalogue, RubricMatch};
use kaohe::storage::journal::read_bytes;
use kaohe::storage::replay::{Besides, Follower, Replayer};
use kaohe::storage::session_file::{Summary, parse, parse_session, seal, session_text};
use kaohe::storage::verify::Judge;
use std::sync::LazyLock;

static KNOWN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(&[]));

/// What is asked of one input.
pub(crate) fn check(bytes: &[u8]) {
    let mut parts = split(bytes);
    let Ok(text) = str::from_utf8(parts.next().unwrap_or_default()) else { return };
    let (journal, orphan) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let Ok(file) = parse("fuzz", text) else { return };
    let mut judge = Judge::new(text, &file, |_: &Session| RubricMatch::Missing);
    let chain = read_bytes("fuzz", journal, &mut |read| judge.take(&read));
    let _ = judge.finish(Some(&chain));
    let mut replayer = Replayer::new(text, &file);
    let _ = read_bytes("fuzz", journal, &mut |read| replayer.take(&read));
    let come_to = replayer.finish().unwrap_or_else(|| {
        let mut besides = Besides::new(text, &file);
        let _ = read_bytes("fuzz", journal, &mut |read| besides.take(&read));
        besides.finish()
    });
    let mut follower = Follower::default();
    let _ = read_bytes("fuzz", orphan, &mut |read| follower.take(&read));
    let Some(loaded) = KNOWN.by_id("pengxi-2022") else { return };
    for session in std::iter::once(come_to.session).chain(follower.session) {
        let summary = Summary::of(&session, &score(&loaded.rubric, &session));
        let written = seal(&session_text(&session, &loaded.rubric, &summary), chain.end());
        assert_eq!(parse_session("written", &written).as_ref(), Ok(&session), "{written}");
    }
}

/// The parts between lines of `====`.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const BETWEEN: &[u8] = b"====\n";
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest.take()?;
        let Some(at) = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN) else {
            return Some(bytes);
        };
        rest = Some(&bytes[at + BETWEEN.len()..]);
        Some(&bytes[..at])
    })
}
