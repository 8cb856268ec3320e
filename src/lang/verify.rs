//! Whether a session file and its journal are in order, in words.

use super::{Lang, messages};
use crate::points::Points;
use crate::storage::journal::ChainProblem;
use crate::storage::session_file::{SealState, Summary};
use crate::storage::verify::{Beginning, JournalVerdict, RubricFound, Verdict, WrongScore};

/// How many numbers of lines are told one by one.
const MOST_NUMBERS: usize = 10;

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Something differs.
    pub differs: bool,
    /// The sentence.
    pub words: String,
}

messages! {
    empty_folder(folder: &str) { zh: "{folder} 里没有考核记录", en: "{folder} has no session files" }
    in_order(file: &str) { zh: "{file}：核对无误", en: "{file}: in order" }
    not_in_order(file: &str, count: usize) { zh: "{file}：{count} 处不符", en: "{file}: {count} differences", one(count): "{file}: 1 difference" }
    differs(words: &str) { zh: "不符：{words}", en: "DIFFERS: {words}" }

    rubric_exact { zh: "考核细则：指纹一致", en: "rubric: the very text, by its fingerprint" }
    rubric_changed { zh: "考核细则：只找到同名的另一版本，得分无法核对", en: "rubric: only another version of it is here, so scores cannot be checked" }
    rubric_missing { zh: "考核细则：找不到，得分无法核对（可用 --rubrics 指出目录）", en: "rubric: it is not here, so scores cannot be checked (name its folder with --rubrics)" }
    summary_fits(summary: &str) { zh: "得分：{summary}，与重新计算一致", en: "score: {summary}, as calculated now" }
    summary_differs(stored: &str, calculated: &str) { zh: "得分：文件写 {stored}，重新计算为 {calculated}", en: "score: the file says {stored}, calculated now {calculated}" }
    summary_unchecked(stored: &str) { zh: "得分：文件写 {stored}，没有核对", en: "score: the file says {stored}, not checked" }
    summary_missing(calculated: &str) { zh: "得分：文件没有写，重新计算为 {calculated}", en: "score: the file has none, calculated now {calculated}" }
    summary(score: &str, open: usize, clauses: usize) { zh: "{score}（共 {clauses} 条，未评 {open}）", en: "{score} ({clauses} clauses, {open} open)", one(clauses): "{score} (1 clause, {open} open)" }
    and_returned(summary: &str, returned: usize) { zh: "{summary}，退回 {returned}", en: "{summary}, {returned} returned" }
    no_score { zh: "不计分", en: "none" }

    no_journal { zh: "修改日志：没有；这份文件建立以后没有在程序里改过，建立以前的改动无从核对", en: "journal: none; the file was never changed in the program since it was made, and nothing tells what was done before" }
    other_journal { zh: "修改日志：旁边的是另一份记录的，这份记录的不在旁边", en: "journal: the one beside it is that of another session; its own is not here" }
    severed(lines: &str) { zh: "修改日志：记第 {lines} 行时，考核文件含有这份日志里没有的改动（日志换过，或末尾截短过）", en: "journal: when line {lines} was written, the session file held changes of lines that this journal does not have (it was replaced, or cut short)" }
    not_sealed { zh: "考核文件：没有封印，也没有修改日志，改没改过无从核对（旧版本建立的、手工写成的，或封印被拿掉）；在程序里改动一次就有", en: "session file: it has no seal and no journal, and nothing tells what was done to it (an older program or people made it, or the seal was taken away); it gets both with its next change in the program" }
    seal_broken { zh: "考核文件：封印不符，在程序之外改过", en: "session file: its seal is broken; it was changed outside the program" }
    earlier_missing(lines: u32) { zh: "修改日志：前面的 {lines} 行在另一份日志里，不在旁边", en: "journal: its first {lines} lines are in another file, which is not beside it", one(lines): "journal: its first line is in another file, which is not beside it" }
    begun_unsealed { zh: "修改日志：开头的记录没有封印，那以前的改动无从核对（旧版本建立的、手工写成的，或封印被拿掉）", en: "journal: the session it begins with has no seal, and nothing tells what was done before (an older program or people made it, or the seal was taken away)" }
    begun_changed { zh: "程序之外的改动：日志开头以前（日志已照改后的内容开头）", en: "changed outside the program: before the journal begins (which begins with it as changed)" }
    journal_lost(lines: u32) { zh: "修改日志：不在记录旁边，文件说它有 {lines} 行", en: "journal: it is not beside the session, which says it has {lines} lines", one(lines): "journal: it is not beside the session, which says it has one line" }
    chain_whole(lines: u32) { zh: "修改日志：{lines} 行，逐行相扣，没有缺行", en: "journal: {lines} lines, each linked to the one before, none missing", one(lines): "journal: 1 line, none missing" }
    unreadable(lines: &str) { zh: "修改日志：文件第 {lines} 行读不出来", en: "journal: line {lines} of the file cannot be read" }
    broken(lines: &str) { zh: "修改日志：第 {lines} 行扣不上前一行，前一行改过，或中间少了行", en: "journal: line {lines} is not linked to the line before: that one was changed, or one between is missing" }
    misnumbered(lines: &str) { zh: "修改日志：第 {lines} 行的行号不连续", en: "journal: the number of line {lines} does not follow the one before" }
    not_begun { zh: "修改日志：开头不是记录当时的样子，前面少了行", en: "journal: it does not begin with the session as it was; lines before are missing" }
    torn(bytes: u64) { zh: "修改日志：末尾有 {bytes} 字节没有写完；下次在程序里改动时会另存", en: "journal: its last {bytes} bytes were never finished; they are set apart at the next change in the program", one(bytes): "journal: its last byte was never finished; it is set apart at the next change in the program" }

    replayed { zh: "逐行重算：每行改动前的内容、改动后的得分都对得上", en: "replay: what each line found and the score after it are right" }
    misfits(lines: &str) { zh: "逐行重算：第 {lines} 行说的原内容与前面接不上", en: "replay: line {lines} found something else than the lines before left" }
    wrong_score(line: u32, stored: &str, calculated: &str) { zh: "逐行重算：第 {line} 行写得分 {stored}，重新计算为 {calculated}", en: "replay: line {line} says score {stored}, calculated now {calculated}" }
    wrong_scores(line: u32, stored: &str, calculated: &str, count: usize) { zh: "逐行重算：第 {line} 行写得分 {stored}，重新计算为 {calculated}；连它共 {count} 行得分不符", en: "replay: line {line} says score {stored}, calculated now {calculated}; {count} lines in all have a wrong score" }
    unscored(lines: &str) { zh: "逐行重算：第 {lines} 行当时的细则找不到，得分无法核对", en: "replay: the rubric of line {lines} is not here, so its score cannot be checked" }
    outside(lines: &str) { zh: "程序之外的改动：第 {lines} 行（已记入日志）", en: "changed outside the program: line {lines} (the journal tells of it)" }

    file_fits(lines: u32) { zh: "考核文件：与日志第 {lines} 行之后的内容一致，封印完好", en: "session file: as the journal has it after line {lines}, the seal is whole" }
    file_not_marked(lines: u32) { zh: "考核文件：与日志第 {lines} 行记下的全文一致", en: "session file: the very text that line {lines} of the journal keeps" }
    file_differs_in_content { zh: "考核文件：内容与日志不一致，在程序之外改过", en: "session file: what it says is not what the journal has; it was changed outside the program" }
    file_differs_in_form { zh: "考核文件：记录内容与日志一致，但封印不符，文字在程序之外改过", en: "session file: it records what the journal has, but the seal is broken; its text was changed outside the program" }
    file_replayed_differs(lines: u32) { zh: "考核文件：封印完好，但逐行重算到第 {lines} 行得到的内容不同", en: "session file: the seal is whole, but replaying the journal to line {lines} gives something else" }
    journal_short(last: u32, marked: u32) { zh: "修改日志：只有 {last} 行，文件说有 {marked} 行，末尾的行不见了", en: "journal: it has {last} lines and the file says {marked}; lines at its end are gone" }
    draws_repeated(draws: usize) { zh: "随机抽查：{draws} 次都照样重抽过，结果一致", en: "samples: {draws} were drawn again from their seeds and lists, with the same names", one(draws): "samples: one was drawn again from its seed and list, with the same names" }
    other_draw(id: &str) { zh: "随机抽查：{id} 抽中的与种子、名单按规则抽出的不一致", en: "samples: what was drawn for {id} is not what its seed and list give" }
    behind_broken(lines: usize) { zh: "考核文件：日志里有 {lines} 行尚未写入考核文件；日志有缺损，打开以后改动一次，能补回的才写入", en: "session file: {lines} lines of the journal are not in it yet; the journal is damaged, and what can be brought back goes in with the next change after opening", one(lines): "session file: one line of the journal is not in it yet; the journal is damaged, and what can be brought back goes in with the next change after opening" }
    behind(lines: usize) { zh: "考核文件：日志里有 {lines} 行尚未写入考核文件，打开一次即补上（有人正在编辑时也会这样）", en: "session file: {lines} lines of the journal are not in it yet; opening it once brings them in (so it is, too, while someone edits it)", one(lines): "session file: one line of the journal is not in it yet; opening it once brings it in (so it is, too, while someone edits it)" }
}

