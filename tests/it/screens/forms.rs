//! Forms: what they look like and what becomes of what is entered.

use super::play::{Fixture, Memory, played, screen};
use insta::assert_snapshot;
use kaohe::points::{Figure, Points};
use kaohe::session::Value;
use ratatui::layout::Size;

#[test]
fn the_form_of_a_shortfall() {
    assert_snapshot!(screen("wujin-2021", "tab*3 enter", 80, 24));
}

#[test]
fn the_form_of_named_counters() {
    assert_snapshot!(screen("xuchang-2018", "tab enter 6 tab 3", 80, 24));
}

#[test]
fn the_form_of_a_finding() {
    assert_snapshot!(screen("wujin-2021", "tab*6 enter text:一季度月报表", 80, 24));
}

/// Most remarks begin with a word of an option (无, 未, 有): what is typed is the remark, and what
/// was chosen stays.
#[test]
fn a_remark_is_typed_where_options_have_the_focus() {
    for keys in ["+ enter text:无联合执法方案 C-s", "enter right*2 text:无联合执法方案 C-s"]
    {
        let seen =
            played(&Fixture::new("wujin-2021", ""), &format!("/ text:一/1/2 enter {keys}"), 80, 24);
        let review = seen.app.review.as_ref().expect("a session");
        let entries = &review.session.entries;
        let recorded: Vec<_> =
            entries.values().map(|entry| (entry.value.clone(), entry.remark.as_str())).collect();
        assert_eq!(recorded, [(Value::Hit, "无联合执法方案")], "{keys}: {}", seen.text);
    }
}

/// A point begins a number where one with decimals may stand, and nothing else is meant by it.
#[test]
fn a_number_may_begin_with_its_point() {
    for (keys, score) in [(". 5 enter", "0.5"), ("。 5 enter", "0.5"), ("2 . 5 enter", "2.5")] {
        let seen = played(
            &Fixture::new("wujin-2021", ""),
            &format!("/ text:四/1 enter esc {keys}"),
            80,
            24,
        );
        let review = seen.app.review.as_ref().expect("a session");
        let values: Vec<_> = review.session.entries.values().map(|entry| &entry.value).collect();
        let [Value::Score { score: recorded, .. }] = values[..] else { panic!("{}", seen.text) };
        assert_eq!(recorded.to_string(), score, "{keys}");
    }
}

/// Where each finding has a level of its own, the first form asks for it; what it comes to is shown.
#[test]
fn a_level_is_chosen_for_each_finding() {
    let seen = played(
        &Fixture::new("levels-for-each", ""),
        "end up*3 enter text:某报头版 tab bs text:2 tab right C-s",
        90,
        30,
    );
    let review = seen.app.review.as_ref().expect("a session");
    let entry = review.session.entry("3/a").unwrap_or_else(|| panic!("{}", seen.text));
    let found = (entry.findings[0].level.as_str(), entry.findings[0].count);
    assert_eq!(found, ("市", 2), "{}", seen.text);
    assert_eq!(review.card.clauses[3].amount, Points::from(4));
    assert!(seen.text.contains("市 2 篇 某报头版"), "{}", seen.text);
}

/// A share may be written as a number, in any of the ways people write it; one that the clause
/// does not print is refused at its field, with those that it does.
#[test]
fn a_share_is_written_as_people_write_it() {
    let played = |share: &str, lang| {
        let fixture = Fixture { lang, ..Fixture::new("pengxi-2022", "") };
        played(&fixture, &format!("end up*36 enter tab*2 text:{share} C-s"), 100, 30)
    };
    for (share, held) in
        [("40", "0.4"), ("40%", "0.4"), ("0.4", "0.4"), ("４０％", "0.4"), ("20", "0.2")]
    {
        let seen = played(share, kaohe::lang::Lang::Zh);
        let review = seen.app.review.as_ref().expect("a session");
        let entry =
            review.session.entry("三/(十)/22/(1)").unwrap_or_else(|| panic!("{}", seen.text));
        let share = entry.findings[0].share.map(|share| share.to_string());
        assert_eq!(share.as_deref(), Some(held), "{}", seen.text);
    }
    for (share, lang, said) in [
        ("400", kaohe::lang::Lang::Zh, "“400”不是条款允许的责任比例，请填 40%"),
        ("0.33333", kaohe::lang::Lang::Zh, "小数太长"),
        ("4000%", kaohe::lang::Lang::En, "“4000%” is no share that the clause allows: 40%"),
    ] {
        let seen = played(share, lang);
        assert_eq!(seen.saves, 0, "{}", seen.text);
        assert!(seen.text.contains(said), "{}", seen.text);
    }
}

