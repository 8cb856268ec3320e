//! The two files of a [`Document`]: its rubric and its session.

#![allow(clippy::format_push_string, reason = "plain to read, and speed matters little here")]

use super::document::{
    Amount, Clause, Content, Document, Effect, Gap, Grade, Group, Member, Part, Record, Row, Rule,
    Scope, VetoEffect,
};
use super::exact::Exact;

pub(super) const LEVELS: [&str; 4] = ["甲档", "乙档", "丙档", "丁档"];
const COUNTERS: [&str; 3] = ["全体会议", "专题会议", "培训"];
const TAGS: &str = "tags: {甲: 甲类单位, 乙: 乙类单位, 丙: 丙类单位}\n";

/// What is printed of a number that may be a fraction only where nothing else is.
fn number(exact: Exact) -> String {
    exact.to_string()
}

fn names(list: &[&str]) -> String {
    format!("[{}]", list.join(", "))
}

/// The text of the rubric's file.
pub(super) fn rubric(document: &Document) -> String {
    let mut text = String::from("format: kaohe-rubric/1\nid: invented\ntitle: 考核细则\n");
    text +=
        &format!("total: {}\ndecimals: {}\n", number(total(&document.parts)), document.decimals);
    text += TAGS;
    if let Some((to, decimals)) = document.rescale {
        text += "not_applicable: rescale\n";
        text += &format!("rescale: {{to: {}, decimals: {decimals}}}\n", number(to));
    }
    if let Some((full, decimals)) = document.outward {
        text += &format!(
            "outward: {{name: 另一项考核, full: {}, decimals: {decimals}}}\n",
            number(full)
        );
    }
    limits(&mut text, document.floor, document.ceiling, "\n");
    text += "indicators: [\n";
    for part in &document.parts {
        self::part(&mut text, part);
    }
    text += "]\n";
    if !document.bonus.members.is_empty() {
        text += "bonus: {";
        if let Some(max) = document.bonus.max {
            text += &format!("max: {}, ", number(max));
        }
        text += &format!("matter_once: {}, clauses: ", document.bonus.matter_once);
        members(&mut text, &document.bonus.members);
        text += "}\n";
    }
    if !document.direct.is_empty() {
        text += "direct: [\n";
        for clause in &document.direct {
            self::clause(&mut text, clause);
        }
        text += "]\n";
    }
    vetoes(&mut text, document);
    factors(&mut text, document);
    text
}

/// What the points at the top add up to.
pub(super) fn total(parts: &[Part]) -> Exact {
    parts.iter().map(|part| printed(part) * part.weight.unwrap_or(Exact::ONE)).sum()
}

/// The points of a part, or what is printed below it.
pub(super) fn printed(part: &Part) -> Exact {
    match (&part.points, &part.content) {
        (Some(points), _) => *points,
        (None, Content::Parts(parts)) => total(parts),
        (None, _) => Exact::ZERO,
    }
}

fn limits(text: &mut String, floor: Option<Exact>, ceiling: Option<Exact>, end: &str) {
    for (key, limit) in [("floor", floor), ("ceiling", ceiling)] {
        if let Some(limit) = limit {
            *text += &format!("{key}: {}{end}", number(limit));
        }
    }
}

fn scope(text: &mut String, scope: &Scope) {
    for (key, tags) in [("only", &scope.only), ("except", &scope.except)] {
        if !tags.is_empty() {
            *text += &format!("{key}: {}, ", names(tags));
        }
    }
}

