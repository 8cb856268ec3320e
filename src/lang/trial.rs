//! 试算 in words.

use super::messages;

messages! {
    word { zh: "试算", en: "trial" }
    title { zh: "【试算】", en: "[TRIAL] " }
    begun { zh: "试算：随意改，什么都不记入，不保存；⟦review.trial!⟧ 或 ⟦review.escape!⟧ 退出，恢复原样。", en: "A trial: nothing is recorded or saved; ⟦review.trial!⟧ or ⟦review.escape!⟧ puts everything back." }
    ended { zh: "已退出试算，记录没有变。", en: "The trial is over; the records are unchanged." }
    not_here { zh: "试算中不能做这个：先按 ⟦review.trial!⟧ 或 ⟦review.escape!⟧ 退出试算。", en: "Not in a trial: leave it first with ⟦review.trial!⟧ or ⟦review.escape!⟧." }
    no_inputs { zh: "本细则没有单位类型和系数，试算只改各条记录。", en: "This rubric has no unit types or factors to try: only records can be changed here." }
    label_real { zh: "实记", en: "Real" }
}
