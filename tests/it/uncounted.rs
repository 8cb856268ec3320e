//! What is recorded and does not count is told, with its place and what to do.

use crate::commands::kaohe_words;
use std::fs;
use tempfile::TempDir;

/// A session by hand: the rubric, the tags, what is recorded; what `score` says, and what
/// `check` says with its place.
const CASES: [(&str, &str, &str, &str, &str); 13] = [
    (
        "pengxi-2022",
        "",
        "entries: {三/(十)/22/(1): {findings: [{count: 1, share: 40}]}}",
        "三/(十)/22/(1)：责任比例 40 超过条款允许的，未计入。40% 请写成 0.4。",
        ":8:55: 错误：三/(十)/22/(1)：责任比例 40",
    ),
    (
        "jinzhong-2019",
        "公安局",
        "entries: {B/B3/3.1/c: {hit: true}}",
        "单位标签“公安局”：细则里没有这个标签",
        ":4:25: 错误：单位标签“公安局”",
    ),
    (
        "wujin-2021",
        "",
        "entries: {二/5: {na: 没有监管企业}, 二/5/2: {count: 2}}",
        "二/5/2：二/5 记了不涉及，下面的这条记录未计入",
        ":8:37: 错误：二/5/2：二/5 记了不涉及",
    ),
    (
        "xuchang-2018",
        "",
        "entries: {二/1/1/c: {actual: 33.3}}",
        "二/1/1/c：界限是 1/3，除不尽",
        ":8:20: 提醒：二/1/1/c：界限是 1/3",
    ),
    (
        "pengxi-2022",
        "",
        "bonus: [{clause: (三)c, matter: 应急演练}, {clause: (三)b, matter: 应急演练（市级）}]",
        "加分第 2 行（(三)b）：与“应急演练”写法相近",
        ":8:39: 提醒：加分第 2 行",
    ),
    (
        "pengxi-2022",
        "",
        "bonus: [{clause: (三)c, share: 40}]",
        "加分第 1 行（(三)c）：责任比例 40",
        ":8:31: 错误：加分第 1 行",
    ),
    (
        "jinzhong-2019",
        "",
        "direct: [{clause: 没有, count: 1}]",
        "直接扣分第 1 行（没有）：细则中没有，未计入",
        ":8:19: 错误：",
    ),
    (
        "wujin-2021",
        "",
        "entries: {二/5: {score: 3}}",
        "二/5：记录与条款不符，未计入",
        ":8:16: 错误：",
    ),
    (
        "xuchang-2018",
        "",
        "entries: {二/1/1/c: {actual: 33.33333}}",
        "二/1/1/c：“33.33333”小数太长，没有看懂，这条记录未计入",
        ":8:29: 错误：二/1/1/c：“33.33333”小数太长",
    ),
    (
        "pengxi-2022",
        "",
        "entries: {三/(十)/22/(2): {actual: 9, baseline: [7, 8, 7.33333333333333333333]}}",
        "三/(十)/22/(2)：“7.33333333333333333333”小数太长",
        ":8:54: 错误：三/(十)/22/(2)：“7.33333333333333333333”",
    ),
    (
        "pengxi-2022",
        "",
        "entries: {三/(十)/22/(1): {findings: [{count: 1, share: 0.33333}]}}",
        "三/(十)/22/(1)：“0.33333”小数太长",
        ":8:55: 错误：",
    ),
    (
        "wujin-2021",
        "",
        "entries: {三/1: {score: 12.3333333}}",
        "三/1：“12.3333333”小数太长",
        ":8:24: 错误：",
    ),
    (
        "wujin-2021",
        "",
        "bonus: [{clause: 4a, award: 1.33333333, matter: 演练}]",
        "加分第 1 行（4a）：“1.33333333”小数太长",
        ":8:29: 错误：",
    ),
];

#[test]
fn what_does_not_count_is_told() {
    let home = TempDir::new().expect("a folder");
    for (rubric, tags, record, scored, checked) in CASES {
        let path = home.path().join("记录.kaohe.yaml");
        let text = format!(
            "format: kaohe-session/1\nid: 01936f3e-0000-7000-8000-000000000000\n\
             rubric: {{id: {rubric}}}\nunit: {{name: 对照, tags: [{tags}]}}\nmode: field\n\
             date: 2022-12-15\nstate: draft\n{record}\n"
        );
        fs::write(&path, text).expect("written");
        let path = path.display().to_string();
        let score = kaohe_words(home.path(), &["score", &path], "").text();
        assert!(score.contains(scored), "{record}:\n{score}");
        assert!(!score.contains("改过"), "{record}:\n{score}");
        // What does not count is noted under the lists that people look for it in.
        if checked.contains("错误") {
            for kind in ["form", "issues", "deductions", "ledgers"] {
                let words = ["report", &path, "--kind", kind, "--format", "markdown"];
                let report = kaohe_words(home.path(), &words, "").text();
                let (_, notes) = report.split_once("制表时未计入的记录").expect(&report);
                let said = scored.split('：').nth(1).expect("why");
                assert!(notes.contains(said), "{record} {kind}:\n{report}");
            }
        }
        let check = kaohe_words(home.path(), &["check", &path], "").text();
        assert!(check.contains(checked), "{record}:\n{check}");
        assert!(!check.contains("指纹"), "{record}:\n{check}");
    }
}