/// The document's number of something: what stands last in its id.
fn no(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn part(text: &mut String, part: &Part) {
    *text += &format!("{{no: \"{}\", title: 甲, ", no(&part.id));
    if let Some(points) = part.points {
        *text += &format!("points: {}, ", number(points));
    }
    if let Some(weight) = part.weight {
        *text += &format!("weight: {}, ", number(weight));
    }
    limits(text, part.floor, part.ceiling, ", ");
    scope(text, &part.scope);
    match &part.content {
        Content::Parts(parts) => {
            *text += "indicators: [\n";
            for part in parts {
                self::part(text, part);
            }
            *text += "]";
        }
        Content::Members(list) => {
            *text += "clauses: ";
            members(text, list);
        }
        Content::Judged(_) => *text += "judged: {}",
    }
    *text += "},\n";
}

fn members(text: &mut String, list: &[Member]) {
    *text += "[\n";
    for member in list {
        match member {
            Member::One(clause) => self::clause(text, clause),
            Member::Several(group) => self::group(text, group),
        }
    }
    *text += "]";
}

fn group(text: &mut String, group: &Group) {
    *text += "{";
    if let Some(cap) = group.cap {
        *text += &format!("cap: {}, ", number(cap));
    }
    if group.best {
        *text += "best: true, ";
    }
    if group.matter_once {
        *text += "matter_once: true, ";
    }
    *text += "clauses: ";
    members(text, &group.members);
    *text += "},\n";
}

fn clause(text: &mut String, clause: &Clause) {
    let key = match clause.effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
    };
    let amount = match &clause.amount {
        Amount::Fixed(amount) => number(*amount),
        Amount::All | Amount::Full(_) => "all".to_owned(),
        Amount::Range(from, to) => format!("{{from: {}, to: {}}}", number(*from), number(*to)),
        Amount::Levels(levels) => {
            let levels = levels.iter().zip(LEVELS);
            let levels: Vec<String> =
                levels.map(|(points, name)| format!("{name}: {}", number(*points))).collect();
            format!("{{levels: {{{}}}}}", levels.join(", "))
        }
    };
    *text += &format!("{{no: \"{}\", text: 甲, {key}: {amount}, ", no(&clause.id));
    rule(text, &clause.rule);
    if let Some(max) = clause.max {
        *text += &format!("max: {}, ", number(max));
    }
    if let Some(beyond) = clause.beyond {
        *text += &format!("beyond: {}, ", number(beyond));
    }
    if clause.star {
        *text += "star: true, ";
    }
    if !clause.shares.is_empty() {
        let shares = clause.shares.iter().enumerate();
        let shares: Vec<String> = shares
            .map(|(place, share)| format!("{{name: 比例{place}, share: {}}}", number(*share)))
            .collect();
        *text += &format!("shares: [{}], ", shares.join(", "));
    }
    scope(text, &clause.scope);
    if clause.repeated {
        *text += "counted: false, ";
    }
    *text += "},\n";
}

fn rule(text: &mut String, rule: &Rule) {
    *text += &match rule {
        Rule::Flat => String::new(),
        Rule::Counted => "per: 次, ".to_owned(),
        Rule::Required(numbers) if numbers.len() == 1 => {
            format!("per: 次, required: {}, ", number(numbers[0]))
        }
        Rule::Required(numbers) => {
            let each = numbers.iter().zip(COUNTERS);
            let each: Vec<String> =
                each.map(|(required, name)| format!("{name}: {}", number(*required))).collect();
            format!("per: 次, required: {{{}}}, ", each.join(", "))
        }
        Rule::Rate { reference, step, above, exact } => {
            let side = if *above { "above" } else { "below" };
            let (reference, step) = (number(*reference), number(*step));
            format!("rate: {{{side}: {reference}, step: {step}, exact: {exact}}}, ")
        }
        Rule::Baseline { years, decimals, step, under, percent, exact } => {
            let decimals = decimals.map(|places| format!("decimals: {places}, "));
            format!(
                "baseline: {{mean_of: {years}, {}step: {}, under: {under}, {}exact: {exact}}}, ",
                decimals.unwrap_or_default(),
                number(*step),
                if *percent { "as: percent, " } else { "" },
            )
        }
        Rule::Measure { limit, above } => {
            let side = if *above { "above" } else { "below" };
            format!("measure: {{{side}: {}}}, ", number(*limit))
        }
        Rule::Convert { full } => format!("convert: {{full: {}}}, ", number(*full)),
    };
}