/// Everything a verdict says, one fact each.
#[must_use]
pub fn facts(lang: Lang, verdict: &Verdict) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut fact = |differs: bool, words: String| facts.push(Fact { differs, words });
    match verdict.rubric {
        RubricFound::Exact => fact(false, rubric_exact(lang).to_owned()),
        RubricFound::Changed => fact(true, rubric_changed(lang).to_owned()),
        RubricFound::Missing => fact(true, rubric_missing(lang).to_owned()),
    }
    let words = |summary: &Summary| summary_words(lang, summary);
    match (&verdict.stored, &verdict.calculated) {
        (Some(stored), Some(calculated)) if stored == calculated => {
            fact(false, summary_fits(lang, &words(stored)));
        }
        (Some(stored), Some(calculated)) => {
            fact(true, summary_differs(lang, &words(stored), &words(calculated)));
        }
        (Some(stored), None) => fact(true, summary_unchecked(lang, &words(stored))),
        (None, Some(calculated)) => fact(true, summary_missing(lang, &words(calculated))),
        (None, None) => {}
    }
    match (&verdict.journal, verdict.marked) {
        (Some(journal), marked) => journal_facts(lang, journal, marked, &mut facts),
        (None, Some(lines @ 1..)) => fact(true, journal_lost(lang, lines)),
        (None, Some(0)) if verdict.seal == SealState::Whole => {
            fact(false, no_journal(lang).to_owned());
        }
        (None, Some(0)) => fact(true, seal_broken(lang).to_owned()),
        (None, None) => fact(true, not_sealed(lang).to_owned()),
    }
    for id in &verdict.other_draws {
        facts.push(Fact { differs: true, words: other_draw(lang, id) });
    }
    if verdict.draws > 0 && verdict.other_draws.is_empty() {
        facts.push(Fact { differs: false, words: draws_repeated(lang, verdict.draws) });
    }
    facts
}

