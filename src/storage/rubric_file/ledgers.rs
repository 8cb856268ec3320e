//! 加分, 直接计入总分, 一票否决, 等次, and factors.

use super::Reading;
use crate::points::Limit;
use crate::rubric::{Bonus, Factor, Grade, Home, Veto, VetoEffect};
use crate::storage::problem::FileProblemKind as Kind;
use crate::storage::yaml::fields::{filled_text, number};
use crate::storage::yaml::{Fields, Node, Value};

/// The consequences of a veto, by their keys.
const EFFECTS: &[&str] = &["score", "grade", "flag", "bars", "down"];
/// The most grades a veto may take.
const MOST_GRADES: u32 = 100;
/// The most a veto may need to happen before it holds.
const MOST_TIMES: u32 = 1_000_000;

impl Reading<'_, '_> {
    pub(super) fn bonus(&mut self, fields: &mut Fields<'_, '_>) {
        let Some(mut fields) = fields.mapping("bonus", self.problems) else { return };
        self.rubric.bonus = Some(Bonus {
            text: fields.text("text", self.problems),
            max: fields.number("max", Limit::Amount, self.problems),
            matter_once: fields.flag("matter_once", false, self.problems),
            ..Bonus::default()
        });
        let items = fields.list("clauses", self.problems);
        self.members(Home::Bonus, None, items);
        self.places.bonus = fields.finish(self.problems);
    }

    pub(super) fn direct(&mut self, fields: &mut Fields<'_, '_>) {
        let is_list = |node: &Node<'_>| !matches!(node.value, Value::Mapping(_));
        if fields.node("direct").is_none_or(is_list) {
            let items = fields.list("direct", self.problems);
            return self.members(Home::Direct, None, items);
        }
        let Some(mut fields) = fields.mapping("direct", self.problems) else { return };
        self.rubric.head.direct_max = fields.positive("max", Limit::Amount, self.problems);
        fields.required("clauses", self.problems);
        let items = fields.list("clauses", self.problems);
        self.members(Home::Direct, None, items);
        fields.finish(self.problems);
    }

    pub(super) fn vetoes(&mut self, fields: &mut Fields<'_, '_>) {
        for item in fields.list("veto", self.problems) {
            let Some(mut fields) = Fields::of(item, "", self.problems) else { continue };
            let no = self.number_of(&mut fields);
            let text = fields.required_text("text", self.problems).unwrap_or_default();
            let label = fields.text("label", self.problems);
            let (at_least, unit) = self.condition(&mut fields);
            let effect = self.veto_effect(&mut fields);
            let applies = self.applies(&mut fields);
            self.places.vetoes.push(fields.finish(self.problems));
            self.rubric.vetoes.push(Veto { no, text, label, at_least, unit, effect, applies });
        }
    }

    /// From how many on it holds, and of what.
    fn condition(&mut self, fields: &mut Fields<'_, '_>) -> (u32, String) {
        fields.required("when", self.problems);
        let Some(mut when) = fields.mapping("when", self.problems) else {
            return (1, String::new());
        };
        let node = when.required("at_least", self.problems);
        let at_least = when.whole("at_least", MOST_TIMES, self.problems);
        if let (Some(node), Some(0)) = (node, at_least) {
            self.problems.error(node.at, Kind::NotPositive("at_least".to_owned()));
        }
        let unit = when.required_text("of", self.problems);
        when.finish(self.problems);
        (at_least.unwrap_or(1), unit.unwrap_or_default())
    }

    fn veto_effect(&mut self, fields: &mut Fields<'_, '_>) -> VetoEffect {
        let nothing = VetoEffect::Flag(String::new());
        fields.required("effect", self.problems);
        let Some(mut effect) = fields.mapping("effect", self.problems) else { return nothing };
        let found = effect.required_one_of(EFFECTS, self.problems);
        let by = effect.whole("down", MOST_GRADES, self.problems);
        effect.finish(self.problems);
        let Some((key, node)) = found else { return nothing };
        if key == "score" {
            let score = number(node, key, Limit::Amount, self.problems);
            return score.map_or(nothing, VetoEffect::Score);
        }
        if key == "down" {
            if by == Some(0) {
                self.problems.error(node.at, Kind::NotPositive("down".to_owned()));
            }
            return by.map_or(nothing, VetoEffect::Down);
        }
        let name = filled_text(node, key, self.problems).unwrap_or_default().to_owned();
        match key {
            "grade" => VetoEffect::Grade(name),
            "bars" => VetoEffect::Bars(name),
            _ => VetoEffect::Flag(name),
        }
    }

    pub(super) fn grades(&mut self, fields: &mut Fields<'_, '_>) {
        for item in fields.list("grades", self.problems) {
            let Some(mut fields) = Fields::of(item, "", self.problems) else { continue };
            let name = fields.required_text("name", self.problems);
            fields.required("from", self.problems);
            let from = fields.number("from", Limit::Amount, self.problems);
            let to = fields.number("to", Limit::Amount, self.problems);
            let marks = fields.finish(self.problems);
            // One that could not be read has no place among the others.
            if let (Some(name), Some(from)) = (name, from) {
                self.places.grades.push(marks);
                self.rubric.grades.push(Grade { name, from, to });
            }
        }
    }

    pub(super) fn factors(&mut self, fields: &mut Fields<'_, '_>) {
        for item in fields.list("factors", self.problems) {
            let Some(mut fields) = Fields::of(item, "", self.problems) else { continue };
            let no = self.number_of(&mut fields);
            let text = fields.required_text("text", self.problems).unwrap_or_default();
            let branch = fields.text("branch", self.problems);
            let mut options = Vec::new();
            for option in fields.list("options", self.problems) {
                let Some(mut option) = Fields::of(option, "", self.problems) else {
                    continue;
                };
                let name = option.required_text("name", self.problems);
                option.required("factor", self.problems);
                let factor = option.number("factor", Limit::Share, self.problems);
                options.extend(name.zip(factor));
                option.finish(self.problems);
            }
            self.places.factors.push(fields.finish(self.problems));
            self.rubric.factors.push(Factor { no, text, branch, options });
        }
    }
}
