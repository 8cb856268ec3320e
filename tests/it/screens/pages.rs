//! The pages that explain a score: 得失清单, 总览, and the steps up to the total.

use super::play::{Fixture, Seen, played};
use crate::fixtures::{project_file, rubric};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::rubric::ClauseIndex;
use kaohe::tui::widgets::theme::Symbols;

const PENGXI: &str = "2022年度_示例县_现场考核_20221208";
const WUJIN: &str = "2021年度_示例镇建设局_现场考核_20211215";
const ANNING: &str = "2022年度_示例街道_现场考核_20221215";

/// What a worked session records.
fn worked(name: &str) -> String {
    let path = project_file("sessions").join(format!("{name}.kaohe.yaml"));
    let text = std::fs::read_to_string(path).expect("a worked session");
    text[text.find("entries:").expect("its entries")..].to_owned()
}

fn on(rubric: &str, name: &str, keys: &str, width: u16, height: u16) -> Seen {
    let record = worked(name);
    played(&Fixture::new(rubric, &record), keys, width, height)
}

fn in_english(rubric: &str, name: &str, keys: &str, width: u16, height: u16) -> String {
    let record = worked(name);
    let fixture =
        Fixture { lang: Lang::En, symbols: Symbols::ascii(), ..Fixture::new(rubric, &record) };
    played(&fixture, keys, width, height).text
}

fn selected(seen: &Seen) -> String {
    let review = seen.app.review.as_ref().expect("a session");
    review.tree.id(&review.rubric).unwrap_or_default()
}

#[test]
fn margins_at_80_by_24() {
    assert_snapshot!(on("pengxi-2022", PENGXI, "d j*3", 80, 24).text);
}

#[test]
fn margins_at_120_by_40_in_english() {
    assert_snapshot!(in_english("pengxi-2022", PENGXI, "C-d j*5", 120, 40));
}

#[test]
fn margins_under_a_veto() {
    assert_snapshot!(on("wujin-2021", WUJIN, "d", 80, 24).text);
}

#[test]
fn margins_lead_to_the_tree_and_to_the_ledgers() {
    let there = on("pengxi-2022", PENGXI, "home d j enter", 80, 24);
    assert_eq!(selected(&there), "三/(十)/22/(2)");
    assert!(there.app.overlays.is_empty());
    let ledgers = on("pengxi-2022", PENGXI, "home d enter", 80, 24);
    assert!(ledgers.text.contains("加分、直接计入总分、一票否决"), "{}", ledgers.text);
    let stays = on("pengxi-2022", PENGXI, "home d end enter", 80, 24);
    assert_eq!(stays.app.overlays.len(), 1, "a sentence leads nowhere");
    assert!(on("pengxi-2022", PENGXI, "d esc", 80, 24).app.overlays.is_empty());
}

#[test]
fn overview_at_80_by_24() {
    assert_snapshot!(on("pengxi-2022", PENGXI, "a", 80, 24).text);
}

