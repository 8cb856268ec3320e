//! How much a clause is worth, and how its quantity comes about.

use super::Reading;
use crate::points::{Fraction, Limit, Points};
use crate::rubric::{
    Amount, AppliesTo, Baseline, Given, Level, Rate, Required, Rule, Side, Threshold,
};
use crate::storage::problem::{Expected, FileProblemKind as Kind};
use crate::storage::yaml::fields::{
    filled_text, named_numbers, number, positive, text, texts, wrong_type,
};
use crate::storage::yaml::{Fields, Node, Value};

/// The rules, by their keys; at most one in a clause.
const RULES: &[&str] = &["required", "rate", "baseline", "measure", "convert"];
/// The sides of a limit, by their keys.
const SIDES: &[&str] = &["below", "above"];
/// What stands for a reference that the assessor gives.
const GIVEN: &str = "given";
/// The most years a baseline may be the mean of.
const MOST_YEARS: u32 = 20;
/// The most decimals a baseline may be rounded to.
const MOST_DECIMALS: u32 = 6;

impl Reading<'_, '_> {
    /// A number, `all`, `{up_to}`, `{from, to}` or `{levels}`.
    pub(super) fn amount(&mut self, key: &'static str, node: &Node<'_>) -> Option<Amount> {
        // Yuan may be more than points ever are.
        let limit = if key == "fine" { Limit::Figure } else { Limit::Amount };
        match &node.value {
            Value::Scalar(text) if text == "all" => Some(Amount::All),
            Value::Scalar(text) if text.starts_with('-') => self.unsigned(key, node, limit),
            Value::Scalar(..) => number(node, key, limit, self.problems).map(Amount::Fixed),
            Value::Mapping(_) => self.chosen_amount(key, node, limit),
            _ => {
                wrong_type(node, key, Expected::Amount, self.problems);
                None
            }
        }
    }

    /// What is deducted is written without a sign.
    fn unsigned(&mut self, key: &'static str, node: &Node<'_>, limit: Limit) -> Option<Amount> {
        let amount = number(node, key, limit, self.problems)?;
        if !amount.is_negative() {
            return Some(Amount::Fixed(amount));
        }
        let (found, instead) = (amount.to_string(), (Points::ZERO - amount).to_string());
        self.problems.error(node.at, Kind::Write { key: key.to_owned(), found, instead });
        None
    }

    fn chosen_amount(&mut self, key: &str, node: &Node<'_>, limit: Limit) -> Option<Amount> {
        let mut fields = Fields::of(node, key, self.problems)?;
        let first = fields.required_one_of(&["up_to", "to", "levels"], self.problems)?;
        let amount = match first {
            ("levels", node) => {
                let levels = named_numbers(node, "levels", limit, self.problems);
                let level = |(name, points)| Level { name, points };
                Some(Amount::Levels(levels.into_iter().map(level).collect()))
            }
            ("to", node) => {
                fields.required("from", self.problems);
                let from = fields.number("from", limit, self.problems);
                let to = number(node, "to", limit, self.problems);
                from.zip(to).map(|(from, to)| Amount::Range { from, to })
            }
            (_, node) => {
                let to = number(node, "up_to", limit, self.problems);
                to.map(|to| Amount::Range { from: Points::ZERO, to })
            }
        };
        fields.finish(self.problems);
        amount
    }

    /// The units something applies to: one tag or several.
    pub(super) fn applies(&mut self, fields: &mut Fields<'_, '_>) -> AppliesTo {
        AppliesTo { only: self.tags_of("only", fields), except: self.tags_of("except", fields) }
    }

