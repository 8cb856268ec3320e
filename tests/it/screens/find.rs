//! Finding: the search line, the matches, what folds by itself, narrowing the list of filters.

use super::play::{Fixture, Seen, played, screen};
use insta::assert_snapshot;
use kaohe::tui::app::{LedgerLine, LedgerList, Overlay, Review};
use kaohe::tui::search::Index;
use kaohe::tui::tree::Node;
use ratatui::style::Modifier;

fn after(rubric: &str, record: &str, keys: &str) -> Seen {
    played(&Fixture::new(rubric, record), keys, 80, 24)
}

fn review(seen: &Seen) -> &Review {
    seen.app.review.as_ref().expect("a session")
}

fn status(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}

fn selected(seen: &Seen) -> String {
    review(seen).tree.id(&review(seen).rubric).unwrap_or_default()
}

/// What a query finds: the first ids in order, and how many there are.
fn found(review: &Review, query: &str) -> (Vec<String>, usize) {
    let mut index = Index::new(review.tree.nodes(), &review.rubric);
    index.record(&review.session);
    let nodes: Vec<Node> = review.tree.nodes().collect();
    let id = |node: Node| match node {
        Node::Clause(clause) => review.rubric.clause(clause).id.clone(),
        Node::Indicator(index) => review.rubric.indicator(index).id.clone(),
        other => format!("{other:?}"),
    };
    let hits = index.find(query);
    (hits.iter().take(4).map(|hit| id(nodes[hit.place])).collect(), hits.len())
}

/// A remark, the subject of a finding and why something is not applicable, under Anning.
const RECORD: &str = "entries: {一/1: {task: partly, remark: 预案缺页, evidence: [临边.jpg]}, \
                      九/1: {na: 无地震台站}}";

