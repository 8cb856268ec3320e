//! Any text read as a session: it is refused with problems that can be told, or it can be
//! scored against a rubric, written, and read again as the very same.

use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::score::score;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::session_file::{Summary, parse_session, session_text};
use std::sync::LazyLock;

static KNOWN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(&[]));

/// What is asked of one input.
pub(crate) fn check(text: &str) {
    let session = match parse_session("fuzz", text) {
        Ok(session) => session,
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                let _ = file_problem(Lang::Zh, problem);
            }
            return;
        }
    };
    let id = &session.rubric.id;
    let Some(loaded) = KNOWN.by_id(id).or_else(|| KNOWN.by_id("pengxi-2022")) else { return };
    let card = score(&loaded.rubric, &session);
    let written = session_text(&session, &loaded.rubric, &Summary::of(&session, &card));
    assert_eq!(parse_session("written", &written).as_ref(), Ok(&session), "{written}");
}
