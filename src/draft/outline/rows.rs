//! A table as rows whose columns are known.

use super::columns::{self, Role};
use super::{Piece, Wishes, heading};
use crate::draft::numbers;
use crate::draft::source::{Cell, Paragraph, Table};

/// How many rows at the head are looked at for headings.
const LOOKED_AT: usize = 12;

/// The longest text of a cell that holds a number.
const LONGEST_NUMBER: usize = 8;

/// A table whose columns are known.
pub(super) struct Grid<'a> {
    pub(super) table: &'a Table,
    cover: Vec<Vec<Option<usize>>>,
    /// What each column holds.
    pub(super) roles: Vec<Role>,
    /// The headings of the columns, the lower ones behind the upper ones.
    pub(super) headings: Vec<String>,
    /// Where the headings begin and where the rows do.
    pub(super) head: Option<(usize, usize)>,
    /// What the column of numbers counts: the content column, or nothing where it counts lines.
    pub(super) numbered: Option<usize>,
}

/// What a cell of the grid is: which cell covers it.
pub(super) type CellId = usize;

impl<'a> Grid<'a> {
    pub(super) fn of(table: &'a Table, before: Option<&Grid<'_>>, wishes: &Wishes) -> Self {
        let mut grid = Self {
            table,
            cover: table.cover(),
            roles: Vec::new(),
            headings: vec![String::new(); table.columns],
            head: None,
            numbered: None,
        };
        grid.find_head();
        grid.assign(before, wishes);
        grid.numbered = grid.what_is_numbered();
        grid
    }