#[test]
fn queries_find_rows_in_order() {
    let cases = [
        ("pengxi-2022", ""),
        ("pengxi-2022", "   "),
        ("pengxi-2022", "一/(一)/2"),
        ("pengxi-2022", "一（一）2"),
        ("pengxi-2022", "一、(一)、2"),
        ("pengxi-2022", "15(5)"),
        ("pengxi-2022", "15/(5)"),
        ("pengxi-2022", "15/("),
        ("pengxi-2022", "15"),
        ("pengxi-2022", "应急预案"),
        ("pengxi-2022", "yingjiyuan"),
        ("pengxi-2022", "yjya"),
        ("pengxi-2022", "YJYA"),
        ("pengxi-2022", "ｙｊｙａ"),
        ("pengxi-2022", "yingj yuan"),
        ("pengxi-2022", "aqyj"),
        ("pengxi-2022", "anquan yingji"),
        ("pengxi-2022", "安全 yingji"),
        ("pengxi-2022", "财政局"),
        ("pengxi-2022", "czj"),
        ("pengxi-2022", "县财政局 yusuan"),
        ("pengxi-2022", "chongqing"),
        ("pengxi-2022", "huiyi"),
        ("pengxi-2022", "没有这样的话"),
        ("pengxi-2022", "qqqq"),
        ("pengxi-2022", "三/十/22"),
        ("jinzhong-2019", "E/E2/2.5/a"),
        ("jinzhong-2019", "A1.1"),
        ("xuchang-2018", "一/2/2/a"),
        ("xuchang-2018", "随机抽查2个"),
        ("xuchang-2018", "二1（1）a"),
        ("anning-2022", "九/3"),
        ("anning-2022", "九"),
        ("anning-2022", "dizhen"),
        ("anning-2022", "地震局"),
        ("anning-2022", "yuanqueye"),
        ("anning-2022", "缺页"),
        ("anning-2022", "taizhan"),
        ("anning-2022", "临边"),
        ("anning-2022", "xcjy"),
        ("anning-2022", "aqsc"),
    ];
    let lines = cases.map(|(rubric, query)| {
        let record = if rubric == "anning-2022" { RECORD } else { "" };
        let seen = after(rubric, record, "");
        let (ids, count) = found(review(&seen), query);
        format!("{rubric} {query:?}: {count} {}", ids.join(" "))
    });
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_search_line_at_80_by_24() {
    assert_snapshot!(screen("pengxi-2022", "/ text:yjya", 80, 24));
}

#[test]
fn the_search_line_at_120_by_40() {
    assert_snapshot!(screen("pengxi-2022", "C-f text:应急预案 down*2", 120, 40));
}

#[test]
fn the_matches_afterwards_at_80_by_24() {
    assert_snapshot!(screen("anning-2022", "/ text:xcjy enter . .", 80, 24));
}

#[test]
fn in_english() {
    let fixture = Fixture { lang: kaohe::lang::Lang::En, ..Fixture::new("anning-2022", "") };
    assert_snapshot!(played(&fixture, "/ text:xcjy down", 80, 24).text);
}

#[test]
fn in_ascii() {
    let symbols = kaohe::tui::widgets::theme::Symbols::ascii();
    let fixture = Fixture { symbols, ..Fixture::new("anning-2022", "") };
    assert_snapshot!(played(&fixture, "/ text:xcjy enter", 80, 24).text);
}

#[test]
fn matches_are_marked_by_more_than_colour() {
    use ratatui::style::Modifier;
    for theme in
        [kaohe::tui::widgets::theme::Theme::color(), kaohe::tui::widgets::theme::Theme::mono()]
    {
        let fixture = Fixture { theme, ..Fixture::new("pengxi-2022", "") };
        let seen = played(&fixture, "/ text:应急 enter", 80, 24);
        let marked = |y| {
            let cells = (0..36).filter(|x| {
                let style = seen.buffer[(*x, y)].style();
                style.add_modifier.contains(Modifier::UNDERLINED | Modifier::BOLD)
            });
            cells.count()
        };
        // Two characters of two cells.
        let lines: Vec<usize> = (1..22).map(marked).filter(|count| *count > 0).collect();
        assert!(lines.len() > 1 && lines.iter().all(|count| *count == 4), "{lines:?}");
    }
}

#[test]
fn an_id_is_jumped_to_and_esc_goes_back() {
    for query in ["text:一/(一)/2/(7)", "text:一、（一）、２、（７）", "text:2(7)"] {
        let seen = after("pengxi-2022", "", &format!("/ {query}"));
        assert_eq!(selected(&seen), "一/(一)/2/(7)", "{query}");
    }
    let start = after("pengxi-2022", "", "down*3 left*2");
    let back = after("pengxi-2022", "", "down*3 left*2 / text:15(5) esc");
    assert_eq!(selected(&back), selected(&start));
    assert_eq!(back.text, start.text, "what was unfolded folds again");
    let kept = after("pengxi-2022", "", "/ text:15(5) enter");
    assert!(selected(&kept).ends_with("15/(5)"), "{}", selected(&kept));
    let none = after("pengxi-2022", "", ".");
    assert_eq!(status(&none), "还没有查找。先按 / 或 Ctrl-F。");
    let emptied = after("pengxi-2022", "", "down*3 left*2 / text:15 bs*2 enter");
    assert_eq!(selected(&emptied), selected(&start), "nothing asked is nothing done");
}

#[test]
fn nothing_found_moves_nothing_and_says_so() {
    let seen = after("pengxi-2022", "", "down*3 / text:qqqq");
    assert!(seen.text.contains("没有"), "{}", seen.text);
    let ended = after("pengxi-2022", "", "down*3 / text:qqqq enter");
    assert_eq!(status(&ended), "没有找到“qqqq”。");
    assert_eq!(selected(&ended), selected(&after("pengxi-2022", "", "down*3")));
    assert!(ended.app.overlays.is_empty() && review(&ended).found.is_none());
}

/// Which line of the ledgers the cursor is on; none where they are not open.
fn in_ledgers(seen: &Seen) -> Option<String> {
    let Some(Overlay::Ledgers(list)) = seen.app.overlays.last() else { return None };
    let Review { rubric, session, .. } = review(seen);
    let line = *LedgerList::lines(rubric, session).get(list.cursor)?;
    let row = if matches!(line, LedgerLine::Row(..)) { " row" } else { "" };
    Some(format!("{}{row}", line.no(rubric, session)))
}

#[test]
fn what_stands_in_the_ledgers_opens_them_there() {
    let record = "bonus:\n  - {clause: 4b, award: 1, matter: 示范街区, remark: 区里通报表扬}\n";
    for (rubric, query, line) in [
        ("wujin-2021", "biaozhang", Some("4a")),
        ("wujin-2021", "4a", Some("4a")),
        ("wujin-2021", "3c", Some("3c")),
        ("wujin-2021", "一票否决", Some("3a")),
        ("wujin-2021", "示范街区", Some("4b row")),
        ("wujin-2021", "sfjq", Some("4b row")),
        ("pengxi-2022", "(八)a", Some("(八)a")),
        ("pengxi-2022", "八a", Some("(八)a")),
        ("jinzhong-2019", "注3", Some("注3")),
        ("jinzhong-2019", "Ga", Some("Ga")),
        // What the tree has is gone to there.
        ("wujin-2021", "二/5/2", None),
        ("wujin-2021", "年度检查计划", None),
    ] {
        let record = if rubric == "wujin-2021" { record } else { "" };
        let seen = after(rubric, record, &format!("/ text:{query} enter"));
        assert_eq!(in_ledgers(&seen).as_deref(), line, "{query}: {}", seen.text);
    }
    let seen = after("wujin-2021", "", "/ text:biaozhang enter");
    assert_eq!(status(&seen), "查找“biaozhang”：加分与否决里 2 处");
    // Both: the line at the bottom says so, and the ledgers open where something was found.
    let both = after("wujin-2021", "", "/ text:重点行业领域 enter");
    assert!(status(&both).ends_with("加分与否决里 1"), "{}", both.text);
    let opened = after("wujin-2021", "", "/ text:重点行业领域 enter b");
    assert_eq!(in_ledgers(&opened).as_deref(), Some("4b"));
}

/// Behind the last match of the tree come those of the ledgers, then the first of the tree again.
#[test]
fn the_next_match_goes_through_tree_and_ledgers() {
    let steps = |keys: &str| {
        let seen = after("wujin-2021", "", &format!("/ text:重点行业领域 enter {keys}"));
        (status(&seen).to_owned(), in_ledgers(&seen))
    };
    let (first, _) = steps("");
    let in_tree =
        first.split_once("：").and_then(|(_, told)| told.split_once('/')).expect("a count");
    let (_, rest) = in_tree;
    let count: usize = rest
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .expect("a number");
    let forward = vec!["."; count].join(" ");
    for keys in [forward.as_str(), ","] {
        let (said, line) = steps(keys);
        assert_eq!(said, "查找“重点行业领域”：加分与否决里 1/1", "{keys}");
        assert_eq!(line.as_deref(), Some("4b"), "{keys}");
    }
    assert_eq!(steps(&format!("{forward} .")), (first, None));
    // Within the ledgers alone, round their ends.
    let seen = |keys: &str| {
        in_ledgers(&after("wujin-2021", "", &format!("/ text:biaozhang enter {keys}")))
    };
    assert_ne!(seen(""), seen("."));
    assert_eq!(seen(""), seen(". ."));
    assert_eq!(seen("."), seen(","));
}

/// The cells that are marked, as text.
fn marked(seen: &Seen) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let (area, mut last) = (seen.buffer.area, None);
    for y in 0..area.height {
        for x in 0..area.width {
            let cell = &seen.buffer[(x, y)];
            if !cell.modifier.contains(Modifier::UNDERLINED) || cell.symbol() == " " {
                continue;
            }
            match (last, all.last_mut()) {
                (Some((at, row)), Some(words)) if row == y && x <= at + 2 => {
                    words.push_str(cell.symbol());
                }
                _ => all.push(cell.symbol().to_owned()),
            }
            last = Some((x, y));
        }
    }
    all
}

