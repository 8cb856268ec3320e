//! What the results say of limits and vetoes, so that their rows explain each other.

use super::{find, numbers, of_every_rule};
use kaohe::lang::Lang;
use kaohe::report::write::{Format, write};
use kaohe::report::{Kind, Quantity};

/// What limits take back and what a veto does is told where the result is told.
#[test]
fn the_feedback_says_what_counts_and_why() {
    let capped = find("2022年度_示例县").text(Kind::Feedback, Format::Markdown);
    let words = "应扣 2.5 分（(8)a+(8)b：小计 2.5，本项封顶 2，扣 2）";
    assert!(capped.contains(words), "{capped}");
    let vetoed = find("建设局");
    for kind in [Kind::Feedback, Kind::Summary] {
        let text = vetoed.text(kind, Format::Markdown);
        assert!(text.contains("一票否决（3b）："), "{text}");
        assert!(text.contains("后果：等次为不合格，得分保留"), "{text}");
        assert!(text.contains("| 四 | 其他工作 | 5 | 0 | 0 | 待评 | 待评 |"), "{text}");
    }
    let feedback = vetoed.text(Kind::Feedback, Format::Markdown);
    assert!(feedback.contains("评定 9 分（满分 15），扣 6 分"), "{feedback}");
}

/// Where a veto sets the score, the score before it stands above it.
#[test]
fn a_veto_that_sets_the_score_is_a_row() {
    let sets = of_every_rule().into_iter().filter(|case| {
        let total = case.card().total;
        total.score_before_veto != total.score
    });
    let mut checked = 0;
    for case in sets {
        let report = case.report(Lang::Zh, Kind::Summary);
        let before = numbers(&report).find(|(what, _)| *what == Quantity::ScoreBeforeVeto);
        assert!(before.is_some(), "{}", case.name);
        assert!(case.text(Kind::Summary, Format::Markdown).contains("| 一票否决 |"));
        checked += 1;
    }
    assert!(checked > 0);
}

/// One of something is told in the singular.
#[test]
fn english_reports_know_the_singular() {
    let mut odd = Vec::new();
    for case in of_every_rule() {
        for kind in Kind::ALL {
            let report = case.report(Lang::En, kind);
            let text = String::from_utf8(write(&report, Format::Markdown).expect("a report"));
            let text = text.expect("text");
            let words: Vec<&str> = text.split([' ', '\n', '|', '>', '(', '（', ')']).collect();
            let plural = |pair: &&[&str]| {
                let word = pair[1].trim_end_matches([',', '.', ';', ':', '<']);
                pair[0] == "1" && word.len() > 3 && word.is_ascii() && word.ends_with('s')
            };
            odd.extend(words.windows(2).filter(plural).map(|pair| pair.join(" ")));
        }
    }
    odd.sort();
    odd.dedup();
    assert!(odd.is_empty(), "{odd:?}");
}
