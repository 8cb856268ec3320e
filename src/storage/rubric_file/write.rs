//! A rubric as a file that people go on with: one key a line, in the order of the guide.

mod rule;

use crate::points::Points;
use crate::rubric::{
    Amount, Clause, ClauseIndex, ColumnSource, Duty, Effect, Group, Head, Indicator,
    IndicatorIndex, IndicatorKind, Member, NotApplicable, Rubric, VetoEffect,
};
use rule::rule;
use std::fmt::Write;

/// Remarks for people that stand above a clause or an indicator, without their `#`.
pub struct Remarks<'a> {
    /// At the head of the file.
    pub head: Vec<String>,
    /// Above a clause.
    pub clause: &'a dyn Fn(ClauseIndex) -> Vec<String>,
    /// Above an indicator.
    pub indicator: &'a dyn Fn(IndicatorIndex) -> Vec<String>,
}

/// Writes a rubric.
#[must_use]
pub fn write_rubric(rubric: &Rubric, remarks: &Remarks<'_>) -> String {
    let mut out = Writer { text: String::new(), rubric, remarks };
    out.remark(0, &remarks.head);
    out.line(0, "format: kaohe-rubric/1");
    out.head(&rubric.head);
    out.line(0, "indicators:");
    for index in rubric.top() {
        out.indicator(index, 1);
    }
    out.bonus();
    if !rubric.direct.is_empty() {
        out.line(0, "direct:");
        if let Some(max) = rubric.head.direct_max {
            out.line(1, &format!("max: {max}"));
            out.line(1, "clauses:");
        }
        out.members(&rubric.direct, if rubric.head.direct_max.is_some() { 2 } else { 1 });
    }
    out.vetoes();
    out.text
}

/// The rule of a clause as lines that can be pasted: `deduct: 0.5`, `per: 次`.
#[must_use]
pub fn rule_lines(clause: &Clause) -> Vec<String> {
    let effect = match clause.effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
        Effect::Fine => "fine",
    };
    let mut lines = vec![format!("{effect}: {}", amount(&clause.amount))];
    if let Some(unit) = &clause.unit {
        lines.push(format!("per: {}", scalar(unit)));
    }
    lines.extend(rule(&clause.rule));
    if let Some(max) = clause.max {
        lines.push(format!("max: {max}"));
    }
    if clause.mean {
        lines.push("mean: true".to_owned());
    }
    if clause.star {
        lines.push("star: true".to_owned());
    }
    if !clause.shares.is_empty() {
        let share = |share: &crate::rubric::Share| {
            format!("{{name: {}, share: {}}}", in_flow(&share.name), share.share)
        };
        let shares: Vec<String> = clause.shares.iter().map(share).collect();
        lines.push(format!("shares: [{}]", shares.join(", ")));
    }
    if let Some(exempt) = &clause.exempt {
        lines.push(format!("exempt: {}", scalar(exempt)));
    }
    lines
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Fixed(points) => points.to_string(),
        Amount::All => "all".to_owned(),
        Amount::Range { from, to } if from.is_zero() => format!("{{up_to: {to}}}"),
        Amount::Range { from, to } => format!("{{from: {from}, to: {to}}}"),
        Amount::Levels(levels) => {
            let level = |level: &crate::rubric::Level| {
                format!("{}: {}", in_flow(&level.name), level.points)
            };
            let levels: Vec<String> = levels.iter().map(level).collect();
            format!("{{levels: {{{}}}}}", levels.join(", "))
        }
    }
}

