//! The page 排名: the units of the folder, and where most was deducted.

use std::path::PathBuf;

/// The page. It is worked out when it opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankList {
    /// The id of the rubric.
    pub rubric: String,
    /// The title of the rubric.
    pub title: String,
    /// How many units are ranked.
    pub units: usize,
    /// The units in their order, then the files that cannot be read and are not in it.
    pub rows: Vec<RankedRow>,
    /// Where most was deducted, in cells.
    pub clauses: Vec<[String; 5]>,
    /// The clauses are shown instead of the units.
    pub is_clauses: bool,
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line in view.
    pub offset: usize,
}

/// A unit, or a file that is not in the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedRow {
    /// The file of the assessment that counts, or the one that cannot be read.
    pub path: PathBuf,
    /// What is shown: rank, unit, mode, state, score, deducted, direct, bonus, grade, note.
    pub cells: [String; 10],
}

impl RankList {
    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.is_clauses { self.clauses.len() } else { self.rows.len() }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The file of the unit under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&RankedRow> {
        self.rows.get(self.cursor).filter(|_| !self.is_clauses)
    }
}
