//! The filter of the tree: what can be chosen, what is shown, and what keys do under it.

use super::play::{Fixture, Seen, played, screen};
use insta::assert_snapshot;
use kaohe::score::Mark;
use kaohe::session::Value;
use kaohe::tui::app::Review;
use kaohe::tui::tree::{Filter, Node, Sight};

fn after(rubric: &str, record: &str, keys: &str) -> Seen {
    played(&Fixture::new(rubric, record), keys, 80, 24)
}

fn review(seen: &Seen) -> &Review {
    seen.app.review.as_ref().expect("a session")
}

fn status(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}

/// The ids of all rows of the tree, from the top.
fn rows(seen: &Seen) -> Vec<String> {
    let review = review(seen);
    let nodes = (0..review.tree.len()).filter_map(|row| review.tree.row(row));
    let id = |node: Node| match node {
        Node::Clause(clause) => review.rubric.clause(clause).id.clone(),
        Node::Indicator(index) => review.rubric.indicator(index).id.clone(),
        other => format!("{other:?}"),
    };
    nodes.map(|row| id(row.node)).collect()
}

fn selected(seen: &Seen) -> String {
    rows(seen).swap_remove(review(seen).tree.cursor())
}

/// Chooses the office of the earthquakes: after everything and open come three offices.
const EARTHQUAKES: &str = "t down*4 enter";

#[test]
fn what_can_be_chosen_at_80_by_24() {
    assert_snapshot!(screen("pengxi-2022", "space t down*8", 80, 24));
}

#[test]
fn offices_at_120_by_40() {
    assert_snapshot!(screen("anning-2022", "F12", 120, 40));
}

#[test]
fn one_office_at_80_by_24() {
    assert_snapshot!(screen("anning-2022", EARTHQUAKES, 80, 24));
}

#[test]
fn only_what_belongs_to_the_choice_is_shown_with_what_is_above_it() {
    let seen = after("anning-2022", "", EARTHQUAKES);
    let expected = ["Total", "九", "九/1", "九/2", "九/3", "九/4", "九/5", "九/6", "九/7", "九/8"];
    assert_eq!(rows(&seen), expected);
    assert_eq!(selected(&seen), "九/1", "the first that is open");
    assert!(status(&seen).contains("共 8 条"), "{}", status(&seen));
    let all = after("anning-2022", "", &format!("{EARTHQUAKES} t home enter"));
    assert_eq!(rows(&all).len(), rows(&after("anning-2022", "", "")).len());
    assert_eq!(selected(&all), "九/1", "the cursor stays on its row");
    let closed = after("anning-2022", "", &format!("{EARTHQUAKES} t home esc"));
    assert_eq!(rows(&closed), expected, "Esc changes nothing");
}

#[test]
fn a_department_is_that_of_the_number_its_duty_covers() {
    let mut seen = after("pengxi-2022", "", "");
    let review = seen.app.review.as_mut().expect("a session");
    let filter = Filter::Department("县财政局".to_owned());
    let Review { tree, rubric, card, session, touched, .. } = &mut **review;
    tree.narrow(filter, Sight { rubric, card, session, touched });
    let expected = ["Total", "一", "一/(一)", "一/(一)/2", "一/(一)/2/(7)"];
    assert_eq!(rows(&seen)[..5], expected);
}

#[test]
fn every_department_and_office_shows_as_many_rows_as_it_says() {
    for rubric in ["pengxi-2022", "anning-2022", "jinzhong-2019"] {
        let record = "entries: {一/1: {task: partly}}";
        let seen = after(rubric, record, "t");
        let Some(kaohe::tui::app::Overlay::Filters(list)) = seen.app.overlays.last() else {
            panic!("no list");
        };
        let review = review(&seen);
        for choice in list.choices().skip(1) {
            let filter = choice.filter.clone().expect("a filter");
            let mut tree = review.tree.clone();
            tree.narrow(filter.clone(), review.sight());
            assert_eq!(tree.filter(), Some((&filter, choice.rows)), "{rubric}");
            let leaves = (0..tree.len()).filter_map(|row| tree.row(row));
            let leaves = leaves.filter(|row| row.below == 0 && row.node != Node::Total);
            assert_eq!(leaves.count(), choice.rows, "{rubric} {filter:?}");
        }
        let open = review.card.total.progress.open;
        assert_eq!(
            list.choices().next().expect("everything").open.to_string(),
            open.to_string(),
            "{rubric}"
        );
    }
}

#[test]
fn the_next_open_one_is_looked_for_inside_only() {
    let seen = after("anning-2022", "", &format!("{EARTHQUAKES} tab*6"));
    assert_eq!(selected(&seen), "九/7");
    let round = after("anning-2022", "", &format!("{EARTHQUAKES} tab*7"));
    assert_eq!(selected(&round), "九/1");
    let done = after("anning-2022", "", &format!("{EARTHQUAKES} m*7"));
    assert_eq!(status(&done), "筛选内没有未评的了，筛选外还有 71 条。按 t 或 F12 改筛选。");
}

