//! The authoring guide is true: every YAML block is read, every text block is what
//! the program prints.
//!
//! Words behind the fence say what a block is:
//! `yaml 全文` a whole rubric; `yaml 细则` a rubric without its first lines; `yaml 考核项` a list
//! of indicators; `yaml 条款 10分` the clauses of an item of ten points; `yaml 记录` what a
//! session of the last rubric recorded (`yaml 记录 教育`: of a unit with that tag);
//! `yaml 有误 …` one of these with mistakes. `text` is what the program shows of the block
//! before: the tree of a rubric, the steps of a record (`text 合计`: the total too), the
//! problems of a broken block. `UPDATE_DOCS=1` writes the real output into the guide.

use crate::commands::kaohe_words;
use crate::fixtures::project_file;
use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::rubric::check::ProblemKind;
use kaohe::storage::catalogue::sha256;
use kaohe::storage::problem::{FileProblem, FileProblemKind};
use kaohe::storage::rubric_file::parse_rubric;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use tempfile::TempDir;

const GUIDES: [&str; 2] = ["docs/编写考核细则.md", "docs/考核细则参考.md"];

/// A fenced block: what stands behind the fence, its lines, where it begins.
struct Block {
    info: String,
    text: String,
    line: usize,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (line, number) in guide.lines().zip(1..) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block { info: info.to_owned(), text: String::new(), line: number });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => writeln!(block.text, "{line}").expect("a string"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "the last block is not closed");
    found
}

fn indented(text: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    text.lines().flat_map(|line| [&blanks, line, "\n"]).collect()
}

/// A rubric of the block, put into the frame its name asks for.
fn framed(frame: &str, text: &str) -> String {
    let head = "format: kaohe-rubric/1\nid: 示例\ntitle: 示例细则\n";
    let item = "  - {no: \"一\", title: 考核内容, points: 100, judged: {step: 1}}\n";
    let words: Vec<&str> = frame.split_whitespace().collect();
    match words[..] {
        ["全文"] => text.to_owned(),
        ["细则"] if text.contains("indicators:") => format!("{head}{text}"),
        ["细则"] => format!("{head}total: 100\n{text}indicators:\n{item}"),
        ["考核项"] => {
            let indicators = format!("indicators:\n{}", indented(text, 2));
            // The total is what the parts add up to, where the program says so.
            let total = told("示例.yaml", &format!("{head}{indicators}"));
            let total = total.iter().find_map(|problem| match &problem.kind {
                FileProblemKind::Rubric(ProblemKind::TotalMissing { sum }) => Some(*sum),
                _ => None,
            });
            let total = total.map_or_else(String::new, |sum| format!("total: {sum}\n"));
            format!("{head}{total}{indicators}")
        }
        ["条款", points] => format!(
            "{head}total: {0}\nindicators:\n  - no: \"一\"\n    title: 考核内容\n    points: {0}\n    \
             clauses:\n{1}",
            points.trim_end_matches('分'),
            indented(text, 6)
        ),
        _ => panic!("an unknown frame: {frame}"),
    }
}

fn session_of(rubric: &str, tags: &str, text: &str) -> String {
    let id = rubric.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id");
    format!(
        "format: kaohe-session/1\nid: 01936f3e-0000-7000-8000-000000000000\n\
         rubric: {{id: {id}, sha256: {}}}\nunit: {{name: 示例单位, tags: [{}]}}\nmode: field\n\
         date: 2024-12-15\nstate: draft\n{text}",
        sha256(rubric),
        tags.split_whitespace().collect::<Vec<_>>().join(", "),
    )
}

/// What the guide has told so far.
struct Reading {
    home: TempDir,
    /// The last rubric.
    rubric: String,
    /// What the program shows of the last block.
    shown: String,
    /// As `shown`, with the total.
    with_total: String,
    /// What the broken blocks have shown.
    kinds: Vec<FileProblemKind>,
}

impl Reading {
    fn read(&mut self, block: &Block) {
        let frame = block.info.trim_start_matches("yaml").trim();
        if let Some(frame) = frame.strip_prefix("有误") {
            self.shown = self.broken(&framed(frame, &block.text));
        } else if let Some(tags) = frame.strip_prefix("记录") {
            self.record(&session_of(&self.rubric, tags, &block.text));
        } else {
            self.rubric = framed(frame, &block.text);
            self.show();
        }
    }

    /// What a command prints; the message that a rubric has changed is not wanted either.
    fn run(&self, words: &[&str]) -> String {
        let outcome = kaohe_words(self.home.path(), words, "");
        assert!(outcome.messages.is_empty(), "{words:?}: {}", outcome.messages);
        outcome.output
    }