/// A level and a share of a direct deduction are chosen in the form of its row.
#[test]
fn a_direct_deduction_by_level_and_share() {
    let seen = played(
        &Fixture::new("levels-for-each", ""),
        "b down enter right*2 tab right tab*2 bs text:2 C-s",
        90,
        30,
    );
    let review = seen.app.review.as_ref().expect("a session");
    let row = review.session.direct.first().unwrap_or_else(|| panic!("{}", seen.text));
    assert_eq!((row.level.as_str(), row.count, row.share.is_some()), ("较大", 2, true));
    assert_eq!(review.card.direct.amount, Points::from(12), "{}", seen.text);
}

#[test]
fn the_head_of_the_session() {
    assert_snapshot!(screen("jinzhong-2019", "e tab", 80, 24));
}

#[test]
fn a_bonus_row() {
    assert_snapshot!(screen("wujin-2021", "b enter 1 . 5", 80, 24));
}

#[test]
fn a_remark_on_a_small_screen() {
    assert_snapshot!(screen("wujin-2021", "r text:会议纪要不全，缺三季度", 60, 20));
}

/// The years of a mean are those before the year the rubric assesses.
#[test]
fn the_form_of_a_mean_of_years() {
    let record = "entries:\n  三/(十)/22/(2): {actual: 9, baseline: [7, 8, 8]}\n";
    let fixture = Fixture::new("pengxi-2022", record);
    assert_snapshot!(played(&fixture, "end up*35 enter", 80, 24).text);
    let recorded = played(&fixture, "end up*35", 120, 40).text;
    assert!(recorded.contains("2022 年 9，2019 年 7、2020 年 8、2021 年 8"), "{recorded}");
}

#[test]
fn the_actual_number_replaces_the_quick_count() {
    let keys = "tab*3 2 enter enter text:3 C-s";
    let seen = played(&Fixture::new("wujin-2021", ""), keys, 80, 24);
    let review = seen.app.review.as_ref().expect("a session");
    let entry = review.session.entry("一/1/2b").expect("an entry");
    assert_eq!(entry.value, Value::Figure(Figure::Number(Points::from(3))));
    assert!(seen.text.contains("实有 3 次"), "{}", seen.text);
}

#[test]
fn both_numbers_at_once_are_refused_in_the_form() {
    let keys = "tab*3 enter text:3 tab text:2 C-s";
    let seen = played(&Fixture::new("wujin-2021", ""), keys, 80, 24);
    assert!(seen.text.contains("只填一样"), "{}", seen.text);
    assert_eq!(seen.saves, 0);
}

/// No more can be missing than are required, whichever way it is recorded.
#[test]
fn more_missing_than_required_is_refused() {
    for (keys, most) in [
        ("9 enter", "最多少 4 次"),
        ("5 enter", "最多少 4 次"),
        ("4 enter +", "最多少 4 次"),
        ("enter tab text:5 C-s", "最多少 4 次"),
        ("f tab bs text:5 C-s", "最多少 4 次"),
    ] {
        let seen = played(&Fixture::new("wujin-2021", ""), &format!("tab*3 {keys}"), 80, 24);
        assert!(seen.text.contains(most), "{keys}: {}", seen.text);
        assert!(!seen.text.contains("缺 9"), "{keys}: {}", seen.text);
        assert_eq!(seen.saves, usize::from(keys.contains('+')), "{keys}: {}", seen.text);
    }
    // Of named counters all together: 4 and 4.
    let both = |keys: &str| played(&Fixture::new("xuchang-2018", ""), keys, 80, 24);
    assert_eq!(both("tab 8 enter").saves, 1);
    let refused = both("tab 9 enter");
    assert!(refused.saves == 0 && refused.text.contains("最多少 8 次"), "{}", refused.text);
    let mut english = Fixture::new("wujin-2021", "");
    english.lang = kaohe::lang::Lang::En;
    let english = played(&english, "tab*3 9 enter", 80, 24);
    assert!(english.text.contains("At most 4"), "{}", english.text);
}

