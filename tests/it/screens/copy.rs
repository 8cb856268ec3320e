//! A record copied to another clause: what fits goes along, nothing is replaced unasked.

use super::play::{Fixture, Seen, played};
use kaohe::session::{Entry, Value};
use kaohe::tui::action::Place;

const FINDINGS: &str = "entries:
  一/1/5:
    remark: 资料不全
    evidence: [材料/月报.pdf]
    date: 2021-12-10
    findings:
      - {count: 2, subject: 甲厂, remark: 未报送}
";

fn after(rubric: &str, record: &str, keys: &str) -> Seen {
    played(&Fixture::new(rubric, record), keys, 80, 24)
}

fn go(id: &str) -> String {
    format!("/ text:{id} enter ")
}

fn entry(seen: &Seen, id: &str) -> Entry {
    seen.app.review.as_ref().expect("a session").entry(id)
}

fn said(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}

/// Wujin: 一/1/5 counts, 一/1/4 is yes or no, 一/1/2b wants what there is, 三/1 is judged.
#[test]
fn what_fits_is_pasted() {
    // (recorded, from, to, keys, what is there afterwards)
    let cases = [
        ("{count: 3, remark: 缺}", "一/1/5", "一/1/2a", "c", Value::Hit, "已粘贴"),
        ("{met: true, remark: 缺}", "一/1/5", "一/1/4", "C-n", Value::Met, "已粘贴"),
        (
            "{na: 没有, remark: 缺}",
            "一/1/5",
            "一/1/2b",
            "c",
            Value::NotApplicable("没有".into()),
            "已粘贴",
        ),
        ("{hit: true, remark: 缺}", "一/1/4", "一/1/5", "c", Value::Count(1), "已粘贴"),
        ("{actual: 3, remark: 缺}", "一/1/2b", "一/1/5", "c", Value::Open, "已留空"),
        ("{met: true, remark: 缺}", "一/1/5", "三/1", "c", Value::Open, "已留空"),
    ];
    for (recorded, from, to, copy, value, words) in cases {
        let record = format!("entries:\n  {from}: {recorded}\n");
        for paste in ["p", "C-v"] {
            let keys = format!("{}{copy} {}{paste}", go(from), go(to));
            let seen = after("wujin-2021", &record, &keys);
            assert_eq!(entry(&seen, to).value, value, "{keys} {}", said(&seen));
            assert_eq!(entry(&seen, to).remark, "缺", "{keys}");
            assert!(said(&seen).contains(words), "{keys}: {}", said(&seen));
            assert_eq!(seen.saves, 1);
            let back = after("wujin-2021", &record, &format!("{keys} u"));
            assert!(entry(&back, to).is_empty() && !entry(&back, from).is_empty());
        }
    }
}

/// What others said about a record, 采用 and 退回, stays with it.
#[test]
fn what_others_said_stays_behind() {
    let record = "entries:
  一/1/5:
    count: 3
    remark: 缺
    accepted: {session: 01936f3e-0000-7000-8000-000000000001, mode: self, by: 甲, date: 2021-12-10, reason: 属实}
    returned: {comment: 补佐证}
";
    let keys = format!("{}c {}p", go("一/1/5"), go("二/3/1c"));
    let pasted = entry(&after("wujin-2021", record, &keys), "二/3/1c");
    assert_eq!(pasted.remark, "缺");
    assert!(pasted.accepted.is_none() && pasted.returned.is_none());
}

#[test]
fn findings_evidence_and_date_go_along() {
    let copied = entry(&after("wujin-2021", FINDINGS, ""), "一/1/5");
    let seen = after("wujin-2021", FINDINGS, &format!("{}c {}p", go("一/1/5"), go("二/3/1c")));
    assert_eq!(entry(&seen, "二/3/1c"), copied, "{}", said(&seen));
    // A judged item lists none: they go into the remark.
    let judged = after("wujin-2021", FINDINGS, &format!("{}c {}p", go("一/1/5"), go("三/1")));
    let remark = "资料不全；甲厂：未报送".to_owned();
    let left = Entry { findings: Vec::new(), remark, ..copied };
    assert_eq!(entry(&judged, "三/1"), left);
    assert!(said(&judged).contains("不列情形"), "{}", said(&judged));
}

