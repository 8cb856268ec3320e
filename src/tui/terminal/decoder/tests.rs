//! What terminals send is read as what was typed, wherever it is cut.

use super::{Decoder, LONGEST_PASTE, Sent, key};
use proptest::prelude::*;
use ratatui::crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEventKind};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

/// What terminals send for a key. Where several lines name a key, they differ in it.
const KEYS: [(&str, KeyCode, KeyModifiers); 76] = [
    ("\r", KeyCode::Enter, NONE),
    ("\n", KeyCode::Enter, NONE),
    ("\t", KeyCode::Tab, NONE),
    ("\x7f", KeyCode::Backspace, NONE),
    ("\x08", KeyCode::Char('h'), CONTROL),
    ("\x00", KeyCode::Char(' '), CONTROL),
    ("\x01", KeyCode::Char('a'), CONTROL),
    ("\x1a", KeyCode::Char('z'), CONTROL),
    ("\x1c", KeyCode::Char('4'), CONTROL),
    ("\x1f", KeyCode::Char('7'), CONTROL),
    (" ", KeyCode::Char(' '), NONE),
    ("a", KeyCode::Char('a'), NONE),
    ("A", KeyCode::Char('A'), SHIFT),
    ("O", KeyCode::Char('O'), SHIFT),
    ("P", KeyCode::Char('P'), SHIFT),
    ("X", KeyCode::Char('X'), SHIFT),
    ("[", KeyCode::Char('['), NONE),
    ("]", KeyCode::Char(']'), NONE),
    ("_", KeyCode::Char('_'), NONE),
    ("^", KeyCode::Char('^'), NONE),
    ("\\", KeyCode::Char('\\'), NONE),
    ("é", KeyCode::Char('é'), NONE),
    ("扣", KeyCode::Char('扣'), NONE),
    ("𠮷", KeyCode::Char('𠮷'), NONE),
    // xterm and nearly all others.
    ("\x1b[A", KeyCode::Up, NONE),
    ("\x1b[B", KeyCode::Down, NONE),
    ("\x1b[C", KeyCode::Right, NONE),
    ("\x1b[D", KeyCode::Left, NONE),
    ("\x1b[F", KeyCode::End, NONE),
    ("\x1b[H", KeyCode::Home, NONE),
    ("\x1b[Z", KeyCode::BackTab, SHIFT),
    ("\x1b[2~", KeyCode::Insert, NONE),
    ("\x1b[3~", KeyCode::Delete, NONE),
    ("\x1b[5~", KeyCode::PageUp, NONE),
    ("\x1b[6~", KeyCode::PageDown, NONE),
    ("\x1bOP", KeyCode::F(1), NONE),
    ("\x1bOQ", KeyCode::F(2), NONE),
    ("\x1bOR", KeyCode::F(3), NONE),
    ("\x1bOS", KeyCode::F(4), NONE),
    ("\x1b[15~", KeyCode::F(5), NONE),
    ("\x1b[17~", KeyCode::F(6), NONE),
    ("\x1b[21~", KeyCode::F(10), NONE),
    ("\x1b[24~", KeyCode::F(12), NONE),
    ("\x1b[1;2A", KeyCode::Up, SHIFT),
    ("\x1b[1;5A", KeyCode::Up, CONTROL),
    ("\x1b[1;6F", KeyCode::End, SHIFT.union(CONTROL)),
    ("\x1b[1;3B", KeyCode::Down, KeyModifiers::ALT),
    ("\x1b[1;2P", KeyCode::F(1), SHIFT),
    ("\x1b[1;2R", KeyCode::F(3), SHIFT),
    ("\x1b[3;5~", KeyCode::Delete, CONTROL),
    ("\x1b[15;2~", KeyCode::F(5), SHIFT),
    // xterm with modifyOtherKeys, and where it is asked for numbers.
    ("\x1b[27;5;13~", KeyCode::Enter, CONTROL),
    ("\x1b[13;2u", KeyCode::Enter, SHIFT),
    ("\x1b[97;5u", KeyCode::Char('a'), CONTROL),
    ("\x1b[97:65;6:1u", KeyCode::Char('a'), SHIFT.union(CONTROL)),
    // Application mode of the cursor keys and of the keypad.
    ("\x1bOA", KeyCode::Up, NONE),
    ("\x1bOD", KeyCode::Left, NONE),
    ("\x1bOH", KeyCode::Home, NONE),
    ("\x1bOM", KeyCode::Enter, NONE),
    ("\x1bOp", KeyCode::Char('0'), NONE),
    ("\x1bOy", KeyCode::Char('9'), NONE),
    ("\x1bOn", KeyCode::Char('.'), NONE),
    ("\x1bOk", KeyCode::Char('+'), NONE),
    // The Linux console.
    ("\x1b[[A", KeyCode::F(1), NONE),
    ("\x1b[[E", KeyCode::F(5), NONE),
    ("\x1b[1~", KeyCode::Home, NONE),
    ("\x1b[4~", KeyCode::End, NONE),
    // rxvt.
    ("\x1b[7~", KeyCode::Home, NONE),
    ("\x1b[8~", KeyCode::End, NONE),
    ("\x1b[11~", KeyCode::F(1), NONE),
    ("\x1bOa", KeyCode::Up, CONTROL),
    ("\x1bOb", KeyCode::Down, CONTROL),
    ("\x1b[a", KeyCode::Up, SHIFT),
    ("\x1b[5^", KeyCode::PageUp, CONTROL),
    ("\x1b[5$", KeyCode::PageUp, SHIFT),
    ("\x1b[3@", KeyCode::Delete, SHIFT.union(CONTROL)),
];

