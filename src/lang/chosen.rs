//! Steps in words: what was chosen (an amount of a range, a level), what goes beyond an item.

use super::Lang;
use super::steps::Wording;
use crate::points::Points;
use crate::score::Step;

/// What is deducted on top of the whole item.
pub(super) fn on_top(wording: Wording<'_>, before: Points, after: Points) -> String {
    let (before_words, words) = (wording.show(before), wording.show(after));
    match (wording.lang, before == after) {
        (Lang::Zh, true) => format!("追加扣 {words}"),
        (Lang::Zh, false) => format!("应追加扣 {before_words}，最多追加扣 {words}"),
        (Lang::En, true) => format!("beyond the item deduct {words}"),
        (Lang::En, false) => format!("{before_words} beyond the item, at most {words}"),
    }
}

/// A step of a choice in words; nothing of any other.
pub(super) fn step(wording: Wording<'_>, step: &Step) -> String {
    let (unit, verb, is_chinese) = (wording.unit(), wording.verb(), wording.lang == Lang::Zh);
    match step {
        Step::Level { name, amount } => {
            let colon = if is_chinese { "：" } else { ": " };
            format!("{name}{colon}{verb} {}", wording.printed(*amount))
        }
        Step::LevelTimes { name, count, amount, share, result } => {
            let share = share.map_or_else(String::new, |s| format!(" × {}", wording.share(s)));
            let product = format!("{amount}{share} = {}", wording.show(*result));
            if is_chinese {
                format!("{name}：{count} {unit} × {product}")
            } else {
                format!("{name}: {count} × {product}")
            }
        }
        Step::Chosen { count, result, .. } if is_chinese && *count == Points::ONE => {
            format!("酌情{verb} {}", wording.printed(*result))
        }
        Step::Chosen { count, amount, result } if is_chinese => {
            format!("{count} {unit} × {amount} = {}", wording.show(*result))
        }
        Step::MeanOf { sum, count, result } => {
            let product = format!("{} ÷ {count} = {}", wording.show(*sum), wording.show(*result));
            if is_chinese { format!("平均 {product}") } else { format!("mean {product}") }
        }
        Step::Chosen { count, amount, result } => {
            format!("{count} × {amount} (chosen) = {}", wording.show(*result))
        }
        _ => String::new(),
    }
}
