//! Criteria become clauses: their numbers, the groups that share a limit, what is no clause.

use super::numbers::{self, Head};
use super::outline::{Criterion, Piece};
use super::source::Place;
use crate::points::Points;
use crate::rubric::{Clause, Required, Rule};
use crate::wording::{
    Audience, Certainty, Consequence, Context, Criteria, Cycle, Meaning, Part, Section,
    SharedLimit, Terms, read,
};
use std::ops::Range;

/// Criteria taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    pub(super) clauses: Vec<Made>,
    /// Limits over clauses, the outer ones first.
    pub(super) groups: Vec<(Range<usize>, SharedLimit)>,
    pub(super) methods: Vec<String>,
    /// Sentences without a rule.
    pub(super) words: Vec<String>,
    /// What voids the result.
    pub(super) vetoes: Vec<(String, Consequence, Place)>,
}

/// A clause that was made of words.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) clause: Clause,
    pub(super) section: Section,
    pub(super) certainty: Certainty,
    pub(super) place: Place,
    pub(super) others: Vec<Clause>,
}

/// What decides in all of a document how its sentences are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About {
    pub(super) cycle: Cycle,
    pub(super) audience: Audience,
}

impl About {
    /// As title and introduction tell it.
    pub(super) fn told(words: &str) -> Self {
        let has = |words_of: &[&str]| words_of.iter().any(|word| words.contains(word));
        let cycle = if has(&["月度考核", "月度百分", "月度评", "按月考核", "每月考核", "月考核"])
        {
            Cycle::Month
        } else if has(&["学年"]) {
            Cycle::SchoolYear
        } else {
            Cycle::Year
        };
        let kinds = ["幼儿园", "小学", "中学", "高中", "职业学校", "特殊教育"];
        let schools = kinds.iter().filter(|kind| words.contains(**kind)).count();
        let (towns, departments) = (
            has(&["乡镇", "街道", "镇（街道", "镇街", "园区"]),
            has(&["部门", "成员单位", "市直", "县直", "区直", "委办局"]),
        );
        let audience = match (schools > 1, towns, departments) {
            (true, _, _) => Audience::Schools,
            (_, true, true) => Audience::Mixed,
            (_, false, true) => Audience::Departments,
            _ => Audience::Alike,
        };
        Self { cycle, audience }
    }
}

/// What is to be read, and how.
pub(super) struct Asked<'a> {
    pub(super) criteria: &'a [Criterion],
    /// 考核内容.
    pub(super) content: &'a str,
    pub(super) points: Option<Points>,
    pub(super) section: Section,
    /// What numbers begin with: 注3.
    pub(super) prefix: &'a str,
    /// What is known of the whole document.
    pub(super) about: About,
}

/// Takes criteria apart.
pub(super) fn lay(asked: &Asked<'_>) -> Laid {
    let mut laid = Laid::default();
    let mut numbering = Numbering::default();
    let has_amounts = asked.criteria.iter().any(|criterion| criterion.amount.is_some());
    if has_amounts {
        for criterion in asked.criteria {
            let text = with_amount(criterion, asked.section);
            one_text(asked, &text, &mut numbering, &mut laid);
        }
    } else {
        let text = together(asked.criteria);
        one_text(asked, &text, &mut numbering, &mut laid);
    }
    numbering.finish(asked.prefix, &mut laid.clauses);
    laid
}

/// A text to be read, made of one or several pieces.
#[derive(Default)]
struct Text {
    words: String,
    /// Where pieces begin, and their places.
    begins: Vec<(usize, Place)>,
    /// From here on words stand that were added to be understood.
    end: usize,
    /// Footnotes that were put in, as they were.
    added: Vec<String>,
}

impl Text {
    fn add(&mut self, piece: &Piece) {
        if !self.words.is_empty() {
            self.words.push('\n');
        }
        self.begins.push((self.words.len(), piece.place));
        let mut last = 0;
        for (at, note) in &piece.footnotes {
            // A footnote that limits is read where it hangs.
            if *at >= last && *at <= piece.text.len() && is_limit(note) {
                self.words.push_str(&piece.text[last..*at]);
                let added = format!("（{}）", note.trim().trim_end_matches(['。', '；']));
                self.words.push_str(&added);
                self.added.push(added);
                last = *at;
            }
        }
        self.words.push_str(&piece.text[last..]);
        self.end = self.words.len();
    }

