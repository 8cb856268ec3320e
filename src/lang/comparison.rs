//! 对比 in words: whose numbers stand beside each other, and what each found.

mod labels;

pub use labels::{labels, labels_within};

use super::steps::{Wording, line};
use super::{Lang, awards, changes, messages, record, returned, ui, vetoes, words};
use crate::comparison::{Apart, Cell, Comparison, Figure, Row, Side};
use crate::points::Points;
use crate::rubric::changes::Part;
use crate::rubric::{Home, Rubric};
use crate::score::Mark;
use crate::session::{Assessment, Date, LedgerRow, Mode, SessionHead, Value};
use crate::visible::name_words;
use std::path::Path;

messages! {
    fines { zh: "罚款（元）", en: "Fines (yuan)" }
    title { zh: "对比", en: "Comparison" }
    gap_heading { zh: "相差", en: "gap" }
    id_heading { zh: "编号", en: "id" }
    text_heading { zh: "内容", en: "text" }
    base { zh: "各项得分", en: "sections" }
    before_veto { zh: "否决前", en: "before veto" }
    missing { zh: "无此条", en: "not there" }
    nothing { zh: "没有不同。", en: "Nothing differs." }
    by_gap { zh: "相差大的在前", en: "largest gap first" }
    by_document { zh: "按细则顺序", en: "in document order" }
    rows_differ(count: usize, all: usize) {
        zh: "{all} 项中有 {count} 项不同",
        en: "{count} of {all} rows differ",
        one(all): "{count} of 1 row differs",
    }
    rows_all(count: usize, all: usize) {
        zh: "全部 {all} 项，其中 {count} 项不同",
        en: "all {all} rows, {count} of which differ",
    }
    only_one_document { zh: "两版细则不都有", en: "not in every version" }
    unlike_units { zh: "这几份记录的单位不同。", en: "The sessions are of different units." }
    unlike_versions { zh: "这几份记录用的细则不是同一版：按编号和条款文字对应，对不上的单列。", en: "The sessions were scored with different versions of the rubric: parts are matched by number and text, and what has no counterpart is listed as such." }
    unrelated(one: &str, other: &str) {
        zh: "“{one}”和“{other}”不是同一份细则，也没有一半以上相同的条款，不能对比",
        en: "“{one}” and “{other}” are different rubrics and have fewer than half of their clauses in common: they cannot be compared",
    }
    not_so_many { zh: "一次对比两份或三份记录", en: "two or three sessions are compared at once" }
    the_same_twice(name: &str) { zh: "{name} 写了两次", en: "{name} is named twice" }
    vetoed { zh: "否决", en: "vetoed" }
    says(label: &str, recorded: &str) { zh: "{label}：{recorded}", en: "{label}: {recorded}" }
    others_title { zh: "与哪份记录对比", en: "Compare with which session" }
    others_hint { zh: "Enter 对比；空格标记，可再加一份", en: "Enter compares; Space marks, two at most" }
    no_others { zh: "这个目录里没有别的考核记录", en: "the folder has no other session" }
    no_more { zh: "一次最多对比三份", en: "three at most are compared at once" }
    mark_first { zh: "先按 ⟦start.mark⟧ 标记要对比的两三份记录，再按 ⟦start.compare⟧", en: "mark two or three sessions with ⟦start.mark⟧, then press ⟦start.compare⟧" }
    accept_title(label: &str, id: &str) { zh: "采用 {label}：{id}", en: "Accept {label}: {id}" }
    reason_needed { zh: "与现场考核不同，须写明原因", en: "it differs from the field session: say why" }
    reason_free { zh: "与现场考核相同，可不写", en: "it is what the field session says; may stay empty" }
    choose_a_row { zh: "这一行是总数：请把光标移到条款的行上再采用", en: "this row is a number of the whole: choose the row of a clause" }
    press_its_number(columns: usize) { zh: "采用哪一栏就按哪一栏的号：1 至 {columns}", en: "the number of a column accepts it: 1 to {columns}" }
    other_rubric { zh: "这两份记录用的不是同一份细则，不能采用", en: "the two sessions are of different rubrics: nothing is accepted from one into the other" }
    other_time(one: &str, other: &str) {
        zh: "两份记录的考核时间相差半年以上（{one}、{other}），不是同一次考核，不能采用；日期写错的，先在基本信息里改好",
        en: "the sessions lie more than half a year apart ({one}, {other}) and are of different assessments: nothing is accepted; a date that is wrong can be mended in the head",
    }
    nothing_entered { zh: "没有填报", en: "nothing entered" }
    no_date { zh: "没有日期", en: "no date" }
    review_named(date: &str, file: &str) { zh: "复核 {date}（{file}）", en: "review {date} ({file})" }
    goes_into(name: &str) { zh: "采用到已有的{name}", en: "goes into the {name}" }
    begins_from(base: &str) { zh: "新建复核，以“{base}”为底稿", en: "a review begins from {base}" }
    into { zh: "采用到", en: "Into" }
    into_hint { zh: "有几份复核草稿，选一份", en: "there are several draft reviews: choose one" }
    ask_reopen(name: &str) {
        zh: "已有定稿的{name}。要接着采用，先取消它的定稿（要写原因）。取消定稿吗？",
        en: "There is a final {name}. To go on accepting, it has to be reopened (with a reason). Reopen it?",
    }
    no_such_column(columns: usize) { zh: "只有第 1 至 {columns} 栏", en: "there are columns 1 to {columns}" }
    save_first { zh: "打开的记录还没有保存或正在试算，请先处理", en: "the open session is not saved or things are tried in it: see to that first" }
    no_base { zh: "没有可作复核底稿的现场考核或自评", en: "there is no field or self-assessment to start a review from" }
    is_the_review { zh: "这一栏就是复核记录，请选别的栏", en: "that column is the review itself: choose another" }
    no_counterpart { zh: "两版细则不都有这一条，不能采用", en: "not every version has it: it cannot be accepted" }
    accept_below(id: &str) { zh: "{id} 的分由下面各条得出：请在下面的条款上采用", en: "{id} is the sum of what is below it: accept on the clauses there" }
    does_not_fit { zh: "那份记录与这版细则的条款不合，不能采用", en: "what is recorded there does not fit the clause of this version" }
    not_open { zh: "退回意见写在打开的记录上：请先打开单位的记录，再从那里对比", en: "a comment goes on the open session: open the unit's session and compare from there" }
    accepted_now(label: &str, id: &str) { zh: "{id} 已采用“{label}”，u 撤销", en: "{id}: accepted {label}; u takes it back" }
    review_begun(base: &str, said: &str) { zh: "已新建复核，以“{base}”为底稿；{said}", en: "a review begins from {base}; {said}" }
    accepted_from(source: &str) { zh: "采用{source}", en: "accepted from {source}" }
    based_on(base: &str) { zh: "复核以{base}为底稿", en: "the review starts from {base}" }
    open_count(open: u32) { zh: "未评 {open}", en: "{open} open" }
    score_so_far(score: &str) { zh: "暂得分 {score}", en: "score so far {score}" }
    score_of(score: &str) { zh: "得分 {score}", en: "score {score}" }
    grade_of(grade: &str) { zh: "等次 {grade}", en: "grade {grade}" }
}

