//! What changed between two versions of a rubric, in words.

use super::{Lang, applies, messages, terms, vetoes, words};
use crate::rubric::changes::{self, Beside, Change, Kind, Part};
use crate::rubric::{
    ClauseIndex, Home, IndicatorIndex, IndicatorKind, NotApplicable, PrintedColumn, Rubric, Rule,
};
use crate::session::{Ledger, LookAgain, Migration};

messages! {
    kind_text { zh: "改文字", en: "reworded" }
    kind_rule { zh: "改规则", en: "rule changed" }
    kind_gone { zh: "删去", en: "gone" }
    kind_new { zh: "新增", en: "new" }
    kind_renumbered { zh: "改号", en: "renumbered" }
    kind_beside { zh: "改附注", en: "noted" }
    label_beside { zh: "附注", en: "Beside" }
    label_text { zh: "文字", en: "Text" }
    label_reading { zh: "口径", en: "Reading" }
    label_rule { zh: "规则", en: "Rule" }
    whole_document { zh: "总说明", en: "document" }
    factor_named(no: &str) { zh: "系数 {no}", en: "factor {no}" }
    points(points: &str) { zh: "{points} 分", en: "{points} points" }
    no_points { zh: "无分值", en: "no points" }
    printed_columns(columns: &str) { zh: "评分表各栏：{columns}", en: "columns of the form: {columns}" }
    column_of(heading: &str, source: &str) { zh: "{heading}（{source}）", en: "{heading} ({source})" }
    column_without_numbers(heading: &str, source: &str) { zh: "{heading}（{source}，不写编号）", en: "{heading} ({source}, without numbers)" }
    total(total: &str) { zh: "总分 {total}", en: "total {total}" }
    decimals(decimals: u32) { zh: "小数 {decimals} 位", en: "decimals: {decimals}" }
    with_children { zh: "下设指标", en: "the sum of what is below" }
    with_clauses { zh: "按条款计分", en: "scored by clauses" }
    unscored { zh: "不计分", en: "not scored" }
    together_with(numbers: &str) { zh: "{numbers} 合计", en: "{numbers} together" }
    mean_rounded(decimals: u32) { zh: "平均数取 {decimals} 位小数", en: "decimals of the mean: {decimals}" }
    pro_rata { zh: "按比例", en: "pro rata" }
    none { zh: "（无）", en: "(none)" }
    counted(kind: &str, count: usize) { zh: "{kind} {count}", en: "{kind} {count}" }
    carried_over(count: usize) { zh: "照搬记录 {count} 条", en: "records carried over: {count}" }
    carried_and_moved(count: usize, moved: usize) {
        zh: "照搬记录 {count} 条，其中随条款改号 {moved} 条",
        en: "records carried over: {count}, of them under another number: {moved}",
    }
    to_look_at(count: usize) { zh: "须重看 {count} 处，原来的记录：", en: "to look at again: {count}; what was recorded:" }
    left_over(ids: &str) { zh: "细则中没有，保留不计分：{ids}", en: "not in the rubric, kept and not counted: {ids}" }
    write_it { zh: "加 --write 执行迁移。", en: "Add --write to do it." }
    up_to_date(path: &str) { zh: "{path}：所用的就是现在的细则，不用迁移。", en: "{path}: the rubric has not changed, nothing to do" }
    migrated(path: &str) { zh: "{path}：已迁移到现在的细则。", en: "{path}: goes on with the present rubric" }
    is_final(path: &str) { zh: "{path}：已定稿，没有迁移。请先取消定稿。", en: "{path}: is finalised and was left alone; reopen it first" }
    old_version_missing(path: &str) {
        zh: "{path}：找不到记录时所用的那一版细则，无法比较。请把它的副本放回记录旁的 rubrics 文件夹。",
        en: "{path}: the version of the rubric it was scored with is not here, so nothing can be compared; put its copy back into the folder rubrics beside it",
    }
    nothing_changed { zh: "条款和规则没有变化", en: "no clause or rule has changed" }
}

