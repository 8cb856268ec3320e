//! A rubric laid out as a document, and what a draft of that document has to be.

use super::invented::{Invented, Item, Rule, content, halves, word};
use super::layout::{Choice, Criteria, Format, Layout, Numbers, Printed, Sections};

/// A paragraph: its number, which may be automatic, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) text: String,
}

/// A cell of a grid.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Line(Line),
    Grid { rows: usize, columns: usize, cells: Vec<Cell> },
}

/// What a draft has to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Every indicator: its titles from the top, number and points.
    pub(super) indicators: Vec<String>,
    /// Every clause: its item, words and rule.
    pub(super) clauses: Vec<String>,
    /// What stands beside an item: its title, and method, office, evidence.
    pub(super) beside: Vec<String>,
    pub(super) bonus: Vec<String>,
    pub(super) vetoes: Vec<String>,
}

pub(super) fn line(text: impl Into<String>) -> Line {
    Line { number: String::new(), text: text.into() }
}

fn numbered(number: &str, text: &str) -> Line {
    Line { number: number.to_owned(), text: text.to_owned() }
}

const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const CIRCLES: [&str; 6] = ["①", "②", "③", "④", "⑤", "⑥"];

/// The columns of the tables, by what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Section,
    Part,
    Item,
    Points,
    Criteria,
    Amount,
    Method,
    Office,
    Evidence,
    Score,
    Reason,
}

struct Layer<'a> {
    layout: Layout,
    invented: &'a Invented,
    columns: Vec<Column>,
    cells: Vec<Cell>,
    row: usize,
    /// The next word that nothing was called yet.
    next: usize,
    /// How many items there were.
    count: usize,
    blocks: Vec<Block>,
    wanted: Wanted,
    has_head_again: bool,
}

/// Lays a rubric out.
pub(super) fn lay(invented: &Invented, layout: Layout) -> (Vec<Block>, Wanted) {
    let columns = columns(layout);
    let mut layer = Layer {
        layout,
        invented,
        columns,
        cells: Vec::new(),
        row: 0,
        next: 0,
        count: 0,
        blocks: Vec::new(),
        wanted: Wanted::default(),
        has_head_again: false,
    };
    layer.document();
    (layer.blocks, layer.wanted)
}

fn columns(layout: Layout) -> Vec<Column> {
    let mut columns = Vec::new();
    if layout.numbers == Numbers::Column {
        columns.push(Column::Number);
    }
    if layout.sections == Sections::Columns {
        columns.push(Column::Section);
    }
    if layout.has(Choice::Parts) {
        columns.push(Column::Part);
    }
    columns.push(Column::Item);
    let has_points = layout.points == Printed::Column;
    if has_points && layout.has(Choice::PointsFirst) {
        columns.push(Column::Points);
    }
    columns.push(Column::Criteria);
    if layout.criteria == Criteria::Amounts {
        columns.push(Column::Amount);
    }
    if has_points && !layout.has(Choice::PointsFirst) {
        columns.push(Column::Points);
    }
    for (bit, column) in [(1, Column::Method), (2, Column::Office), (4, Column::Evidence)] {
        if layout.more & bit > 0 {
            columns.push(column);
        }
    }
    if layout.results > 0 {
        columns.extend([Column::Score, Column::Reason]);
    }
    columns
}

impl Column {
    fn heading(self, layout: Layout) -> &'static str {
        match self {
            Self::Number => "序号",
            Self::Section => "考核项目",
            Self::Part => "考核类别",
            Self::Item => "考核内容",
            Self::Points => "分值",
            Self::Criteria if layout.more & 8 > 0 => "扣分标准",
            Self::Criteria => "评分标准",
            Self::Amount => "扣分值",
            Self::Method => "检查方式",
            Self::Office => "考核部门",
            Self::Evidence => "佐证资料",
            Self::Score => "得分",
            Self::Reason => "扣分原因",
        }
    }
}