/// A mode in as few words as tell it from the others.
#[must_use]
pub fn short_mode(lang: Lang, mode: Mode) -> &'static str {
    match (lang, mode) {
        (Lang::Zh, Mode::SelfAssessment) => "自评",
        (Lang::Zh, Mode::Field) => "现场",
        (Lang::Zh, Mode::Review) => "复核",
        (Lang::En, mode) => mode.key(),
    }
}

/// Which assessment a column is, and what it comes to.
#[must_use]
pub fn side(lang: Lang, side: &Side<'_>) -> String {
    let (head, total) = (&side.session.head, &side.card.total);
    let mut said = vec![words::state(lang, head.state).to_owned(), head.unit.clone()];
    let open = total.progress.open;
    let score = total.score.map(|score| score.show(side.rubric.head.decimals));
    let so_far = if open > 0 { score_so_far } else { score_of };
    said.extend(score.map(|score| so_far(lang, &score)));
    said.extend(vetoes::grade(lang, total).map(|grade| grade_of(lang, &grade)));
    said.extend(total.vetoed.then(|| match &total.vetoed_as[..] {
        [None] => vetoed(lang).to_owned(),
        own => vetoes::held(lang, own),
    }));
    said.extend((open > 0).then(|| open_count(lang, open)));
    // What it comes to stands before what may be cut.
    said.extend(head.date.map(|date| date.to_string()));
    said.extend(head.assessors.iter().cloned());
    said.join("  ")
}

