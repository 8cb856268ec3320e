//! Which units something applies to, in words.

use super::{Lang, messages};
use crate::rubric::AppliesTo;

messages! {
    only(tags: &str) { zh: "只适用于{tags}", en: "for {tags} only" }
    except(tags: &str) { zh: "不适用于{tags}", en: "not for {tags}" }
    not_this_unit(rule: &str) { zh: "{rule}，本单位不涉及", en: "{rule}, so not for this unit" }
}

/// `只适用于“甲”“乙”`; nothing for what applies to every unit.
#[must_use]
pub fn applies(lang: Lang, applies: &AppliesTo) -> Option<String> {
    let words = [(&applies.only, true), (&applies.except, false)].map(|(tags, holds)| {
        let tags = named(lang, tags)?;
        Some(if holds { only(lang, &tags) } else { except(lang, &tags) })
    });
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(lang.comma()))
}

/// Why something does not apply to a unit.
#[must_use]
pub fn left_out(lang: Lang, rule: &AppliesTo) -> String {
    not_this_unit(lang, &applies(lang, rule).unwrap_or_default())
}

fn named(lang: Lang, tags: &[String]) -> Option<String> {
    let (last, before) = tags.split_last()?;
    let quoted = |tag: &String| format!("“{tag}”");
    let before: Vec<String> = before.iter().map(quoted).collect();
    Some(match lang {
        Lang::Zh => before.concat() + &quoted(last),
        Lang::En if before.is_empty() => quoted(last),
        Lang::En => format!("{} or {}", before.join(", "), quoted(last)),
    })
}
