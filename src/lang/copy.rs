//! Copying a record to another clause, in words.

use super::messages;

messages! {
    copied(id: &str) { zh: "已复制 {id} 的记录。到另一条按 ⟦review.paste-entry⟧ 粘贴。", en: "{id} is copied; ⟦review.paste-entry⟧ pastes it elsewhere." }
    pasted(id: &str) { zh: "已粘贴 {id} 的记录，u 撤销。", en: "{id} is pasted; u takes it back." }
    without_value(id: &str) { zh: "{id} 的数值不合这一条的规则，已留空；其余已粘贴，u 撤销。", en: "The value of {id} does not fit here and is left open; the rest is pasted, u takes it back." }
    without_findings(id: &str) { zh: "这一条不列情形：{id} 的情形写进了说明，佐证和日期照贴，u 撤销。", en: "No findings are listed here: those of {id} stand in the remark, with evidence and date; u takes it back." }
    nothing_fits(id: &str) { zh: "{id} 的记录不合这一条的规则，没有可粘贴的。", en: "Nothing of {id} fits the rule of this clause." }
    nothing_copied { zh: "还没有复制。先在有记录的一条上按 ⟦review.copy-entry⟧。", en: "Nothing is copied yet: ⟦review.copy-entry⟧ on a record first." }
    nothing_recorded { zh: "这一条还没有记录，没有可复制的。", en: "Nothing is recorded here to be copied." }
    is_the_same { zh: "这里已是同样的记录。", en: "The same is recorded here already." }
    ask_over(id: &str) { zh: "{id} 已有记录，粘贴会替换它（u 可撤销）。替换吗？", en: "Something is recorded under {id}; pasting replaces it (u takes it back). Replace it?" }
}