/// Which assessment it is, in a few words: `自评 2021-12-10 [id]`.
#[must_use]
pub fn side_short(lang: Lang, side: &Side<'_>) -> String {
    let head = &side.session.head;
    let mut said = vec![short_mode(lang, head.mode).to_owned()];
    said.extend(head.date.map(|date| date.to_string()));
    said.push(format!("[{}]", side.session.id));
    said.join(" ")
}

/// What the journal keeps of why an entry was accepted.
#[must_use]
pub fn accepted_why(lang: Lang, source: &str, base: Option<&str>, reason: &str) -> String {
    let mut said = vec![accepted_from(lang, source)];
    said.extend(base.map(|base| based_on(lang, base)));
    said.extend(Some(reason.to_owned()).filter(|reason| !reason.is_empty()));
    said.join(lang.semicolon())
}

/// Why what is recorded for one assessment is not accepted into another; none where they are one.
#[must_use]
pub fn other_assessment(lang: Lang, ours: &Assessment, theirs: &Assessment) -> Option<String> {
    let day = |of: &Assessment| of.date.map_or(no_date(lang).to_owned(), |day| day.to_string());
    if ours.unit != theirs.unit {
        Some(unlike_units(lang).to_owned())
    } else if ours.rubric != theirs.rubric {
        Some(other_rubric(lang).to_owned())
    } else if !ours.is_near(theirs) {
        Some(other_time(lang, &day(theirs), &day(ours)))
    } else {
        None
    }
}

/// Which 复核 it is: its day and its file.
#[must_use]
pub fn review_name(lang: Lang, head: &SessionHead, path: &Path) -> String {
    let date = head.date.map_or(no_date(lang).to_owned(), |date| date.to_string());
    review_named(lang, &date, &name_words(path.file_name().unwrap_or_default()))
}