    /// The cell over a place.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<(CellId, &'a Cell)> {
        let index = self.cover.get(row)?.get(column).copied().flatten()?;
        Some((index, &self.table.cells[index]))
    }

    /// The text over a place.
    pub(super) fn text(&self, row: usize, column: usize) -> String {
        self.at(row, column).map(|(_, cell)| cell.text()).unwrap_or_default()
    }

    /// The piece over a place.
    pub(super) fn piece(&self, row: usize, column: usize) -> Piece {
        self.at(row, column).map(|(_, cell)| piece(cell)).unwrap_or_default()
    }

    /// The cells of a row that hold something, each once.
    pub(super) fn filled(&self, row: usize) -> Vec<(CellId, &'a Cell)> {
        let mut found: Vec<(CellId, &Cell)> = Vec::new();
        for column in 0..self.table.columns {
            if let Some((id, cell)) = self.at(row, column)
                && !cell.is_blank()
                && found.last().is_none_or(|(last, _)| *last != id)
            {
                found.push((id, cell));
            }
        }
        found
    }

    /// Columns that hold one thing.
    pub(super) fn columns(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        (0..self.roles.len()).filter(move |at| self.roles[*at] == role)
    }

    /// Rows below the headings.
    pub(super) fn body(&self) -> std::ops::Range<usize> {
        self.head.map_or(0, |(_, end)| end)..self.table.rows
    }

    /// Whether a row prints the headings again.
    pub(super) fn is_heading_again(&self, row: usize) -> bool {
        let Some((first, end)) = self.head else { return is_heading_row(self, row) };
        let is_same = |column: usize| {
            let text = columns::bare(&self.text(row, column));
            !text.is_empty()
                && (first..end).any(|head| columns::bare(&self.text(head, column)) == text)
        };
        let filled = (0..self.table.columns).filter(|at| !self.text(row, *at).trim().is_empty());
        let filled: Vec<usize> = filled.collect();
        filled.len() >= 2
            && filled.iter().filter(|at| is_same(**at)).count() * 3 >= filled.len() * 2
    }

    /// Finds the rows of headings: most of their cells are words of headings.
    fn find_head(&mut self) {
        let first = (0..self.table.rows.min(LOOKED_AT)).find(|row| is_heading_row(self, *row));
        let Some(first) = first else { return };
        let reach = self.filled(first).iter().map(|(_, cell)| cell.row + cell.rows).max();
        let mut end = reach.unwrap_or(first + 1).min(self.table.rows);
        // A second row of headings below joined ones.
        if end == first + 1 && end < self.table.rows {
            let wide = self.filled(first).iter().any(|(_, cell)| cell.columns > 1);
            if wide && is_heading_row(self, end) {
                end += 1;
            }
        }
        for column in 0..self.table.columns {
            let mut heading = String::new();
            let mut last = None;
            for row in first..end {
                if let Some((id, cell)) = self.at(row, column)
                    && last != Some(id)
                {
                    last = Some(id);
                    let text = heading::joined(&cell.text());
                    if !heading.is_empty() && !text.is_empty() {
                        heading.push('\n');
                    }
                    heading.push_str(&text);
                }
            }
            self.headings[column] = heading;
        }
        self.head = Some((first, end));
    }

    fn assign(&mut self, before: Option<&Grid<'_>>, wishes: &Wishes) {
        let count = self.table.columns;
        if wishes.columns.len() == count {
            self.roles.clone_from(&wishes.columns);
            return;
        }
        if self.head.is_none()
            && let Some(before) = before.filter(|before| before.roles.len() == count)
        {
            self.roles.clone_from(&before.roles);
            return;
        }
        let mut roles: Vec<Option<Role>> = Vec::new();
        for column in 0..count {
            let mut lines = self.headings[column].lines().rev();
            let last = lines.next().unwrap_or_default();
            roles.push(columns::role(last).or_else(|| lines.find_map(columns::role)));
        }
        let facts: Vec<Facts> = (0..count).map(|column| self.facts(column)).collect();
        Self::settle(&mut roles, &facts, &self.headings);
        self.roles = roles.into_iter().map(|role| role.unwrap_or(Role::Remark)).collect();
    }

    /// Where headings say nothing or too much, what stands in the columns decides.
    fn settle(roles: &mut [Option<Role>], facts: &[Facts], headings: &[String]) {
        let known: Vec<bool> = roles.iter().map(Option::is_some).collect();
        let count = |wanted: Role| roles.iter().filter(|role| **role == Some(wanted)).count();
        let is_alone = count(Role::Criteria) == 1
            && count(Role::Content) == 0
            && count(Role::Points) > 0
            && known.iter().all(|known| *known);
        // 扣分原因 beside criteria is what an earlier assessment filled in.
        let has_amounts = roles.contains(&Some(Role::Amount));
        let is_said = roles
            .iter()
            .zip(facts)
            .any(|(role, facts)| *role == Some(Role::Criteria) && (facts.rules > 0 || has_amounts));
        for (role, facts) in roles.iter_mut().zip(facts) {
            match role {
                // 扣分标准 over numbers is a column of amounts.
                Some(Role::Criteria) if facts.is_amounts() && facts.rules == 0 => {
                    *role = Some(Role::Amount);
                }
                // 分值 over 3/次 is one of amounts, over sentences one of criteria.
                Some(Role::Points) if facts.rules * 2 > facts.filled => {
                    *role = Some(Role::Criteria);
                }
                Some(Role::Points) if facts.per > 0 && facts.per * 3 > facts.filled => {
                    *role = Some(Role::Amount);
                }
                Some(Role::Result) if is_said => {}
                Some(Role::Result | Role::Method | Role::Remark | Role::Duty | Role::Evidence)
                    if facts.rules * 2 > facts.filled && facts.filled > 1 =>
                {
                    *role = Some(Role::Criteria);
                }
                None if facts.filled == 0 => *role = Some(Role::Result),
                None if facts.is_numbers() => *role = Some(Role::Points),
                None if facts.rules * 2 > facts.filled => *role = Some(Role::Criteria),
                None if facts.offices * 2 > facts.filled => *role = Some(Role::Office),
                None => *role = Some(Role::Content),
                _ => {}
            }
        }
        // 考核内容及评分标准: the only column, whose cells hold both.
        for (role, heading) in roles.iter_mut().zip(headings) {
            let names_content =
                ["内容", "项目", "要求", "指标", "事项"].iter().any(|word| heading.contains(word));
            if is_alone && names_content && *role == Some(Role::Criteria) {
                *role = Some(Role::Content);
            }
        }
        Self::settle_unknown(roles, &known);
        Self::settle_criteria(roles, facts);
        Self::settle_points(roles, facts);
    }

    /// Unknown words behind criteria, points and amounts say something more of a row, where
    /// headings and items stand in columns that are known.
    fn settle_unknown(roles: &mut [Option<Role>], known: &[bool]) {
        let ends = [Some(Role::Criteria), Some(Role::Points), Some(Role::Amount)];
        let Some(end) = roles.iter().position(|role| ends.contains(role)) else { return };
        let is_content = |at: &usize| roles[*at] == Some(Role::Content);
        if !(0..end).filter(is_content).any(|at| known[at]) {
            return;
        }
        for (role, _) in roles.iter_mut().zip(known).skip(end).filter(|(_, known)| !**known) {
            if *role == Some(Role::Content) {
                *role = Some(Role::Remark);
            }
        }
    }

    /// One column of criteria: where several call themselves so, the one with most rules.
    fn settle_criteria(roles: &mut [Option<Role>], facts: &[Facts]) {
        let called = |roles: &[Option<Role>]| -> Vec<usize> {
            (0..roles.len()).filter(|at| roles[*at] == Some(Role::Criteria)).collect()
        };
        if called(roles).is_empty() {
            let best = (0..roles.len())
                .filter(|at| facts[*at].rules > 0 && facts[*at].rules * 3 >= facts[*at].filled);
            let best = best.filter(|at| {
                !matches!(roles[*at], Some(Role::Points | Role::Number | Role::Amount))
            });
            let content = roles.iter().filter(|role| **role == Some(Role::Content)).count();
            if let Some(best) = best.max_by_key(|at| facts[*at].rules) {
                // The only column of content stays one: its cells hold both.
                if roles[best] != Some(Role::Content) || content > 1 {
                    roles[best] = Some(Role::Criteria);
                }
            }
            return;
        }
        let called = called(roles);
        let with_rules = called.iter().filter(|at| facts[**at].rules > 0).count();
        for at in &called {
            // 考核标准 that holds no rule beside one that does says what is required.
            if with_rules > 0 && facts[*at].rules == 0 && called.len() > 1 {
                roles[*at] = Some(Role::Content);
            }
        }
        let has_content = roles.contains(&Some(Role::Content));
        if !has_content
            && called.len() > 1
            && let Some(first) = called.first()
        {
            roles[*first] = Some(Role::Content);
        }
    }

    /// A column of points beside one that is filled in.
    fn settle_points(roles: &mut [Option<Role>], facts: &[Facts]) {
        if roles.contains(&Some(Role::Points)) {
            return;
        }
        // 扣分 over numbers in a table without points: what one of them is worth.
        let has_amount = roles.contains(&Some(Role::Amount));
        let column = (0..roles.len()).find(|at| {
            roles[*at] == Some(Role::Amount) && facts[*at].is_numbers() && facts[*at].per == 0
        });
        if let Some(column) =
            column.filter(|_| has_amount && !roles.contains(&Some(Role::Criteria)))
        {
            roles[column] = Some(Role::Points);
        }
    }

    fn facts(&self, column: usize) -> Facts {
        let mut facts = Facts::default();
        let mut last = None;
        for row in self.body() {
            let Some((id, cell)) = self.at(row, column) else { continue };
            if last == Some(id) || cell.columns * 2 > self.table.columns + 1 {
                continue;
            }
            last = Some(id);
            let text = cell.text();
            if !crate::draft::source::is_blank(&text) {
                facts.add(&text);
            }
        }
        facts
    }

    /// What the column of numbers counts: the content column that changes when it does.
    fn what_is_numbered(&self) -> Option<usize> {
        let number = self.columns(Role::Number).next()?;
        let contents: Vec<usize> = self.columns(Role::Content).collect();
        let right = contents.iter().copied().filter(|at| *at > number);
        let left = contents.iter().copied().filter(|at| *at < number);
        let mut best: Option<(usize, usize)> = None;
        let candidates: Vec<usize> = right.chain(left.rev()).collect();
        for column in candidates {
            let (mut same, mut other, mut numbered) = (0_usize, 0_usize, 0_usize);
            let mut last: Option<(String, String)> = None;
            for row in self.body() {
                let (of_number, of_content) = (self.text(row, number), self.text(row, column));
                let is_number = of_number.chars().count() <= LONGEST_NUMBER
                    && numbers::begins(&format!("{}.", of_number.trim()));
                if !is_number || self.is_heading_again(row) {
                    continue;
                }
                numbered += usize::from(heading::read(&of_content).head.is_some());
                let mut now = (heading::key(&of_number), heading::key(&of_content));
                if let Some(before) = &last {
                    if of_content.trim().is_empty() {
                        now.1.clone_from(&before.1);
                    }
                    match (before.0 != now.0, before.1 != now.1) {
                        (true, true) => same += 1,
                        (false, false) => {}
                        _ => other += 1,
                    }
                } else {
                    same += 1;
                }
                last = Some(now);
            }
            // What has numbers of its own is not what the column counts.
            let is_free = numbered * 2 <= same + other;
            if is_free
                && same > 0
                && other * 8 <= same
                && best.is_none_or(|(_, known)| same > known)
            {
                best = Some((column, same));
            }
        }
        best.map(|(column, _)| column)
    }
}

