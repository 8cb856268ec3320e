//! 退回 and 采用 in words: a comment on an entry, the answer, and where an entry was taken from.

use super::{Lang, comparison, messages};
use crate::session::{Accepted, Returned};

messages! {
    count(count: usize) { zh: "退回 {count}", en: "{count} returned" }
    filter { zh: "退回意见", en: "returned" }
    label_returned { zh: "退回", en: "Returned" }
    label_reply { zh: "答复", en: "Reply" }
    label_accepted { zh: "采用", en: "Accepted" }
    changed { zh: "退回之后记录已改", en: "the entry was changed since" }
    unanswered { zh: "未答复", en: "not answered" }
    form_title(id: &str) { zh: "退回意见：{id}", en: "Returned: {id}" }
    comment { zh: "退回意见", en: "Comment" }
    comment_hint { zh: "哪里不对、要补什么；清空即撤回", en: "what is wrong or missing; empty takes it back" }
    reply { zh: "单位答复", en: "Reply" }
    reply_hint { zh: "改了记录，或在这里写答复，都算答复", en: "changing the entry answers it too" }
    left_unanswered(count: usize, ids: &str) {
        zh: "还有 {count} 处退回未答复（{ids}）。",
        en: "{count} returned and not answered ({ids}). ",
    }
    waiting(count: usize) {
        zh: "有 {count} 条退回意见未答复：按 ⟦review.filter⟧ 选“退回意见”逐条看，⟦review.return⟧ 答复",
        en: "{count} comments wait for an answer: ⟦review.filter⟧, then returned, shows them; ⟦review.return⟧ replies",
        one(count): "One comment waits for an answer: ⟦review.filter⟧, then returned, shows it; ⟦review.return⟧ replies",
    }
}

/// How many ids a question names.
const MOST_NAMED: usize = 3;

/// 定稿吗, and what the user should know before: comments that nobody answered, and rows of 加分
/// that count nothing as they were entered.
#[must_use]
pub fn ask_finalise(lang: Lang, unanswered: &[&str], without_amount: &[&str]) -> String {
    let blank = if lang == Lang::Zh { "" } else { " " };
    let mut words = String::new();
    if !without_amount.is_empty() {
        words = super::ui::bonus_without_amount(lang, &named(lang, without_amount)) + blank;
    }
    if !unanswered.is_empty() {
        words += &left_unanswered(lang, unanswered.len(), &named(lang, unanswered));
    }
    words + super::ui::ask_finalise(lang)
}

fn named(lang: Lang, ids: &[&str]) -> String {
    let mut named = ids.iter().take(MOST_NAMED).copied().collect::<Vec<_>>();
    named.extend((ids.len() > MOST_NAMED).then_some("…"));
    named.join(lang.enumeration_comma())
}

/// What was answered; that nothing was, where nothing was.
#[must_use]
pub fn answer(lang: Lang, returned: &Returned) -> String {
    let changed = returned.changed.then(|| changed(lang));
    let said = [Some(returned.reply.as_str()).filter(|reply| !reply.is_empty()), changed];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    if said.is_empty() { unanswered(lang).to_owned() } else { said.join("  ") }
}

/// A comment with its answer, on a line; empty where there is none.
#[must_use]
pub fn words(lang: Lang, returned: Option<&Returned>) -> String {
    returned.map_or_else(String::new, |returned| {
        format!("{}  {}", returned.comment, answer(lang, returned))
    })
}

/// Where an entry was taken from, by whom, when and why; empty where from nowhere. The id of
/// that session stays in the file.
#[must_use]
pub fn accepted(lang: Lang, accepted: Option<&Accepted>) -> String {
    let Some(accepted) = accepted else { return String::new() };
    let mut said = vec![comparison::short_mode(lang, accepted.mode).to_owned()];
    said.push(accepted.by.clone());
    said.extend(accepted.date.map(|date| date.to_string()));
    said.push(accepted.reason.clone());
    said.retain(|words| !words.is_empty());
    said.join("  ")
}