/// Everything that is made of these bytes, which come in these pieces; nothing comes after them.
fn decoded(pieces: &[&[u8]]) -> Vec<Sent> {
    let mut decoder = Decoder::default();
    let mut all = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        all.extend(std::iter::from_fn(|| decoder.next()));
    }
    all.extend(std::iter::from_fn(|| decoder.next_without_rest()));
    all
}

fn keys(of: &[(&str, KeyCode, KeyModifiers)]) -> Vec<Sent> {
    of.iter().map(|(_, code, modifiers)| key(*code, *modifiers)).collect()
}

#[test]
fn keys_are_what_terminals_send_for_them() {
    for row in KEYS {
        assert_eq!(decoded(&[row.0.as_bytes()]), keys(&[row]), "{:?}", row.0);
    }
}

#[test]
fn esc_and_a_key_are_both_wherever_they_are_cut() {
    let esc = ("\x1b", KeyCode::Esc, NONE);
    for row in KEYS.into_iter().chain([esc]) {
        for pair in [[esc, row], [row, esc]] {
            let bytes = format!("{}{}", pair[0].0, pair[1].0).into_bytes();
            for cut in 0..bytes.len() {
                let pieces = [&bytes[..cut], &bytes[cut..]];
                assert_eq!(decoded(&pieces), keys(&pair), "{bytes:?} cut at {cut}");
            }
        }
    }
}

#[test]
fn what_a_person_types_behind_esc_is_text() {
    for (typed, codes) in [
        ("\x1bd", vec!['d']),
        ("\x1b5", vec!['5']),
        ("\x1b[5中", vec!['[', '5', '中']),
        ("\x1bOz", vec!['O', 'z']),
        ("\x1b]no", vec![']', 'n', 'o']),
        ("\x1bPp", vec!['P', 'p']),
        ("\x1bx", vec!['x']),
    ] {
        let codes: Vec<_> = codes
            .into_iter()
            .map(|c| key(KeyCode::Char(c), if c.is_uppercase() { SHIFT } else { NONE }))
            .collect();
        let all = decoded(&[typed.as_bytes()]);
        assert_eq!(all.first(), Some(&key(KeyCode::Esc, NONE)), "{typed:?}");
        assert_eq!(all[1..], codes, "{typed:?}");
    }
}

