//! Several rubrics in one document: each table with column headings stands below a title of its own.

use super::rows::Grid;
use super::{Piece, Wishes, around, tables};
use crate::draft::source::{Block, Source};
use std::ops::Range;

/// What may be a rubric of its own.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Titled {
    /// Its title.
    pub(in crate::draft) title: Piece,
    /// Its tables, from 1.
    pub(in crate::draft) tables: Vec<usize>,
    /// The blocks of the source that belong to it.
    pub(super) blocks: Range<usize>,
}

/// What stands below titles of its own in a document; one where nothing does.
pub(in crate::draft) fn titled(source: &Source) -> Vec<Titled> {
    let grids = tables::grids(source, &Wishes::default());
    let mut found: Vec<Titled> = Vec::new();
    let mut before: Vec<(usize, Piece)> = Vec::new();
    let mut number = 0;
    for (at, (block, grid)) in source.blocks.iter().zip(&grids).enumerate() {
        number += usize::from(matches!(block, Block::Table(_)));
        match (block, grid) {
            (Block::Paragraph(paragraph), _) => before.push((at, Piece::paragraph(paragraph))),
            (Block::Table(_), None) => {}
            (Block::Table(_), Some(grid)) => {
                let title = title_of(at, grid, &before);
                before.clear();
                match (title, found.last_mut()) {
                    (Some((begin, title)), last) => {
                        let begin = if let Some(last) = last {
                            last.blocks.end = begin;
                            begin
                        } else {
                            0
                        };
                        let end = source.blocks.len();
                        found.push(Titled { title, tables: vec![number], blocks: begin..end });
                    }
                    (None, Some(last)) => last.tables.push(number),
                    (None, None) => {}
                }
            }
        }
    }
    found
}

/// The title right above a table, or in the rows above its headings, and where it begins.
fn title_of(at: usize, grid: &Grid<'_>, before: &[(usize, Piece)]) -> Option<(usize, Piece)> {
    let (first, _) = grid.head?;
    let rows = (0..first).flat_map(|row| grid.filled(row));
    let inside = rows.map(|(_, cell)| (at, super::rows::piece(cell)));
    let all: Vec<(usize, Piece)> = before.iter().cloned().chain(inside).collect();
    all.into_iter().rev().find(|(_, piece)| {
        around::is_title(piece)
            && tables::special_kind(&piece.text).is_none()
            && !piece.text.contains('续')
    })
}
