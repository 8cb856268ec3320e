//! Rubrics at random: sections, items and clauses whose words are all different.

use proptest::prelude::*;

/// A rubric, and how much of it there is.
#[derive(Clone, Debug)]
pub(crate) struct Invented {
    /// Sections, their parts, and the items of those.
    pub(super) sections: Vec<Vec<Vec<Item>>>,
    /// Awards, as clauses.
    pub(super) bonus: Vec<Rule>,
    /// Vetoes.
    pub(super) vetoes: usize,
}

/// An item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// In halves.
    pub(super) points: u8,
    pub(super) rules: Vec<Rule>,
    /// Its content is a sentence, not a name.
    pub(super) is_sentence: bool,
}

/// What a clause deducts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    pub(super) kind: u8,
    pub(super) unit: u8,
    /// In halves.
    pub(super) amount: u8,
}

const UNITS: [&str; 6] = ["处", "项", "次", "人", "家", "份"];

fn rule() -> impl Strategy<Value = Rule> {
    (0..5_u8, 0..6_u8, 1..5_u8).prop_map(|(kind, unit, amount)| Rule { kind, unit, amount })
}

fn item() -> impl Strategy<Value = Item> {
    let rules = prop_oneof![
        1 => Just(Vec::new()),
        12 => prop::collection::vec(rule(), 1..5),
    ];
    (10..40_u8, rules, any::<bool>()).prop_map(|(points, rules, is_sentence)| Item {
        points,
        rules,
        is_sentence,
    })
}

pub(crate) fn invented() -> impl Strategy<Value = Invented> {
    let items = prop::collection::vec(item(), 1..4);
    let parts = prop::collection::vec(items, 1..3);
    let sections = prop::collection::vec(parts, 1..4);
    let bonus = prop::collection::vec(rule(), 0..3);
    (sections, bonus, 0..3_usize, rule()).prop_map(|(mut sections, bonus, vetoes, rule)| {
        // A document without any rule is none of ours.
        let mut items: Vec<&mut Item> = sections.iter_mut().flatten().flatten().collect();
        if items.iter().all(|item| item.rules.is_empty()) {
            items[0].rules.push(rule);
        }
        Invented { sections, bonus, vetoes }
    })
}

const FIRST: [&str; 12] = [
    "消防", "用电", "交通", "燃气", "仓储", "食堂", "宿舍", "锅炉", "电梯", "吊装", "焊接", "防汛",
];
const SECOND: [&str; 12] = [
    "责任", "培训", "巡查", "演练", "档案", "经费", "器材", "标识", "维护", "值班", "宣传", "用工",
];

/// The words of one thing; no two of the first 144 are alike.
pub(super) fn word(at: usize) -> String {
    let first = at % FIRST.len();
    let second = (at + at / FIRST.len()) % SECOND.len();
    format!("{}{}", FIRST[first], SECOND[second])
}

/// A number of halves as it is printed.
pub(super) fn halves(halves: u32) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

/// What an item asks for.
pub(super) fn content(at: usize, is_sentence: bool) -> String {
    let word = word(at);
    if is_sentence {
        format!("健全{word}制度，落实{word}措施")
    } else {
        format!("{word}管理")
    }
}

impl Rule {
    fn unit(self) -> &'static str {
        UNITS[usize::from(self.unit)]
    }

    fn amount(self) -> String {
        halves(u32::from(self.amount))
    }

    /// Why points are taken.
    pub(super) fn cause(self, at: usize) -> String {
        let word = word(at);
        match self.kind {
            0 => format!("未建立{word}台账的"),
            1 => format!("{word}记录不完整的"),
            2 => format!("{word}隐患未整改的"),
            3 => format!("未开展{word}工作的"),
            _ => format!("{word}人员不到位的"),
        }
    }

    /// The sentence, without a stop.
    pub(super) fn sentence(self, at: usize) -> String {
        let (cause, unit, amount) = (self.cause(at), self.unit(), self.amount());
        match self.kind {
            0 => format!("{cause}，扣{amount}分"),
            1 => format!("{cause}，每{unit}扣{amount}分"),
            2 => format!("{cause}，发现一{unit}扣{amount}分"),
            3 => format!("{cause}，不得分"),
            _ => format!("{cause}，每{unit}扣{amount}分，最多扣{}分", self.most()),
        }
    }

    /// The amount as a column of its own has it.
    pub(super) fn in_column(self) -> String {
        match self.kind {
            0 => self.amount(),
            3 => "全扣".to_owned(),
            _ => format!("{}/{}", self.amount(), self.unit()),
        }
    }

    fn most(self) -> String {
        halves(u32::from(self.amount) * 2)
    }

    /// The rule: amount, unit, limit.
    pub(super) fn wanted(self, has_limit: bool) -> String {
        let amount = if self.kind == 3 { "all".to_owned() } else { self.amount() };
        let unit = if matches!(self.kind, 0 | 3) { "-" } else { self.unit() };
        let most = if self.kind == 4 && has_limit { self.most() } else { "-".to_owned() };
        format!("{amount} {unit} {most}")
    }

    /// As an award.
    pub(super) fn award(self, at: usize) -> String {
        format!("{}受到表彰的，每次加{}分", word(at), self.amount())
    }

    pub(super) fn wanted_award(self) -> String {
        format!("{} 次 -", self.amount())
    }
}

impl Item {
    pub(super) fn printed_points(&self) -> String {
        halves(u32::from(self.points))
    }
}
