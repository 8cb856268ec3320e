//! What kind of assessment a document is, as it calls it itself.

use super::Head;

/// What an assessment is called in a title, and what that ends in.
const WORDS: [&str; 6] = ["考核", "考评", "评比", "评价", "评定", "评估"];
/// What stands before it in a title and does not belong to it: the year, and asides.
const BEFORE: [&str; 9] = ["年度", "年", "）", ")", "》", "《", "关于", "·", " "];

impl Head {
    /// 消防工作考核: its `kind`, else what its title says between the year and 考核; nothing
    /// where the title says neither.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.kind.as_deref().or_else(|| in_title(&self.title))
    }
}

fn in_title(title: &str) -> Option<&str> {
    let end_of = |word: &&str| title.find(*word).map(|at| at + word.len());
    let end = WORDS.iter().filter_map(end_of).min()?;
    let called = &title[..end];
    let begins = BEFORE.iter().filter_map(|word| called.rfind(word).map(|at| at + word.len()));
    Some(&called[begins.max().unwrap_or(0)..])
}

#[cfg(test)]
mod tests {
    use super::in_title;

    #[test]
    fn a_title_says_what_kind_of_assessment_it_is() {
        let cases = [
            (
                "2018年度县（市、区）安全生产工作责任目标考评细则（40分）",
                Some("安全生产工作责任目标考评"),
            ),
            ("部门（单位）安全生产目标任务考核细则", Some("安全生产目标任务考核")),
            ("某县2022年消防工作考核办法（试行）", Some("消防工作考核")),
            ("关于印发《食堂量化分级评定标准》的通知", Some("食堂量化分级评定")),
            ("2024年度考核细则", Some("考核")),
            ("河长制工作要点", None),
        ];
        for (title, expected) in cases {
            assert_eq!(in_title(title), expected, "{title}");
        }
    }
}