#[test]
fn escape_asks_once_before_it_drops_what_was_typed() {
    let fixture = Fixture::new("wujin-2021", "");
    let asked = played(&fixture, "r text:缺 esc", 80, 24);
    assert!(asked.app.overlays.len() == 1 && asked.app.status.is_some());
    let dropped = played(&fixture, "r text:缺 esc esc", 80, 24);
    assert!(dropped.app.overlays.is_empty());
    let untouched = played(&fixture, "r esc", 80, 24);
    assert!(untouched.app.overlays.is_empty());
}

#[test]
fn letters_are_text_in_a_form_and_a_paste_is_one_too() {
    let keys = "r text:qujk?n paste:粘贴 enter";
    let seen = played(&Fixture::new("wujin-2021", ""), keys, 80, 24);
    let review = seen.app.review.as_ref().expect("a session");
    assert_eq!(review.session.entry("一/1/1a").expect("an entry").remark, "qujk?n粘贴");
}

#[test]
fn text_from_a_file_cannot_command_the_terminal() {
    let record = "entries:\n  一/1/1a: {hit: true, remark: \"\\e[2J甲\\u202e乙\"}\n";
    let seen = played(&Fixture::new("wujin-2021", record), "up down", 80, 24);
    let seen =
        played(&Fixture::new("wujin-2021", record), "s-tab s-tab tab up", 80, 24).text + &seen.text;
    assert!(!seen.contains('\u{1b}') && !seen.contains('\u{202e}'), "{seen}");
}

#[test]
fn a_rate_may_be_a_ratio() {
    // 蓬溪 15(5): 每少一个百分点扣0.05.
    let fixture = Fixture::new("pengxi-2022", "");
    let mut app = fixture.app(Size { width: 80, height: 24 });
    let review = app.review.as_mut().expect("a session");
    let ids = review.rubric.clauses().iter();
    let rate = ids.into_iter().find(|c| matches!(c.rule, kaohe::rubric::Rule::Rate(_)));
    let id = rate.expect("a rate").id.clone();
    let rubric = review.rubric.clone();
    assert!(review.tree.go_to_id(&rubric, &id));
    let mut disk = Memory { save_fails: None, saves: 0 };
    let seen = super::play::play_on(app, &mut disk, "3 7 / 4 0 enter", |disk| disk.saves);
    let review = seen.app.review.as_ref().expect("a session");
    let figure = Figure::Ratio { part: Points::from(37), whole: Points::from(40) };
    assert_eq!(review.session.entry(&id).expect("an entry").value, Value::Figure(figure));
}

/// Enter stays on a field that cannot be used and says why at once; an empty one is passed.
#[test]
fn enter_does_not_go_on_from_what_cannot_be_used() {
    let on = |keys: &str| played(&Fixture::new("wujin-2021", ""), keys, 80, 24).text;
    let stays = on("tab*3 enter text:abc enter");
    assert!(stays.contains("“abc”应为整数"), "{stays}");
    assert!(!stays.contains("0.5 的样子"), "{stays}");
    let too_many = on("tab*3 enter tab text:9 enter text:x");
    assert!(too_many.contains("9x"), "{too_many}");
    let date =
        on("tab*3 enter text:3 enter enter text:说明 down text:证据 enter text:2021-13-40 enter");
    assert!(date.contains("2021-13-40"), "{date}");
    let goes = on("tab*3 enter text:3 enter text:x");
    assert!(!goes.contains("3x") && !goes.contains("应为整数"), "{goes}");
}

