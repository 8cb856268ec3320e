//! An outline becomes a rubric.

use super::criteria::{About, Asked, Laid, Made, lay};
use super::notes::{self, Ledgers};
use super::outline::columns::Role;
use super::outline::{LeftOut, Node, Outline, Piece};
use super::{Draft, Drafted, duties, head, vetoes};
use crate::points::Points;
use crate::rubric::{
    Bonus, ColumnSource, Group, GroupIndex, Home, Indicator, IndicatorIndex, IndicatorKind,
    PrintedColumn, Rubric,
};
use crate::wording::Section;
use std::ops::Range;

/// What one press changes the award of a judged item by: half a point.
const STEP: u32 = 2;

/// Makes a rubric of an outline.
pub(super) fn assemble(mut outline: Outline, id: &str) -> Draft {
    let about = about(&outline);
    let mut ledgers = notes::read(&outline, about);
    let has_points = outline.nodes.iter().any(|node| node.points.is_some());
    let sum = has_points.then(|| sum_of_top(&outline)).flatten();
    let mut head = head::read(&outline, id, sum);
    head.notes.clone_from(&ledgers.notes);
    let mut draft = Draft {
        tables: outline.tables,
        rows: outline.rows,
        remarks: std::mem::take(&mut outline.remarks),
        ..Draft::default()
    };
    for node in &outline.nodes {
        let office = joined_pieces(&node.offices, "、");
        if let Some(office) = office.filter(|office| !head.offices.contains(office)) {
            head.offices.push(office);
        }
        for (tag, _) in &node.points_for {
            if !tag.is_empty() && !head.tags.iter().any(|(known, _)| known == tag) {
                head.tags.push((tag.clone(), tag.clone()));
            }
        }
    }
    head.columns = columns(&outline);
    draft.rubric = Rubric::new(head);
    let tags: Vec<String> = draft.rubric.head.tags.iter().map(|(tag, _)| tag.clone()).collect();
    let mut places: Vec<Option<IndicatorIndex>> = vec![None; outline.nodes.len()];
    for (at, node) in outline.nodes.iter().enumerate() {
        let parent = node.parent.and_then(|parent| places[parent]);
        places[at] =
            Some(indicator(&mut draft, node, parent, &mut ledgers, (has_points, &tags), about));
        draft.not_placed.extend(node.remarks.iter().cloned());
    }
    add_ledgers(&mut draft, ledgers);
    draft.not_placed.extend(outline.specials.into_iter().flat_map(|special| special.others));
    draft.left_out = outline.left_out;
    draft.left_out.sort_by_key(|(piece, why)| (*why == LeftOut::Frame, piece.place));
    draft.rubric.finish();
    draft
}

/// What title and introduction say of how all sentences are meant.
fn about(outline: &Outline) -> About {
    let mut words = outline.title.text.clone();
    for piece in outline.introduction.iter().chain(&outline.notes) {
        words.push_str(&piece.text);
    }
    About::told(&words)
}

/// A sentence that the document prints twice in an item by mistake counts once.
fn repeated(clauses: &mut [Made]) {
    const LONG: usize = 12;
    for at in 1..clauses.len() {
        let (before, from) = clauses.split_at_mut(at);
        let Some(made) = from.first_mut() else { continue };
        let is_long = made.clause.text.chars().count() >= LONG;
        let begins_whole = !made.clause.text.starts_with(['每', '少', '缺']);
        if is_long && begins_whole {
            made.clause.repeated = before.iter().any(|other| other.clause.text == made.clause.text);
        }
    }
}

/// What the uppermost headings come to, with their weights.
fn sum_of_top(outline: &Outline) -> Option<Points> {
    let mut sum = Points::ZERO;
    for node in outline.nodes.iter().filter(|node| node.parent.is_none()) {
        let points = node.points?;
        sum = sum
            + match node.weight {
                Some(weight) => (points * weight).divided(Points::HUNDRED, 6),
                None => points,
            };
    }
    Some(sum)
}

