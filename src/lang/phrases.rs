//! 常用语 in words.

use super::{Lang, messages};
use crate::phrases::Source;

/// All sources, in the order of the list.
pub const SOURCES: [Source; 3] = [Source::Own, Source::Other, Source::Document];

/// Where a phrase comes from.
#[must_use]
pub fn source(lang: Lang, source: Source) -> &'static str {
    match source {
        Source::Own => own(lang),
        Source::Other => other(lang),
        Source::Document => document(lang),
    }
}

messages! {
    phrases_for(id: &str) { zh: "常用语 {id}", en: "Phrases for {id}" }
    what_it_does { zh: "打字缩小（汉字、全拼、首字母），Enter 填入光标处", en: "type to narrow (also pinyin); Enter puts it in" }
    none { zh: "这一条还没有常用语。", en: "There are no phrases for this clause yet." }
    none_like_it { zh: "没有这样的常用语。", en: "There is no such phrase." }
    not_here { zh: "这里没有可填常用语的“说明”。", en: "There is no remark of a clause here." }
    own { zh: "本次", en: "here" }
    other { zh: "以往", en: "others" }
    document { zh: "条文", en: "document" }
}