/// A remark, a subject, a department: what a row was met by is marked beside it and named.
#[test]
fn what_the_row_does_not_show_is_marked_beside_it_and_named() {
    let record =
        "entries:\n  二/1/2:\n    findings: [{count: 1, subject: 甲化工厂, remark: 台账缺页}]\n";
    for (query, found, named) in
        [("化工厂", "化工厂", "“甲化工厂”"), ("tzqy", "台账缺页", "“台账缺页”")]
    {
        for (width, height) in [(80, 24), (120, 40)] {
            let keys = format!("/ text:{query} enter");
            let seen = played(&Fixture::new("wujin-2021", record), &keys, width, height);
            assert!(marked(&seen).iter().any(|words| words == found), "{query}: {}", seen.text);
            assert!(status(&seen).contains(named), "{}", seen.text);
        }
    }
    let seen = after("pengxi-2022", "", "/ text:县委办公室 enter");
    assert!(marked(&seen).iter().any(|words| words == "县委办公室"), "{}", seen.text);
    // The marks go with the search.
    let ended = after("wujin-2021", record, "/ text:化工厂 enter esc");
    assert_eq!(marked(&ended), Vec::<String>::new(), "{}", ended.text);
}

#[test]
fn numbers_are_found_as_people_write_them() {
    for (rubric, query, id) in [
        ("xuchang-2018", "四.6.1.a", "四/6/1"),
        ("xuchang-2018", "四 6 1 a", "四/6/1"),
        ("jinzhong-2019", "A1。1.3。b", "A/A1/1.3/b"),
        ("jinzhong-2019", "A.A1.1.3.b", "A/A1/1.3/b"),
    ] {
        let (found, _) = found(review(&after(rubric, "", "")), query);
        assert_eq!(found.first().map(String::as_str), Some(id), "{query}");
    }
}