messages! {
    // The screens.
    changes_of(id: &str) { zh: "细则的变化 {id}", en: "Changes of {id}" }
    look_at_it { zh: "须重看", en: "look again" }
    newer_version(path: &str, changes: usize) {
        zh: "{path}：记录之后细则有 {changes} 处变化，仍按原细则计分，用 kaohe migrate 查看",
        en: "{path}: {changes} changes in its rubric since, scored with the old one; kaohe migrate tells them",
        one(changes): "{path}: one change in its rubric since, scored with the old one; kaohe migrate tells it",
    }
    is_migrated { zh: "已迁移到现在的细则", en: "the session goes on with the present rubric" }
    version_missing {
        zh: "记录所用的细则版本不在这里，列不出有什么变化。把那个版本的文件放进细则目录再打开。",
        en: "The version it was made with is not here, so no changes can be listed. Put its file into the folder of rubrics and open again.",
    }
    no_other_version { zh: "所用的就是现在的细则，没有变化。", en: "The rubric has not changed." }
    label_earlier { zh: "上次", en: "Earlier" }
    earlier_unknown { zh: "细则中没有的上次记录", en: "Earlier, not in the rubric" }
    no_earlier { zh: "这里没有上次记录。", en: "There is no earlier record here." }
    recorded_anew { zh: "这里已有新的记录。要采用上次记录，先按 ⟦review.clear!⟧ 清除。", en: "Something is recorded here. Clear it with ⟦review.clear!⟧ first." }
    earlier_unfit { zh: "上次记录不合现在的条款，请重新记录。", en: "The earlier record does not fit the clause as it is now." }
    earlier_taken { zh: "已采用上次记录，⟦review.undo!⟧ 撤销", en: "The earlier record is taken over; ⟦review.undo!⟧ takes it back" }
    migrated_with(again: usize) {
        zh: "已迁移到现在的细则，须重看 {again} 处，⟦review.undo!⟧ 撤销",
        en: "The session goes on with the present rubric; {again} to look at again; ⟦review.undo!⟧ takes it back",
    }
    version_unknown {
        zh: "那一步之前用的是另一版细则，现在找不到它，不能继续。",
        en: "Before that step another version of the rubric was used, and it is not here.",
    }
    rubric_migration { zh: "细则迁移", en: "the change of the rubric" }
    rubric_is_newer(changes: usize) {
        zh: "记录之后细则有 {changes} 处变化，仍按原细则计分。按 ⟦review.changes⟧ 查看、迁移。",
        en: "{changes} changes in the rubric since; scored with the old one. ⟦review.changes⟧ shows them.",
        one(changes): "One change in the rubric since; scored with the old one. ⟦review.changes⟧ shows it.",
    }
    ask_migrate(carried: &str, again: usize, left_over: usize) {
        zh: "迁移到现在的细则：{carried}，须重看 {again} 处（原记录留作上次记录），细则中没有的 {left_over} 条保留不计分。可以撤销。迁移吗？",
        en: "Go on with the present rubric? {carried}; to look at again: {again} (kept as earlier records); not in the rubric: {left_over}. It can be undone.",
    }
}

/// What happened, in one word.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Text => kind_text(lang),
        Kind::Rule => kind_rule(lang),
        Kind::Gone => kind_gone(lang),
        Kind::New => kind_new(lang),
        Kind::Renumbered => kind_renumbered(lang),
        Kind::Beside => kind_beside(lang),
    }
}

/// What a part is called: its id, with the kind of what stands beside the tree.
#[must_use]
pub fn name(lang: Lang, rubric: &Rubric, part: Part) -> String {
    let id = part.id(rubric);
    match part {
        Part::Head => whole_document(lang).to_owned(),
        Part::Indicator(_) => id.to_owned(),
        Part::Clause(index) => match rubric.clause(index).home {
            Home::Item(_) => id.to_owned(),
            Home::Bonus => format!("{} {id}", words::ledger(lang, Ledger::Bonus)),
            Home::Direct => format!("{} {id}", words::ledger(lang, Ledger::Direct)),
        },
        Part::Bonus => words::bonus(lang).to_owned(),
        Part::Veto(_) => format!("{} {id}", words::ledger(lang, Ledger::Veto)),
        Part::Factor(_) => factor_named(lang, id),
        Part::Grades => words::grade(lang).to_owned(),
    }
}