fn is_heading_row(grid: &Grid<'_>, row: usize) -> bool {
    let filled = grid.filled(row);
    let known = filled.iter().filter(|(_, cell)| columns::role(&cell.text()).is_some()).count();
    known >= 2 && known * 2 >= filled.len()
}

/// A cell as a piece.
pub(super) fn piece(cell: &Cell) -> Piece {
    Piece::of(&cell.paragraphs.iter().collect::<Vec<&Paragraph>>())
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    filled: usize,
    /// Plain numbers.
    numbers: usize,
    /// `0.5/项`, `1～3`, `全扣`.
    amounts: usize,
    /// Amounts with what they are counted by.
    per: usize,
    /// Sentences with an amount.
    rules: usize,
    /// Names of offices.
    offices: usize,
}

impl Facts {
    fn add(&mut self, text: &str) {
        self.filled += 1;
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if heading::points(&compact).is_some() {
            self.numbers += 1;
        } else if is_amount(&compact) {
            self.amounts += 1;
            self.per += usize::from(compact.contains(['/', '／']));
        }
        self.rules += usize::from(has_rule(&compact));
        let ends = ["局", "办", "科", "处", "部", "室", "委", "厅", "队", "站", "中心", "办公室"];
        let is_office =
            compact.chars().count() <= 24 && ends.iter().any(|end| compact.ends_with(end));
        self.offices += usize::from(is_office);
    }

