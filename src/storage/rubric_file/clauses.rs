//! Clauses, and groups of clauses that share a limit.

use super::Reading;
use crate::points::{Limit, Points};
use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, Group, GroupIndex, Home, Rubric, Rule, Share,
};
use crate::storage::yaml::{Fields, Marks, Node};

/// What an amount does to the score, by its key.
const EFFECTS: &[&str] = &["deduct", "add", "earn", "fine"];

/// Keys that only a group has.
const GROUP_KEYS: &[&str] = &["cap", "best", "matter_once"];
/// Keys that only a clause has.
const CLAUSE_KEYS: &[&str] = &["no", "deduct", "add", "earn", "fine"];

impl Reading<'_, '_> {
    /// Reads the clauses and groups of a list.
    pub(super) fn members(&mut self, home: Home, group: Option<GroupIndex>, items: &[Node<'_>]) {
        for item in items {
            let Some(fields) = Fields::of(item, "", self.problems) else { continue };
            let has_one = |keys: &[&str]| keys.iter().any(|key| fields.has(key));
            // A clause with the key of a group is a clause with a slip.
            if fields.has("clauses") || (has_one(GROUP_KEYS) && !has_one(CLAUSE_KEYS)) {
                self.group(home, group, fields);
            } else {
                self.clause(home, group, fields);
            }
        }
    }

    fn group(&mut self, home: Home, parent: Option<GroupIndex>, mut fields: Fields<'_, '_>) {
        let problems = &mut *self.problems;
        let group = Group {
            text: fields.text("text", problems),
            cap: fields.number("cap", Limit::Amount, problems),
            best: fields.flag("best", false, problems),
            matter_once: fields.flag("matter_once", false, problems),
            applies: self.applies(&mut fields),
            home,
            parent,
            ..Group::default()
        };
        fields.required("clauses", self.problems);
        let items = fields.list("clauses", self.problems);
        let index = self.rubric.add_group(group);
        self.places.groups.push(Marks::default());
        self.members(home, Some(index), items);
        self.places.groups[index.0] = fields.finish(self.problems);
    }

    fn clause(&mut self, home: Home, group: Option<GroupIndex>, mut fields: Fields<'_, '_>) {
        let mut clause = Clause { home, group, ..Clause::default() };
        clause.no = self.number_of(&mut fields);
        let problems = &mut *self.problems;
        clause.text = fields.required_text("text", problems).unwrap_or_default();
        clause.continues = fields.text("continues", problems);
        let effect = fields.required_one_of(EFFECTS, problems);
        clause.unit = fields.text("per", problems);
        clause.max = fields.number("max", Limit::Amount, problems);
        clause.beyond = fields.positive("beyond", Limit::Amount, problems);
        clause.mean = fields.flag("mean", false, problems);
        clause.star = fields.flag("star", false, problems);
        clause.exempt = fields.text("exempt", problems);
        clause.repeated = !fields.flag("counted", true, problems);
        clause.office = fields.text("office", problems);
        clause.applies = self.applies(&mut fields);
        clause.duties = self.duties(&mut fields);
        clause.shares = self.shares(&mut fields);
        if let Some((key, node)) = effect {
            clause.effect = effect_of(key);
            clause.amount = self.amount(key, node).unwrap_or_default();
        }
        let rule = self.rule(&mut fields, clause.unit.is_some());
        clause.rule = rule.unwrap_or_default();
        let mut marks = fields.finish(self.problems);
        if let Some((_, node)) = effect {
            marks.keys.push(("amount", node.at));
        }
        self.rubric.add_clause(clause);
        self.places.clauses.push(marks);
    }

    /// `earn: all` is the points that carry the item, where they are the same for every unit
    /// and the rule says how often they are earned; known once the whole tree is read.
    pub(super) fn all_to_earn(&mut self) {
        let rubric = &mut self.rubric;
        let clauses = rubric.clauses().iter().enumerate();
        let known = clauses.filter_map(|(at, clause)| Some((at, all_earned(rubric, clause)?)));
        for (at, points) in known.collect::<Vec<_>>() {
            let fixed = |clause: &mut Clause| clause.amount = Amount::Fixed(points);
            rubric.change_clause(ClauseIndex(at), fixed);
        }
    }

    fn shares(&mut self, fields: &mut Fields<'_, '_>) -> Vec<Share> {
        let mut shares = Vec::new();
        for item in fields.list("shares", self.problems) {
            let Some(mut fields) = Fields::of(item, "", self.problems) else { continue };
            let name = fields.required_text("name", self.problems);
            fields.required("share", self.problems);
            let share = fields.number("share", Limit::Share, self.problems);
            if let (Some(name), Some(share)) = (name, share) {
                shares.push(Share { name, share });
            }
            fields.finish(self.problems);
        }
        shares
    }
}

fn effect_of(key: &str) -> Effect {
    match key {
        "add" => Effect::Add,
        "earn" => Effect::Earn,
        "fine" => Effect::Fine,
        _ => Effect::Deduct,
    }
}

fn all_earned(rubric: &Rubric, clause: &Clause) -> Option<Points> {
    let Home::Item(item) = clause.home else { return None };
    let is_clear = matches!(
        clause.rule,
        Rule::Flat | Rule::Occurrence | Rule::Threshold(_) | Rule::Converted { .. }
    );
    if clause.effect != Effect::Earn || clause.amount != Amount::All || !is_clear {
        return None;
    }
    let points = rubric.out_of(item, &[])?;
    let is_same = |(tag, _): &(String, String)| {
        rubric.out_of(item, std::slice::from_ref(tag)) == Some(points)
    };
    rubric.head.tags.iter().all(is_same).then_some(points)
}