/// What has to be looked at once more: `一/1/2b`, `加分 4a`.
#[must_use]
pub fn look_again(lang: Lang, again: &LookAgain) -> String {
    match again {
        LookAgain::Entry(id) => id.clone(),
        LookAgain::Rows(ledger, no) => format!("{} {no}", words::ledger(lang, *ledger)),
        LookAgain::Factor(no) => factor_named(lang, no),
    }
}

/// How many entries count as before.
#[must_use]
pub fn carried(lang: Lang, plan: &Migration) -> String {
    match plan.moved.len() {
        0 => carried_over(lang, plan.carried),
        moved => carried_and_moved(lang, plan.carried, moved),
    }
}

/// What a change is about: `一/1/2b`, `一/1/a → 一/1/b`.
#[must_use]
pub fn about(lang: Lang, old: &Rubric, new: &Rubric, change: &Change) -> String {
    let was = change.old.map(|part| name(lang, old, part));
    let is = change.new.map(|part| name(lang, new, part));
    match (was, is) {
        (Some(was), Some(is)) if was != is => format!("{was} → {is}"),
        (was, is) => is.or(was).unwrap_or_default(),
    }
}

/// How many changes of each kind there are: `规则 2，文字 1`.
#[must_use]
pub fn counts(lang: Lang, changes: &[Change]) -> String {
    let kinds = [Kind::Rule, Kind::Text, Kind::New, Kind::Gone, Kind::Renumbered, Kind::Beside];
    let counts = kinds.into_iter().filter_map(|wanted| {
        let count = changes.iter().filter(|change| change.kind == wanted).count();
        (count > 0).then(|| counted(lang, kind(lang, wanted), count))
    });
    let words = counts.collect::<Vec<_>>().join(lang.comma());
    if words.is_empty() { nothing_changed(lang).to_owned() } else { words }
}

/// What a part says and does, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The paragraphs of the document.
    pub text: Vec<String>,
    /// 口径.
    pub readings: Vec<String>,
    /// What a score depends on; empty where nothing does.
    pub rule: String,
    /// Who assesses, how, with which material, and what else stands beside it.
    pub beside: Vec<String>,
}

impl Wording {
    /// Text, readings, rule and what stands beside, each as a list.
    fn paragraphs(&self) -> [Vec<String>; 4] {
        let rule = Some(self.rule.clone()).filter(|rule| !rule.is_empty());
        let rule = rule.into_iter().collect();
        [self.text.clone(), self.readings.clone(), rule, self.beside.clone()]
    }
}

/// One thing that is different: what it was and what it is; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Text, reading or rule.
    pub label: &'static str,
    /// In the old version.
    pub was: Vec<String>,
    /// In the new one.
    pub is: Vec<String>,
}

/// What is different about a part, paragraph by paragraph; of what is only renumbered, its words.
#[must_use]
pub fn differences(lang: Lang, old: &Rubric, new: &Rubric, change: &Change) -> Vec<Difference> {
    let was = change.old.map(|part| wording(lang, old, part));
    let is = change.new.map(|part| wording(lang, new, part));
    let labels = [label_text(lang), label_reading(lang), label_rule(lang), label_beside(lang)];
    let mut all = Vec::new();
    if change.kind == Kind::Renumbered {
        let is = is.as_ref().map(|wording| wording.text.clone()).unwrap_or_default();
        all.push(Difference { label: label_text(lang), was: Vec::new(), is });
    }
    let facts = labels.into_iter().enumerate();
    let differences = facts.filter_map(|(place, label)| {
        let paragraphs = |wording: &Option<Wording>| {
            wording.as_ref().map_or_else(Vec::new, |wording| wording.paragraphs()[place].clone())
        };
        let (was, is) = (paragraphs(&was), paragraphs(&is));
        let only = |these: &[String], others: &[String]| -> Vec<String> {
            these.iter().filter(|words| !others.contains(words)).cloned().collect()
        };
        let difference = Difference { label, was: only(&was, &is), is: only(&is, &was) };
        (!difference.was.is_empty() || !difference.is.is_empty()).then_some(difference)
    });
    all.extend(differences);
    all
}