    fn place(&self, at: usize) -> Place {
        let before = self.begins.iter().take_while(|(begin, _)| *begin <= at).last();
        before.map(|(_, place)| *place).unwrap_or_default()
    }

    /// The words of a part as the document has them, on one line.
    fn printed(&self, span: &Range<usize>) -> String {
        let words = &self.words[span.start.min(self.end)..span.end.min(self.end)];
        let words =
            self.added.iter().fold(words.to_owned(), |words, added| words.replace(added, ""));
        let words = super::outline::joined(&words);
        words.trim_end_matches(['。', '；', ';', '，', ',', '、', '：', ':', '.', ' ']).to_owned()
    }
}

/// Whether a footnote says how far something goes, rather than what it means.
fn is_limit(note: &str) -> bool {
    ["不超过", "最多", "最高", "为止", "不扣分", "封顶"].iter().any(|word| note.contains(word))
}

fn together(criteria: &[Criterion]) -> Text {
    let mut text = Text::default();
    for criterion in criteria {
        text.add(&criterion.piece);
    }
    text
}

/// A criterion with its amount from a column of its own, put as a sentence has it.
fn with_amount(criterion: &Criterion, section: Section) -> Text {
    let mut text = Text::default();
    text.add(&criterion.piece);
    let Some(amount) = &criterion.amount else { return text };
    let verb = if section == Section::Bonus { "加" } else { "扣" };
    let compact: String = amount.text.chars().filter(|c| !c.is_whitespace()).collect();
    let compact = compact.trim_start_matches(['-', '－', '+', '＋', '—', '–']);
    let compact = compact.strip_prefix(verb).unwrap_or(compact);
    if matches!(compact, "全扣" | "扣完" | "不得分" | "全部扣完" | "全扣分") {
        text.words.push_str("，不得分");
        return text;
    }
    let is_number = |c: char| c.is_numeric() || matches!(c, '.' | '．');
    let first: String = compact.chars().take_while(|c| is_number(*c)).collect();
    let rest = &compact[first.len()..];
    let range = rest.strip_prefix(['~', '～', '-', '－', '—', '–', '至']);
    let second: String =
        range.map(|rest| rest.chars().take_while(|c| is_number(*c)).collect()).unwrap_or_default();
    let said = if first.is_empty() {
        format!("，{compact}")
    } else if second.is_empty() {
        let rest = rest.strip_prefix('分').unwrap_or(rest);
        format!("，{verb}{first}分{rest}")
    } else {
        let rest = range.map_or("", |rest| &rest[second.len()..]);
        let rest = rest.strip_prefix('分').unwrap_or(rest);
        format!("，酌情{verb}{first}～{second}分{rest}")
    };
    // A sentence with an amount of its own needs none.
    let body = criterion.piece.text.trim_end_matches(['。', '；', ';']);
    let cut = criterion.piece.text.len() - body.len();
    text.words.truncate(text.words.len() - cut);
    text.end = text.words.len();
    text.words.push_str(&said);
    text
}

fn one_text(asked: &Asked<'_>, text: &Text, numbering: &mut Numbering, laid: &mut Laid) {
    let About { cycle, audience } = asked.about;
    let context = Context {
        content: asked.content,
        points: asked.points,
        section: asked.section,
        cycle,
        audience,
    };
    let criteria: Criteria = read(&text.words, &context);
    // Which clause each part became.
    let mut became: Vec<Option<usize>> = Vec::new();
    let mut before = 0;
    for part in &criteria.parts {
        let gap = text.words.get(before..part.span.start).unwrap_or_default();
        numbering.pass(gap);
        before = part.span.end;
        became.push(one_part(text, part, numbering, laid));
    }
    for limit in criteria.limits {
        let within = limit.parts.clone().filter_map(|part| became.get(part).copied().flatten());
        let within: Vec<usize> = within.collect();
        if let (Some(first), Some(last)) = (within.first(), within.last()) {
            laid.groups.push((*first..*last + 1, limit));
        }
    }
}

