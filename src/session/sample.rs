//! 随机抽查: names drawn from a list, in a way that anyone can repeat.
//!
//! For each name SHA-256 of the seed directly followed by the name, as UTF-8; the names are
//! sorted by it, and the first ones are drawn. So the order of the list does not matter, and
//! a name that is taken off the list changes nothing about the others.

use super::{Date, Entry};
use sha2::{Digest, Sha256};

/// What was drawn, from what, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// What the draw begins with; whoever has it can repeat the draw.
    pub seed: String,
    /// The names drawn, in the order they were drawn.
    pub drawn: Vec<String>,
    /// The list they were drawn from.
    pub names: Vec<String>,
    /// When.
    pub date: Option<Date>,
}

impl Sample {
    /// Draws so many names; all of them where there are no more.
    #[must_use]
    pub fn draw(names: Vec<String>, count: usize, seed: String, date: Option<Date>) -> Self {
        let drawn = drawn(&names, count, &seed);
        Self { seed, drawn, names, date }
    }

    /// Whether what was drawn is what seed and list give.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.drawn == drawn(&self.names, self.drawn.len(), &self.seed)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.drawn.is_empty()
    }
}

fn drawn(names: &[String], count: usize, seed: &str) -> Vec<String> {
    let mut hashed: Vec<([u8; 32], &String)> =
        names.iter().map(|name| (Sha256::digest(format!("{seed}{name}")).into(), name)).collect();
    hashed.sort();
    hashed.into_iter().take(count).map(|(_, name)| name.clone()).collect()
}

/// The seed of a time: its digits down to the second, easy to say and to write down.
#[must_use]
pub fn seed_of(time: &str) -> String {
    time.chars().filter(char::is_ascii_digit).take(14).collect()
}

/// The names of a text, one a line, each once, without blanks around them.
#[must_use]
pub fn names_of(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for name in text.lines().map(str::trim).filter(|name| !name.is_empty()) {
        if known.insert(name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// How many the words of a document have drawn: `随机抽查2个不同行业部门`, `抽取不少于三家企业`.
/// `None` where they name no number.
#[must_use]
pub fn count_in(words: &str) -> Option<usize> {
    words.split('抽').skip(1).find_map(|behind| {
        let behind = behind.trim_start_matches(['查', '取', '选', '检', '至', '不', '少', '于']);
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let (count, behind) = if let Ok(count) = behind[..digits].parse() {
            (count, &behind[digits..])
        } else {
            let numeral = behind.chars().next()?;
            let place = NUMERALS.iter().position(|known| *known == numeral)?;
            (place + 1, &behind[numeral.len_utf8()..])
        };
        let is_of_things = behind.starts_with(['个', '家', '户', '名', '处', '所', '人']);
        (count > 0 && is_of_things).then_some(count)
    })
}

/// 1 to 10; two things are 两.
const NUMERALS: [char; 10] = ['一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];

impl Entry {
    /// Whether a finding is about this: its subject, or one of several in it.
    #[must_use]
    pub fn is_about(&self, name: &str) -> bool {
        let several = ['、', '，', ',', '；', ';', '\n'];
        self.findings.iter().any(|finding| {
            finding.subject.trim() == name
                || finding.subject.split(several).any(|part| part.trim() == name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Sample, count_in, names_of, seed_of};

    fn names(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_document_says_how_many_to_draw() {
        let cases = [
            ("随机抽查2个不同行业部门，查阅文件资料", Some(2)),
            ("抽取不少于三家企业", Some(3)),
            ("抽两家", Some(2)),
            ("抽查企业，抽查10户", Some(10)),
            ("抽查企业。", None),
            ("抽查2022年安全社区", None),
            ("抽查0个", None),
            ("每季度抽查一次", None),
            ("2个部门", None),
            ("", None),
        ];
        for (words, count) in cases {
            assert_eq!(count_in(words), count, "{words}");
        }
    }

    /// The expected order is what `sha256sum` and `sort` say.
    #[test]
    fn a_draw_is_what_sha256sum_says() {
        let list = names("甲厂 乙厂 丙厂 丁厂 戊厂");
        let draw = |list: Vec<String>, count, seed: &str| {
            Sample::draw(list, count, seed.to_owned(), None).drawn
        };
        let all = names("戊厂 丙厂 甲厂 丁厂 乙厂");
        assert_eq!(draw(list.clone(), 9, "20211215093107"), all);
        assert_eq!(draw(list.clone(), 2, "20211215093107"), all[..2]);
        assert_eq!(draw(list.clone(), 0, "20211215093107"), names("")[..0]);
        let mut turned = list.clone();
        turned.reverse();
        assert_eq!(draw(turned, 2, "20211215093107"), all[..2], "the order does not matter");
        assert_ne!(draw(list, 5, "20211215093108"), all, "another seed, another draw");
    }

    #[test]
    fn what_was_changed_by_hand_shows() {
        let sample = Sample::draw(names("甲 乙 丙"), 2, "1".to_owned(), None);
        assert!(sample.is_repeatable());
        let mut other = sample.clone();
        other.drawn.reverse();
        assert!(!other.is_repeatable());
        let other = Sample { seed: "2".to_owned(), names: names("甲 乙"), ..sample };
        assert!(!other.is_repeatable());
    }

    #[test]
    fn a_seed_is_the_digits_of_a_time() {
        assert_eq!(seed_of("2021-12-15T09:31:07+08:00"), "20211215093107");
        assert_eq!(seed_of(""), "");
    }

    #[test]
    fn names_are_lines_each_once() {
        assert_eq!(names_of(" 甲厂 \n\n乙 厂\r\n甲厂\n"), ["甲厂", "乙 厂"]);
    }
}