/// Where there is little room, names stay and what is beside them goes.
#[test]
fn overview_at_60_columns_has_names() {
    let text = on("pengxi-2022", PENGXI, "a", 60, 20).text;
    for name in ["一 加强组织", "二 推动重点", "合计"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

#[test]
fn overview_further_down() {
    assert_snapshot!(on("pengxi-2022", PENGXI, "a end", 80, 24).text);
}

#[test]
fn overview_at_120_by_40_in_english() {
    assert_snapshot!(in_english("pengxi-2022", PENGXI, "C-a", 120, 40));
}

#[test]
fn overview_of_a_checklist() {
    assert_snapshot!(on("anning-2022", ANNING, "a", 80, 24).text);
}

#[test]
fn overview_leads_to_the_section() {
    let there = on("pengxi-2022", PENGXI, "home a j*2 enter", 80, 24);
    assert_eq!(selected(&there), "三");
    let first = on("pengxi-2022", PENGXI, "home a enter", 80, 24);
    assert_eq!(selected(&first), "一", "it starts on what leads somewhere");
    let loss = on("pengxi-2022", PENGXI, "home a j*5 enter", 80, 24);
    assert_eq!(selected(&loss), "一/(一)/1/a", "behind the sections where most was lost");
}

#[test]
fn pages_are_scrolled_and_resized() {
    let seen = on("pengxi-2022", PENGXI, "a end 60x20 pgup 120x40 g d", 80, 24);
    assert_eq!(seen.app.overlays.len(), 1, "d does nothing in the overview");
    let empty = played(&Fixture::new("wujin-2021", ""), "d end pgdn k", 60, 20);
    assert!(empty.text.contains("待评"), "{}", empty.text);
}

#[test]
fn a_clause_shows_every_step_up_to_the_total() {
    let seen = on("pengxi-2022", PENGXI, "home d j*2 enter", 120, 40);
    let lines = ["封顶", "本项", "上级", "合计"];
    assert!(lines.iter().all(|label| seen.text.contains(label)), "{}", seen.text);
    assert_snapshot!(on("pengxi-2022", PENGXI, "home d j*3 enter", 120, 40).text);
}

/// Every line about a department or an office narrows the tree to it.
#[test]
fn overview_leads_to_departments_and_offices() {
    let lines = |keys: &str| on("pengxi-2022", PENGXI, &format!("home a {keys}"), 80, 24);
    let mut narrowed = Vec::new();
    for down in 0..30 {
        let before = lines(&format!("down*{down}"));
        let seen = lines(&format!("down*{down} enter"));
        let review = seen.app.review.as_ref().expect("a session");
        if let Some((filter, rows)) = review.tree.filter() {
            let name = filter.title(Lang::Zh);
            assert!(rows > 0 && seen.app.overlays.is_empty(), "{name}: {}", seen.text);
            let bare = name.rsplit('：').next().unwrap_or_default();
            assert!(before.text.contains(bare), "{name} from {}", before.text);
            narrowed.push(name);
        }
    }
    assert!(narrowed.len() > 2, "{narrowed:?}");
}

/// The document prints 县应急局, 县应急 and 县应急管理局: one department wherever things are grouped,
/// and each clause shows what is printed.
#[test]
fn spellings_of_one_department_are_one() {
    let rubric = rubric("pengxi-2022");
    let spellings: Vec<&String> =
        rubric.head.departments.iter().flat_map(|known| &known.spellings).collect();
    for place in 0..rubric.clauses().len() {
        let grouped = rubric.departments_of_clause(ClauseIndex(place));
        for name in grouped {
            assert!(spellings.iter().all(|spelling| *spelling != name), "{name}");
        }
    }
    let narrowed = on("pengxi-2022", PENGXI, "t text:县应急局 enter", 120, 40);
    let review = narrowed.app.review.as_ref().expect("a session");
    let rows = review.tree.filter().expect("a filter").1;
    let of_office =
        |index: &ClauseIndex| rubric.departments_of_clause(*index).contains(&"县应急局");
    let clauses = (0..rubric.clauses().len()).map(ClauseIndex).filter(of_office).count();
    assert!(rows >= clauses && clauses > 0, "{rows} rows, {clauses} clauses");
    let printed = on("pengxi-2022", PENGXI, "/ text:县应急管理局 enter", 120, 40).text;
    let meant = on("pengxi-2022", PENGXI, "/ text:县住房城乡建设局 enter", 120, 40);
    assert!(printed.contains("县应急管理局"), "{printed}");
    let review = meant.app.review.as_ref().expect("a session");
    let found = review.found.as_ref().expect("matches").counts(&review.tree).1;
    assert!(found > 3, "also where 县住建 and 县住建局 are printed: {found}");
}

#[test]
fn overview_of_a_checklist_leads_to_offices() {
    let narrowed = (0..20).filter_map(|down| {
        let seen = on("anning-2022", ANNING, &format!("a down*{down} enter"), 80, 24);
        let review = seen.app.review.as_ref()?;
        review.tree.filter().map(|(filter, _)| filter.title(Lang::Zh))
    });
    assert_eq!(
        narrowed.collect::<std::collections::BTreeSet<_>>().len(),
        4,
        "three assessing offices, and what the document names none for"
    );
}

/// A veto that takes the score: what is now is said, and what was before it.
#[test]
fn a_veto_is_told_where_the_score_is() {
    let record = "entries:\n  一/(一)/1/a: {hit: true}\nveto:\n  - {clause: '21(2)', count: 2}\n";
    let rubric = rubric("pengxi-2022");
    let record = record.replace("21(2)", &rubric.vetoes[rubric.vetoes.len() - 1].no);
    let fixture = Fixture::new("pengxi-2022", &record);
    let margins = played(&fixture, "d", 80, 24).text;
    assert!(margins.contains("现在 0 分（否决前 98"), "{margins}");
    let overview = played(&fixture, "a", 80, 24).text;
    assert!(overview.contains("有一票否决：否决前 98"), "{overview}");
    // A part that nobody has looked at has reached nothing yet.
    assert!(overview.contains("待评") && !overview.contains("100%"), "{overview}");
}
