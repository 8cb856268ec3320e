//! Texts longer than a cell may be: what does not fit goes on in rows below, so that nothing is
//! lost.

use super::show::LONGEST_TEXT;
use crate::report::{Cell, Row, Slot, Table};
use crate::visible::visible_lines;

/// The table with further rows where a text needs them; everything beside it reaches over them.
#[must_use]
pub fn within_cells(table: &Table) -> Table {
    let cut = |row: &Row| -> Vec<Vec<String>> {
        let pieces = |slot: &Slot| match slot {
            Slot::Cell(cell) if cell.rows == 1 => pieces(&visible_lines(&cell.text)),
            Slot::Cell(_) | Slot::Above(_) | Slot::Left => Vec::new(),
        };
        row.slots.iter().map(pieces).collect()
    };
    let cut: Vec<Vec<Vec<String>>> = table.rows.iter().map(cut).collect();
    let counts: Vec<usize> =
        cut.iter().map(|row| row.iter().map(Vec::len).max().unwrap_or(1).max(1)).collect();
    if counts.iter().all(|count| *count == 1) {
        return table.clone();
    }
    let over = |from: usize, rows: usize| counts.iter().skip(from).take(rows).sum::<usize>();
    let mut rows = Vec::new();
    for (place, (row, pieces)) in table.rows.iter().zip(&cut).enumerate() {
        for piece in 0..counts[place] {
            let slot = |(slot, pieces): (&Slot, &Vec<String>)| match slot {
                Slot::Left => Slot::Left,
                Slot::Above(up) => Slot::Above(over(place - up, *up) + piece),
                Slot::Cell(cell) if pieces.len() > 1 => part(cell, pieces, piece, counts[place]),
                Slot::Cell(_) if piece > 0 => Slot::Above(piece),
                Slot::Cell(cell) => {
                    Slot::Cell(Cell { rows: over(place, cell.rows), ..cell.clone() })
                }
            };
            let slots = row.slots.iter().zip(pieces).map(slot).collect();
            rows.push(Row { slots, ..row.clone() });
        }
    }
    Table { rows, ..table.clone() }
}

/// A piece of a text in its row; the last one reaches over the rows that are left.
fn part(cell: &Cell, pieces: &[String], piece: usize, rows: usize) -> Slot {
    let last = pieces.len() - 1;
    if piece > last {
        return Slot::Above(piece - last);
    }
    let rows = if piece == last { rows - last } else { 1 };
    Slot::Cell(Cell { text: pieces[piece].clone(), rows, ..cell.clone() })
}

/// A text in pieces that cells can hold, its lines whole where they can be.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut length) = (String::new(), 0);
    for line in text.split_inclusive('\n') {
        let units = line.encode_utf16().count();
        if length + units > LONGEST_TEXT && length > 0 {
            pieces.push(std::mem::take(&mut piece));
            length = 0;
        }
        for character in line.chars() {
            if length + character.len_utf16() > LONGEST_TEXT {
                pieces.push(std::mem::take(&mut piece));
                length = 0;
            }
            length += character.len_utf16();
            piece.push(character);
        }
    }
    pieces.push(piece);
    for piece in &mut pieces {
        if piece.ends_with('\n') {
            piece.pop();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TEXT, pieces};

    #[test]
    fn a_text_is_cut_between_its_lines_and_nothing_is_lost() {
        let line = "字".repeat(LONGEST_TEXT / 2 - 1);
        let text = [line.as_str(), &line, "短", &"𠀀".repeat(LONGEST_TEXT)].join("\n");
        let cut = pieces(&text);
        assert_eq!(cut[0], format!("{line}\n{line}"));
        assert_eq!(cut[1], "短");
        assert_eq!(cut.iter().skip(2).map(|piece| piece.chars().count()).sum::<usize>(), 32_000);
        assert!(cut.iter().all(|piece| piece.encode_utf16().count() <= LONGEST_TEXT));
        assert_eq!(pieces(""), [""]);
    }
}