/// What a part says and does.
#[must_use]
pub fn wording(lang: Lang, rubric: &Rubric, part: Part) -> Wording {
    let mut readings = Vec::new();
    let text = match part {
        Part::Head => {
            let head = &rubric.head;
            let beside = |about: &[String]| !about.iter().any(|id| rubric.find(id).is_some());
            let beside = head.readings.iter().filter(|reading| beside(&reading.about));
            readings.extend(beside.map(|reading| reading.says.clone()));
            let title = std::iter::once(&head.title).chain(&head.kind).chain(&head.edition);
            let words = title.chain(&head.introduction).chain(&head.notes).cloned();
            words.chain(columns(lang, &head.columns)).collect()
        }
        Part::Indicator(index) => {
            let held = rubric.indicator(index);
            let title = Some(held.title.clone()).filter(|title| !title.is_empty());
            title.into_iter().chain(held.criteria.clone()).collect()
        }
        Part::Clause(index) => {
            let held = rubric.clause(index);
            let groups = rubric.groups_around(index);
            let groups = groups.filter_map(|group| rubric.group(group).text.clone());
            std::iter::once(held.text.clone()).chain(held.exempt.clone()).chain(groups).collect()
        }
        Part::Bonus => {
            rubric.bonus.as_ref().and_then(|bonus| bonus.text.clone()).into_iter().collect()
        }
        Part::Veto(place) => vec![rubric.vetoes[place].text.clone()],
        Part::Factor(place) => vec![rubric.factors[place].text.clone()],
        Part::Grades => Vec::new(),
    };
    if let Some(id) = part.entry_id(rubric) {
        readings.extend(rubric.readings_about(id).map(|reading| reading.says.clone()));
    }
    Wording { text, readings, rule: rule(lang, rubric, part), beside: beside(lang, rubric, part) }
}

/// What stands beside a part, each with what it is.
fn beside(lang: Lang, rubric: &Rubric, part: Part) -> Vec<String> {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let words = |(kind, words): (Beside, String)| {
        let kind = beside_kind(lang, kind);
        if words.is_empty() { kind.to_owned() } else { format!("{kind}{colon}{words}") }
    };
    changes::beside(rubric, part).into_iter().map(words).collect()
}

fn beside_kind(lang: Lang, kind: Beside) -> &'static str {
    match kind {
        Beside::Issuer => issuer(lang),
        Beside::Period => period(lang),
        Beside::Offices => offices(lang),
        Beside::Department => department(lang),
        Beside::Tag => tag(lang),
        Beside::Office => office(lang),
        Beside::Unit => unit(lang),
        Beside::Duty => duty(lang),
        Beside::Evidence => evidence(lang),
        Beside::Method => method(lang),
        Beside::Step => step(lang),
        Beside::Inferred => inferred(lang),
        Beside::TitleLost => title_lost(lang),
        Beside::Because => because(lang),
        Beside::About => reading_about(lang),
    }
}

messages! {
    issuer { zh: "发文单位", en: "issued by" }
    period { zh: "考核期", en: "period" }
    offices { zh: "各考核单位", en: "assessing offices" }
    department { zh: "部门", en: "department" }
    tag { zh: "标签", en: "tag" }
    office { zh: "考核单位", en: "assessed by" }
    unit { zh: "单位", en: "unit" }
    duty { zh: "职责分工", en: "who provides" }
    evidence { zh: "佐证资料", en: "evidence" }
    method { zh: "考核方式", en: "method" }
    step { zh: "评议每档", en: "step of judging" }
    inferred { zh: "分值是推算的", en: "the points are inferred" }
    title_lost { zh: "标题漏印", en: "the heading is not printed" }
    because { zh: "口径的理由", en: "why it is read so" }
    reading_about { zh: "口径所指", en: "the reading is about" }
}