#[test]
fn answers_nobody_asked_for_are_no_keys() {
    for answer in [
        "\x1b[?62;22c",
        "\x1b[99;99X",
        "\x1b[I",
        "\x1b[O",
        "\x1b[2;10R",
        "\x1b[?2026;2$y",
        "\x1b[>41;354;0c",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP>|tmux 3.5a\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
    ] {
        for cut in 0..answer.len() {
            let (first, rest) = answer.as_bytes().split_at(cut);
            let all = decoded(&[first, rest, b"j"]);
            assert_eq!(all, [key(KeyCode::Char('j'), NONE)], "{answer:?} cut at {cut}");
        }
    }
}

#[test]
fn the_answer_about_the_cursor_is_told_from_a_key() {
    let mut decoder = Decoder::default();
    decoder.expect_cursor(1);
    decoder.push(b"j\x1b[1;2");
    assert_eq!(decoder.next(), Some(key(KeyCode::Char('j'), NONE)));
    assert_eq!(decoder.next(), None);
    decoder.push(b"R");
    assert_eq!(decoder.next(), Some(Sent::Cursor { row: 1, column: 2 }));
}

#[test]
fn a_paste_is_one_text_wherever_it_is_cut() {
    let text = "第1行\r第2行\x1b[A\u{1b}[201";
    let bytes = format!("\x1b[200~{text}\x1b[201~q").into_bytes();
    for cut in 0..bytes.len() {
        let all = decoded(&[&bytes[..cut], &bytes[cut..]]);
        let paste = Sent::Event(Event::Paste(text.to_owned()));
        assert_eq!(all, [paste, key(KeyCode::Char('q'), NONE)], "cut at {cut}");
    }
    // What is pasted is never taken for keys, however long its end takes.
    assert!(decoded(&[b"\x1b[200~dddd"]).is_empty());
}

/// A client of a shared server may paste without an end: what is kept is bounded, and the end
/// is found wherever it is cut.
#[test]
fn a_paste_without_measure_is_kept_as_far_as_it_may_be() {
    let mut decoder = Decoder::default();
    decoder.push(b"\x1b[200~");
    for _ in 0..400 {
        decoder.push(&[b'a'; 8192]);
        assert_eq!(decoder.next(), None);
        assert!(decoder.bytes.len() <= LONGEST_PASTE + 8192);
    }
    decoder.push(b"\x1b[20");
    assert_eq!(decoder.next(), None);
    decoder.push(b"1~q");
    let Some(Sent::Event(Event::Paste(text))) = decoder.next() else { unreachable!("a paste") };
    assert!(text.len() > LONGEST_PASTE / 2 && text.bytes().all(|byte| byte == b'a'));
    assert_eq!(decoder.next(), Some(key(KeyCode::Char('q'), NONE)));
}

#[test]
fn the_mouse_is_told_in_both_ways() {
    for (sent, kind, column, row) in [
        ("\x1b[<0;3;4M", MouseEventKind::Down(MouseButton::Left), 2, 3),
        ("\x1b[<2;3;4M", MouseEventKind::Down(MouseButton::Right), 2, 3),
        ("\x1b[<0;300;4m", MouseEventKind::Up(MouseButton::Left), 299, 3),
        ("\x1b[<65;1;1M", MouseEventKind::ScrollDown, 0, 0),
        ("\x1b[M #$", MouseEventKind::Down(MouseButton::Left), 2, 3),
        ("\x1b[M`!!", MouseEventKind::ScrollUp, 0, 0),
    ] {
        let all = decoded(&[sent.as_bytes()]);
        let [Sent::Event(Event::Mouse(mouse))] = all.as_slice() else {
            unreachable!("{sent:?} is {all:?}")
        };
        assert_eq!((mouse.kind, mouse.column, mouse.row), (kind, column, row), "{sent:?}");
    }
}

proptest! {
    /// Whatever comes is used up, and how it is cut changes nothing.
    #[test]
    fn any_bytes_are_used_up(
        bytes in prop::collection::vec(
            prop_oneof![
                Just(0x1b_u8), Just(b'['), Just(b'O'), Just(b';'), Just(b'~'), Just(b'1'), any::<u8>()
            ],
            0..40,
        ),
        cut in 0_usize..40,
    ) {
        let cut = cut.min(bytes.len());
        prop_assert_eq!(decoded(&[&bytes]), decoded(&[&bytes[..cut], &bytes[cut..]]));
    }
}
