//! Filters of the tree in words.

use super::messages;

messages! {
    choose { zh: "筛选：只显示哪些条目", en: "Filter: what to show" }
    what_it_does {
        zh: "只显示选中的和它的上级；打字或首字母缩小，打日期（12-05）看那天起改过的。",
        en: "Shows only these. Typing narrows the list; a day (12-05): changed since then.",
    }
    everything { zh: "全部", en: "everything" }
    open { zh: "未评", en: "open" }
    found { zh: "有问题", en: "found" }
    star { zh: "★条款", en: "★ clauses" }
    not_applicable { zh: "不涉及", en: "n/a" }
    touched { zh: "本次打开以来改过的", en: "changed since it was opened" }
    since(day: &str) { zh: "{day} 起改过的", en: "changed on {day} or later" }
    typed { zh: "缩小", en: "narrow" }
    nothing_like_it { zh: "没有这样的选项。Backspace 删去几个字", en: "Nothing like it. Backspace takes letters away" }
    unchanged_since(day: &str) { zh: "没有在 {day} 这一天改过的，那天以后也没有", en: "Nothing was changed on {day} or later" }
    office(name: &str) { zh: "考核单位：{name}", en: "office: {name}" }
    no_office { zh: "考核单位：（未注明）", en: "office: (none named)" }
    department(name: &str) { zh: "职责分工：{name}", en: "duties: {name}" }
    counts(rows: usize, open: usize) { zh: "{rows} 条，未评 {open}", en: "{rows}, {open} open" }
    is_on(title: &str, rows: usize) { zh: "筛选 {rows} 条 {title}", en: "filter, {rows} rows, {title}", one(rows): "filter, 1 row, {title}" }
    chosen(title: &str, rows: usize) {
        zh: "只显示{title}，共 {rows} 条；⟦review.filter⟧ 选“全部”取消",
        en: "Showing {title} only, {rows} in all; ⟦review.filter⟧, then everything, shows all",
    }
    cleared { zh: "已取消筛选。", en: "The filter is off." }
    and_cleared(said: &str) { zh: "{said}；它不在筛选内，筛选已取消", en: "{said}; the filter did not show it and is off" }
    nothing_open(elsewhere: u32) {
        zh: "筛选内没有未评的了，筛选外还有 {elsewhere} 条。按 ⟦review.filter⟧ 改筛选。",
        en: "Nothing shown is open; {elsewhere} are elsewhere. ⟦review.filter⟧ changes the filter.",
    }
    met_below(count: usize) {
        zh: "其下筛选内的 {count} 条未评已记为无问题，筛选外的没有动；⟦review.undo!⟧ 撤销",
        en: "{count} open ones shown below are met now, hidden ones are untouched; ⟦review.undo!⟧ takes it back",
    }
    whole_item {
        zh: "整项不涉及，连同筛选外的条款；只是一条不涉及的，到那一条上记",
        en: "all of the item, hidden clauses too; for one clause only, record it there",
    }
    nothing_open_below {
        zh: "其下筛选内没有可记为无问题的未评条款。",
        en: "Nothing shown below is open that could be met.",
    }
}
