//! 排名 in words.

use super::{Lang, messages, vetoes, words};
use crate::points::Points;
use crate::ranking::{Deducted, Result, Standing};

messages! {
    title { zh: "排名", en: "Ranking" }
    clauses_title { zh: "扣分最多的条款", en: "Where most is deducted" }
    rule {
        zh: "排名规则：按得分从高到低，有一票否决的排在没有的后面；同分名次相同，后面的名次顺延；名次相同的，排列先后依次看直接扣分少的、各项得分高的、单位名称。一个单位有几份记录时，复核先于现场考核、先于自评，定稿先于草稿，再取考核时间晚的，同一天的取后新建的。得分全部重新计算；未评完的按暂得分排并注明。",
        en: "By score, the highest first, vetoed units behind all others; equal scores share a rank and the next is skipped; within a rank fewer direct deductions stand first, then the higher sum of the sections, then the name. Of a unit's sessions review counts before field before self, final before draft, then the later date, of one day the one made last. Scores are calculated anew; unfinished units are ranked by the score so far and marked.",
    }
    clauses_rule {
        zh: "扣分是各单位该条款扣分之和（封顶、扣完为止之前），比例是有扣分的单位占查过该条款的单位。",
        en: "Points are the sum over the units, before any cap; the share is that of the units that lost something among those looked at.",
    }
    tied(rank: usize) { zh: "{rank}（并列）", en: "{rank} (tied)" }
    unfinished(open: u32) { zh: "未评完 {open}", en: "{open} open" }
    nothing_applies { zh: "无适用内容，不排名", en: "nothing applies, not ranked" }
    vetoed { zh: "否决", en: "vetoed" }
    also_written(names: &str) { zh: "另写作“{names}”", en: "also written “{names}”" }
    others(count: usize) { zh: "另有 {count} 份", en: "{count} more" }
    rank_heading { zh: "名次", en: "rank" }
    unit_heading { zh: "单位", en: "unit" }
    id_heading { zh: "编号", en: "id" }
    text_heading { zh: "内容", en: "text" }
    hit_heading { zh: "单位数", en: "units" }
    share_heading { zh: "比例", en: "share" }
    note_heading { zh: "备注", en: "note" }
    nobody { zh: "这个目录里没有这份细则的考核记录。", en: "The folder has no session of this rubric." }
    nothing_deducted { zh: "没有扣分。", en: "Nothing is deducted." }
    which_rubric(ids: &str) {
        zh: "目录里有几份细则的考核记录，请用 --rubric 指明：{ids}",
        en: "the folder has sessions of several rubrics; name one with --rubric: {ids}",
    }
    no_sessions { zh: "这个目录里没有考核记录", en: "the folder has no sessions" }
    without_rubric(path: &str) {
        zh: "{path}：找不到所用的考核细则，没有排进来",
        en: "{path}: its rubric is not here; it is not ranked",
    }
    other_rubric(path: &str) {
        zh: "{path}：记录时所用的那一版细则找不到，按现在的细则计算",
        en: "{path}: the version of the rubric it was scored with is not here; calculated with the present one",
    }
    not_ranked(count: usize) { zh: "{count} 份记录读不了，没有排进来", en: "{count} sessions cannot be read and are not ranked", one(count): "1 session cannot be read and is not ranked" }
    not_readable { zh: "读不了，没有排进来", en: "cannot be read, not ranked" }
    units(count: usize) { zh: "{count} 个单位", en: "{count} units", one(count): "1 unit" }
}

/// What the columns are called: rank, unit, mode, state, score, deducted, direct, bonus, grade.
#[must_use]
pub fn headings(lang: Lang) -> [&'static str; 10] {
    [
        rank_heading(lang),
        unit_heading(lang),
        words::mode_word(lang),
        super::ui::label_state(lang),
        words::score_word(lang),
        words::deducted(lang),
        words::direct(lang),
        words::bonus(lang),
        words::grade(lang),
        note_heading(lang),
    ]
}

/// The cells of a unit, as [`headings`] calls them.
#[must_use]
pub fn cells(lang: Lang, standing: &Standing, result: &Result, more: usize) -> [String; 10] {
    let show = |points: Points| points.show(result.decimals);
    let rank = standing.rank.map_or_else(
        || "—".to_owned(),
        |rank| if standing.is_tied { tied(lang, rank) } else { rank.to_string() },
    );
    let mut notes: Vec<String> = Vec::new();
    notes.extend(result.nothing_applies.then(|| nothing_applies(lang).to_owned()));
    notes.extend(result.vetoed.then(|| match &result.vetoed_as[..] {
        [] | [None] => vetoed(lang).to_owned(),
        own => vetoes::held(lang, own),
    }));
    notes.extend((result.open > 0).then(|| unfinished(lang, result.open)));
    let fines = result.fines;
    notes.extend((!fines.is_zero()).then(|| super::report::fined(lang, &fines.to_string())));
    notes.extend((more > 0).then(|| others(lang, more)));
    if !result.also.is_empty() {
        notes.push(also_written(lang, &result.also.join("”“")));
    }
    let has_points = result.score.is_some();
    let points = |points: Points| if has_points { show(points) } else { String::new() };
    [
        rank,
        result.head.unit.clone(),
        super::comparison::short_mode(lang, result.head.mode).to_owned(),
        words::state(lang, result.head.state).to_owned(),
        score(result),
        points(result.deducted),
        points(result.direct),
        points(result.added),
        vetoes::grade_of(lang, result.grade.as_deref(), &result.beside_grade).unwrap_or_default(),
        notes.join(" "),
    ]
}

/// The cells of a file that is not in the ranking, as [`headings`] calls them.
#[must_use]
pub fn left_out_cells(lang: Lang, file: &str) -> [String; 10] {
    let mut cells = <[String; 10]>::default();
    "—".clone_into(&mut cells[0]);
    file.clone_into(&mut cells[1]);
    not_readable(lang).clone_into(&mut cells[9]);
    cells
}

/// The score; of a checklist how many tasks are done.
#[must_use]
pub fn score(result: &Result) -> String {
    let done = result.done.map(|(done, of)| format!("{done}/{of}"));
    result.score.map(|score| score.show(result.decimals)).or(done).unwrap_or_default()
}

/// The columns of the clauses.
#[must_use]
pub fn clause_headings(lang: Lang) -> [&'static str; 5] {
    [
        words::deducted(lang),
        hit_heading(lang),
        share_heading(lang),
        id_heading(lang),
        text_heading(lang),
    ]
}

/// The cells of a clause, as [`clause_headings`] calls them.
#[must_use]
pub fn clause_cells(row: &Deducted) -> [String; 5] {
    [
        row.total.to_string(),
        format!("{}/{}", row.hit, row.looked_at),
        format!("{}%", row.share()),
        row.id.clone(),
        row.text.split_whitespace().collect::<Vec<_>>().join(" "),
    ]
}
