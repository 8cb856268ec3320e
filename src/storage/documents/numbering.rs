//! 自动编号: the numbers that Word shows and the text does not hold.

use super::tree::Element;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, Vec<Level>>,
    /// For each number of a list: the list, and where its levels begin otherwise.
    numbers: HashMap<String, (String, Vec<Option<u32>>)>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    /// Numbers whose own beginnings were used.
    begun: Vec<String>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    is_decimal: bool,
    style: Option<String>,
}

impl Numbering {
    pub(super) fn read(root: &Element) -> Self {
        let mut numbering = Self::default();
        let Some(root) = root.find("numbering") else { return numbering };
        for list in root.elements().filter(|element| element.name == "abstractNum") {
            let mut levels = vec![Level::default(); LEVELS];
            for level in list.elements().filter(|element| element.name == "lvl") {
                if let Some(place) = index(level).and_then(|at| levels.get_mut(at)) {
                    *place = read_level(level);
                }
            }
            let id = list.attribute("abstractNumId").unwrap_or_default();
            numbering.lists.insert(id.to_owned(), levels);
        }
        for number in root.elements().filter(|element| element.name == "num") {
            numbering.read_number(number);
        }
        numbering
    }

    fn read_number(&mut self, number: &Element) {
        let Some(list) = number.value("abstractNumId") else { return };
        let id = number.attribute("numId").unwrap_or_default();
        let mut list = list.to_owned();
        let mut starts = vec![None; LEVELS];
        let overrides = number.elements().filter(|element| element.name == "lvlOverride");
        let mut own = None;
        for change in overrides {
            let Some(at) = index(change).filter(|at| *at < LEVELS) else { continue };
            starts[at] = change.value("startOverride").and_then(|text| text.parse().ok());
            if let Some(level) = change.child("lvl") {
                let base = || self.lists.get(&list).cloned().unwrap_or_default();
                let levels: &mut Vec<Level> = own.get_or_insert_with(base);
                levels.resize(LEVELS, Level::default());
                levels[at] = read_level(level);
            }
        }
        if let Some(levels) = own {
            list = format!("{list}/{id}");
            self.lists.insert(list.clone(), levels);
        }
        self.numbers.insert(id.to_owned(), (list, starts));
    }

    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, number: &str, style: &str) -> Option<usize> {
        let (list, _) = self.numbers.get(number)?;
        self.lists.get(list)?.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts one paragraph on and gives the number it shows; nothing for bullets.
    pub(super) fn next(&mut self, number: &str, at: usize) -> Option<String> {
        let (list, starts) = self.numbers.get(number)?.clone();
        let levels = self.lists.get(&list)?;
        let at = at.min(LEVELS - 1);
        let counters = self.counters.entry(list).or_default();
        if starts.iter().any(Option::is_some) && !self.begun.iter().any(|held| held == number) {
            self.begun.push(number.to_owned());
            for (counter, start) in counters.iter_mut().zip(&starts) {
                if start.is_some() {
                    *counter = None;
                }
            }
        }
        let first = |level: usize| {
            starts.get(level).copied().flatten().or_else(|| levels.get(level).map(|l| l.start))
        };
        let value = match counters[at] {
            Some(before) => before.saturating_add(1),
            None => first(at)?,
        };
        counters[at] = Some(value);
        counters[at + 1..].fill(None);
        let level = levels.get(at)?;
        if matches!(level.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut text = String::new();
        let mut characters = level.text.chars().peekable();
        while let Some(c) = characters.next() {
            let named = characters.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%');
            let Some(named) = named else {
                text.push(c);
                continue;
            };
            characters.next();
            let named = (named as usize).saturating_sub(1).min(LEVELS - 1);
            let value = counters[named].or_else(|| first(named)).unwrap_or(1);
            let format = levels.get(named).map_or("decimal", |level| level.format.as_str());
            text.push_str(&shown(value, if level.is_decimal { "decimal" } else { format }));
        }
        Some(text)
    }
}

fn index(element: &Element) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok()
}

fn read_level(level: &Element) -> Level {
    Level {
        format: level.value("numFmt").unwrap_or("decimal").to_owned(),
        text: level.value("lvlText").unwrap_or_default().to_owned(),
        start: level.value("start").and_then(|text| text.parse().ok()).unwrap_or(1),
        is_decimal: level.child("isLgl").is_some(),
        style: level.value("pStyle").map(str::to_owned),
    }
}

/// A number as one of Word's ways to write it shows it.
pub(super) fn shown(value: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "japaneseDigitalTenThousand" => chinese(value, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            chinese(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographTraditional" => of_list(value, "甲乙丙丁戊己庚辛壬癸"),
        "upperLetter" => letter(value, b'A'),
        "lowerLetter" => letter(value, b'a'),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match value {
            1..=20 => char::from_u32(0x2460 + value - 1).map(String::from).unwrap_or_default(),
            _ => value.to_string(),
        },
        "decimalEnclosedParen" => format!("（{value}）"),
        "decimalEnclosedFullstop" => format!("{value}."),
        "decimalZero" => format!("{value:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + 0xff10).unwrap_or(c);
            value.to_string().chars().map(wide).collect()
        }
        _ => value.to_string(),
    }
}

fn of_list(value: u32, list: &str) -> String {
    let found = value.checked_sub(1).and_then(|at| list.chars().nth(at as usize));
    found.map_or_else(|| value.to_string(), String::from)
}

/// 一 … 九千九百九十九; 十一, not 一十一.
fn chinese(value: u32, digits: &str, tens: &str) -> String {
    if value == 0 || value > 9999 {
        return value.to_string();
    }
    let digits: Vec<char> = digits.chars().collect();
    let tens: Vec<char> = tens.chars().collect();
    let mut text = String::new();
    let mut is_gap = false;
    for place in (0..4).rev() {
        let digit = value / 10u32.pow(place) % 10;
        if digit == 0 {
            is_gap = !text.is_empty();
            continue;
        }
        if is_gap {
            text.push(digits[0]);
            is_gap = false;
        }
        if !(digit == 1 && place == 1 && text.is_empty()) {
            text.push(digits[digit as usize]);
        }
        if place > 0 {
            text.push(tens[place as usize - 1]);
        }
    }
    text
}

fn letter(value: u32, first: u8) -> String {
    let Some(value) = value.checked_sub(1) else { return value.to_string() };
    let letter = char::from(first + u8::try_from(value % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (value / 26) as usize % 20 + 1).collect()
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = value.min(4999);
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}
