//! Steps of what was chosen, in words: an amount of a range, a level.

use super::Lang;
use super::steps::Wording;
use crate::points::Points;
use crate::score::Step;

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
        Step::Chosen { count, amount, result } => {
            format!("{count} × {amount} (chosen) = {}", wording.show(*result))
        }
        _ => String::new(),
    }
}