#[test]
fn the_matches_go_round_both_ends() {
    let first = after("anning-2022", "", "/ text:dizhen enter");
    let round = after("anning-2022", "", "/ text:dizhen enter , C-g");
    assert_eq!(selected(&first), selected(&round));
    let last = after("anning-2022", "", "/ text:dizhen up enter");
    assert_eq!(selected(&last), selected(&after("anning-2022", "", "/ text:dizhen enter C-b")));
    assert_ne!(selected(&last), selected(&first));
    // A full-width stop of an input method is a stop.
    let stop = after("anning-2022", "", "/ text:dizhen enter 。");
    assert_eq!(selected(&stop), selected(&after("anning-2022", "", "/ text:dizhen enter .")));
    let ended = after("anning-2022", "", "/ text:dizhen enter esc");
    assert!(review(&ended).found.is_none());
    assert_eq!(selected(&ended), selected(&first), "the cursor stays");
}

#[test]
fn a_filter_stays_on_and_what_lies_outside_is_counted() {
    // After everything and open come the offices; the fourth is that of the earthquakes.
    let inside = after("anning-2022", "", "t down*4 enter / text:dizhen");
    let (_, shown, outside) =
        review(&inside).found.as_ref().expect("matches").counts(&review(&inside).tree);
    assert!(shown > 0 && selected(&inside).starts_with("九"), "{}", inside.text);
    assert!(review(&inside).tree.filter().is_some());
    assert_eq!(inside.text.contains("筛选外另有"), outside > 0);
    let elsewhere = after("anning-2022", "", "t down*4 enter / text:一/1 enter");
    assert_eq!(status(&elsewhere), "“一/1”在筛选内没有，筛选外有 1 条。按 t 或 F12 改筛选。");
    assert!(selected(&elsewhere).starts_with('九'));
    assert!(review(&elsewhere).tree.filter().is_some(), "the filter stays on");
}

#[test]
fn typing_narrows_the_list_of_filters() {
    let seen = after("pengxi-2022", "", "t text:czj");
    let Some(Overlay::Filters(list)) = seen.app.overlays.last() else { panic!("no list") };
    let titles: Vec<String> =
        list.choices().map(|choice| choice.title(kaohe::lang::Lang::Zh)).collect();
    assert_eq!(titles, ["职责分工：县财政局"]);
    assert_snapshot!(seen.text);
    let chosen = after("pengxi-2022", "", "t text:财政局 enter");
    assert!(status(&chosen).contains("县财政局"), "{}", status(&chosen));
    let nothing = after("pengxi-2022", "", "t text:qqqq enter");
    assert!(nothing.text.contains("没有这样的选项"), "{}", nothing.text);
    let erased = after("pengxi-2022", "", "t text:qqqq bs*4 enter");
    assert_eq!(status(&erased), "已取消筛选。");
}

#[test]
fn what_changed_since_the_opening_can_be_filtered() {
    let seen = after("anning-2022", RECORD, "/ text:九/2 enter space t text:本次 enter");
    let (_, rows) = review(&seen).tree.filter().expect("a filter");
    assert_eq!((rows, selected(&seen).as_str()), (1, "九/2"));
    let none = after("anning-2022", RECORD, "t text:本次 enter");
    assert!(none.text.contains("没有这样的选项"), "nothing changed, nothing to choose");
}

#[test]
fn what_is_done_folds_when_next_open_leaves_it() {
    // 九 has seven tasks and a row that is none.
    let to_the_last = "z / text:九/1 enter m*6";
    let inside = after("anning-2022", "", to_the_last);
    assert_eq!(selected(&inside), "九/7");
    let rows = |seen: &Seen| review(seen).tree.len();
    let all = rows(&after("anning-2022", "", ""));
    assert_eq!(rows(&inside), all, "something in it is open");
    let recorded = after("anning-2022", "", &format!("{to_the_last} space"));
    assert_eq!(rows(&recorded), all, "never while the cursor is in it");
    let left = after("anning-2022", "", &format!("{to_the_last} m"));
    assert_eq!(rows(&left), all - 8);
    let off = after("anning-2022", "", "/ text:九/1 enter m*7");
    assert_eq!(rows(&off), all, "only where it is wanted");
    let later = after("anning-2022", "", "/ text:九/1 enter m*7 C-e");
    assert_eq!(rows(&later), all - 8, "what is done already folds at once");
    assert_eq!(status(&later), "评完自动折叠：开");
}

#[test]
fn the_days_of_the_journal_can_be_filtered() {
    use super::seat::{Seat, said};
    let name = "2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml";
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    let from = crate::fixtures::project_file("sessions").join(name);
    std::fs::copy(from, &path).expect("a copy");
    Seat::at_session(&path, "张三").press("home down*3 space q");
    let mut again = Seat::at_session(&path, "李四");
    let listed = again.press("t text:起改过");
    let Some(Overlay::Filters(list)) = listed.app.overlays.last() else { panic!("no list") };
    assert_eq!(list.len(), 1, "one day, and nothing since this opening: {}", listed.text);
    let chosen = again.press("enter");
    assert!(said(&chosen).contains("起改过的，共 1 条"), "{}", said(&chosen));
}
