//! Tables as offices make them, one kind each: what is an item, its points, its clauses.

use super::readers::{table, word};
use kaohe::draft::draft;
use kaohe::draft::outline::Wishes;
use kaohe::rubric::{Home, IndicatorIndex, Rubric};
use kaohe::storage::documents;

fn path(rubric: &Rubric, index: IndicatorIndex) -> String {
    let own = rubric.indicator(index);
    let above = own.parent.map(|above| format!("{}/", path(rubric, above))).unwrap_or_default();
    format!("{above}{}", own.no)
}

/// Every indicator with its points, and below it its clauses.
fn drafted(rows: &[&[&str]]) -> Vec<String> {
    let (_, source) = documents::source(&word(&table(rows), &[])).expect("a document that is read");
    let made = draft(&source, &Wishes::default(), "draft");
    assert!(made.not_placed.is_empty(), "{:?}", made.not_placed);
    let rubric = made.rubric;
    let mut lines = Vec::new();
    for at in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let indicator = rubric.indicator(at);
        let points = indicator.points.map(|points| format!(" {points}")).unwrap_or_default();
        lines.push(format!("{} {}{points}", path(&rubric, at), indicator.title));
        let own = rubric.clauses().iter().filter(|clause| clause.home == Home::Item(at));
        lines.extend(own.map(|clause| format!("- {}", clause.text)));
    }
    lines
}

#[test]
fn points_stand_behind_what_they_are_points_of() {
    let rows: [&[&str]; 4] = [
        &["一级指标", "分值", "二级指标", "分值", "评分标准"],
        &["责任", "60", "制度", "20", "未制定的扣5分"],
        &["", "", "台账", "40", "缺一项扣1分"],
        &["教育", "40", "培训", "40", "未培训的扣5分"],
    ];
    let wanted = [
        "1 责任 60",
        "1/1 制度 20",
        "- 未制定的扣5分",
        "1/2 台账 40",
        "- 缺一项扣1分",
        "2 教育 40",
        "2/1 培训 40",
        "- 未培训的扣5分",
    ];
    assert_eq!(drafted(&rows), wanted);
}

#[test]
fn a_cell_may_hold_content_and_criteria() {
    let rows: [&[&str]; 4] = [
        &["序号", "考核内容及评分标准", "分值", "得分"],
        &["1", "建立制度，未建立的扣5分；制度不完善的扣1分。", "50", ""],
        &["2", "按时开展培训。未培训的扣5分。", "30", ""],
        &["3", "定期演练（20分）。每缺一次扣5分。", "", ""],
    ];
    let wanted = [
        "1 建立制度 50",
        "- 未建立的扣5分",
        "- 制度不完善的扣1分",
        "2 按时开展培训 30",
        "- 未培训的扣5分",
        "3 定期演练 20",
        "- 每缺一次扣5分",
    ];
    assert_eq!(drafted(&rows), wanted);
}

#[test]
fn a_list_of_what_is_looked_at_is_one_of_tasks() {
    let rows: [&[&str]; 4] = [
        &["序号", "检查项目", "检查内容", "检查情况"],
        &["1", "消防", "灭火器在有效期内", ""],
        &["2", "", "通道畅通", ""],
        &["3", "用电", "无私拉乱接", ""],
    ];
    let wanted = ["1 消防", "1/1 灭火器在有效期内", "1/2 通道畅通", "2 用电", "2/3 无私拉乱接"];
    assert_eq!(drafted(&rows), wanted);
}

#[test]
fn a_cell_that_counts_holds_as_many_tasks() {
    let rows: [&[&str]; 3] = [
        &["考核项目", "考核任务", "考核单位"],
        &[
            "一、责任",
            "1.落实责任。（1）签订责任书。（2）明确分工；报送名单。（3）按季述职。",
            "安委办",
        ],
        &["二、教育", "1.开展培训，做到全覆盖。", "安委办"],
    ];
    let wanted = [
        "一 责任",
        "一/1 落实责任",
        "一/1/(1) 签订责任书。",
        "一/1/(2) 明确分工；报送名单。",
        "一/1/(3) 按季述职。",
        "二 教育",
        "二/1 开展培训，做到全覆盖。",
    ];
    assert_eq!(drafted(&rows), wanted);
}
