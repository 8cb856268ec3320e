//! The small language patterns are written in, and how a pattern meets a text.
//!
//! A sign stands for itself. `#` is a number (digits or Chinese numerals), `@` a counting word,
//! `~` a dash or 至, 到; `_4` up to four signs that are no stops, no digits and no 每; `[a|b]` one of
//! several; `?` makes what stands before it optional; `^` the beginning of a phrase, `$` the end of the text; `>` says that what follows
//! has to be there and is not part of the words.

use super::number::{Number, number_at};
use super::text::{Signs, is_stop};
use super::units::unit_at;

/// A pattern, ready to meet texts.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Sign(char),
    Number,
    Unit,
    Dash,
    Gap(usize),
    Start,
    End,
    Ahead,
    Choice { of: Vec<Vec<Piece>>, needed: bool },
}

/// What a pattern found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Its numbers, in order.
    pub(super) numbers: Vec<Number>,
    /// Its counting words, in order.
    pub(super) units: Vec<String>,
}

impl Shape {
    pub(super) fn read(written: &str) -> Self {
        let signs: Vec<char> = written.chars().collect();
        let mut place = 0;
        Self { pieces: pieces(&signs, &mut place) }
    }

    /// Whether a text that goes on with this sign can be met at all.
    pub(super) fn may_begin(&self, sign: char) -> bool {
        begins(&self.pieces, sign).unwrap_or(true)
    }

    /// Where the pattern ends when it begins at a place, and what it found.
    pub(super) fn meet(&self, text: &Signs, place: usize) -> Option<(usize, Found)> {
        let mut found = Found::default();
        let mut end = None;
        let pieces: Vec<&Piece> = self.pieces.iter().collect();
        follow(&pieces, text, place, &mut found, &mut end);
        end.map(|end| (end, found))
    }
}

fn pieces(signs: &[char], place: &mut usize) -> Vec<Piece> {
    let mut read = Vec::new();
    while let Some(sign) = signs.get(*place).copied() {
        if sign == '|' || sign == ']' {
            break;
        }
        *place += 1;
        let piece = match sign {
            '#' => Piece::Number,
            '@' => Piece::Unit,
            '~' => Piece::Dash,
            '^' => Piece::Start,
            '$' => Piece::End,
            '>' => Piece::Ahead,
            '_' => {
                let most = signs.get(*place).and_then(|sign| sign.to_digit(36));
                *place += 1;
                Piece::Gap(most.unwrap_or(0) as usize)
            }
            '[' => choice(signs, place),
            other => Piece::Sign(other),
        };
        let is_optional = signs.get(*place) == Some(&'?');
        *place += usize::from(is_optional);
        read.push(if is_optional {
            Piece::Choice { of: vec![vec![piece]], needed: false }
        } else {
            piece
        });
    }
    read
}

fn choice(signs: &[char], place: &mut usize) -> Piece {
    let mut of = Vec::new();
    loop {
        of.push(pieces(signs, place));
        let ended = signs.get(*place) != Some(&'|');
        *place += 1;
        if ended {
            break;
        }
    }
    Piece::Choice { of, needed: true }
}

/// Whether a text may begin so; `None` where the pieces say nothing of it.
fn begins(pieces: &[Piece], sign: char) -> Option<bool> {
    match pieces.first()? {
        Piece::Sign(own) => Some(*own == sign),
        Piece::Start => begins(&pieces[1..], sign),
        Piece::Choice { of, needed } => {
            let mut any = false;
            for one in of {
                any |= begins(one, sign)?;
            }
            if any || *needed { Some(any) } else { begins(&pieces[1..], sign) }
        }
        _ => None,
    }
}

/// Follows the pieces from a place on; `end` is set when all of them were met.
fn follow(
    pieces: &[&Piece],
    text: &Signs,
    place: usize,
    found: &mut Found,
    end: &mut Option<usize>,
) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        *end = Some(place);
        return true;
    };
    match first {
        Piece::Sign(sign) => {
            // The 分 of 分钟 is no point.
            let other = *sign == '分' && matches!(text.get(place + 1), Some('钟' | '贝' | '米'));
            let is_there = text.get(place) == Some(*sign) && !other;
            is_there && follow(rest, text, place + 1, found, end)
        }
        Piece::Dash => {
            let next = text.get(place);
            let mut after = place + 1;
            while text.get(after) == Some('-') && next == Some('-') {
                after += 1;
            }
            matches!(next, Some('-' | '至' | '到')) && follow(rest, text, after, found, end)
        }
        Piece::Start => {
            let is_start = place == 0 || text.get(place - 1).is_some_and(is_stop);
            is_start && follow(rest, text, place, found, end)
        }
        Piece::End => place == text.len() && follow(rest, text, place, found, end),
        Piece::Ahead => {
            let mut beyond = None;
            let mut apart = Found::default();
            let is_there = follow(rest, text, place, &mut apart, &mut beyond);
            if is_there {
                *end = Some(place);
            }
            is_there
        }
        Piece::Number => number_at(text, place).is_some_and(|(number, after)| {
            found.numbers.push(number);
            let met = follow(rest, text, after, found, end);
            if !met {
                found.numbers.pop();
            }
            met
        }),
        Piece::Unit => unit_at(text, place).is_some_and(|(unit, after)| {
            found.units.push(unit.to_owned());
            let met = follow(rest, text, after, found, end);
            if !met {
                found.units.pop();
            }
            met
        }),
        Piece::Gap(most) => (0..=*most).any(|length| {
            let passes = |i: usize| {
                text.get(i).is_some_and(|c| !is_stop(c) && !c.is_ascii_digit() && c != '每')
            };
            (place..place + length).all(passes) && follow(rest, text, place + length, found, end)
        }),
        Piece::Choice { of, needed } => {
            let chosen = of.iter().any(|one| {
                let both: Vec<&Piece> = one.iter().chain(rest.iter().copied()).collect();
                follow(&both, text, place, found, end)
            });
            chosen || (!needed && follow(rest, text, place, found, end))
        }
    }
}