fn summary_words(lang: Lang, held: &Summary) -> String {
    let words = summary(lang, &score_words(lang, held.score), held.open, held.clauses);
    if held.returned > 0 { and_returned(lang, &words, held.returned) } else { words }
}

fn score_words(lang: Lang, score: Option<Points>) -> String {
    score.map_or_else(|| no_score(lang).to_owned(), |score| score.to_string())
}

fn journal_facts(lang: Lang, journal: &JournalVerdict, marked: Option<u32>, facts: &mut Vec<Fact>) {
    let mut fact = |differs: bool, words: String| facts.push(Fact { differs, words });
    if journal.chain.is_empty() {
        fact(false, chain_whole(lang, journal.last));
    }
    for words in chain_words(lang, &journal.chain) {
        fact(true, words);
    }
    if journal.is_other {
        return fact(true, other_journal(lang).to_owned());
    }
    if let Some(lines) = some_lines(lang, &journal.severed) {
        fact(true, severed(lang, &lines));
    }
    let replay = replay_words(lang, journal);
    if replay.is_empty() && journal.last > 0 {
        fact(false, replayed(lang).to_owned());
    }
    for words in replay {
        fact(true, words);
    }
    match journal.beginning {
        Beginning::Sealed => {}
        Beginning::Unsealed => fact(false, begun_unsealed(lang).to_owned()),
        Beginning::Changed => fact(false, begun_changed(lang).to_owned()),
        Beginning::Held(lines) => fact(true, earlier_missing(lang, lines)),
    }
    if !journal.outside.is_empty() {
        fact(false, outside(lang, &numbers(lang, &journal.outside)));
    }
    match (journal.held, journal.same, marked) {
        (Some(0), ..) => {}
        (Some(held), true, Some(_)) => fact(false, file_fits(lang, held)),
        (Some(held), true, None) => fact(false, file_not_marked(lang, held)),
        (Some(held), false, _) => fact(true, file_replayed_differs(lang, held)),
        (None, _, Some(marked)) if marked > journal.last => {
            fact(true, journal_short(lang, journal.last, marked));
        }
        (None, true, _) => fact(true, file_differs_in_form(lang).to_owned()),
        (None, false, _) => fact(true, file_differs_in_content(lang).to_owned()),
    }
    let is_whole = journal
        .chain
        .iter()
        .all(|problem| matches!(problem, ChainProblem::Torn(_) | ChainProblem::EarlierMissing(_)));
    match journal.behind {
        0 => {}
        lines if is_whole && journal.misfits.is_empty() => fact(true, behind(lang, lines)),
        lines => fact(true, behind_broken(lang, lines)),
    }
}

