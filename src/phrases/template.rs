//! Templates of remarks: words with gaps that a form fills, `{情形}，共{数量}{单位}`.
//!
//! A gap is written in braces by its Chinese or its English name; `{{` and `}}` are braces.
//! Filling one is pure: what is not known yet is left as a gap that can be seen.

use std::fmt;

/// What a gap is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// What is missing, in the document's words.
    Case,
    /// How often.
    Count,
    /// What is counted: 次, 项, 家.
    Unit,
    /// Which enterprise, unit or document.
    Subject,
    /// What it takes of the score.
    Points,
    /// When it was found.
    Date,
    /// The id of the clause.
    Clause,
    /// 被考核单位.
    Assessed,
}

impl Slot {
    /// Every slot, with its Chinese and its English name.
    pub const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Case, "情形", "case"),
        (Self::Count, "数量", "count"),
        (Self::Unit, "单位", "unit"),
        (Self::Subject, "对象", "subject"),
        (Self::Points, "扣分", "points"),
        (Self::Date, "日期", "date"),
        (Self::Clause, "条款", "clause"),
        (Self::Assessed, "被考核单位", "assessed"),
    ];

    fn named(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|(_, zh, en)| *zh == name || *en == name);
        known.map(|(slot, ..)| slot)
    }
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A name in braces that is none of a slot.
    Unknown(String),
    /// A brace that is not closed, or closes nothing.
    Brace,
    /// Nothing but blanks.
    Empty,
}

/// A remark with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Gap(Slot),
}

/// What is known for the gaps; empty where it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// [`Slot::Case`].
    pub case: String,
    /// [`Slot::Count`].
    pub count: String,
    /// [`Slot::Unit`].
    pub unit: String,
    /// [`Slot::Subject`].
    pub subject: String,
    /// [`Slot::Points`].
    pub points: String,
    /// [`Slot::Date`].
    pub date: String,
    /// [`Slot::Clause`].
    pub clause: String,
    /// [`Slot::Assessed`].
    pub assessed: String,
}

impl Known {
    fn of(&self, slot: Slot) -> &str {
        let words = match slot {
            Slot::Case => &self.case,
            Slot::Count => &self.count,
            Slot::Unit => &self.unit,
            Slot::Subject => &self.subject,
            Slot::Points => &self.points,
            Slot::Date => &self.date,
            Slot::Clause => &self.clause,
            Slot::Assessed => &self.assessed,
        };
        words.trim()
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// Everything that is wrong with it, in its order, each once.
    pub fn parse(text: &str) -> Result<Self, Vec<Flaw>> {
        let (mut pieces, mut flaws) = (Vec::new(), Vec::new());
        let mut words = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            words.push_str(&rest[..at]);
            let brace = &rest[at..];
            if let Some(behind) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
                words.push_str(&brace[..1]);
                rest = behind;
                continue;
            }
            let inside = brace.strip_prefix('{').and_then(|inside| inside.split_once('}'));
            let Some((name, behind)) = inside.filter(|(name, _)| !name.contains('{')) else {
                if !flaws.contains(&Flaw::Brace) {
                    flaws.push(Flaw::Brace);
                }
                rest = &brace[1..];
                continue;
            };
            match Slot::named(name.trim()) {
                Some(slot) => {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                    pieces.push(Piece::Gap(slot));
                }
                None => flaws.push(Flaw::Unknown(name.to_owned())),
            }
            rest = behind;
        }
        words.push_str(rest);
        pieces.push(Piece::Words(words));
        if text.trim().is_empty() {
            flaws.push(Flaw::Empty);
        }
        let text = text.to_owned();
        if flaws.is_empty() { Ok(Self { text, pieces }) } else { Err(flaws) }
    }

    /// Whether it has a gap for this.
    #[must_use]
    pub fn has(&self, slot: Slot) -> bool {
        self.pieces.contains(&Piece::Gap(slot))
    }

    /// The remark with everything that is known filled in, and `gap` for what is not.
    #[must_use]
    pub fn filled(&self, known: &Known, gap: &str) -> String {
        let word = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Gap(slot) => {
                let words = known.of(*slot);
                if words.is_empty() { gap.to_owned() } else { words.to_owned() }
            }
        };
        self.pieces.iter().map(word).collect()
    }
}

impl fmt::Display for Template {
    /// As it was written.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Flaw, Known, Slot, Template};

    #[test]
    fn what_is_known_is_filled_in_and_the_rest_is_a_gap() {
        let known = Known {
            case: "未报月报".to_owned(),
            count: "2".to_owned(),
            unit: "项".to_owned(),
            points: "1".to_owned(),
            clause: "一/1/5".to_owned(),
            ..Known::default()
        };
        for (template, filled) in [
            ("{情形}，共{数量}{单位}，扣{扣分}分", "未报月报，共2项，扣1分"),
            ("{case}: {count}{unit}, {points}", "未报月报: 2项, 1"),
            ("{日期}查{对象}：{ 情形 }", "＿＿查＿＿：未报月报"),
            ("{条款}", "一/1/5"),
            ("没有空格", "没有空格"),
            ("{{情形}}", "{情形}"),
            ("{被考核单位}{assessed}", "＿＿＿＿"),
        ] {
            let read = Template::parse(template).expect(template);
            assert_eq!(read.filled(&known, "＿＿"), filled, "{template}");
            assert_eq!(read.to_string(), template);
        }
    }

    #[test]
    fn every_flaw_is_told() {
        let unknown = |name: &str| Flaw::Unknown(name.to_owned());
        for (template, flaws) in [
            ("{数}和{谁}", vec![unknown("数"), unknown("谁")]),
            ("{数量", vec![Flaw::Brace]),
            ("数量}", vec![Flaw::Brace]),
            ("{a{数量}}", vec![Flaw::Brace]),
            ("{}", vec![unknown("")]),
            (" \n", vec![Flaw::Empty]),
            ("", vec![Flaw::Empty]),
        ] {
            assert_eq!(Template::parse(template), Err(flaws), "{template}");
        }
    }

    #[test]
    fn a_name_is_of_one_slot() {
        for (at, (_, zh, en)) in Slot::ALL.iter().enumerate() {
            let same = |(_, other_zh, other_en): &(Slot, &str, &str)| {
                [other_zh, other_en].iter().any(|name| **name == *zh || **name == *en)
            };
            assert!(!Slot::ALL[..at].iter().any(same), "{zh} {en}");
        }
    }
}
