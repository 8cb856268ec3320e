//! Amounts of which one is chosen: 优的得4分、良的得3分, A、B、C、D四档，分别得6分、4分、2分、0分.

use super::marks::Mark;
use super::patterns::Says;
use super::shape::Shape;
use super::text::{Signs, is_stop};
use crate::points::Points;
use crate::rubric::{Effect, Level};
use std::ops::Range;
use std::sync::LazyLock;

/// Marks, by their places, that are levels of one clause.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    pub(super) marks: Range<usize>,
    pub(super) levels: Vec<Level>,
}

/// What levels are called. Each of several amounts in a sentence has such a name.
const NAMES: [&str; 12] = [
    "[A|B|C|D|E|甲|乙|丙|丁][级|档|等|类|等次]?",
    "[优秀|优良|优|良好|良|中等|中|较好|好|一般|较差|差|合格|基本合格|不合格|达标|基本达标|未达标|不达标]",
    "[一|二|三|四|五|1|2|3|4|5][级|等|档|类|星]",
    "[第]?#?[~]?[第]?#[名|位]",
    "[前|后][#]?[名|位]",
    "[排名|位列|名列|位居]_9",
    "[其余|其他|其它|以后|以外|剩余]_6",
    "[专职|兼职|没有|无|未]_6",
    "[满意|基本满意|不满意|较满意]",
    "[好转|无变化|恶化|改善|持平|下降|上升|提升|退步]",
    "[全部|大部分|部分|少数|基本|完全|未][完成|落实|到位|达到|建立|开展]_4",
    "[低于|不足|不到|不满|高于|超过|达到|在]_2#_9",
];

/// How many of them are grades of quality.
const GRADES: usize = 3;

static SHAPES: LazyLock<Vec<Shape>> =
    LazyLock::new(|| NAMES.iter().map(|name| Shape::read(&format!("{name}$"))).collect());

/// Every ladder of levels.
pub(super) fn ladders(text: &Signs, marks: &[Mark], points: Option<Points>) -> Vec<Ladder> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < marks.len() {
        let ladder = enumerated(text, marks, place)
            .or_else(|| in_a_row(text, marks, place, points))
            .or_else(|| by_points(text, marks, place, points?));
        place = ladder.as_ref().map_or(place + 1, |ladder| ladder.marks.end);
        found.extend(ladder);
    }
    found
}

fn points(mark: &Mark) -> Option<Points> {
    match mark.says {
        Says::Amount(_) | Says::AmountEach(_) if mark.units.is_empty() => {
            Some(mark.number()?.value)
        }
        Says::All => Some(Points::ZERO),
        _ => None,
    }
}

/// 得4分, 得3分, 得0分, each behind its own name.
fn in_a_row(text: &Signs, marks: &[Mark], first: usize, whole: Option<Points>) -> Option<Ladder> {
    let begins = marks.get(first)?;
    let is_free =
        |mark: &Mark| mark.says == Says::Exempt && text.word(&mark.signs).ends_with("不扣分");
    points(begins).or_else(|| is_free(begins).then_some(Points::ZERO))?;
    if begins.says == Says::All {
        return None;
    }
    let mut levels: Vec<Level> = Vec::new();
    let mut end = first;
    let mut takes = false;
    let begin = name_start(text, marks.get(first)?.signs.start);
    let mut from = begin;
    let mut place = first;
    while let Some(mark) = marks.get(place) {
        let is_level = points(mark).is_some() || is_free(mark) || mark.says == Says::Full;
        let between = from..mark.signs.start;
        // A level's name is short, and no sentence ends within.
        let ends = between.clone().any(|at| text.get(at) == Some('。'));
        if ends || between.len() > 18 {
            break;
        }
        if matches!(mark.says, Says::Per | Says::PerWords | Says::Missing | Says::PerSize) {
            break;
        }
        if !is_level {
            // Numbers of the name itself: 第1至3名, 90%以上.
            place += 1;
            continue;
        }
        let name = name_of(text, &between, levels.is_empty());
        let fits = |name: &String| !deducts(marks, place) || is_grade(name) || is_band(name);
        let Some(name) = name.filter(fits) else {
            break;
        };
        takes |= deducts(marks, place) || is_free(mark);
        let value = match mark.says {
            Says::All if takes => match whole {
                Some(whole) => whole,
                None => break,
            },
            Says::Full => whole.unwrap_or(Points::ZERO),
            _ => points(mark).unwrap_or(Points::ZERO),
        };
        levels.push(Level { name, points: value });
        from = mark.signs.end;
        place += 1;
        end = place;
    }
    let mixed = levels.windows(2).any(|pair| pair[0].points != pair[1].points);
    // 低于95%扣1分，低于90%扣3分 may both hold; bands that end on both sides may not.
    let bands = levels.iter().filter(|level| is_band(&level.name));
    let both_sides =
        |level: &Level| level.name.matches(['%', '％']).count() > 1 || level.name.contains('至');
    let excludes = bands.clone().count() == 0
        || bands.clone().any(both_sides)
        || marks[first..end].iter().any(is_free);
    (levels.len() > 1 && mixed && (!takes || excludes))
        .then_some(Ladder { marks: first..end, levels })
}