fn vetoes(text: &mut String, document: &Document) {
    if !document.vetoes.is_empty() {
        *text += "veto: [\n";
        for (place, veto) in document.vetoes.iter().enumerate() {
            let name = |grade: usize| &document.grades[grade].name;
            let effect = match veto.effect {
                VetoEffect::Score(score) => format!("score: {}", number(score)),
                VetoEffect::Grade(grade) => format!("grade: {}", name(grade)),
                VetoEffect::Flag => "flag: 否决".to_owned(),
                VetoEffect::Bars(grade) => format!("bars: {}", name(grade)),
                VetoEffect::BarsUnlisted => "bars: 先进".to_owned(),
                VetoEffect::Down(by) => format!("down: {by}"),
            };
            *text += &format!("{{no: \"v{place}\", text: 甲, ");
            scope(text, &veto.scope);
            let at_least = veto.at_least;
            *text += &format!("when: {{at_least: {at_least}, of: 起}}, effect: {{{effect}}}}},\n");
        }
        *text += "]\n";
    }
    if !document.grades.is_empty() {
        *text += "grades: [\n";
        for grade in &document.grades {
            let to = grade.to.map(|to| format!(", to: {}", number(to))).unwrap_or_default();
            *text += &format!("{{name: {}, from: {}{to}}},\n", grade.name, number(grade.from));
        }
        *text += "]\n";
        gaps(text, &document.grades);
    }
}

/// What readings say of scores between two grades.
fn gaps(text: &mut String, grades: &[Grade]) {
    let about = grades.iter().enumerate().filter_map(|(place, grade)| {
        Some(match grade.gap? {
            Gap::Own => grade.name.clone(),
            Gap::Above => format!("{}, {}", grades[place - 1].name, grade.name),
        })
    });
    let about: Vec<String> = about.collect();
    if about.is_empty() {
        return;
    }
    *text += "readings: [\n";
    for about in about {
        *text += &format!("{{about: [{about}], says: 甲, because: 甲}},\n");
    }
    *text += "]\n";
}

fn factors(text: &mut String, document: &Document) {
    if document.factors.is_empty() {
        return;
    }
    *text += "factors: [\n";
    for (place, factor) in document.factors.iter().enumerate() {
        let options = factor.options.iter().zip(LEVELS);
        let options: Vec<String> = options
            .map(|(factor, name)| format!("{{name: {name}, factor: {}}}", number(*factor)))
            .collect();
        *text += &format!("{{no: \"f{place}\", text: 系数, options: [{}]}},\n", options.join(", "));
    }
    *text += "]\n";
}

/// The text of the session's file.
pub(super) fn session(document: &Document) -> String {
    let mut text = format!(
        "format: kaohe-session/1\nid: 01936f3e-0000-7000-8000-000000000000\n\
         rubric: {{id: invented, sha256: {}}}\nunit: {{name: 示例单位, tags: {}}}\n\
         mode: field\ndate: 2021-12-15\nstate: draft\n",
        "0".repeat(64),
        names(&document.tags)
    );
    let mut entries = String::new();
    for part in &document.parts {
        of_part(&mut entries, part);
    }
    if !entries.is_empty() {
        text += &format!("entries:\n{entries}");
    }
    let mut awards = Vec::new();
    of_ledger(&mut awards, &document.bonus.members);
    rows(&mut text, "bonus", awards);
    let mut direct = Vec::new();
    for clause in &document.direct {
        direct.extend(clause.rows.iter().map(|row| (row.order, ledger_row(clause, row))));
    }
    rows(&mut text, "direct", direct);
    let vetoes = document.vetoes.iter().enumerate().filter(|(_, veto)| veto.counted > 0);
    let vetoes = vetoes
        .map(|(place, veto)| (place, format!("{{clause: \"v{place}\", count: {}}}", veto.counted)));
    rows(&mut text, "veto", vetoes.collect());
    let chosen = document.factors.iter().enumerate();
    let chosen: Vec<String> = chosen
        .filter_map(|(place, factor)| Some(format!("f{place}: {}", LEVELS[factor.chosen?])))
        .collect();
    if !chosen.is_empty() {
        text += &format!("factors: {{{}}}\n", chosen.join(", "));
    }
    text
}