impl Layer<'_> {
    fn document(&mut self) {
        let title = "临江区2024年度安全生产工作考核细则";
        let form = "被考核单位：　　　　　　　　考核时间：　　年　　月　　日";
        if self.layout.has(Choice::TitleInside) {
            self.wide(line(title));
            self.wide(line(form));
        } else {
            self.blocks.push(Block::Line(line(title)));
            self.blocks.push(Block::Line(line(form)));
        }
        if self.layout.sections != Sections::Above {
            self.head();
        }
        let sections = self.invented.sections.clone();
        for (at, parts) in sections.iter().enumerate() {
            self.section(at, parts);
        }
        if self.layout.has(Choice::SumRows) && self.layout.points == Printed::Column {
            let all = sections.iter().flatten().flatten();
            self.sum("合　　计", all.map(|item| u32::from(item.points)).sum());
        }
        self.rest();
    }

    fn word(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|held| *held == column)
    }

    fn put(&mut self, column: Column, row: usize, rows: usize, lines: Vec<Line>) {
        let Some(at) = self.at(column) else { return };
        if lines.iter().all(|line| line.text.is_empty()) {
            return;
        }
        self.cells.push(Cell { row, column: at, rows, columns: 1, lines });
    }

    fn wide(&mut self, line: Line) {
        self.wide_lines(vec![line]);
    }

    fn wide_lines(&mut self, lines: Vec<Line>) {
        let columns = self.columns.len();
        self.cells.push(Cell { row: self.row, column: 0, rows: 1, columns, lines });
        self.row += 1;
    }

    fn head(&mut self) {
        for column in self.columns.clone() {
            self.put(column, self.row, 1, vec![line(column.heading(self.layout))]);
        }
        self.row += 1;
    }

    fn end_table(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let (rows, columns) = (std::mem::take(&mut self.row), self.columns.len());
        self.blocks.push(Block::Grid { rows, columns, cells });
    }

    /// The number printed and the one a draft has.
    fn number(&self, path: &[usize]) -> (String, String) {
        let last = path[path.len() - 1];
        let plain = (last + 1).to_string();
        let (printed, kept) = match (self.layout.numbers, path.len()) {
            (Numbers::None, _) => (String::new(), plain),
            (Numbers::Mixed | Numbers::Column, 1) => {
                (format!("{}、", HAN[last]), HAN[last].to_owned())
            }
            (Numbers::Mixed | Numbers::Column, 2) => {
                (format!("（{}）", HAN[last]), format!("({})", HAN[last]))
            }
            (Numbers::Mixed, _) => (format!("{}.", self.count), self.count.to_string()),
            (Numbers::Column, _) => (String::new(), self.count.to_string()),
            (Numbers::Dotted, 1) => (format!("{plain}."), plain),
            (Numbers::Dotted, _) => {
                let numbers = path.iter().map(|at| (at + 1).to_string());
                let number = numbers.collect::<Vec<_>>().join(".");
                (format!("{number} "), number)
            }
        };
        (printed, kept)
    }

    fn section(&mut self, at: usize, parts: &[Vec<Item>]) {
        let title = format!("{}工作", word(self.word()));
        let (printed, kept) = self.number(&[at]);
        let sum: u32 = parts.iter().flatten().map(|item| u32::from(item.points)).sum();
        let shown = if self.layout.has(Choice::Sums) {
            format!("{title}（{}分）", halves(sum))
        } else {
            title.clone()
        };
        let heading = numbered(&printed, &shown);
        self.wanted.indicators.push(format!("{title} {kept} {}", halves(sum)));
        match self.layout.sections {
            Sections::Rows => self.wide(heading.clone()),
            Sections::Above => {
                self.blocks.push(Block::Line(heading.clone()));
                self.head();
            }
            Sections::Columns => {}
        }
        let begin = self.row;
        if self.layout.has(Choice::Parts) {
            for (place, items) in parts.iter().enumerate() {
                self.part(&title, &[at, place], items);
            }
        } else {
            for (place, item) in parts.iter().flatten().enumerate() {
                self.item(&title, &[at, place], item);
            }
        }
        let rows = self.row - begin;
        self.put(Column::Section, begin, rows, vec![heading]);
        if self.layout.sections == Sections::Above {
            self.end_table();
        }
        if self.layout.has(Choice::SumRows) && self.layout.points == Printed::Column {
            self.sum("小计", sum);
        }
        if self.layout.has(Choice::HeadAgain)
            && !self.has_head_again
            && self.layout.sections == Sections::Columns
        {
            self.has_head_again = true;
            self.head();
        }
    }

    fn part(&mut self, above: &str, path: &[usize], items: &[Item]) {
        let title = format!("{}任务", word(self.word()));
        let (printed, kept) = self.number(path);
        let sum: u32 = items.iter().map(|item| u32::from(item.points)).sum();
        let path_of = format!("{above}/{title}");
        self.wanted.indicators.push(format!("{path_of} {kept} {}", halves(sum)));
        let begin = self.row;
        for (place, item) in items.iter().enumerate() {
            let path = [path, &[place]].concat();
            self.item(&path_of, &path, item);
        }
        self.put(Column::Part, begin, self.row - begin, vec![numbered(&printed, &title)]);
    }

    fn item(&mut self, above: &str, path: &[usize], item: &Item) {
        self.count += 1;
        let title = content(self.word(), item.is_sentence);
        // Of a path of three levels the third is the item; of two the second is.
        let (printed, kept) = match (self.layout.numbers, path.len()) {
            (Numbers::Mixed | Numbers::Column, 2) => self.number(&[path, &[0]].concat()),
            _ => self.number(path),
        };
        let points = item.printed_points();
        let path_of = format!("{above}/{title}");
        self.wanted.indicators.push(format!("{path_of} {kept} {points}"));
        let begin = self.row;
        self.rules(&path_of, &item.rules);
        let rows = (self.row - begin).max(1);
        self.row = begin + rows;
        let shown = match self.layout.points {
            Printed::Column => title.clone(),
            Printed::Title => format!("{title}（{points}分）"),
        };
        let number = self.count.to_string();
        self.put(Column::Number, begin, rows, vec![line(number)]);
        self.put(Column::Item, begin, rows, vec![numbered(&printed, &shown)]);
        self.put(Column::Points, begin, rows, vec![line(points)]);
        self.beside(&title, begin, rows);
    }

    fn beside(&mut self, title: &str, row: usize, rows: usize) {
        let texts = [
            (Column::Method, "查阅", "记录"),
            (Column::Office, "区", "局"),
            (Column::Evidence, "", "台账复印件"),
        ];
        for (column, before, after) in texts {
            if self.at(column).is_some() {
                let word = word(self.word());
                let text = format!("{before}{word}{after}");
                self.wanted.beside.push(format!("{title} {text}"));
                self.put(column, row, rows, vec![line(text)]);
            }
        }
        if self.layout.results > 1 {
            self.put(Column::Score, row, rows, vec![line("8")]);
            self.put(Column::Reason, row, rows, vec![line("现场查见台账缺2份，扣1分")]);
        }
    }

    /// The criteria of an item, which take as many rows as they are.
    fn rules(&mut self, item: &str, rules: &[Rule]) {
        let mut lines = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            let name = self.word();
            let sentence = rule.sentence(name);
            let stop = if at + 1 == rules.len() { "。" } else { "；" };
            let has_column = self.layout.criteria == Criteria::Amounts;
            let text = if has_column { rule.cause(name) } else { sentence.clone() };
            self.wanted.clauses.push(format!("{item}: {text} {}", rule.wanted(!has_column)));
            let printed = format!("{text}{stop}");
            match self.layout.criteria {
                Criteria::Numbered => lines.push(numbered(&format!("{}.", at + 1), &printed)),
                Criteria::Circled => lines.push(numbered(CIRCLES[at], &printed)),
                Criteria::Running => match lines.last_mut() {
                    None => lines.push(line(printed)),
                    Some(Line { text, .. }) => text.push_str(&printed),
                },
                Criteria::Rows | Criteria::Amounts => {
                    self.put(Column::Criteria, self.row, 1, vec![line(text)]);
                    self.put(Column::Amount, self.row, 1, vec![line(rule.in_column())]);
                    self.row += 1;
                }
            }
        }
        if !lines.is_empty() {
            self.put(Column::Criteria, self.row, 1, lines);
            self.row += 1;
        }
    }

    /// 小计, 合计.
    fn sum(&mut self, name: &str, sum: u32) {
        let Some(points) = self.at(Column::Points) else { return };
        let item = self.at(Column::Item).unwrap_or(0);
        let columns = item.min(points) + 1;
        self.cells.push(Cell {
            row: self.row,
            column: 0,
            rows: 1,
            columns,
            lines: vec![line(name)],
        });
        self.put(Column::Points, self.row, 1, vec![line(halves(sum))]);
        self.row += 1;
    }

    /// Awards and vetoes, in rows and in notes.
    fn rest(&mut self) {
        let mut notes = vec![line("注：1.各项扣分以该项分值为限，扣完为止。")];
        let in_rows =
            self.layout.has(Choice::BonusInRows) && self.layout.sections == Sections::Columns;
        let bonus = self.invented.bonus.clone();
        let begin = self.row;
        for rule in &bonus {
            let name = self.word();
            let award = rule.award(name);
            if !in_rows {
                self.wanted.bonus.push(format!("{award} {}", rule.wanted_award()));
                notes.push(line(format!("{}.{award}。", notes.len() + 1)));
                continue;
            }
            let has_column = self.layout.criteria == Criteria::Amounts;
            let text = if has_column { format!("{}受到表彰的", word(name)) } else { award };
            self.wanted.bonus.push(format!("{text} {}", rule.wanted_award()));
            self.put(Column::Criteria, self.row, 1, vec![line(text)]);
            let amount = format!("{}/次", halves(u32::from(rule.amount)));
            self.put(Column::Amount, self.row, 1, vec![line(amount)]);
            self.row += 1;
        }
        if self.row > begin {
            let columns = self.at(Column::Item).unwrap_or(0) + 1;
            let lines = vec![line("加分项")];
            let rows = self.row - begin;
            self.cells.push(Cell { row: begin, column: 0, rows, columns, lines });
        }
        for _ in 0..self.invented.vetoes {
            let text = format!("发生{}责任死亡事故的，实行一票否决", word(self.word()));
            self.wanted.vetoes.push(text.clone());
            notes.push(line(format!("{}.{text}。", notes.len() + 1)));
        }
        let in_table = !self.layout.format.has_prose()
            || self.layout.has(Choice::BonusInRows) && self.layout.format != Format::Markdown;
        if self.layout.sections == Sections::Above || !in_table {
            if self.row > 0 {
                self.end_table();
            }
            self.blocks.extend(notes.into_iter().map(Block::Line));
        } else {
            if self.layout.format.has_paragraphs() {
                self.wide_lines(notes);
            } else {
                for note in notes {
                    self.wide(note);
                }
            }
            self.end_table();
        }
    }
}