/// 齐全的得5分，较齐全的得3分 of an item with 5 points: only one of them can be given.
fn by_points(text: &Signs, marks: &[Mark], first: usize, whole: Points) -> Option<Ladder> {
    let given = |mark: &Mark| match mark.says {
        Says::Amount(Some(Effect::Earn)) if mark.units.is_empty() => Some(mark.number()?.value),
        Says::Full => Some(whole),
        Says::All if mark.numbers.is_empty() => Some(Points::ZERO),
        _ => None,
    };
    given(marks.get(first)?).filter(|value| *value == whole)?;
    let mut levels: Vec<Level> = Vec::new();
    let (mut end, mut place) = (first, first);
    let mut from = name_start(text, marks[first].signs.start);
    while let Some(mark) = marks.get(place) {
        let between = from..mark.signs.start;
        let ends = between
            .clone()
            .any(|at| text.get(at) == Some('。') || at > from && text.all[at].begins_line);
        let counted = matches!(
            mark.says,
            Says::Per | Says::PerWords | Says::Missing | Says::PerSize | Says::Step(_)
        );
        if ends || counted || between.len() > 36 {
            break;
        }
        place += 1;
        let Some(value) = given(mark) else {
            let other = matches!(
                mark.says,
                Says::Amount(_) | Says::AmountEach(_) | Says::Range(_) | Says::Times
            );
            if other {
                break;
            }
            continue;
        };
        let falls = levels.last().is_none_or(|last| last.points > value);
        let name = plain_name(text, &between);
        if !falls || name.is_empty() {
            break;
        }
        levels.push(Level { name, points: value });
        from = mark.signs.end;
        end = place;
    }
    shorten_first(&mut levels);
    let distinct = levels
        .iter()
        .enumerate()
        .all(|(at, level)| levels[..at].iter().all(|other| other.name != level.name));
    (levels.len() > 1 && distinct).then_some(Ladder { marks: first..end, levels })
}

/// The words before an amount, without what only joins them.
fn plain_name(text: &Signs, between: &Range<usize>) -> String {
    let name = text.printed(between);
    let stops = |sign: char| ",，、;；:：。 ".contains(sign);
    let name = name.trim_matches(stops);
    name.trim_end_matches(['的', '为', '者', '则', '可', ',', '，']).to_owned()
}

/// From here on a name is a whole phrase, which is not cut.
const SHORT: usize = 6;

/// 档案资料齐全规范 beside 较齐全: the first name begins where the others are like it.
fn shorten_first(levels: &mut [Level]) {
    let [first, others @ ..] = levels else { return };
    let signs: Vec<char> = first.name.chars().collect();
    let like = |pair: &[char]| {
        let pair: String = pair.iter().collect();
        others.iter().filter(|other| other.name.contains(&pair)).count()
    };
    let most = signs.windows(2).map(like).max().filter(|most| *most > 0);
    let begin = signs.windows(2).position(|pair| Some(like(pair)) == most);
    let are_short = others.iter().all(|other| other.name.chars().count() <= SHORT);
    if let Some(begin) = begin.filter(|begin| *begin > 0 && are_short) {
        let starts_alike =
            others.iter().any(|other| other.name.chars().next() == signs.first().copied());
        if !starts_alike {
            first.name = signs[begin..].iter().collect();
        }
    }
}

