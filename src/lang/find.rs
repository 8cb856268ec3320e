//! Finding in words: the search line, the matches, branches that fold by themselves.

use super::messages;

messages! {
    day(year: &str, month: &str, day: &str) { zh: "{year}年{month}月{day}日", en: "{year}/{month}/{day}" }
    label { zh: "查找", en: "Find" }
    none { zh: "没有", en: "none" }
    outside(count: usize) { zh: "筛选外另有 {count}", en: "{count} not shown by the filter" }
    beside(count: usize) { zh: "加分与否决里 {count}", en: "{count} under bonus and veto" }
    told(text: &str) { zh: "“{text}”", en: " \"{text}\"" }
    in_id { zh: "编号", en: "number" }
    in_title { zh: "标题", en: "title" }
    in_text { zh: "条文", en: "text" }
    in_recorded { zh: "记录", en: "recorded" }
    in_duty { zh: "职责分工", en: "duties" }
    found(query: &str, count: &str) { zh: "查找“{query}”：{count}", en: "\"{query}\": {count}" }
    not_found(query: &str) { zh: "没有找到“{query}”。", en: "Nothing matches \"{query}\"." }
    only_outside(query: &str, count: usize) {
        zh: "“{query}”在筛选内没有，筛选外有 {count} 条。按 ⟦review.filter⟧ 改筛选。",
        en: "\"{query}\" is not shown by the filter; {count} are elsewhere. ⟦review.filter⟧ changes it.",
        one(count): "\"{query}\" is not shown by the filter; {count} is elsewhere. ⟦review.filter⟧ changes it.",
    }
    in_ledgers(query: &str, count: usize) { zh: "查找“{query}”：加分与否决里 {count} 处", en: "\"{query}\": {count} under bonus and veto" }
    at_in_ledgers(query: &str, at: usize, count: usize) { zh: "查找“{query}”：加分与否决里 {at}/{count}", en: "\"{query}\": {at}/{count} under bonus and veto" }
    no_search { zh: "还没有查找。先按 ⟦review.search⟧。", en: "Nothing is looked for yet: ⟦review.search⟧ first." }
    ended { zh: "查找标记已取消。", en: "The marks are off." }
    folds { zh: "评完自动折叠：开", en: "What is done folds by itself: on" }
    folds_no_more { zh: "评完自动折叠：关", en: "What is done folds by itself: off" }
}