fn joined_pieces(pieces: &[Piece], separator: &str) -> Option<String> {
    let words: Vec<String> =
        pieces.iter().map(|piece| super::outline::joined(&piece.text)).collect();
    (!words.is_empty()).then(|| words.join(separator))
}

fn indicator(
    draft: &mut Draft,
    node: &Node,
    parent: Option<IndicatorIndex>,
    ledgers: &mut Ledgers,
    (has_points, tags): (bool, &[String]),
    about: About,
) -> IndicatorIndex {
    let mut made = Indicator {
        no: number(&node.no),
        title: node.title.clone(),
        title_lost: node.title.is_empty(),
        points: node.points,
        points_inferred: node.is_inferred,
        weight: node.weight.map(|weight| weight.divided(Points::HUNDRED, 6)),
        office: joined_pieces(&node.offices, "、"),
        evidence: joined_pieces(&node.evidence, "；"),
        duties: node.duties.iter().flat_map(|piece| duties::read(&piece.text)).collect(),
        ..Indicator::default()
    };
    for (at, (tag, points)) in node.points_for.iter().enumerate() {
        // Points in a heading are in the order of the columns.
        let tag = if tag.is_empty() { tags.get(at) } else { Some(tag) };
        made.points_for.extend(tag.map(|tag| (tag.clone(), points.unwrap_or(Points::ZERO))));
    }
    let mut methods: Vec<String> =
        node.methods.iter().map(|piece| super::outline::joined(&piece.text)).collect();
    if !node.is_item {
        made.method = (!methods.is_empty()).then(|| methods.join("；"));
        let index = draft.rubric.add_indicator(parent, made);
        draft.indicators.push(node.heading.place);
        return index;
    }
    let said: Vec<String> =
        node.words.iter().map(|piece| super::outline::joined(&piece.text)).collect();
    let content = format!("{}\n{}", node.title, said.join("\n"));
    let asked = Asked {
        criteria: &node.criteria,
        content: &content,
        points: node.points,
        section: Section::Item,
        prefix: "",
        about,
    };
    let mut laid = lay(&asked);
    let voids = !laid.vetoes.is_empty();
    for (text, consequence, place) in std::mem::take(&mut laid.vetoes) {
        notes::veto(ledgers, &text, &vetoes::made(consequence), &made.no, place);
    }
    repeated(&mut laid.clauses);
    methods.extend(laid.methods.iter().cloned());
    made.method = (!methods.is_empty()).then(|| methods.join("；"));
    let mut words = said;
    words.extend(laid.words.iter().map(|words| super::outline::joined(words)));
    if laid.clauses.is_empty() {
        made.criteria = (!words.is_empty()).then(|| sentence(&words));
        made.kind = if voids && node.points.is_none() {
            IndicatorKind::Unscored
        } else if has_points {
            draft.judged.push(draft.rubric.indicators().len());
            IndicatorKind::Judged { step: Some(Points::ONE.divided(Points::from(STEP), 1)) }
        } else {
            IndicatorKind::Task
        };
    } else {
        made.kind = IndicatorKind::Clauses;
        made.criteria = (!words.is_empty()).then(|| sentence(&words));
    }
    let index = draft.rubric.add_indicator(parent, made);
    draft.indicators.push(node.heading.place);
    add_clauses(draft, Home::Item(index), laid, ledgers.has_stars);
    index
}

/// Several sentences as one text.
fn sentence(words: &[String]) -> String {
    let mut text = String::new();
    for words in words {
        if !text.is_empty() && !text.ends_with(['。', '；', '：', '，', ';', ':', '.']) {
            text.push('；');
        }
        text.push_str(words);
    }
    text
}

