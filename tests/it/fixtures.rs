//! What several tests need: built-in rubrics and sessions from a few lines.

use kaohe::rubric::Rubric;
use kaohe::session::Session;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::{parse_session, seal};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(&[]));

/// The documents delivered with the program, then small ones with the rules of others.
pub(crate) const IDS: &[&str] = &[
    "wujin-2021",
    "xuchang-2018",
    "pengxi-2022",
    "anning-2022",
    "jinzhong-2019",
    "averages",
    "beyond-the-item",
    "given-references",
    "bonus-inside",
    "direct-limits",
    "cap-in-cap",
    "carriers",
    "carriers-apart",
    "checklist",
    "earned-alone",
    "earned-points",
    "factors",
    "factors-and-means",
    "fines",
    "grades-apart",
    "grades-with-gaps",
    "kinds-of-units",
    "ledgers",
    "levels-and-ranges",
    "levels-for-each",
    "matters",
    "modules",
    "on-top",
    "one-grade-down",
    "one-leaves-nothing",
    "printed-counts",
    "ranks",
    "rescale",
    "rescale-earned",
    "rescale-parts",
    "steps-and-shares",
    "unit-kinds",
    "veto-to-a-grade",
    "vetoes-in-words",
    "weights-and-best",
];

/// A file of the project.
pub(crate) fn project_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a session that was changed, sealed again as the program seals a new one.
pub(crate) fn resealed(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("journal: "));
    seal(&lines.collect::<String>(), None)
}

/// Says why a test does not run here, also where the words of passing tests are not shown.
pub(crate) fn skipped(why: &str) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A built-in rubric by id, or one of `tests/it/rubrics` by its file's name.
pub(crate) fn rubric(id: &str) -> Rubric {
    if let Some(loaded) = BUILT_IN.by_id(id) {
        return Rubric::clone(&loaded.rubric);
    }
    let path = project_file(&format!("tests/it/rubrics/{id}.yaml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{id}: {error}"));
    match parse_rubric(id, &text) {
        Ok(parsed) => parsed.rubric,
        Err(problems) => panic!("{id}: {problems:#?}"),
    }
}

/// A session with these tags that recorded what `record` says: the YAML from `entries:` on.
pub(crate) fn session(rubric: &str, tags: &[String], record: &str) -> Session {
    let head = format!(
        "format: kaohe-session/1\n\
         id: 01936f3e-0000-7000-8000-000000000000\n\
         rubric: {{id: {rubric}, sha256: {}}}\n\
         unit: {{name: 示例单位, tags: [{}]}}\n\
         mode: field\nassessors: []\ndate: 2021-12-15\nstate: draft\n",
        "0".repeat(64),
        tags.join(", ")
    );
    match parse_session("case", &format!("{head}{record}")) {
        Ok(session) => session,
        Err(problems) => panic!("{record}: {problems:#?}"),
    }
}
