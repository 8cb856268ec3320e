//! What the screens look like at the usual sizes.

use super::play::{Fixture, played, screen};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::tui::widgets::theme::{Symbols, Theme};

#[test]
fn a_fresh_session_at_80_by_24() {
    assert_snapshot!(screen("wujin-2021", "", 80, 24));
}

#[test]
fn a_fresh_session_at_120_by_40() {
    assert_snapshot!(screen("wujin-2021", "", 120, 40));
}

#[test]
fn a_narrow_screen_puts_the_tree_above_the_details() {
    assert_snapshot!(screen("wujin-2021", "m space space", 60, 20));
}

#[test]
fn a_screen_too_small_says_so_and_changes_nothing() {
    let seen = played(&Fixture::new("wujin-2021", ""), "m space 3 enter", 50, 15);
    assert_snapshot!(seen.text);
    assert_eq!(seen.saves, 0);
}

#[test]
fn growing_again_brings_everything_back() {
    let narrow = screen("wujin-2021", "j j 50x15 80x24", 80, 24);
    assert_eq!(narrow, screen("wujin-2021", "j j", 80, 24));
}

#[test]
fn a_counted_clause_with_a_star_below_zero() {
    let record = "entries:\n  二/5/1a: {met: true}\n  二/5/2: {count: 6}\n";
    let seen = played(&Fixture::new("wujin-2021", record), "", 80, 24);
    assert_snapshot!(seen.text);
}

#[test]
fn xuchang_named_counters() {
    assert_snapshot!(screen("xuchang-2018", "m 3", 80, 24));
}

#[test]
fn pengxi_caps_and_room_left() {
    let record = "entries:\n  一/(一)/1/b: {count: 3}\n";
    let fixture = Fixture::new("pengxi-2022", record);
    assert_snapshot!(played(&fixture, "down", 120, 40).text);
}

#[test]
fn anning_is_a_checklist() {
    assert_snapshot!(screen("anning-2022", "space tab space*2", 80, 24));
}

#[test]
fn the_total_with_bonus_and_veto() {
    let record = "entries: {}\nbonus:\n  - {clause: 4a, award: 3, matter: 省级表彰}\n\
                  veto:\n  - {clause: 3a, count: 1}\n";
    let fixture = Fixture::new("wujin-2021", record);
    assert_snapshot!(played(&fixture, "home", 80, 24).text);
}

#[test]
fn the_ledgers() {
    let record = "entries: {}\nbonus:\n  - {clause: 4a, award: 3, matter: 省级表彰}\n  \
                  - {clause: 4b, award: 1, matter: 区级}\n\
                  veto:\n  - {clause: 3b, count: 1, remark: 一次}\n";
    let fixture = Fixture::new("wujin-2021", record);
    assert_snapshot!(played(&fixture, "b down", 80, 24).text);
}

/// What the total took from the last award entered is told, and more rows than fit have a bar.
#[test]
fn the_ledgers_with_the_total_used_up() {
    let record = "entries: {}\nbonus:\n  - {clause: 4a, award: 2}\n  - {clause: 4a, award: 2.5}\n  \
                  - {clause: 4b, award: 1.5, matter: 区级}\n";
    let fixture = Fixture::new("wujin-2021", record);
    assert_snapshot!(played(&fixture, "b j*4", 80, 24).text);
}

#[test]
fn half_a_sentence_of_the_bonus_is_shown_with_its_first_half() {
    assert_snapshot!(screen("pengxi-2022", "b j*15", 80, 24));
    let form = screen("pengxi-2022", "b j*13 enter", 120, 40);
    assert!(form.contains("县（市、区）争创单位分别加0.5分、【0.3分】"), "{form}");
}

#[test]
fn cases_without_points_are_yes_or_no() {
    let record = "entries: {}\nbonus:\n  - {clause: 8b, matter: 科普讲解大赛}\n";
    assert_snapshot!(played(&Fixture::new("anning-2022", record), "b j", 80, 24).text);
}

#[test]
fn the_completion_rate_of_a_project_and_of_all() {
    let record = "entries: {一/1: {task: done}, 六/1: {task: done}, 六/2: {task: partly}}\n";
    let fixture = Fixture::new("anning-2022", record);
    assert_snapshot!(played(&fixture, "home", 120, 40).text);
    let project = played(&fixture, "t down*2 enter end left", 80, 24);
    assert!(project.text.contains("完成率 1/3 = 33.33%"), "{}", project.text);
}

#[test]
fn the_findings() {
    let record = "entries:\n  一/1/5:\n    findings:\n      - {count: 2, subject: 一季度月报表, \
                  remark: 未报送, evidence: [材料/月报.pdf], date: 2021-12-15}\n      \
                  - {count: 1, subject: 二季度工作小结}\n";
    let fixture = Fixture::new("wujin-2021", record);
    assert_snapshot!(played(&fixture, "tab*5 down f down", 80, 24).text);
}

#[test]
fn entries_the_rubric_does_not_know_are_shown() {
    let record = "entries:\n  九/9: {count: 3, remark: 旧编号}\n";
    let fixture = Fixture::new("wujin-2021", record);
    assert_snapshot!(played(&fixture, "end", 80, 24).text);
}

#[test]
fn help_begins_with_the_keys_of_the_place() {
    assert_snapshot!(screen("wujin-2021", "?", 80, 24));
}

#[test]
fn in_english_with_ascii_marks() {
    let fixture =
        Fixture { lang: Lang::En, symbols: Symbols::ascii(), ..Fixture::new("xuchang-2018", "") };
    assert_snapshot!(played(&fixture, "m +", 80, 24).text);
}

#[test]
fn where_ambiguous_characters_are_wide_each_has_its_two_cells() {
    let fixture = Fixture { symbols: Symbols::wide(), ..Fixture::new("wujin-2021", "") };
    assert_snapshot!(played(&fixture, "/ text:党政同责 enter", 80, 24).text);
}

#[test]
fn without_colour_no_cell_has_one() {
    use ratatui::style::Color;
    let fixture = Fixture { theme: Theme::mono(), ..Fixture::new("wujin-2021", "") };
    for keys in ["space*2", "b", "f", "?", "e", "3"] {
        let seen = played(&fixture, keys, 80, 24);
        let colours = seen.buffer.content().iter().map(|cell| (cell.fg, cell.bg));
        assert!(colours.into_iter().all(|both| both == (Color::Reset, Color::Reset)), "{keys}");
    }
}

#[test]
fn high_contrast_leaves_no_cell_to_the_terminal() {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Color;
    let fixture = Fixture { theme: Theme::contrast(), ..Fixture::new("wujin-2021", "") };
    for keys in ["", "space*2", "b", "tab*6 f", "?", "e", "3", "t", ":", "50x15"] {
        let seen = played(&fixture, keys, 80, 24);
        // Drawn anew: the test's terminal is not told of the right halves of wide glyphs.
        let size = seen.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        kaohe::tui::view::draw(&seen.app, &mut buffer);
        for (place, cell) in buffer.content().iter().enumerate() {
            let is_set = cell.fg != Color::Reset && cell.bg != Color::Reset;
            assert!(is_set, "{keys} {place} {:?}", cell.symbol());
        }
    }
}