struct Writer<'a> {
    text: String,
    rubric: &'a Rubric,
    remarks: &'a Remarks<'a>,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        let _ = writeln!(self.text, "{:indent$}{line}", "", indent = depth * 2);
    }

    fn remark(&mut self, depth: usize, lines: &[String]) {
        for line in lines.iter().flat_map(|line| line.split('\n')) {
            let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.line(depth, &format!("# {line}"));
        }
    }

    fn key(&mut self, depth: usize, key: &str, value: &str) {
        self.line(depth, &format!("{key}: {}", scalar(value)));
    }

    fn optional(&mut self, depth: usize, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.key(depth, key, value);
        }
    }

    fn texts(&mut self, key: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        self.line(0, &format!("{key}:"));
        for text in texts {
            self.line(1, &format!("- {}", scalar(text)));
        }
    }

    fn head(&mut self, head: &Head) {
        self.line(0, &format!("id: {}", scalar(&head.id)));
        self.key(0, "title", &head.title);
        self.optional(0, "kind", head.kind.as_ref());
        self.optional(0, "issuer", head.issuer.as_ref());
        if let Some(edition) = &head.edition {
            self.line(0, &format!("edition: {}", quoted(edition)));
        }
        if let Some((from, to)) = &head.period {
            self.line(0, &format!("period: {{from: {from}, to: {to}}}"));
        }
        for (key, points) in
            [("total", head.total), ("floor", head.floor), ("ceiling", head.ceiling)]
        {
            if let Some(points) = points {
                self.line(0, &format!("{key}: {points}"));
            }
        }
        self.line(0, &format!("decimals: {}", head.decimals));
        match head.not_applicable {
            NotApplicable::Full => self.line(0, "not_applicable: full"),
            NotApplicable::Average => self.line(0, "not_applicable: average"),
            NotApplicable::Rescale { to, decimals } => {
                self.line(0, "not_applicable: rescale");
                self.line(0, &format!("rescale: {{to: {to}, decimals: {decimals}}}"));
            }
        }
        self.texts("introduction", &head.introduction);
        self.texts("notes", &head.notes);
        if !head.readings.is_empty() {
            self.line(0, "readings:");
        }
        for reading in &head.readings {
            let about: Vec<String> = reading.about.iter().map(|id| quoted(id)).collect();
            self.line(1, &format!("- about: [{}]", about.join(", ")));
            self.key(2, "says", &reading.says);
            self.key(2, "because", &reading.because);
        }
        self.texts("offices", &head.offices);
        if !head.departments.is_empty() {
            self.line(0, "departments:");
        }
        for department in &head.departments {
            let spellings: Vec<String> = department.spellings.iter().map(|s| in_flow(s)).collect();
            self.line(1, &format!("{}: [{}]", scalar(&department.name), spellings.join(", ")));
        }
        if !head.tags.is_empty() {
            self.line(0, "tags:");
        }
        for (tag, label) in &head.tags {
            self.line(1, &format!("{}: {}", scalar(tag), scalar(label)));
        }
        if !head.columns.is_empty() {
            self.line(0, "columns:");
        }
        for column in &head.columns {
            let numbered = if column.numbered { "" } else { ", numbered: false" };
            let source = ColumnSource::key(column.source);
            let heading = in_flow(&column.heading);
            self.line(1, &format!("- {{heading: {heading}, source: {source}{numbered}}}"));
        }
    }

    fn indicator(&mut self, index: IndicatorIndex, depth: usize) {
        let indicator = self.rubric.indicator(index);
        let remarks = (self.remarks.indicator)(index);
        self.remark(depth, &remarks);
        self.line(depth, &format!("- no: {}", quoted(&indicator.no)));
        self.indicator_words(indicator, depth + 1);
        let depth = depth + 1;
        match &indicator.kind {
            IndicatorKind::Section => {
                self.line(depth, "indicators:");
                for child in indicator.children.clone() {
                    self.indicator(child, depth + 1);
                }
            }
            IndicatorKind::Clauses => {
                self.line(depth, "clauses:");
                self.members(&indicator.members, depth + 1);
            }
            IndicatorKind::Judged { step: Some(step) } => {
                self.line(depth, &format!("judged: {{step: {step}}}"));
            }
            IndicatorKind::Judged { step: None } => self.line(depth, "judged: {}"),
            IndicatorKind::Task => self.line(depth, "task: true"),
            IndicatorKind::Unscored => {}
        }
    }

    fn indicator_words(&mut self, indicator: &Indicator, depth: usize) {
        if indicator.title_lost {
            self.line(depth, "title_lost: true");
        }
        if !indicator.title.is_empty() {
            self.key(depth, "title", &indicator.title);
        }
        if let Some(points) = indicator.points {
            self.line(depth, &format!("points: {points}"));
        }
        if indicator.points_inferred {
            self.line(depth, "points_inferred: true");
        }
        if !indicator.points_for.is_empty() {
            let points = |(tag, points): &(String, Points)| format!("{}: {points}", in_flow(tag));
            let points: Vec<String> = indicator.points_for.iter().map(points).collect();
            self.line(depth, &format!("points_for: {{{}}}", points.join(", ")));
        }
        if let Some(weight) = indicator.weight {
            self.line(depth, &format!("weight: {weight}"));
        }
        for (key, points) in [("floor", indicator.floor), ("ceiling", indicator.ceiling)] {
            if let Some(points) = points {
                self.line(depth, &format!("{key}: {points}"));
            }
        }
        self.applies(&indicator.applies, depth);
        self.optional(depth, "office", indicator.office.as_ref());
        self.optional(depth, "evidence", indicator.evidence.as_ref());
        self.optional(depth, "method", indicator.method.as_ref());
        self.optional(depth, "criteria", indicator.criteria.as_ref());
        self.duties(&indicator.duties, depth);
    }

    fn applies(&mut self, applies: &crate::rubric::AppliesTo, depth: usize) {
        for (key, tags) in [("only", &applies.only), ("except", &applies.except)] {
            let tags: Vec<String> = tags.iter().map(|tag| in_flow(tag)).collect();
            match &tags[..] {
                [] => {}
                [tag] => self.line(depth, &format!("{key}: {tag}")),
                _ => self.line(depth, &format!("{key}: [{}]", tags.join(", "))),
            }
        }
    }

    fn duties(&mut self, duties: &[Duty], depth: usize) {
        if duties.is_empty() {
            return;
        }
        self.line(depth, "duty:");
        for duty in duties {
            let mut lines = Vec::new();
            if !duty.covers.is_empty() {
                let covers: Vec<String> = duty.covers.iter().map(|no| quoted(no)).collect();
                lines.push(format!("for: [{}]", covers.join(", ")));
            }
            if !duty.departments.is_empty() {
                let names: Vec<String> =
                    duty.departments.iter().map(|name| in_flow(name)).collect();
                lines.push(format!("departments: [{}]", names.join(", ")));
            }
            if !duty.text.is_empty() {
                lines.push(format!("text: {}", scalar(&duty.text)));
            }
            self.item(depth + 1, &lines);
        }
    }

    /// An element of a list of mappings.
    fn item(&mut self, depth: usize, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.line(depth, &format!("{}{line}", if at == 0 { "- " } else { "  " }));
        }
    }

    fn members(&mut self, members: &[Member], depth: usize) {
        for member in members {
            match member {
                Member::Clause(index) => self.clause(*index, depth),
                Member::Group(index) => self.group(self.rubric.group(*index), depth),
            }
        }
    }

    fn group(&mut self, group: &Group, depth: usize) {
        let mut lines = Vec::new();
        lines.extend(group.text.as_ref().map(|text| format!("text: {}", scalar(text))));
        lines.extend(group.cap.map(|cap| format!("cap: {cap}")));
        if group.best {
            lines.push("best: true".to_owned());
        }
        if group.matter_once {
            lines.push("matter_once: true".to_owned());
        }
        let first = lines.is_empty();
        self.item(depth, &lines);
        self.applies(&group.applies, depth + 1);
        self.line(depth, if first { "- clauses:" } else { "  clauses:" });
        self.members(&group.members, depth + 2);
    }

    fn clause(&mut self, index: ClauseIndex, depth: usize) {
        let clause = self.rubric.clause(index);
        let remarks = (self.remarks.clause)(index);
        self.remark(depth, &remarks);
        let mut lines =
            vec![format!("no: {}", quoted(&clause.no)), format!("text: {}", scalar(&clause.text))];
        lines.extend(rule_lines(clause));
        lines
            .extend(clause.continues.as_ref().map(|words| format!("continues: {}", quoted(words))));
        if clause.repeated {
            lines.push("counted: false".to_owned());
        }
        lines.extend(clause.office.as_ref().map(|office| format!("office: {}", scalar(office))));
        self.item(depth, &lines);
        self.applies(&clause.applies, depth + 1);
        self.duties(&clause.duties, depth + 1);
    }

    fn bonus(&mut self) {
        let Some(bonus) = &self.rubric.bonus else { return };
        self.line(0, "bonus:");
        self.optional(1, "text", bonus.text.as_ref());
        if let Some(max) = bonus.max {
            self.line(1, &format!("max: {max}"));
        }
        if bonus.matter_once {
            self.line(1, "matter_once: true");
        }
        if bonus.members.is_empty() {
            self.line(1, "clauses: []");
        } else {
            self.line(1, "clauses:");
            self.members(&bonus.members, 2);
        }
    }

    fn vetoes(&mut self) {
        let rubric = self.rubric;
        if !rubric.vetoes.is_empty() {
            self.line(0, "veto:");
        }
        for veto in &rubric.vetoes {
            let effect = match &veto.effect {
                VetoEffect::Score(points) => format!("{{score: {points}}}"),
                VetoEffect::Grade(name) => format!("{{grade: {}}}", in_flow(name)),
                VetoEffect::Flag(name) => format!("{{flag: {}}}", in_flow(name)),
                VetoEffect::Bars(name) => format!("{{bars: {}}}", in_flow(name)),
                VetoEffect::Down(by) => format!("{{down: {by}}}"),
            };
            let when = format!("{{at_least: {}, of: {}}}", veto.at_least, in_flow(&veto.unit));
            let mut lines =
                vec![format!("no: {}", quoted(&veto.no)), format!("text: {}", scalar(&veto.text))];
            lines.extend(veto.label.as_ref().map(|label| format!("label: {}", scalar(label))));
            lines.extend([format!("when: {when}"), format!("effect: {effect}")]);
            self.item(1, &lines);
            self.applies(&veto.applies, 2);
        }
        if !rubric.grades.is_empty() {
            self.line(0, "grades:");
        }
        for grade in &rubric.grades {
            let to = grade.to.map(|to| format!(", to: {to}")).unwrap_or_default();
            let line = format!("- {{name: {}, from: {}{to}}}", in_flow(&grade.name), grade.from);
            self.line(1, &line);
        }
        if !rubric.factors.is_empty() {
            self.line(0, "factors:");
        }
        for factor in &rubric.factors {
            let option = |(name, factor): &(String, Points)| {
                format!("{{name: {}, factor: {factor}}}", in_flow(name))
            };
            let options: Vec<String> = factor.options.iter().map(option).collect();
            let lines = [
                format!("no: {}", quoted(&factor.no)),
                format!("text: {}", scalar(&factor.text)),
                format!("options: [{}]", options.join(", ")),
            ];
            self.item(1, &lines);
        }
    }
}

/// A text as YAML has it in a block: plain where it can be.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The same between brackets.
fn in_flow(text: &str) -> String {
    let is_plain = is_plain(text) && !text.contains([',', '[', ']', '{', '}', ':']);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// Begins with a Chinese character or one of its brackets and quotes, and holds nothing that
/// means something to YAML.
fn is_plain(text: &str) -> bool {
    let begins =
        text.chars().next().is_some_and(|c| !c.is_ascii() && !c.is_control() && !c.is_whitespace());
    let ends = !text.ends_with(|c: char| c.is_whitespace() || c == ':');
    let is_clear = !text.contains(": ") && !text.contains(" #");
    let is_shown = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
            && !crate::visible::is_hidden(c)
    };
    begins && ends && is_clear && text.chars().all(is_shown)
}

/// A text in quotes, everything that is not shown as its escape.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || crate::visible::is_hidden(c) || c == '\u{feff}' => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