#[test]
fn met_on_a_heading_leaves_alone_what_is_hidden() {
    let record = "entries: {九/1: {task: partly}, 九/2: {task: partly}}";
    // Everything, open, found.
    let seen = after("anning-2022", record, "t down*2 enter left m");
    assert_eq!(status(&seen), "其下筛选内没有可记为无问题的未评条款。");
    let open = after("anning-2022", record, "t down enter end left m");
    assert_eq!(status(&open), "其下筛选内的 1 条未评已记为无问题，筛选外的没有动；u 撤销");
    let entry = |seen: &Seen, id: &str| review(seen).session.entry(id).cloned();
    assert!(entry(&open, "十/1").is_some());
    let wujin = after("pengxi-2022", "", "");
    let mut app = wujin.app;
    let held = app.review.as_mut().expect("a session");
    let finance = Filter::Department("县财政局".to_owned());
    let Review { tree, rubric, card, session, touched, .. } = &mut **held;
    tree.narrow(finance, Sight { rubric, card, session, touched });
    let mut disk = super::play::Memory { save_fails: None, saves: 0 };
    let seen = super::play::play_on(app, &mut disk, "left m", |disk| disk.saves);
    assert_eq!(entry(&seen, "一/(一)/2/(7)").map(|entry| entry.value), Some(Value::Met));
    assert_eq!(entry(&seen, "一/(一)/2/(5)"), None, "it stands under the heading and is hidden");
}

#[test]
fn an_item_that_does_not_apply_says_that_hidden_clauses_go_with_it() {
    let keys = "t down*2 enter left n";
    let seen = after("pengxi-2022", "entries: {一/(一)/1/a: {hit: true}}", keys);
    assert_eq!(selected(&seen), "一/(一)/1");
    assert!(seen.text.contains("整项不涉及，连同筛选外的条款"), "{}", seen.text);
}

/// Whatever the unit is called, the filter is seen.
#[test]
fn a_long_name_does_not_hide_the_filter() {
    let mut fixture = after("anning-2022", "", EARTHQUAKES).app;
    let held = fixture.review.as_mut().expect("a session");
    "安宁市某某街道办事处及其所属事业单位安全生产委员会".clone_into(&mut held.session.head.unit);
    let mut disk = super::play::Memory { save_fails: None, saves: 0 };
    let seen = super::play::play_on(fixture, &mut disk, "down", |disk| disk.saves);
    assert!(seen.text.contains("…  筛选 8 条 考核单位"), "{}", seen.text);
}

#[test]
fn what_is_recorded_takes_no_row_away() {
    let seen = after("anning-2022", "", "t down enter space");
    let review = review(&seen);
    assert_eq!(selected(&seen), "一/1");
    assert_eq!(review.card.indicators[1].mark, Mark::Met);
    let again = after("anning-2022", "", "t down enter space t enter");
    assert!(!rows(&again).contains(&"一/1".to_owned()), "chosen again, it is open no more");
}

#[test]
fn undo_of_something_hidden_lifts_the_filter_and_says_so() {
    let seen = after("anning-2022", "", &format!("space {EARTHQUAKES} u"));
    assert_eq!(selected(&seen), "一/1");
    assert_eq!(review(&seen).tree.filter(), None);
    assert_eq!(status(&seen), "已撤销 一/1；它不在筛选内，筛选已取消");
    let inside = after("anning-2022", "", &format!("{EARTHQUAKES} space u"));
    assert!(review(&inside).tree.filter().is_some());
    assert_eq!(status(&inside), "已撤销 九/1");
}

#[test]
fn folding_and_finalising_under_a_filter() {
    let folded = after("anning-2022", "", &format!("{EARTHQUAKES} left left"));
    assert_eq!(rows(&folded), ["Total", "九"]);
    let unfolded = after("anning-2022", "", &format!("{EARTHQUAKES} left left tab"));
    assert_eq!(selected(&unfolded), "九/1");
    let early = after("anning-2022", "", &format!("{EARTHQUAKES} o"));
    assert_eq!((selected(&early), review(&early).tree.filter()), ("一/1".to_owned(), None));
    assert!(status(&early).starts_with("还有 78 条未评"), "{}", status(&early));
}

/// What is recorded at a heading is found by the filters that are about records.
#[test]
fn a_comment_on_a_heading_is_found() {
    let record = "entries:\n  二/1: {remark: 见台账, returned: {comment: 补佐证}}\n";
    let seen = after("wujin-2021", record, "t text:退回 enter");
    assert!(rows(&seen).contains(&"二/1".to_owned()), "{}", seen.text);
    assert_eq!(review(&seen).tree.filter().map(|(_, count)| count), Some(1), "{}", seen.text);
}
