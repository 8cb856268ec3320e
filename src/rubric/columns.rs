//! The columns of the table a document prints, so that a report looks like the document.

/// One column of the document's own table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedColumn {
    /// Its heading, as printed.
    pub heading: String,
    /// What stands in it.
    pub source: ColumnSource,
    /// Whether the document prints the numbers of what stands in it.
    pub numbered: bool,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// The number of the indicator at the top.
    Number,
    /// The indicators of a level, 1 at the top.
    Level(usize),
    /// The item.
    Item,
    /// 评分标准: how it is examined, and the clauses.
    Criteria,
    /// 分值.
    Points,
    /// 职责分工.
    Duty,
    /// 考核单位.
    Office,
    /// 佐证资料.
    Evidence,
    /// 扣分.
    Deducted,
    /// 得分.
    Score,
    /// 扣分及原因.
    Reasons,
    /// 完成情况.
    Completion,
    /// Nothing: written by hand.
    Blank,
}

impl ColumnSource {
    /// The words files use, each with its source.
    pub const ALL: [(&'static str, Self); 16] = [
        ("number", Self::Number),
        ("level1", Self::Level(1)),
        ("level2", Self::Level(2)),
        ("level3", Self::Level(3)),
        ("level4", Self::Level(4)),
        ("item", Self::Item),
        ("criteria", Self::Criteria),
        ("points", Self::Points),
        ("duty", Self::Duty),
        ("office", Self::Office),
        ("evidence", Self::Evidence),
        ("deducted", Self::Deducted),
        ("score", Self::Score),
        ("reasons", Self::Reasons),
        ("completion", Self::Completion),
        ("blank", Self::Blank),
    ];

    /// The word files use.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, source)| *source == self).map_or("", |(key, _)| key)
    }

    /// The source with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == key).map(|(_, source)| *source)
    }
}