/// A number as ids have it: half-width, without blanks and slashes.
fn number(no: &str) -> String {
    let half = no.chars().map(|c| match c {
        '（' => '(',
        '）' => ')',
        '．' => '.',
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '/' => '-',
        c => c,
    });
    half.filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Puts clauses into the rubric, within the groups that limit them.
fn add_clauses(draft: &mut Draft, home: Home, laid: Laid, has_stars: bool) {
    let mut groups: Vec<(Range<usize>, Option<GroupIndex>, Group)> = Vec::new();
    for (range, limit) in laid.groups {
        let group = Group {
            cap: limit.cap,
            best: limit.best,
            matter_once: limit.matter_once,
            home,
            ..Group::default()
        };
        groups.push((range, None, group));
    }
    // The wider ones first, so that each stands within those around it.
    groups.sort_by_key(|(range, _, _)| (range.start, usize::MAX - range.len()));
    for (at, made) in laid.clauses.into_iter().enumerate() {
        let mut around = None;
        for (range, index, group) in &mut groups {
            if !range.contains(&at) {
                continue;
            }
            if index.is_none() {
                let group = Group { parent: around, ..group.clone() };
                *index = Some(draft.rubric.add_group(group));
            }
            around = *index;
        }
        add_clause(draft, home, made, around, has_stars);
    }
}

fn add_clause(
    draft: &mut Draft,
    home: Home,
    made: Made,
    group: Option<GroupIndex>,
    has_stars: bool,
) {
    let Made { mut clause, certainty, place, others, .. } = made;
    clause.home = home;
    clause.group = group;
    // ★ goes beyond the points only where the document says so; 可扣至负分 says it itself.
    if clause.star && clause.text.contains('★') && !has_stars {
        clause.star = false;
    }
    clause.no = number(&clause.no);
    for tag in clause.applies.tags() {
        if !draft.rubric.head.tags.iter().any(|(known, _)| known == tag) {
            draft.rubric.head.tags.push((tag.to_owned(), tag.to_owned()));
        }
    }
    draft.rubric.add_clause(clause);
    draft.clauses.push(Drafted { certainty, place, others });
}

fn add_ledgers(draft: &mut Draft, ledgers: Ledgers) {
    if !ledgers.bonus.is_empty() || ledgers.bonus_max.is_some() {
        draft.rubric.bonus = Some(Bonus {
            text: ledgers.bonus_text,
            max: ledgers.bonus_max,
            matter_once: ledgers.matter_once,
            ..Bonus::default()
        });
    }
    let stars = ledgers.has_stars;
    let laid = Laid { clauses: ledgers.bonus, groups: ledgers.groups, ..Laid::default() };
    add_clauses(draft, Home::Bonus, laid, stars);
    for made in ledgers.direct {
        add_clause(draft, Home::Direct, made, None, stars);
    }
    for (mut veto, _) in ledgers.vetoes {
        veto.no = number(&veto.no);
        draft.rubric.vetoes.push(veto);
    }
    draft.rubric.grades = ledgers.grades;
}

/// The columns of the document's table, for reports that look like it.
fn columns(outline: &Outline) -> Vec<PrintedColumn> {
    let contents = outline.columns.iter().filter(|(_, role)| *role == Role::Content).count();
    let mut level = 0;
    let mut columns = Vec::new();
    for (heading, role) in &outline.columns {
        if heading.is_empty() {
            continue;
        }
        let source = match role {
            Role::Number => ColumnSource::Number,
            Role::Content => {
                level += 1;
                if level == contents {
                    ColumnSource::Item
                } else {
                    ColumnSource::Level(level.min(4))
                }
            }
            Role::Criteria => ColumnSource::Criteria,
            Role::Points => ColumnSource::Points,
            Role::Duty => ColumnSource::Duty,
            Role::Office => ColumnSource::Office,
            Role::Evidence => ColumnSource::Evidence,
            Role::Result => result_of(heading),
            Role::Amount | Role::Method | Role::Remark => ColumnSource::Blank,
        };
        columns.push(PrintedColumn { heading: heading.clone(), source, numbered: true });
    }
    columns
}

fn result_of(heading: &str) -> ColumnSource {
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    if has(&["原因", "理由"]) {
        ColumnSource::Reasons
    } else if has(&["得分", "评分", "自评", "复核"]) {
        ColumnSource::Score
    } else if has(&["扣"]) {
        ColumnSource::Deducted
    } else {
        ColumnSource::Blank
    }
}
