//! The tree of indicators.

use super::Reading;
use super::head::POLICIES;
use crate::points::{Limit, Points};
use crate::rubric::{Duty, Home, Indicator, IndicatorIndex, IndicatorKind, NotApplicable};
use crate::storage::problem::{Expected, FileProblemKind as Kind};
use crate::storage::yaml::fields::{named_numbers, text, wrong_type};
use crate::storage::yaml::{Fields, Marks, Node, Value};

impl Reading<'_, '_> {
    /// Reads the indicators of a list, and everything below them.
    pub(super) fn indicators(&mut self, parent: Option<IndicatorIndex>, items: &[Node<'_>]) {
        for item in items {
            if let Some(fields) = Fields::of(item, "", self.problems) {
                self.indicator(parent, fields);
            }
        }
    }

    fn indicator(&mut self, parent: Option<IndicatorIndex>, mut fields: Fields<'_, '_>) {
        let mut indicator = self.indicator_words(&mut fields);
        self.indicator_points(&mut fields, &mut indicator);
        let content = self.content(&mut fields, &mut indicator);
        let index = self.rubric.add_indicator(parent, indicator);
        // The place comes before those of the children, like the indicator itself.
        self.places.indicators.push(Marks::default());
        match content {
            Some(("indicators", items)) => self.indicators(Some(index), items),
            Some((_, items)) => self.members(Home::Item(index), None, items),
            None => {}
        }
        self.places.indicators[index.0] = fields.finish(self.problems);
    }

    fn indicator_words(&mut self, fields: &mut Fields<'_, '_>) -> Indicator {
        let no = self.number_of(fields);
        let problems = &mut *self.problems;
        let title_lost = fields.flag("title_lost", false, problems);
        let title = if title_lost {
            fields.text("title", problems)
        } else {
            fields.required_text("title", problems)
        };
        Indicator {
            no,
            title: title.unwrap_or_default(),
            title_lost,
            office: fields.text("office", problems),
            evidence: fields.text("evidence", problems),
            method: fields.text("method", problems),
            criteria: fields.text("criteria", problems),
            applies: self.applies(fields),
            duties: self.duties(fields),
            ..Indicator::default()
        }
    }

    fn indicator_points(&mut self, fields: &mut Fields<'_, '_>, indicator: &mut Indicator) {
        let problems = &mut *self.problems;
        indicator.points = fields.number("points", Limit::Amount, problems);
        if let (Some(points), Some(node)) = (indicator.points, fields.node("points"))
            && points.is_negative()
        {
            let (key, found) = ("points".to_owned(), points.to_string());
            let instead = (Points::ZERO - points).to_string();
            problems.error(node.at, Kind::Write { key, found, instead });
        }
        indicator.points_inferred = fields.flag("points_inferred", false, problems);
        if let Some(node) = fields.node("points_for") {
            indicator.points_for = named_numbers(node, "points_for", Limit::Amount, problems);
        }
        indicator.weight = fields.number("weight", Limit::Share, problems);
        indicator.floor = fields.number("floor", Limit::Amount, problems);
        indicator.ceiling = fields.number("ceiling", Limit::Amount, problems);
        let head = &self.rubric.head;
        indicator.not_applicable =
            fields.word("not_applicable", POLICIES, problems).map(|policy| {
                match (policy, head.not_applicable) {
                    ("full", _) => NotApplicable::Full,
                    ("average", _) => NotApplicable::Average,
                    (_, NotApplicable::Rescale { to, decimals }) => {
                        NotApplicable::Rescale { to, decimals }
                    }
                    _ => NotApplicable::Rescale {
                        to: head.total.unwrap_or(Points::HUNDRED),
                        decimals: head.decimals,
                    },
                }
            });
    }

    /// What makes it a section, an item, a task; and the list below it.
    fn content<'node, 'text>(
        &mut self,
        fields: &mut Fields<'node, 'text>,
        indicator: &mut Indicator,
    ) -> Option<(&'static str, &'node [Node<'text>])> {
        let keys = &["indicators", "clauses", "judged", "task"];
        let Some((key, node)) = fields.one_of(keys, self.problems) else {
            indicator.kind = IndicatorKind::Unscored;
            return None;
        };
        match key {
            "judged" => indicator.kind = self.judged(node),
            "task" => {
                let task = fields.flag("task", false, self.problems);
                indicator.kind = if task { IndicatorKind::Task } else { IndicatorKind::Unscored };
            }
            "clauses" => indicator.kind = IndicatorKind::Clauses,
            _ => indicator.kind = IndicatorKind::Section,
        }
        matches!(key, "indicators" | "clauses").then(|| (key, fields.list(key, self.problems)))
    }

    fn judged(&mut self, node: &Node<'_>) -> IndicatorKind {
        let mut step = None;
        if let Some(mut judged) = Fields::of(node, "judged", self.problems) {
            step = judged.positive("step", Limit::Amount, self.problems);
            judged.finish(self.problems);
        }
        IndicatorKind::Judged { step }
    }

    /// The document's number: a part of ids, so without blanks, `/` and full-width forms.
    pub(super) fn number_of(&mut self, fields: &mut Fields<'_, '_>) -> String {
        let Some(node) = fields.required("no", self.problems) else { return String::new() };
        let Some(no) = text(node, "no", self.problems) else { return String::new() };
        let strange = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '/' | '（' | '）' | '０'..='９' | '．' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ')
        };
        if no.is_empty() {
            self.problems.error(node.at, Kind::Nothing("no".to_owned()));
        } else if no.contains(strange) {
            self.problems.error(node.at, Kind::IdCharacters(no.to_owned()));
        }
        no.to_owned()
    }

    /// 职责分工: words, or a list of who provides what for which clauses.
    pub(super) fn duties(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Duty> {
        let Some(node) = fields.node("duty") else { return Vec::new() };
        match &node.value {
            Value::Scalar(words) => {
                vec![Duty { text: words.to_string(), ..Duty::default() }]
            }
            Value::List(items) => items.iter().filter_map(|item| self.duty(item)).collect(),
            _ => {
                wrong_type(node, "duty", Expected::TextOrList, self.problems);
                Vec::new()
            }
        }
    }

    fn duty(&mut self, item: &Node<'_>) -> Option<Duty> {
        let mut fields = Fields::of(item, "", self.problems)?;
        let duty = Duty {
            covers: fields.texts("for", self.problems),
            departments: fields.texts("departments", self.problems),
            text: fields.text("text", self.problems).unwrap_or_default(),
        };
        fields.finish(self.problems);
        Some(duty)
    }
}
