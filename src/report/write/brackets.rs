//! `（60分）` behind a title stays together: programs break lines between a number and 分.

use super::text::{escaped, put};
use crate::lang::report::POINTS_END;
use unicode_width::UnicodeWidthStr;

/// How much less than it could a line holds, in half-width characters: digits stand apart from
/// what is beside them, and letters of other fonts are wider.
const SLACK: usize = 2;

/// Where such a bracket begins that ends a line.
fn at_the_end(line: &str) -> Option<usize> {
    let inner = line.strip_suffix(POINTS_END)?;
    let begin = inner.rfind('（')?;
    is_number(&inner[begin + '（'.len_utf8()..]).then_some(begin)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The text with such brackets on lines of their own where a title with its bracket takes more than
/// one line of so many half-width characters: where the next ones end, nobody knows before printing.
pub(in crate::report) fn on_own_lines(text: &str, room: usize) -> String {
    let lines = text.split('\n').map(|line| {
        let begin = at_the_end(line).filter(|begin| *begin > 0);
        match begin.map(|begin| line.split_at(begin)) {
            Some((title, bracket)) if line.width() + SLACK > room => {
                format!("{title}\n{bracket}")
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text as a page shows it, no line of which breaks within such a bracket.
pub(super) fn kept_together(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(begin) = rest.find('（') {
        let inside = &rest[begin + '（'.len_utf8()..];
        let number =
            inside.find(POINTS_END).map(|end| &inside[..end]).filter(|inner| is_number(inner));
        let (before, behind) = match number {
            Some(number) => {
                out.push_str(&escaped(&rest[..begin]));
                put(&mut out, format_args!("<span class=\"k\">（{number}{POINTS_END}</span>"));
                ("", &inside[number.len() + POINTS_END.len()..])
            }
            None => rest.split_at(begin + '（'.len_utf8()),
        };
        out.push_str(&escaped(before));
        rest = behind;
    }
    out.push_str(&escaped(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::{kept_together, on_own_lines};

    #[test]
    fn brackets_stand_on_their_own_line_where_they_would_be_torn() {
        let cases = [
            ("一、组织领导（20分）", 30, "一、组织领导（20分）"),
            ("一、组织领导（20分）", 22, "一、组织领导（20分）"),
            ("一、组织领导（20分）", 20, "一、组织领导\n（20分）"),
            ("组织领导（20分）\n说明", 10, "组织领导\n（20分）\n说明"),
            ("组织领导组织领导组（1.5分）", 16, "组织领导组织领导组\n（1.5分）"),
            ("（20分）", 4, "（20分）"),
            ("未做到的（扣分）", 4, "未做到的（扣分）"),
            ("（20分）以内", 4, "（20分）以内"),
        ];
        for (text, room, set) in cases {
            assert_eq!(on_own_lines(text, room), set);
        }
    }

    #[test]
    fn pages_do_not_break_within_brackets() {
        let whole = "<span class=\"k\">（20分）</span>";
        assert_eq!(kept_together("组织（领导）（20分）。"), format!("组织（领导）{whole}。"));
        assert_eq!(kept_together("（20分）（<b>"), format!("{whole}（&lt;b&gt;"));
        assert_eq!(kept_together("（扣分）（1.5"), "（扣分）（1.5");
    }
}