    fn show(&mut self) {
        let id = self.rubric.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id");
        let problems = told(&format!("{id}.yaml"), &self.rubric);
        assert!(problems.is_empty(), "{problems:?}\n{}", self.rubric);
        let path = self.home.path().join("rubrics").join(format!("{id}.yaml"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, &self.rubric).expect("a file");
        self.with_total = self.run(&["show", &path.display().to_string()]);
        self.shown = self.with_total.split_once('\n').expect("a first line").1.to_owned();
    }

    fn record(&mut self, session: &str) {
        let path = self.home.path().join("示例.kaohe.yaml");
        fs::write(&path, session).expect("a file");
        let path = path.display().to_string();
        let all = self.run(&["score", &path, "--explain"]);
        assert!(!all.contains("记录保留，不计分") && !all.contains("未计入"), "{session}\n{all}");
        // Behind the head and the table of the two upper levels.
        let rubric = parse_rubric("-", &self.rubric).expect("a rubric").rubric;
        let table = rubric.indicators().iter().filter(|indicator| indicator.depth < 2).count();
        let steps: Vec<&str> = all.lines().skip(1 + table).collect();
        self.with_total = steps.join("\n") + "\n";
        // A checklist without points has no line with the steps of the total.
        let totals = steps.iter().rev().take(2).filter(|line| line.contains("总分 ")).count() + 1;
        self.shown = steps[..steps.len() - totals].join("\n") + "\n";
    }

    fn broken(&mut self, text: &str) -> String {
        let problems = told("-", text);
        assert!(!problems.is_empty(), "nothing is wrong with:\n{text}");
        let mut told = String::new();
        for problem in problems {
            let sentence = FileProblem { line: None, excerpt: None, ..problem.clone() };
            let sentence = file_problem(Lang::Zh, &sentence);
            writeln!(told, "{}", sentence.trim_start_matches("-: ")).expect("a string");
            self.kinds.push(problem.kind);
        }
        told
    }
}

/// Errors and warnings of a rubric.
fn told(name: &str, text: &str) -> Vec<FileProblem> {
    match parse_rubric(name, text) {
        Ok(parsed) => parsed.warnings,
        Err(problems) => problems,
    }
}

fn read_guide(guide: &str) -> (Reading, Vec<(usize, String, String)>) {
    let mut reading = Reading {
        home: TempDir::new().expect("a folder"),
        rubric: String::new(),
        shown: String::new(),
        with_total: String::new(),
        kinds: Vec::new(),
    };
    let mut compared = Vec::new();
    for block in blocks(guide) {
        match block.info.split_whitespace().collect::<Vec<_>>()[..] {
            ["yaml", ..] => reading.read(&block),
            ["text"] => compared.push((block.line, block.text, reading.shown.clone())),
            ["text", "合计"] => {
                compared.push((block.line, block.text, reading.with_total.clone()));
            }
            ["json"] => drop(serde_json::from_str::<serde_json::Value>(&block.text).expect("JSON")),
            ["sh"] => commands_exist(&block.text),
            _ => panic!("line {}: a block of an unknown kind: {}", block.line, block.info),
        }
    }
    (reading, compared)
}

/// Every command line of the guide is one the program understands.
fn commands_exist(text: &str) {
    for line in text.lines().filter(|line| line.starts_with("kaohe")) {
        let words = line.split(['|', '>']).next().unwrap_or_default().split_whitespace();
        let matches = kaohe::cli::command(Lang::Zh).try_get_matches_from(words);
        assert!(matches.is_ok(), "{line}");
    }
}

#[test]
fn the_guide_shows_what_the_program_shows() {
    let mut kinds = Vec::new();
    let mut blocks = 0;
    for guide in GUIDES {
        let (reading, compared) = shown_by(guide);
        kinds.extend(reading.kinds);
        blocks += compared;
    }
    assert!(blocks >= 60, "only {blocks} blocks");
    let told: BTreeSet<&str> = kinds.iter().filter_map(name_of).collect();
    assert_eq!(told, DOCTOR.iter().copied().collect(), "problems the guide explains");
}

/// Compares the blocks of a file, or writes them anew; how many there are.
fn shown_by(name: &str) -> (Reading, usize) {
    let path = project_file(name);
    let guide = fs::read_to_string(&path).expect("the guide");
    let (reading, compared) = read_guide(&guide);
    let blocks = compared.len();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let mut lines: Vec<&str> = guide.lines().collect();
        for (line, stated, shown) in compared.iter().rev() {
            lines.splice(*line..line + stated.lines().count(), shown.lines());
        }
        fs::write(&path, lines.join("\n") + "\n").expect("the guide written");
    } else {
        for (line, stated, shown) in compared {
            assert_eq!(stated, shown, "{name}:{line}");
        }
    }
    (reading, blocks)
}

/// What kind of problem of a rubric it is; also where a name that looks like it is proposed.
fn name_of(kind: &FileProblemKind) -> Option<&'static str> {
    match kind {
        FileProblemKind::Rubric(kind) => Some(name(kind)),
        FileProblemKind::NoSuchName { key: "about", .. } => Some("UnknownAbout"),
        FileProblemKind::NoSuchName { key: "only" | "except" | "points_for", .. } => {
            Some("UnknownTag")
        }
        FileProblemKind::NoSuchName { key: "office", .. } => Some("UnknownOffice"),
        FileProblemKind::NoSuchName { key: "grade", .. } => Some("UnknownGrade"),
        _ => None,
    }
}

