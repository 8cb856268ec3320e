//! The columns of the sheets.

use super::formula::{At, Formula};
use crate::names::replacements;

/// How many columns it takes to make of a name what it is told apart by: a formula can hold no
/// more replacements than calls may stand within one another.
pub const KEY_STEPS: u16 = 5;

/// The formulas that make of the name in one column what it is told apart by, in the columns
/// from another one on; the last of them holds it. As [`crate::names::key`].
pub fn key_formulas(row: At, (name, first): (u16, u16)) -> impl Iterator<Item = (u16, Formula)> {
    let all = replacements();
    let each = all.len().div_ceil(usize::from(KEY_STEPS));
    let columns = (0..KEY_STEPS).map(move |step| {
        let before = if step == 0 { name } else { first + step - 1 };
        (before, first + step)
    });
    columns.enumerate().map(move |(step, (before, column))| {
        let replaced = all.iter().skip(step * each).take(each).copied().collect();
        (column, Formula::Replaced(Box::new(Formula::Cell(row.column(before))), replaced))
    })
}

/// Columns of 评分.
pub mod entry {
    /// The id.
    pub const ID: u16 = 0;
    /// The document's words.
    pub const TEXT: u16 = 1;
    /// What it is worth.
    pub const STANDARD: u16 = 2;
    /// 情况.
    pub const STATE: u16 = 3;
    /// 次数.
    pub const COUNT: u16 = 4;
    /// 数值.
    pub const FIGURE: u16 = 5;
    /// 总数或满分.
    pub const WHOLE: u16 = 6;
    /// Why it does not apply.
    pub const REASON: u16 = 7;
    /// 说明.
    pub const REMARK: u16 = 8;
    /// 佐证.
    pub const EVIDENCE: u16 = 9;
    /// 日期.
    pub const DATE: u16 = 10;
    /// 扣分或得分.
    pub const RESULT: u16 = 11;
    /// What is wrong with the row.
    pub const HINT: u16 = 12;
    /// The first of 整改.
    pub const CORRECTION: u16 = 13;
    /// The row of the first line.
    pub const FIRST_ROW: u32 = 3;
}

/// Columns of 情形.
pub mod finding {
    /// The id of what it was found under.
    pub const ID: u16 = 0;
    /// 次数.
    pub const COUNT: u16 = 1;
    /// 对象.
    pub const SUBJECT: u16 = 2;
    /// 责任比例.
    pub const SHARE: u16 = 3;
    /// The amount chosen from a range.
    pub const AMOUNT: u16 = 4;
    /// 说明.
    pub const REMARK: u16 = 5;
    /// 佐证.
    pub const EVIDENCE: u16 = 6;
    /// 日期.
    pub const DATE: u16 = 7;
    /// The first of 整改.
    pub const CORRECTION: u16 = 8;
    /// Which finding of a carried entry this is.
    pub const KEY: u16 = 13;
    /// The place of what it was found under.
    pub const PLACE: u16 = 14;
    /// How often.
    pub const TIMES: u16 = 15;
    /// Whether it has a share.
    pub const SHARED: u16 = 16;
    /// The share, or 1.
    pub const FACTOR: u16 = 17;
    /// How often × share.
    pub const WEIGHT: u16 = 18;
    /// Whether its amount does not fit the printed range.
    pub const UNFIT: u16 = 19;
    /// Amount × share.
    pub const ONCE: u16 = 20;
    /// How often × amount × share.
    pub const EACH: u16 = 21;
    /// The scope of its clause in which one matter counts once.
    pub const SCOPE: u16 = 22;
    /// What it is worth for one.
    pub const WORTH: u16 = 23;
    /// 1 where it takes part: it names a matter, and something of it counts.
    pub const PART: u16 = 24;
    /// 1 where another finding of the matter counts instead.
    pub const LOSES: u16 = 25;
    /// Which of equals comes first: the clause's place, then the row's.
    pub const ORDER: u16 = 26;
    /// The scope and what the subject is told apart by.
    pub const MATTER: u16 = 27;
    /// The first of the columns in which the subject becomes what it is told apart by.
    pub const MATTER_KEY: u16 = 28;
    /// The last of all.
    pub const LAST: u16 = MATTER_KEY + super::KEY_STEPS - 1;
    /// The amount that was chosen for it, where clauses have levels.
    pub const CHOSEN: u16 = LAST + 1;
    /// The row of the first finding.
    pub const FIRST_ROW: u32 = 2;
}

/// Columns of the three ledgers.
pub mod row {
    /// The number of the clause or veto.
    pub const ID: u16 = 0;
    /// 次数.
    pub const COUNT: u16 = 1;
    /// The amount claimed or chosen.
    pub const AWARD: u16 = 2;
    /// 责任比例.
    pub const SHARE: u16 = 3;
    /// 级别.
    pub const LEVEL: u16 = 4;
    /// 事项.
    pub const MATTER: u16 = 5;
    /// 文号.
    pub const DOCUMENT: u16 = 6;
    /// 对象.
    pub const SUBJECT: u16 = 7;
    /// 说明.
    pub const REMARK: u16 = 8;
    /// 佐证.
    pub const EVIDENCE: u16 = 9;
    /// 日期.
    pub const DATE: u16 = 10;
    /// What it comes to.
    pub const RESULT: u16 = 11;
    /// Which row of the carried ledger this is.
    pub const KEY: u16 = 12;
    /// The place of its clause.
    pub const PLACE: u16 = 13;
    /// How often, and the share.
    pub const TIMES: u16 = 14;
    /// The amount for one.
    pub const ONE: u16 = 15;
    /// What it comes to before other rows are looked at.
    pub const ALONE: u16 = 16;
    /// What it claims, limits apart.
    pub const CLAIMED: u16 = 17;
    /// 1 where the clause belongs to a scope in which one matter counts once, and one is named.
    pub const IS_ONE: u16 = 18;
    /// The first of the columns in which the matter becomes what it is told apart by.
    pub const MATTER_KEY: u16 = 19;
    /// The first of the columns for what other rows take.
    pub const STAGES: u16 = MATTER_KEY + super::KEY_STEPS;
    /// The row of the first row.
    pub const FIRST_ROW: u32 = 2;
}

/// Columns of 整改, from the first of them on.
pub mod correction {
    /// 整改措施.
    pub const MEASURE: u16 = 0;
    /// 责任单位.
    pub const UNIT: u16 = 1;
    /// 时限.
    pub const DUE: u16 = 2;
    /// 状态.
    pub const STATE: u16 = 3;
    /// 整改佐证.
    pub const PROOF: u16 = 4;
    /// How many there are.
    pub const COLUMNS: u16 = 5;
}