    fn is_numbers(self) -> bool {
        self.filled > 0 && self.numbers * 4 >= self.filled * 3
    }

    fn is_amounts(self) -> bool {
        self.filled > 0 && (self.numbers + self.amounts) * 4 >= self.filled * 3
    }
}

/// `0.5/项`, `-10/起`, `1~2`, `1分/次`, `全扣`, `3/次（累计不超过2分）`.
pub(super) fn is_amount(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if matches!(text.as_str(), "全扣" | "不得分" | "扣完" | "全部扣完" | "否决") {
        return true;
    }
    let begin = text.trim_start_matches(['-', '－', '+', '＋', '—', '扣', '加', '每']);
    let digits = begin.chars().take_while(|c| c.is_numeric() || matches!(c, '.' | '．')).count();
    let rest: String = begin.chars().skip(digits).collect();
    let is_short = rest.chars().count() <= 14;
    digits > 0
        && is_short
        && (rest.is_empty()
            || rest.starts_with(['/', '／', '~', '～', '-', '－', '—', '–', '分', '至']))
}

/// A sentence with an amount: 扣0.5分, 得2分, 不得分.
pub(super) fn has_rule(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.contains("不得分") || compact.contains("全扣") || compact.contains("扣完") {
        return true;
    }
    let numeric = |c: char| c.is_numeric() || "一二两三四五六七八九十半.．".contains(c);
    let mut has_verb = false;
    for (at, c) in compact.char_indices() {
        has_verb |= "扣得加减计奖罚".contains(c) || compact[at..].starts_with('×');
        if c == '分' && has_verb && compact[..at].ends_with(numeric) {
            return true;
        }
    }
    false
}
