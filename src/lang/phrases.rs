//! 常用语 in words.

use super::{Lang, messages};
use crate::phrases::{Source, Template};

/// All sources, in the order of the list.
pub const SOURCES: [Source; 7] = [
    Source::Own,
    Source::Other,
    Source::Document,
    Source::Template,
    Source::Drawn,
    Source::Subject,
    Source::Names,
];

/// Where a phrase comes from.
#[must_use]
pub fn source(lang: Lang, source: Source) -> &'static str {
    match source {
        Source::Own => own(lang),
        Source::Other => other(lang),
        Source::Document => document(lang),
        Source::Template => template(lang),
        Source::Drawn => drawn(lang),
        Source::Subject => subject(lang),
        Source::Names => names(lang),
    }
}

/// What the list for a field of a form is called.
#[must_use]
pub fn title(lang: Lang, field: &str, id: &str) -> String {
    match field {
        "subject" => subjects_for(lang, id),
        "names" => lists_for(lang, id),
        _ => phrases_for(lang, id),
    }
}

/// The templates that hold where the user sets none.
#[must_use]
pub fn built_in(lang: Lang) -> Vec<Template> {
    let all = [counted, deducted, of_subject, on_site, of_sample, to_put_right];
    all.into_iter().filter_map(|template| Template::parse(template(lang)).ok()).collect()
}

messages! {
    phrases_for(id: &str) { zh: "常用语 {id}", en: "Phrases for {id}" }
    subjects_for(id: &str) { zh: "对象 {id}", en: "Subjects for {id}" }
    lists_for(id: &str) { zh: "名单 {id}", en: "Lists for {id}" }
    what_it_does { zh: "打字缩小（汉字、全拼、首字母），Enter 填入光标处", en: "type to narrow (also pinyin); Enter puts it in" }
    none { zh: "这一条还没有常用语。", en: "There are no phrases for this clause yet." }
    none_like_it { zh: "没有这样的常用语。", en: "There is no such phrase." }
    not_here { zh: "这里没有可填常用语的“说明”。", en: "There is no remark of a clause here." }
    own { zh: "本次", en: "here" }
    other { zh: "以往", en: "others" }
    document { zh: "条文", en: "document" }
    template { zh: "模板", en: "template" }
    drawn { zh: "抽中", en: "drawn" }
    subject { zh: "对象", en: "subject" }
    names { zh: "名单", en: "list" }
    gap { zh: "＿＿", en: "____" }

    amiss_in(amiss: &str, of: &str) { zh: "{amiss}：{of}", en: "{amiss}: {of}" }
    not_met(text: &str) { zh: "下列要求未做到：{text}", en: "not as required: {text}" }
    not_all_met(text: &str) { zh: "下列要求未全部做到：{text}", en: "not all as required: {text}" }
    against(required: &str, actual: &str, unit: &str) { zh: "要求{required}{unit}，实有{actual}{unit}", en: "{required} {unit} required, {actual} {unit} there" }
    required_only(required: &str, unit: &str) { zh: "要求{required}{unit}", en: "{required} {unit} required" }
    missing(count: &str, unit: &str) { zh: "少{count}{unit}", en: "{count} {unit} missing" }

    // Templates: what stands in braces is filled from the form.
    counted { zh: "{情形}，共{数量}{单位}，扣{扣分}分", en: "{case}: {count} {unit}, {points} deducted" }
    deducted { zh: "{情形}，扣{扣分}分", en: "{case}: {points} deducted" }
    of_subject { zh: "{对象}{情形}，{数量}{单位}", en: "{subject}: {case}, {count} {unit}" }
    on_site { zh: "{日期}现场查看{对象}：{情形}", en: "seen at {subject} on {date}: {case}" }
    of_sample { zh: "抽查{对象}，发现{情形}", en: "in the sample, {subject}: {case}" }
    to_put_right { zh: "{条款}：{情形}，请{被考核单位}限期整改", en: "{clause}: {case}; {assessed} is to put it right" }
}

#[cfg(test)]
mod tests {
    use super::{Lang, built_in};

    #[test]
    fn every_built_in_template_is_one() {
        assert_eq!(built_in(Lang::Zh).len(), 6);
        assert_eq!(built_in(Lang::En).len(), 6);
    }
}