/// What is wrong with the lines of a journal as they stand, each kind once.
#[must_use]
pub fn chain_words(lang: Lang, problems: &[ChainProblem]) -> Vec<String> {
    let lines = |wanted: fn(&ChainProblem) -> Option<u32>| -> Vec<u32> {
        problems.iter().filter_map(wanted).collect()
    };
    let unreadable_lines = lines(|problem| match problem {
        ChainProblem::Unreadable(line) => u32::try_from(*line).ok(),
        _ => None,
    });
    let broken_lines = lines(|problem| match problem {
        ChainProblem::Broken(line) => Some(*line),
        _ => None,
    });
    let misnumbered_lines = lines(|problem| match problem {
        ChainProblem::Misnumbered(line) => Some(*line),
        _ => None,
    });
    let mut words = Vec::new();
    words.extend(problems.contains(&ChainProblem::NotBegun).then(|| not_begun(lang).to_owned()));
    words.extend(problems.iter().find_map(|problem| match problem {
        ChainProblem::EarlierMissing(lines) => Some(earlier_missing(lang, *lines)),
        _ => None,
    }));
    words.extend(some_lines(lang, &unreadable_lines).map(|lines| unreadable(lang, &lines)));
    words.extend(some_lines(lang, &broken_lines).map(|lines| broken(lang, &lines)));
    words.extend(some_lines(lang, &misnumbered_lines).map(|lines| misnumbered(lang, &lines)));
    words.extend(problems.iter().filter_map(|problem| match problem {
        ChainProblem::Torn(bytes) => Some(torn(lang, *bytes)),
        _ => None,
    }));
    words
}

fn replay_words(lang: Lang, journal: &JournalVerdict) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(some_lines(lang, &journal.misfits).map(|lines| misfits(lang, &lines)));
    if let Some(WrongScore { line, stored, calculated }) = journal.scores.first() {
        let stored = score_words(lang, *stored);
        let calculated = score_words(lang, *calculated);
        words.push(match journal.scores.len() {
            1 => wrong_score(lang, *line, &stored, &calculated),
            count => wrong_scores(lang, *line, &stored, &calculated, count),
        });
    }
    words.extend(some_lines(lang, &journal.unscored).map(|lines| unscored(lang, &lines)));
    words
}

fn some_lines(lang: Lang, lines: &[u32]) -> Option<String> {
    (!lines.is_empty()).then(|| numbers(lang, lines))
}

/// `3、7、9`; not endlessly many.
pub(super) fn numbers(lang: Lang, lines: &[u32]) -> String {
    let shown: Vec<String> = lines.iter().take(MOST_NUMBERS).map(u32::to_string).collect();
    let shown = shown.join(lang.enumeration_comma());
    if lines.len() > MOST_NUMBERS { format!("{shown}…") } else { shown }
}