fn rows(text: &mut String, key: &str, mut rows: Vec<(usize, String)>) {
    if rows.is_empty() {
        return;
    }
    rows.sort();
    *text += &format!("{key}:\n");
    for (_, row) in rows {
        *text += &format!("  - {row}\n");
    }
}

fn of_ledger(rows: &mut Vec<(usize, String)>, members: &[Member]) {
    for member in members {
        match member {
            Member::One(clause) => {
                rows.extend(clause.rows.iter().map(|row| (row.order, ledger_row(clause, row))));
            }
            Member::Several(group) => of_ledger(rows, &group.members),
        }
    }
}

fn ledger_row(clause: &Clause, row: &Row) -> String {
    let mut text = format!("{{clause: \"{}\", count: {}", clause.id, row.count);
    if let Some(award) = row.award {
        text += &format!(", award: {}", number(award));
    }
    if let Some(share) = row.share {
        text += &format!(", share: {}", number(share));
    }
    if let Some(level) = row.level {
        text += &format!(", level: {}", LEVELS[level]);
    }
    if let Some(matter) = row.matter {
        text += &format!(", matter: 事项{matter}");
    }
    text + "}"
}

fn of_part(text: &mut String, part: &Part) {
    if part.left_out {
        *text += &format!("  {}: {{na: 本地没有}}\n", part.id);
    }
    match &part.content {
        Content::Parts(parts) => {
            for part in parts {
                of_part(text, part);
            }
        }
        Content::Members(list) => of_members(text, list),
        Content::Judged(Some(score)) if !part.left_out => {
            *text += &format!("  {}: {{score: {}}}\n", part.id, number(*score));
        }
        Content::Judged(_) => {}
    }
}

fn of_members(text: &mut String, members: &[Member]) {
    for member in members {
        match member {
            Member::One(clause) => of_clause(text, clause),
            Member::Several(group) => of_members(text, &group.members),
        }
    }
}

fn of_clause(text: &mut String, clause: &Clause) {
    let list =
        |numbers: &[Exact]| numbers.iter().map(|each| number(*each)).collect::<Vec<_>>().join(", ");
    let record = match &clause.record {
        Record::Open => return,
        Record::Met => "met: true".to_owned(),
        Record::LeftOut => "na: 本地没有".to_owned(),
        Record::Hit => "hit: true".to_owned(),
        Record::Count(count) => format!("count: {count}"),
        Record::Findings(findings) => {
            let each = findings.iter().map(|finding| {
                let mut text = format!("{{count: {}", finding.count);
                let numbers = [("share", finding.share), ("amount", finding.amount)];
                for (key, value) in numbers {
                    if let Some(value) = value {
                        text += &format!(", {key}: {}", number(value));
                    }
                }
                if let Some(level) = finding.level {
                    text += &format!(", level: {}", LEVELS[level]);
                }
                text + "}"
            });
            format!("findings: [{}]", each.collect::<Vec<_>>().join(", "))
        }
        Record::Actual(numbers) if numbers.len() == 1 => format!("actual: {}", number(numbers[0])),
        Record::Actual(numbers) => {
            let each = numbers.iter().zip(COUNTERS);
            let each: Vec<String> =
                each.map(|(actual, name)| format!("{name}: {}", number(*actual))).collect();
            format!("actual: {{{}}}", each.join(", "))
        }
        Record::Ratio(part, whole) => format!("actual: [{part}, {whole}]"),
        Record::Years { actual, years } => {
            format!("actual: {}, baseline: [{}]", number(*actual), list(years))
        }
        Record::Score(score) => format!("score: {}", number(*score)),
        Record::Level(level) => format!("level: {}", LEVELS[*level]),
        Record::Amount(amount) => format!("amount: {}", number(*amount)),
    };
    *text += &format!("  {}: {{{record}}}\n", clause.id);
}
