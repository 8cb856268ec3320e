//! The figures of the total line in words, as long as there is room for them.

use super::{Lang, messages, trial, words};

/// A figure of the total line. What does not fit goes in this order, the first before the
/// others; what stands behind [`Name::Direct`] always stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// No 加分.
    NoBonus,
    /// What is still to be judged: the range says it too.
    Pending,
    /// The score before the veto.
    BeforeVeto,
    /// How many are recorded: the total's details say it too.
    Progress,
    /// Between which the score may end.
    Range,
    /// 加分.
    Bonus,
    /// 扣分.
    Deducted,
    /// 罚款, which is no part of the score.
    Fines,
    /// 直接扣分.
    Direct,
    /// 没有适用的内容, as its value.
    NothingApplies,
    /// 得分.
    Score,
    /// The score while something is open.
    ScoreSoFar,
    /// The score of a 试算.
    Trial,
    /// 完成率.
    Completion,
    /// 完成率 while something is open.
    CompletionSoFar,
    /// 等次.
    Grade,
    /// 一票否决.
    Veto,
    /// What the document calls it instead, as its value.
    OwnVeto,
}

messages! {
    fines { zh: "罚款", en: "Fines" }
    yuan(amount: &str) { zh: "{amount}元", en: "{amount} yuan" }
}

/// How long its words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// The words of the field.
    Full,
    /// Without words that the value does not need.
    Short,
    /// As few letters as can be read.
    Shortest,
}

impl Name {
    /// Whether it goes where there is no room.
    #[must_use]
    pub fn may_go(self) -> bool {
        self <= Self::Direct
    }
}

impl Length {
    /// All of them, the longest first.
    pub const ALL: [Self; 3] = [Self::Full, Self::Short, Self::Shortest];
}

/// What a figure is called; empty where its value says enough.
#[must_use]
pub fn label(lang: Lang, name: Name, length: Length) -> &'static str {
    match (length, lang) {
        (Length::Full, _) => full(lang, name),
        (_, Lang::Zh) => short_zh(name, length == Length::Shortest),
        (_, Lang::En) => short_en(name, length == Length::Shortest),
    }
}

fn full(lang: Lang, name: Name) -> &'static str {
    match name {
        Name::NoBonus | Name::Bonus => words::bonus(lang),
        Name::Pending => words::pending(lang),
        Name::BeforeVeto => words::before_veto(lang),
        Name::Progress => words::progress(lang),
        Name::Range => words::range(lang),
        Name::Deducted => words::deducted(lang),
        Name::Direct => words::direct(lang),
        Name::Fines => fines(lang),
        Name::Score => words::score_word(lang),
        Name::ScoreSoFar => words::provisional(lang),
        Name::Trial => trial::word(lang),
        Name::Completion => words::completion(lang),
        Name::CompletionSoFar => words::completion_so_far(lang),
        Name::Grade => words::grade(lang),
        Name::Veto => words::veto(lang),
        Name::OwnVeto | Name::NothingApplies => "",
    }
}

fn short_zh(name: Name, is_shortest: bool) -> &'static str {
    match name {
        Name::Progress | Name::Grade => "",
        Name::Range if is_shortest => "",
        Name::Range => "区间",
        Name::Direct if is_shortest => "直接扣",
        Name::Deducted if is_shortest => "扣",
        Name::NoBonus | Name::Bonus if is_shortest => "加",
        Name::ScoreSoFar if is_shortest => "暂",
        Name::CompletionSoFar if is_shortest => "暂完成",
        Name::Veto if is_shortest => "否决",
        _ => full(Lang::Zh, name),
    }
}

fn short_en(name: Name, is_shortest: bool) -> &'static str {
    match name {
        Name::Progress | Name::Grade => "",
        Name::ScoreSoFar | Name::CompletionSoFar => "So far",
        Name::Direct => "Direct",
        Name::Completion => "Done",
        Name::BeforeVeto => "before",
        Name::Range if is_shortest => "",
        Name::Deducted if is_shortest => "Ded.",
        Name::Pending if is_shortest => "Pend.",
        _ => full(Lang::En, name),
    }
}