#[test]
fn what_is_recorded_is_replaced_only_when_asked() {
    let record = "entries:\n  一/1/5: {count: 3}\n  二/3/1c: {count: 1, remark: 旧}\n";
    let keys = format!("{}c {}p", go("一/1/5"), go("二/3/1c"));
    let asked = after("wujin-2021", record, &keys);
    assert_eq!((asked.app.place(), asked.saves), (Place::Confirm, 0));
    assert!(asked.text.contains("二/3/1c 已有记录"), "{}", asked.text);
    let kept = after("wujin-2021", record, &format!("{keys} esc"));
    assert_eq!(entry(&kept, "二/3/1c").remark, "旧");
    let replaced = after("wujin-2021", record, &format!("{keys} enter"));
    assert_eq!(entry(&replaced, "二/3/1c").value, Value::Count(3));
    let back = after("wujin-2021", record, &format!("{keys} enter u"));
    assert_eq!(entry(&back, "二/3/1c").remark, "旧");
    // Twice is once.
    let twice = after("wujin-2021", record, &format!("{keys} enter p"));
    assert_eq!(twice.app.place(), Place::Review);
    assert!(said(&twice).contains("同样的记录"));
}

#[test]
fn what_cannot_be_done_says_why() {
    let nothing = after("wujin-2021", "", "c");
    assert!(said(&nothing).contains("没有可复制的"), "{}", said(&nothing));
    let uncopied = after("wujin-2021", "", "p");
    assert!(said(&uncopied).contains("还没有复制"), "{}", said(&uncopied));
    let record = "entries:\n  一/1/2b: {actual: 3}\n";
    let unfit = after("wujin-2021", record, &format!("{}c {}p", go("一/1/2b"), go("一/1/5")));
    assert!(said(&unfit).contains("没有可粘贴的"), "{}", said(&unfit));
    assert_eq!(unfit.saves, 0);
    let offered = after("wujin-2021", record, &format!("{}: text:粘贴", go("一/1/2b")));
    assert!(!offered.text.contains("粘贴记录"), "{}", offered.text);
    let offered = after("wujin-2021", record, &format!("{}c : text:粘贴", go("一/1/2b")));
    assert!(offered.text.contains("粘贴记录"), "{}", offered.text);
}

/// Shares of responsibility that the other clause does not have do not go along.
#[test]
fn shares_that_are_not_offered_stay_behind() {
    let record = "entries:\n  三/(十)/22/(1): {findings: [{count: 1, share: 0.4, subject: 甲}]}\n";
    let fixture = after("pengxi-2022", record, "");
    let review = fixture.app.review.as_ref().expect("a session");
    let counts = |clause: &&kaohe::rubric::Clause| {
        clause.rule == kaohe::rubric::Rule::Occurrence
            && clause.shares.is_empty()
            && matches!(clause.home, kaohe::rubric::Home::Item(_))
    };
    let to = review.rubric.clauses().iter().find(counts).expect("a clause that counts").id.clone();
    let seen = after("pengxi-2022", record, &format!("{}c {}p", go("三/(十)/22/(1)"), go(&to)));
    let found = entry(&seen, &to);
    assert_eq!((found.findings.len(), found.findings[0].share), (1, None), "{}", said(&seen));
}

/// Where no finding can be listed, what the findings say is not lost: it stands in the remark.
#[test]
fn findings_go_into_the_remark_where_none_can_be_listed() {
    let record = "entries:
  一/1/5:
    findings:
      - {count: 2, subject: 甲厂, remark: 未报送, evidence: [材料/甲.pdf], date: 2021-12-01}
      - {count: 1, remark: 迟报}
";
    let seen = after("wujin-2021", record, &format!("{}c {}p", go("一/1/5"), go("三/1")));
    let pasted = entry(&seen, "三/1");
    assert_eq!(pasted.remark, "甲厂：未报送；迟报", "{}", said(&seen));
    assert_eq!(pasted.evidence, ["材料/甲.pdf"]);
    assert!(pasted.date.is_some() && pasted.findings.is_empty() && pasted.value == Value::Open);
    assert!(said(&seen).contains("写进了说明"), "{}", said(&seen));
}