/// What has to be known before the numbers are read.
#[must_use]
pub fn notes(lang: Lang, sides: &[Side<'_>]) -> Vec<&'static str> {
    let differs =
        |of: fn(&Side<'_>) -> String| sides.windows(2).any(|two| of(&two[0]) != of(&two[1]));
    let units = differs(|side| side.session.head.unit.clone()).then(|| unlike_units(lang));
    let versions = differs(|side| side.session.rubric.sha256.clone());
    units.into_iter().chain(versions.then(|| unlike_versions(lang))).collect()
}

/// What a number of the whole is called.
#[must_use]
pub fn figure(lang: Lang, figure: Figure) -> &'static str {
    match figure {
        Figure::Fines => fines(lang),
        Figure::Base => base(lang),
        Figure::Direct => words::direct(lang),
        Figure::Bonus => words::bonus(lang),
        Figure::BeforeVeto => before_veto(lang),
        Figure::Score => words::score_word(lang),
    }
}

/// How many rows there are and how many differ.
#[must_use]
pub fn counts(lang: Lang, comparison: &Comparison, is_all: bool) -> String {
    let differing = comparison.rows.iter().filter(|row| row.differs()).count();
    let words = if is_all { rows_all } else { rows_differ };
    words(lang, differing, comparison.rows.len())
}

/// The id of a row; each of them where the versions have different ones.
#[must_use]
pub fn id(lang: Lang, sides: &[Side<'_>], row: &Row) -> String {
    let mut ids: Vec<String> = Vec::new();
    for (part, side) in row.parts.iter().zip(sides) {
        let Some(part) = part else { continue };
        let name = part_id(lang, side.rubric, *part);
        if !ids.contains(&name) {
            ids.push(name);
        }
    }
    ids.join(" → ")
}

fn part_id(lang: Lang, rubric: &Rubric, part: Part) -> String {
    let id = part.id(rubric);
    match part {
        Part::Veto(place) => {
            vetoes::numbered(lang, vetoes::called(lang, &rubric.vetoes[place]), id)
        }
        Part::Clause(index) => match rubric.clause(index).home {
            Home::Item(_) => id.to_owned(),
            Home::Bonus => format!("{} {id}", words::bonus(lang)),
            Home::Direct => format!("{} {id}", words::direct(lang)),
        },
        _ => id.to_owned(),
    }
}

/// What the document says of a row.
#[must_use]
pub fn text(sides: &[Side<'_>], row: &Row) -> String {
    let Some((place, part)) = row.first() else { return String::new() };
    let rubric = sides[place].rubric;
    match part {
        Part::Indicator(index) => rubric.indicator(index).title.clone(),
        Part::Clause(index) => words::sentence(rubric, index),
        Part::Veto(place) => rubric.vetoes[place].text.clone(),
        Part::Head | Part::Bonus | Part::Factor(_) | Part::Grades => String::new(),
    }
}

/// What happened to a row between the versions of the document; empty where nothing did.
#[must_use]
pub fn changed(lang: Lang, row: &Row) -> &'static str {
    match row.changed {
        _ if row.is_partial() => only_one_document(lang),
        Some(kind) => changes::kind(lang, kind),
        None => "",
    }
}

/// Whether a row is of a section or an item, whose number is a score even while it is open.
fn is_indicator(row: &Row) -> bool {
    matches!(row.first(), Some((_, Part::Indicator(_))))
}

/// What stands in the column of an assessment.
#[must_use]
pub fn cell(lang: Lang, sides: &[Side<'_>], row: &Row, place: usize) -> String {
    let Some(cell) = &row.cells[place] else { return missing(lang).to_owned() };
    let decimals = sides[place].rubric.head.decimals;
    match (cell.mark, cell.number) {
        (Mark::Open, Some(_)) if is_pending(&sides[place], row, place) => {
            words::pending(lang).to_owned()
        }
        (_, Some(number)) if cell.is_open && is_indicator(row) => {
            ui::so_far(lang, &number.show(decimals))
        }
        (Mark::Open | Mark::NotApplicable, _) => words::mark(lang, cell.mark).to_owned(),
        (_, Some(number)) => number.show(decimals),
        (_, None) => mark(lang, cell),
    }
}

/// Whether there is no score yet but points to be judged.
fn is_pending(side: &Side<'_>, row: &Row, place: usize) -> bool {
    matches!(row.parts[place], Some(Part::Indicator(index))
        if side.card.indicators[index.0].is_pending())
}

/// Of what has no number, how far it is.
fn mark(lang: Lang, cell: &Cell) -> String {
    match cell.entry.value {
        Value::Task(state) => words::task(lang, state).to_owned(),
        _ => words::mark(lang, cell.mark).to_owned(),
    }
}

/// How far apart the numbers are, signed where there are two: 待评 where one is not finished.
#[must_use]
pub fn apart(lang: Lang, sides: &[Side<'_>], apart: Apart) -> String {
    let Apart { gap, difference, is_open } = apart;
    if is_open {
        return words::pending(lang).to_owned();
    }
    let decimals = sides.iter().map(|side| side.rubric.head.decimals).max().unwrap_or_default();
    let signed = difference.filter(|_| sides.len() == 2).map(|difference| {
        let sign = if difference > Points::ZERO { "+" } else { "" };
        format!("{sign}{}", difference.show(decimals))
    });
    signed.or_else(|| gap.map(|gap| gap.show(decimals))).unwrap_or_default()
}

/// The cells of a number of the whole, by its place: how far apart, then what each says, 暂
/// where it may still change.
#[must_use]
pub fn total_cells(
    lang: Lang,
    sides: &[Side<'_>],
    comparison: &Comparison,
    place: usize,
) -> Vec<String> {
    let Some((figure, values)) = comparison.totals.get(place) else { return Vec::new() };
    let shown = values.iter().zip(sides).enumerate().map(|(at, (value, side))| {
        let Some(value) = value else { return String::new() };
        let value = value.show(side.rubric.head.decimals);
        if comparison.is_provisional(*figure, at) { ui::so_far(lang, &value) } else { value }
    });
    std::iter::once(apart(lang, sides, comparison.apart(place))).chain(shown).collect()
}

/// What an assessment recorded about a row: value, findings, remark, evidence; rows of a ledger.
#[must_use]
pub fn recorded(lang: Lang, sides: &[Side<'_>], row: &Row, place: usize) -> String {
    let (Some(part), Some(cell)) = (row.parts[place], &row.cells[place]) else {
        return missing(lang).to_owned();
    };
    let side = &sides[place];
    let clause = match part {
        Part::Clause(index) => Some(side.rubric.clause(index)),
        _ => None,
    };
    if part.entry_id(side.rubric).is_some() {
        let year = side.rubric.head.year().or_else(|| side.session.head.date.map(Date::year));
        return match cell.entry.is_empty() {
            true if is_indicator(row) && cell.mark != Mark::Open => String::new(),
            true => words::mark(lang, cell.mark).to_owned(),
            false => record::entry(lang, clause, year, &cell.entry),
        };
    }
    let rows: Vec<String> = cell.ledger.iter().map(ledger_row).collect();
    if rows.is_empty() { nothing_entered(lang).to_owned() } else { rows.join(lang.semicolon()) }
}

fn ledger_row(row: &LedgerRow) -> String {
    let award = row.award.map(|award| award.to_string());
    let mut said: Vec<String> = award.into_iter().chain([record::row(row)]).collect();
    said.extend(row.evidence.iter().cloned());
    said.retain(|words| !words.is_empty());
    if said.is_empty() { row.count.to_string() } else { said.join("  ") }
}

/// Where an entry was taken from, and the comment on it.
#[must_use]
pub fn notes_on(lang: Lang, row: &Row, place: usize) -> Vec<String> {
    let Some(entry) = row.cells[place].as_ref().map(|cell| &cell.entry) else { return Vec::new() };
    let accepted = returned::accepted(lang, entry.accepted.as_deref());
    let comment = returned::words(lang, entry.returned.as_deref());
    let labels = [returned::label_accepted(lang), returned::label_returned(lang)];
    let notes = labels.into_iter().zip([accepted, comment]);
    notes
        .filter(|(_, said)| !said.is_empty())
        .map(|(label, said)| format!("{label}  {said}"))
        .collect()
}

/// How the number of an assessment came about, step by step; empty where nothing is calculated.
#[must_use]
pub fn steps(lang: Lang, sides: &[Side<'_>], row: &Row, place: usize) -> String {
    let side = &sides[place];
    let wording = Wording::new(lang, side.rubric.head.decimals);
    match row.parts[place] {
        Some(Part::Indicator(index)) => line(wording, &side.card.indicators[index.0].steps),
        Some(Part::Clause(index)) => {
            let clause = side.rubric.clause(index);
            let wording = wording.of_clause(clause);
            match clause.home {
                Home::Item(_) => line(wording, &side.card.clauses[index.0].steps),
                Home::Bonus => {
                    let awards = side.session.bonus.iter().zip(&side.card.bonus.awards);
                    let lost = awards.filter(|(row, _)| row.clause == clause.no);
                    let lost = lost.flat_map(|(_, award)| award.losses.clone());
                    let lost: Vec<_> = lost.collect();
                    awards::losses(lang, &lost, side.rubric.head.decimals)
                }
                Home::Direct => {
                    let steps = side.card.direct.rows.iter().zip(&side.card.direct.taken);
                    let rows = side.session.direct.iter().zip(steps);
                    let own = rows.filter(|(row, _)| row.clause == clause.no);
                    let own =
                        own.map(|(_, (step, taken))| awards::deduction(wording, step, Some(taken)));
                    own.collect::<Vec<_>>().join(lang.semicolon())
                }
            }
        }
        _ => String::new(),
    }
}
