//! Columns of text that stay aligned under Chinese characters.

use crate::visible::{visible, width};

/// On which side of its column a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The lines of a table, two blanks between columns, none at the end of a line.
pub(super) fn lines(align: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let width_of = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..align.len()).map(width_of).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(align.iter().zip(&widths)).map(|(cell, (align, most))| {
            let gap = " ".repeat(most.saturating_sub(width(cell)));
            let cell = visible(cell);
            match align {
                Align::Left => format!("{cell}{gap}"),
                Align::Right => format!("{gap}{cell}"),
            }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{Align, lines};

    #[test]
    fn columns_align_under_wide_characters() {
        let rows = [["一", "1.5"], ["应急管理", "20"], ["ab", ""]];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let table = lines(&[Align::Left, Align::Right], &rows);
        assert_eq!(table, ["一        1.5", "应急管理   20", "ab"]);
    }
}