/// The columns of the document's own table, on a line; none where it names none.
fn columns(lang: Lang, columns: &[PrintedColumn]) -> Option<String> {
    let column = |column: &PrintedColumn| {
        let PrintedColumn { heading, source, numbered } = column;
        let words = if *numbered { column_of } else { column_without_numbers };
        words(lang, heading, source.key())
    };
    let all: Vec<String> = columns.iter().map(column).collect();
    (!all.is_empty()).then(|| printed_columns(lang, &all.join(lang.comma())))
}

/// What a score depends on, in words.
fn rule(lang: Lang, rubric: &Rubric, part: Part) -> String {
    match part {
        Part::Head => head(lang, rubric),
        Part::Indicator(index) => indicator(lang, rubric, index),
        Part::Clause(index) => clause(lang, rubric, index),
        Part::Bonus => {
            let Some(bonus) = &rubric.bonus else { return String::new() };
            let most = bonus.max.map(|max| terms::highest(lang, max));
            joined(lang, most.into_iter().chain([terms::bonus(lang, bonus)]))
        }
        Part::Veto(place) => {
            let veto = &rubric.vetoes[place];
            let effect = vetoes::effect(lang, rubric, veto);
            let condition = format!("≥ {} {} → {effect}", veto.at_least, veto.unit);
            let applies = applies::applies(lang, &veto.applies);
            joined(lang, [condition].into_iter().chain(applies).chain(veto.label.clone()))
        }
        Part::Factor(place) => terms::factor(lang, &rubric.factors[place]),
        Part::Grades => {
            let grades = rubric.grades.iter();
            joined(lang, grades.map(|grade| format!("{} {}", grade.name, vetoes::band(grade))))
        }
    }
}

fn head(lang: Lang, rubric: &Rubric) -> String {
    let head = &rubric.head;
    let total = head.total.map(|points| total(lang, &points.to_string()));
    let total = total.unwrap_or_else(|| no_points(lang).to_owned());
    let rescaled = match head.not_applicable {
        NotApplicable::Full | NotApplicable::Average => String::new(),
        NotApplicable::Rescale { decimals: places, .. } => decimals(lang, places),
    };
    let direct = head.direct_max.map_or_else(String::new, |max| terms::direct_max(lang, max));
    joined(lang, [total, decimals(lang, head.decimals), terms::head(lang, head), rescaled, direct])
}

fn indicator(lang: Lang, rubric: &Rubric, index: IndicatorIndex) -> String {
    let held = rubric.indicator(index);
    let worth = held.points.map(|worth| points(lang, &worth.to_string()));
    let worth = worth.unwrap_or_else(|| no_points(lang).to_owned());
    let scored = match held.kind {
        IndicatorKind::Section => with_children(lang),
        IndicatorKind::Clauses => with_clauses(lang),
        IndicatorKind::Unscored => unscored(lang),
        // Said with the other terms.
        IndicatorKind::Judged { .. } | IndicatorKind::Task => "",
    };
    joined(lang, [worth, scored.to_owned(), terms::indicator(lang, held)])
}

fn clause(lang: Lang, rubric: &Rubric, index: ClauseIndex) -> String {
    let held = rubric.clause(index);
    let mut all = vec![words::rule(lang, held)];
    if let Rule::Baseline(base) = &held.rule {
        all.extend(base.decimals.map(|decimals| mean_rounded(lang, decimals)));
        let is_told = base.given.is_some();
        all.extend((base.exact && !is_told).then(|| pro_rata(lang).to_owned()));
    }
    for group in rubric.groups_around(index) {
        let group = rubric.group(group);
        let clauses = rubric.clauses_in(&group.members);
        if clauses.len() > 1 {
            let numbers: Vec<&str> =
                clauses.into_iter().map(|clause| rubric.clause(clause).no.as_str()).collect();
            let between = lang.enumeration_comma();
            all.push(together_with(lang, &numbers.join(between)));
        }
        all.extend(words::group_limits(lang, rubric, group));
    }
    joined(lang, all)
}

fn joined(lang: Lang, parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(lang.comma())
}
