//! Chinese and English: every sentence the program says, in both languages.
//!
//! `messages!` makes one function for each sentence; the compiler checks that
//! both languages are there and use the same arguments. Domain words are those
//! of the documents: 扣分, 加分, 一票否决, 扣完为止.

#![allow(clippy::doc_markdown, reason = "the docs of messages are the sentences themselves")]

pub mod applies;
pub mod awards;
pub mod changes;
mod chosen;
pub mod cli;
pub mod comparison;
pub mod config;
pub mod copy;
pub mod corrections;
pub mod draft;
pub mod file_problems;
pub mod filters;
pub mod find;
pub mod forms;
pub mod given;
pub mod history;
pub mod keys;
pub mod margins;
mod measured;
pub mod numbers;
pub mod overview;
pub mod phrases;
pub mod plain;
pub mod problems;
pub mod ranking;
pub mod record;
pub mod report;
pub mod returned;
pub mod samples;
pub mod slips;
pub mod steps;
pub mod storage_errors;
pub mod terms;
pub mod total_line;
pub mod trial;
pub mod ui;
pub mod uncounted;
pub mod verify;
pub mod vetoes;
pub mod whole_steps;
pub mod words;
pub mod workbook;
pub mod workbook_columns;
pub mod workbook_problems;
pub mod working;

/// The language of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language for a locale name such as `zh_CN.UTF-8`: English where it
    /// asks for English, else Chinese, the language of the documents.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("en") { Self::En } else { Self::Zh }
    }

    /// What stands between the items of an enumeration (顿号).
    #[must_use]
    pub const fn enumeration_comma(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::En => ", ",
        }
    }

    /// What stands between parts of a sentence.
    #[must_use]
    pub const fn comma(self) -> &'static str {
        match self {
            Self::Zh => "，",
            Self::En => ", ",
        }
    }

    /// What stands between sentences on one line.
    #[must_use]
    pub const fn semicolon(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }
}

/// Declares sentences in both languages:
///
/// ```text
/// messages! {
///     saved { zh: "已保存", en: "saved" }                          // fn saved(lang) -> &'static str
///     opened(path: &str) { zh: "已打开 {path}", en: "opened {path}" } // fn opened(lang, path) -> String
///     // English where the count is one:
///     rows(count: usize) { zh: "{count} 条", en: "{count} rows", one(count): "1 row" }
/// }
/// ```
macro_rules! messages {
    () => {};
    ($name:ident { zh: $zh:literal, en: $en:literal $(,)? } $($rest:tt)*) => {
        #[doc = concat!("`", $zh, "`")]
        #[must_use]
        pub fn $name(lang: $crate::lang::Lang) -> &'static str {
            match lang {
                $crate::lang::Lang::Zh => $zh,
                $crate::lang::Lang::En => $en,
            }
        }
        $crate::lang::messages! { $($rest)* }
    };
    ($name:ident($($argument:ident: $kind:ty),+ $(,)?) { zh: $zh:literal, en: $en:literal, one($count:ident): $one:literal $(,)? } $($rest:tt)*) => {
        #[doc = concat!("`", $zh, "`")]
        #[must_use]
        pub fn $name(lang: $crate::lang::Lang, $($argument: $kind),+) -> String {
            match lang {
                $crate::lang::Lang::Zh => format!($zh),
                $crate::lang::Lang::En if $count == 1 => format!($one),
                $crate::lang::Lang::En => format!($en),
            }
        }
        $crate::lang::messages! { $($rest)* }
    };
    ($name:ident($($argument:ident: $kind:ty),+ $(,)?) { zh: $zh:literal, en: $en:literal $(,)? } $($rest:tt)*) => {
        #[doc = concat!("`", $zh, "`")]
        #[must_use]
        pub fn $name(lang: $crate::lang::Lang, $($argument: $kind),+) -> String {
            match lang {
                $crate::lang::Lang::Zh => format!($zh),
                $crate::lang::Lang::En => format!($en),
            }
        }
        $crate::lang::messages! { $($rest)* }
    };
}
pub(crate) use messages;