    fn tags_of(&mut self, key: &'static str, fields: &mut Fields<'_, '_>) -> Vec<String> {
        let Some(node) = fields.node(key) else { return Vec::new() };
        let tags = texts(node, key, self.problems);
        // A list of nothing would say that it applies to everyone, or to nobody.
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            self.problems.error(node.at, Kind::Nothing(key.to_owned()));
        }
        tags
    }

    /// The rule of a clause: without a key of its own, counted where it has a unit, else yes or no.
    pub(super) fn rule(&mut self, fields: &mut Fields<'_, '_>, counted: bool) -> Option<Rule> {
        let Some((key, node)) = fields.one_of(RULES, self.problems) else {
            return Some(if counted { Rule::Occurrence } else { Rule::Flat });
        };
        if key == "required" {
            return self.shortfall(node).map(Rule::Shortfall);
        }
        let mut fields = Fields::of(node, key, self.problems)?;
        let rule = match key {
            "rate" => self.rate(&mut fields),
            "baseline" => self.baseline(&mut fields).map(Rule::Baseline),
            "measure" => self.threshold(&mut fields).map(Rule::Threshold),
            _ => {
                fields.required("full", self.problems);
                let full = fields.positive("full", Limit::Amount, self.problems);
                full.map(|full| Rule::Converted { full })
            }
        };
        fields.finish(self.problems);
        rule
    }

    fn shortfall(&mut self, node: &Node<'_>) -> Option<Required> {
        match &node.value {
            Value::Scalar(..) => {
                positive(node, "required", Limit::Figure, self.problems).map(Required::One)
            }
            Value::Mapping(_) => {
                let named = named_numbers(node, "required", Limit::Figure, self.problems);
                Some(Required::Named(named))
            }
            _ => {
                wrong_type(node, "required", Expected::NumberOrNamed, self.problems);
                None
            }
        }
    }

    fn side<'node, 'text>(
        &mut self,
        fields: &mut Fields<'node, 'text>,
    ) -> Option<(Side, &'node Node<'text>)> {
        let (key, node) = fields.required_one_of(SIDES, self.problems)?;
        Some((if key == "below" { Side::Below } else { Side::Above }, node))
    }

    fn step(&mut self, fields: &mut Fields<'_, '_>) -> Option<Points> {
        fields.required("step", self.problems);
        fields.positive("step", Limit::Figure, self.problems)
    }

    fn rate(&mut self, fields: &mut Fields<'_, '_>) -> Option<Rule> {
        let side = self.side(fields);
        let step = self.step(fields);
        let exact = fields.flag("exact", false, self.problems);
        let against = fields.node("against");
        let name = against.and_then(|node| filled_text(node, "against", self.problems));
        let (side, node) = side?;
        let key = if side == Side::Below { "below" } else { "above" };
        let is_given = match &node.value {
            Value::Scalar(text) if text == GIVEN => true,
            Value::Scalar(text) if !text.chars().any(char::is_numeric) => {
                let instead = format!("{GIVEN}, against: {}", text.trim());
                let (key, found) = (key.to_owned(), text.to_string());
                self.problems.error(node.at, Kind::Write { key, found, instead });
                return None;
            }
            _ => false,
        };
        if is_given {
            let given = Some(Given { name: name.unwrap_or_default().to_owned(), rate: true });
            let (mean_of, decimals, percent) = (1, None, false);
            let step = step?;
            let rule = Baseline { mean_of, decimals, step, exact, percent, side, given };
            return Some(Rule::Baseline(rule));
        }
        if let Some(against) = against {
            let (first, second) = (key.to_owned(), "against".to_owned());
            self.problems.error(against.at, Kind::Conflict { first, second });
        }
        let reference = number(node, "rate", Limit::Figure, self.problems)?;
        Some(Rule::Rate(Rate { reference, side, step: step?, exact }))
    }

    fn baseline(&mut self, fields: &mut Fields<'_, '_>) -> Option<Baseline> {
        let given = fields.required_one_of(&["mean_of", "against"], self.problems);
        let given = given.filter(|(key, _)| *key == "against").map(|(_, node)| node);
        let years = fields.node("mean_of");
        let mean_of = fields.whole("mean_of", MOST_YEARS, self.problems);
        if let (Some(node), Some(0)) = (years, mean_of) {
            self.problems.error(node.at, Kind::NotPositive("mean_of".to_owned()));
        }
        let name = given.map(|node| filled_text(node, "against", self.problems));
        let given = match name {
            Some(name) => Some(Given { name: name?.to_owned(), rate: false }),
            None => None,
        };
        let mean_of = mean_of.or(given.is_some().then_some(1));
        // A figure that is given is not rounded.
        if let (Some(node), true) = (fields.node("decimals"), given.is_some()) {
            let (first, second) = ("against".to_owned(), "decimals".to_owned());
            self.problems.error(node.at, Kind::Conflict { first, second });
        }
        let decimals = fields.whole("decimals", MOST_DECIMALS, self.problems);
        let step = self.step(fields);
        let exact = fields.flag("exact", false, self.problems);
        let percent = fields.word("as", &["percent"], self.problems).is_some();
        let under = fields.flag("under", false, self.problems);
        let side = if under { Side::Below } else { Side::Above };
        Some(Baseline { mean_of: mean_of?, decimals, step: step?, exact, percent, side, given })
    }

    fn threshold(&mut self, fields: &mut Fields<'_, '_>) -> Option<Threshold> {
        let side = self.side(fields);
        let percent = fields.flag("percent", false, self.problems);
        let (side, node) = side?;
        let written = text(node, "measure", self.problems)?;
        match Fraction::parse(written) {
            Ok(limit) => Some(Threshold { limit, side, percent }),
            Err(why) => {
                self.problems.error(node.at, Kind::Number { text: written.to_owned(), why });
                None
            }
        }
    }
}