/// A matter that is written nearly as one recorded before is asked about, in findings and awards:
/// yes gives it the same name, no goes back, and saving once more records two.
#[test]
fn matters_written_nearly_alike_are_asked_about() {
    let record = "entries: {1/a: {findings: [{count: 1, subject: 应急演练}]}}
bonus: [{clause: 甲, matter: 示范工地}]
";
    let finding = "/ text:1/b enter f text:应急演练（市级） C-s";
    let award = "b end up enter tab text:示范工地创建 C-s";
    for (lang, asked) in
        [(kaohe::lang::Lang::Zh, "写法相近"), (kaohe::lang::Lang::En, "is written nearly as")]
    {
        let fixture = Fixture { lang, ..Fixture::new("matters", record) };
        for keys in [finding, award] {
            let seen = played(&fixture, keys, 100, 30);
            assert!(seen.text.contains(asked), "{keys}: {}", seen.text);
            assert_eq!(seen.saves, 0, "{keys}: {}", seen.text);
        }
        let of = |keys: &str| {
            let seen = played(&fixture, &format!("{finding} {keys}"), 100, 30);
            let session = &seen.app.review.as_ref().expect("a session").session;
            let held = session.entry("1/b").map(|entry| entry.findings[0].subject.clone());
            (held, seen.saves)
        };
        assert_eq!(of("y"), (Some("应急演练".to_owned()), 1));
        assert_eq!(of("n"), (None, 0));
        assert_eq!(of("n C-s"), (Some("应急演练（市级）".to_owned()), 1));
        let seen = played(&fixture, &format!("{award} y"), 100, 30);
        let rows = &seen.app.review.as_ref().expect("a session").session.bonus;
        assert_eq!(rows[1].matter, "示范工地", "{}", seen.text);
    }
}

/// Where the limit is one third, a rounded figure and a bare percentage are asked about.
#[test]
fn a_rounded_figure_is_asked_about() {
    let to = "/ text:二/1/1/c enter";
    for (typed, shown, held) in [
        ("33.3", "33.3%", "33.3/100"),
        ("33.3%", "33.3%", "33.3/100"),
        ("40", "40%", "40/100"),
        ("0.333", "0.333", "0.333"),
    ] {
        let quick =
            format!("{to} {} enter", typed.chars().map(String::from).collect::<Vec<_>>().join(" "));
        let form = format!("{to} enter text:{typed} C-s");
        for keys in [quick, form] {
            let fixture = Fixture::new("xuchang-2018", "");
            let seen = played(&fixture, &keys, 100, 30);
            assert!(seen.text.contains(&format!("按 {shown} 算")), "{keys}: {}", seen.text);
            assert_eq!(seen.saves, 0, "{keys}: {}", seen.text);
            let seen = played(&fixture, &format!("{keys} y"), 100, 30);
            let entry =
                seen.app.review.as_ref().expect("a session").session.entry("二/1/1/c").cloned();
            let value = match entry.unwrap_or_else(|| panic!("{keys}: {}", seen.text)).value {
                Value::Figure(Figure::Number(number)) => number.to_string(),
                Value::Figure(Figure::Ratio { part, whole }) => format!("{part}/{whole}"),
                other => format!("{other:?}"),
            };
            assert_eq!(value, held, "{keys}");
            let seen = played(&fixture, &format!("{keys} n"), 100, 30);
            assert_eq!(seen.saves, 0, "{keys}: {}", seen.text);
        }
    }
    for plain in ["1/3", "13/40", "0.5"] {
        let seen = played(
            &Fixture::new("xuchang-2018", ""),
            &format!("{to} enter text:{plain} C-s"),
            100,
            30,
        );
        assert_eq!(seen.saves, 1, "{plain}: {}", seen.text);
    }
}