/// A、B、C、D四档，分别得6分、4分、2分、0分.
fn enumerated(text: &Signs, marks: &[Mark], first: usize) -> Option<Ladder> {
    let mark = marks.get(first)?;
    let Says::AmountEach(_) = mark.says else { return None };
    let mut values = vec![mark.number()?.value];
    let mut place = first + 1;
    while let Some(next) = marks.get(place) {
        let joins = next.signs.start <= marks[place - 1].signs.end + 1;
        let Some(value) = points(next).filter(|_| joins) else { break };
        values.push(value);
        place += 1;
    }
    let before =
        text.word(&(name_start(text, mark.signs.start.saturating_sub(1))..mark.signs.start));
    let mut names: Vec<String> = before.split(['、', '和']).map(str::to_owned).collect();
    let strip = |name: &str| -> String {
        let name = name.rsplit(['为', '分', '是', '按']).next().unwrap_or(name);
        name.trim_end_matches([',', '的', '次']).to_owned()
    };
    if let Some(last) = names.last_mut() {
        let cut = last.find(|sign: char| "二三四五六两".contains(sign)).unwrap_or(last.len());
        last.truncate(cut.max(last.chars().next().map_or(0, char::len_utf8)));
    }
    let names: Vec<String> = names.iter().map(|name| strip(name)).collect();
    let grades = names.iter().all(|name| is_name(name));
    let levels =
        names.into_iter().zip(&values).map(|(name, points)| Level { name, points: *points });
    let levels: Vec<Level> = levels.collect();
    (grades && levels.len() == values.len() && values.len() > 1)
        .then_some(Ladder { marks: first..place, levels })
}

/// Where the phrase before an amount begins.
fn name_start(text: &Signs, amount: usize) -> usize {
    let mut at = amount;
    // A stop right before the amount is no beginning.
    while at > 0 && text.get(at - 1).is_some_and(|sign| matches!(sign, ',' | ':')) {
        at -= 1;
    }
    while at > 0 {
        match text.get(at - 1) {
            Some(')') => {
                while at > 0 && text.get(at - 1) != Some('(') {
                    at -= 1;
                }
                at = at.saturating_sub(1);
            }
            Some(sign) if is_stop(sign) => break,
            _ => at -= 1,
        }
    }
    at
}

/// The name of a level among the words before its amount, as it is printed.
fn name_of(text: &Signs, between: &Range<usize>, is_first: bool) -> Option<String> {
    let mut signs = between.clone();
    let stops = |sign: Option<char>| matches!(sign, Some(',' | '、' | ';' | ':' | '。'));
    while !signs.is_empty() && stops(text.get(signs.start)) {
        signs.start += 1;
    }
    let ends = |sign: Option<char>| matches!(sign, Some('的' | '为' | '得' | '计' | '者' | ','));
    while !signs.is_empty() && ends(text.get(signs.end - 1)) {
        signs.end -= 1;
    }
    if is_name(&text.word(&signs)) {
        return Some(text.printed(&signs));
    }
    // The first one has words before it that the others go on with; 属A级, 评为A级.
    let tails = signs.clone().skip(1).filter(|at| {
        let is_near = *at <= signs.start + 4;
        is_first
            || matches!(text.get(at - 1), Some('为' | '属'))
            || is_near && matches!(text.get(at - 1), Some('成' | '到' | '在' | '率'))
    });
    tails
        .map(|at| at..signs.end)
        .find(|tail| is_name(&text.word(tail)))
        .map(|tail| text.printed(&tail))
}

fn deducts(marks: &[Mark], first: usize) -> bool {
    matches!(
        marks[first].says,
        Says::Amount(Some(Effect::Deduct)) | Says::AmountEach(Effect::Deduct)
    )
}

/// Grades of quality, that nothing else is called by.
fn is_grade(word: &str) -> bool {
    let text = Signs::of(word);
    SHAPES.iter().take(GRADES).any(|shape| shape.meet(&text, 0).is_some())
}

fn is_name(word: &str) -> bool {
    let text = Signs::of(word);
    is_band(word) || SHAPES.iter().any(|shape| shape.meet(&text, 0).is_some())
}

/// 90%以上, 80%（含）—90%, ＜85%, 6—10名.
fn is_band(word: &str) -> bool {
    let parts = [
        "以上", "以下", "及", "(含)", "(不含)", "含", "至", "到", "之间", "不足", "不到", "低于",
        "不满", "第", "名", "位", "分", "大于", "小于", "等于",
    ];
    let half: String = Signs::of(word).all.iter().map(|sign| sign.is).collect();
    let rest = parts.iter().fold(half.clone(), |rest, part| rest.replace(part, ""));
    let signs = |sign: char| sign.is_ascii_digit() || "-%≥≤<>=.,()".contains(sign);
    let begins = |sign: char| sign.is_ascii_digit() || "第前后≥≤<>低不大小".contains(sign);
    half.starts_with(begins)
        && half.contains(|sign: char| sign.is_ascii_digit())
        && rest.chars().all(signs)
}