fn one_part(text: &Text, part: &Part, numbering: &mut Numbering, laid: &mut Laid) -> Option<usize> {
    let printed = text.printed(&part.span);
    if printed.is_empty() {
        return None;
    }
    let mut clauses = part.meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Clause(terms) => Some((clause(terms, &printed), terms.section)),
        _ => None,
    });
    match part.meanings.first() {
        Some(Meaning::Clause(_)) => {}
        Some(Meaning::Veto(consequence)) => {
            let place = text.place(part.span.start);
            laid.words.push(text.words[part.span.clone()].trim().to_owned());
            laid.vetoes.push((printed, consequence.clone(), place));
            return None;
        }
        Some(Meaning::Method) => {
            laid.methods.push(text.words[part.span.clone()].trim().to_owned());
            return None;
        }
        _ => {
            laid.words.push(text.words[part.span.clone()].trim().to_owned());
            return None;
        }
    }
    let (mut clause, section) = clauses.next()?;
    clause.continues.clone_from(&part.continues);
    numbering.clause();
    laid.clauses.push(Made {
        clause,
        section,
        certainty: part.certainty,
        place: text.place(part.span.start),
        others: clauses.map(|(clause, _)| clause).collect(),
    });
    Some(laid.clauses.len() - 1)
}

fn clause(terms: &Terms, text: &str) -> Clause {
    let above_zero = |points: Points| points > Points::ZERO;
    // A number of nothing is none: the clause is counted, or holds once.
    let is_sound = match &terms.rule {
        Rule::Shortfall(Required::One(required)) => above_zero(*required),
        Rule::Shortfall(Required::Named(counters)) => {
            counters.len() > 1
                && counters.iter().all(|(name, required)| !name.is_empty() && above_zero(*required))
        }
        Rule::Rate(rate) => above_zero(rate.step),
        Rule::Baseline(baseline) => above_zero(baseline.step) && baseline.mean_of > 0,
        Rule::Converted { full } => above_zero(*full),
        Rule::Flat | Rule::Occurrence | Rule::Threshold(_) => true,
    };
    let counted = if terms.unit.is_some() { Rule::Occurrence } else { Rule::Flat };
    Clause {
        text: text.to_owned(),
        effect: terms.effect,
        amount: terms.amount.clone(),
        rule: if is_sound { terms.rule.clone() } else { counted },
        unit: terms.unit.clone(),
        max: terms.max,
        star: terms.star,
        shares: terms.shares.clone(),
        exempt: terms.exempt.clone(),
        beyond: terms.beyond,
        applies: terms.applies.clone(),
        ..Clause::default()
    }
}

/// The numbers of clauses: those printed, the deeper ones behind the outer ones, and letters
/// where one number has several clauses or none is printed.
#[derive(Default)]
struct Numbering {
    open: Vec<Head>,
    made: Vec<String>,
}

impl Numbering {
    /// Takes the numbers that stand between two clauses.
    fn pass(&mut self, gap: &str) {
        let mut rest = gap;
        while !rest.is_empty() {
            if let Some(head) = numbers::head(rest) {
                rest = &rest[head.length..];
                if let Some(known) = self.open.iter().position(|open| open.style == head.style) {
                    self.open.truncate(known);
                }
                self.open.push(head);
            } else {
                let wide = rest.chars().next().map_or(1, char::len_utf8);
                rest = &rest[wide..];
            }
        }
    }

    fn clause(&mut self) {
        self.made.push(self.open.iter().map(|head| head.no.as_str()).collect());
    }

    fn finish(self, prefix: &str, clauses: &mut [Made]) {
        let mut used: Vec<String> = Vec::new();
        for (at, made) in clauses.iter_mut().enumerate() {
            let Some(number) = self.made.get(at) else { continue };
            let same = |other: &&String| *other == number;
            let count = self.made.iter().filter(same).count();
            let place = self.made[..at].iter().filter(same).count();
            let is_lettered = count > 1 || (number.is_empty() && prefix.is_empty());
            let letter = if is_lettered { letter(place) } else { String::new() };
            let mut no = format!("{prefix}{number}{letter}");
            let mut next = 2;
            while used.contains(&no) {
                no = format!("{prefix}{number}{letter}-{next}");
                next += 1;
            }
            used.push(no.clone());
            made.clause.no = no;
            for other in &mut made.others {
                other.no.clone_from(&made.clause.no);
            }
        }
    }
}

/// a … z, aa, ab …
pub(super) fn letter(place: usize) -> String {
    let last = char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}