/// Every problem `kaohe check` can find in a rubric, but an empty text, which the reader
/// tells before.
const DOCTOR: &[&str] = &[
    "AllToEarnUnclear",
    "AppliesToNobody",
    "BadNumber",
    "BelongsElsewhere",
    "BeyondWithoutAll",
    "CapNeverBites",
    "ClausesExceed",
    "ClausesFallShort",
    "DepartmentIsSpelling",
    "DuplicateId",
    "DuplicateName",
    "GradesLeaveGap",
    "GradesNotDescending",
    "BestOfDirect",
    "MaxOfWholeItem",
    "MixedEffects",
    "NoOneAmount",
    "NoTotalToConvert",
    "NoTotalToConvert",
    "NotPositive",
    "NothingToChoose",
    "NothingToContinue",
    "NothingToTake",
    "OnlyGroups",
    "PeriodReversed",
    "PointsMissing",
    "OneMoreAmount",
    "RangeReversed",
    "RepeatedText",
    "RuleUnprinted",
    "RestShared",
    "SpellingNotPrinted",
    "SpellingTwice",
    "StarWithoutUse",
    "SumDiffers",
    "MeanOfNothing",
    "NoSuchBranch",
    "TotalMissing",
    "TotalOfNothing",
    "SumForDiffers",
    "UnknownAbout",
    "UnknownGrade",
    "UnknownOffice",
    "UnknownTag",
    "WordsDiffer",
    "WordsUnwritten",
    "WrongEffect",
];

/// The compiler asks for a line here when the check learns to find something new; it belongs
/// into [`DOCTOR`] and into the guide too.
fn name(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::AllToEarnUnclear => "AllToEarnUnclear",
        ProblemKind::BeyondWithoutAll => "BeyondWithoutAll",
        ProblemKind::MaxOfWholeItem => "MaxOfWholeItem",
        ProblemKind::AppliesToNobody => "AppliesToNobody",
        ProblemKind::BadNumber { .. } => "BadNumber",
        ProblemKind::CapNeverBites { .. } => "CapNeverBites",
        ProblemKind::ClausesExceed { .. } => "ClausesExceed",
        ProblemKind::ClausesFallShort { .. } => "ClausesFallShort",
        ProblemKind::DuplicateId { .. } => "DuplicateId",
        ProblemKind::DuplicateName { .. } => "DuplicateName",
        ProblemKind::GradesLeaveGap { .. } => "GradesLeaveGap",
        ProblemKind::GradesNotDescending => "GradesNotDescending",
        ProblemKind::BestOfDirect => "BestOfDirect",
        ProblemKind::MixedEffects => "MixedEffects",
        ProblemKind::NoOneAmount => "NoOneAmount",
        ProblemKind::NoTotalToConvert => "NoTotalToConvert",
        ProblemKind::NotPositive => "NotPositive",
        ProblemKind::NothingToChoose => "NothingToChoose",
        ProblemKind::NothingToContinue => "NothingToContinue",
        ProblemKind::NothingToTake => "NothingToTake",
        ProblemKind::OnlyGroups => "OnlyGroups",
        ProblemKind::PeriodReversed => "PeriodReversed",
        ProblemKind::PointsMissing { .. } => "PointsMissing",
        ProblemKind::WordsUnwritten { .. } => "WordsUnwritten",
        ProblemKind::WordsDiffer { .. } => "WordsDiffer",
        ProblemKind::OneMoreAmount { .. } => "OneMoreAmount",
        ProblemKind::RuleUnprinted { .. } => "RuleUnprinted",
        ProblemKind::BelongsElsewhere { .. } => "BelongsElsewhere",
        ProblemKind::RestShared { .. } => "RestShared",
        ProblemKind::SumForDiffers { .. } => "SumForDiffers",
        ProblemKind::RangeReversed => "RangeReversed",
        ProblemKind::RepeatedText { .. } => "RepeatedText",
        ProblemKind::StarWithoutUse => "StarWithoutUse",
        ProblemKind::SumDiffers { .. } => "SumDiffers",
        ProblemKind::TextMissing => "TextMissing",
        ProblemKind::MeanOfNothing => "MeanOfNothing",
        ProblemKind::NoSuchBranch { .. } => "NoSuchBranch",
        ProblemKind::TotalMissing { .. } => "TotalMissing",
        ProblemKind::TotalOfNothing { .. } => "TotalOfNothing",
        ProblemKind::UnknownAbout { .. } => "UnknownAbout",
        ProblemKind::UnknownGrade { .. } => "UnknownGrade",
        ProblemKind::UnknownOffice { .. } => "UnknownOffice",
        ProblemKind::UnknownTag { .. } => "UnknownTag",
        ProblemKind::SpellingTwice { .. } => "SpellingTwice",
        ProblemKind::SpellingNotPrinted { .. } => "SpellingNotPrinted",
        ProblemKind::DepartmentIsSpelling { .. } => "DepartmentIsSpelling",
        ProblemKind::WrongEffect => "WrongEffect",
    }
}
