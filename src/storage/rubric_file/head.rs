//! What a rubric says of itself.

use super::Reading;
use crate::points::{Limit, Points};
use crate::rubric::{
    ColumnSource, Department, Head, NotApplicable, Outward, PrintedColumn, Reading as Understanding,
};
use crate::session::Date;
use crate::storage::problem::{Expected, FileProblemKind as Kind};
use crate::storage::yaml::fields::{filled_text, named, text, texts, wrong_type};
use crate::storage::yaml::{Fields, Pair};

/// The most decimals a score may be shown with.
const MOST_DECIMALS: u32 = 6;
/// The decimals shown where the file does not say.
const USUAL_DECIMALS: u32 = 2;
/// The words of [`NotApplicable`].
pub(super) const POLICIES: &[&str] = &["full", "rescale", "average"];
/// The words of [`ColumnSource`].
const COLUMN_SOURCES: &[&str] = &[
    "number",
    "level1",
    "level2",
    "level3",
    "level4",
    "item",
    "criteria",
    "points",
    "duty",
    "office",
    "evidence",
    "deducted",
    "score",
    "reasons",
    "completion",
    "blank",
];

impl Reading<'_, '_> {
    pub(super) fn head(&mut self, fields: &mut Fields<'_, '_>) -> Head {
        let problems = &mut *self.problems;
        let mut head = Head {
            id: fields.required_text("id", problems).unwrap_or_default(),
            title: fields.required_text("title", problems).unwrap_or_default(),
            kind: fields.text("kind", problems),
            issuer: fields.text("issuer", problems),
            edition: fields.text("edition", problems),
            total: fields.number("total", Limit::Amount, problems),
            decimals: fields.whole("decimals", MOST_DECIMALS, problems).unwrap_or(USUAL_DECIMALS),
            floor: fields.number("floor", Limit::Amount, problems),
            ceiling: fields.number("ceiling", Limit::Amount, problems),
            introduction: fields.texts("introduction", problems),
            notes: fields.texts("notes", problems),
            offices: fields.texts("offices", problems),
            ..Head::default()
        };
        self.check_id(&head.id, fields);
        head.period = self.period(fields);
        head.departments = self.departments(fields);
        head.tags = self.tags(fields);
        head.columns = self.columns(fields);
        head.not_applicable = self.not_applicable(fields, &head);
        head.outward = self.outward(fields, head.decimals);
        head.readings = self.understandings(fields);
        head
    }

    /// The id names a file and stands in sessions.
    fn check_id(&mut self, id: &str, fields: &mut Fields<'_, '_>) {
        let strange =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | '\\' | ':');
        if let Some(node) = fields.node("id").filter(|_| id.contains(strange)) {
            self.problems.error(node.at, Kind::IdCharacters(id.to_owned()));
        }
    }

    fn period(&mut self, fields: &mut Fields<'_, '_>) -> Option<(String, String)> {
        let mut period = fields.mapping("period", self.problems)?;
        let mut day = |key| {
            let node = period.required(key, self.problems)?;
            let words = text(node, key, self.problems)?;
            if Date::parse(words).is_none() {
                self.problems.error(
                    node.at,
                    Kind::Date {
                        text: words.to_owned(),
                        meant: Date::meant(words, None).map(|date| date.to_string()),
                    },
                );
            }
            Some(words.to_owned())
        };
        let (from, to) = (day("from"), day("to"));
        period.finish(self.problems);
        from.zip(to)
    }

    /// Departments that are spelled in several ways.
    fn departments(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Department> {
        let Some(node) = fields.node("departments") else { return Vec::new() };
        let Some(pairs) = node.pairs(self.problems) else {
            wrong_type(node, "departments", Expected::Mapping, self.problems);
            return Vec::new();
        };
        let department = |pair: &Pair<'_>| Department {
            name: pair.key.to_string(),
            spellings: texts(&pair.value, &pair.key, self.problems),
        };
        pairs.iter().map(department).collect()
    }

    fn tags(&mut self, fields: &mut Fields<'_, '_>) -> Vec<(String, String)> {
        let Some(node) = fields.node("tags") else { return Vec::new() };
        let labelled = named(node, "tags", self.problems).iter().filter_map(|pair| {
            let label = filled_text(&pair.value, &pair.key, self.problems)?;
            Some((pair.key.to_string(), label.to_owned()))
        });
        labelled.collect()
    }

    /// The columns of the document's own table.
    fn columns(&mut self, fields: &mut Fields<'_, '_>) -> Vec<PrintedColumn> {
        let mut columns = Vec::new();
        for node in fields.list("columns", self.problems) {
            let Some(mut fields) = Fields::of(node, "", self.problems) else { continue };
            let heading = fields.required_text("heading", self.problems);
            fields.required("source", self.problems);
            let source = fields.word("source", COLUMN_SOURCES, self.problems);
            let numbered = fields.flag("numbered", true, self.problems);
            fields.finish(self.problems);
            let source = source.and_then(ColumnSource::from_key);
            columns.extend(heading.zip(source).map(|(heading, source)| PrintedColumn {
                heading,
                source,
                numbered,
            }));
        }
        columns
    }

    fn not_applicable(&mut self, fields: &mut Fields<'_, '_>, head: &Head) -> NotApplicable {
        let policy = fields.word("not_applicable", POLICIES, self.problems);
        let given = fields.mapping("rescale", self.problems);
        if policy != Some("rescale") {
            if let Some(given) = given {
                let first = format!("not_applicable: {}", policy.unwrap_or("full"));
                let second = "rescale".to_owned();
                self.problems.error(given.at(), Kind::Conflict { first, second });
            }
            let averages = policy == Some("average");
            return if averages { NotApplicable::Average } else { NotApplicable::Full };
        }
        let usual = (head.total.unwrap_or(Points::HUNDRED), head.decimals);
        let (mut to, mut decimals) = (None, None);
        if let Some(mut given) = given {
            to = given.positive("to", Limit::Amount, self.problems);
            decimals = given.whole("decimals", MOST_DECIMALS, self.problems);
            given.finish(self.problems);
        }
        NotApplicable::Rescale { to: to.unwrap_or(usual.0), decimals: decimals.unwrap_or(usual.1) }
    }

    /// What the final score is converted to; to as many places as the score where not said.
    fn outward(&mut self, fields: &mut Fields<'_, '_>, usual: u32) -> Option<Outward> {
        let mut given = fields.mapping("outward", self.problems)?;
        let name = given.required_text("name", self.problems);
        given.required("full", self.problems);
        let full = given.positive("full", Limit::Amount, self.problems);
        let decimals = given.whole("decimals", MOST_DECIMALS, self.problems).unwrap_or(usual);
        given.finish(self.problems);
        name.zip(full).map(|(name, full)| Outward { name, full, decimals })
    }

    fn understandings(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Understanding> {
        let mut all = Vec::new();
        for node in fields.list("readings", self.problems) {
            let Some(mut fields) = Fields::of(node, "", self.problems) else { continue };
            let about = fields.required("about", self.problems);
            all.push(Understanding {
                about: about.map(|node| texts(node, "about", self.problems)).unwrap_or_default(),
                says: fields.required_text("says", self.problems).unwrap_or_default(),
                because: fields.required_text("because", self.problems).unwrap_or_default(),
            });
            self.places.readings.push(fields.finish(self.problems));
        }
        all
    }
}
