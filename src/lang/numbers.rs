//! Why something is not a number that can be used, in words.

use super::file_problems::quoted;
use super::{Lang, messages};
use crate::points::NumberError;

/// What is wrong with a number and how to write it.
#[must_use]
pub fn number_error(lang: Lang, text: &str, why: &NumberError) -> String {
    let text = &quoted(text.trim());
    match why {
        NumberError::Empty => empty(lang).to_owned(),
        NumberError::Spelling(spelling) => spelling_of(lang, text, spelling),
        NumberError::NotANumber => not_a_number(lang, text),
        NumberError::Negative => negative(lang, text),
        NumberError::NotWhole => not_whole(lang, text),
        NumberError::TooManyDecimals(most) => too_many_decimals(lang, text, *most),
        NumberError::TooLarge(most) => too_large(lang, text, *most),
    }
}

messages! {
    empty { zh: "没有填数字。", en: "no number" }
    spelling_of(text: &str, spelling: &str) { zh: "数字“{text}”请写成 {spelling}。", en: "write “{text}” as {spelling}" }
    not_a_number(text: &str) { zh: "“{text}”不是数字。请写成 0.5 的样子。", en: "“{text}” is not a number; write it like 0.5" }
    negative(text: &str) { zh: "“{text}”不能小于 0。", en: "“{text}” cannot be below 0" }
    not_whole(text: &str) { zh: "“{text}”应为整数。", en: "“{text}” should be a whole number" }
    too_many_decimals(text: &str, most: u32) { zh: "“{text}”小数太长，最多 {most} 位。", en: "“{text}” has more than {most} decimals" }
    too_large(text: &str, most: i64) { zh: "“{text}”太大，最大为 {most}。", en: "“{text}” is too large; the most is {most}" }
}
