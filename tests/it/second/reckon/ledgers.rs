//! What stands beside the items: direct deductions and the bonus.

use super::applies;
use crate::second::document::{Amount, Bonus, Clause, Document, Member, Row};
use crate::second::exact::Exact;

pub(super) fn direct(document: &Document) -> Exact {
    let each = document.direct.iter().map(|clause| {
        if !applies(document, &clause.scope) {
            return Exact::ZERO;
        }
        let all = clause.rows.iter().map(|row| award(clause, row)).sum();
        clause.max.map_or(all, |max| max.min(all))
    });
    each.sum()
}

/// What one row is worth.
fn award(clause: &Clause, row: &Row) -> Exact {
    Exact::whole(row.count) * for_one(clause, row) * row.share.unwrap_or(Exact::ONE)
}

fn for_one(clause: &Clause, row: &Row) -> Exact {
    match (&clause.amount, row.award, row.level) {
        (_, Some(award), _) => award,
        (Amount::Fixed(amount), None, _) => *amount,
        (Amount::Levels(levels), None, Some(level)) => levels[level],
        _ => Exact::ZERO,
    }
}

pub(super) fn bonus(document: &Document, bonus: &Bonus) -> Exact {
    let mut awards = Vec::new();
    collect(document, &bonus.members, &mut awards);
    once_in_groups(&bonus.members, &mut awards);
    if bonus.matter_once {
        once(&bonus.members, &mut awards);
    }
    let all = added(&bonus.members, &awards, false);
    bonus.max.map_or(all, |max| all.min(max))
}

/// A row of the bonus and what of it counts.
struct Award {
    order: usize,
    matter: Option<i128>,
    counts: Exact,
    /// What it counts as the only one of its matter.
    for_one: Exact,
}

fn collect(document: &Document, members: &[Member], awards: &mut Vec<Award>) {
    for member in members {
        match member {
            Member::One(clause) if applies(document, &clause.scope) => {
                awards.extend(clause.rows.iter().map(|row| Award {
                    order: row.order,
                    matter: row.matter,
                    counts: award(clause, row),
                    for_one: for_one(clause, row) * row.share.unwrap_or(Exact::ONE),
                }));
            }
            Member::One(_) => {}
            Member::Several(group) => collect(document, &group.members, awards),
        }
    }
}

fn orders(members: &[Member]) -> Vec<usize> {
    let each = members.iter().flat_map(|member| match member {
        Member::One(clause) => clause.rows.iter().map(|row| row.order).collect(),
        Member::Several(group) => orders(&group.members),
    });
    each.collect()
}

fn once_in_groups(members: &[Member], awards: &mut [Award]) {
    for member in members {
        if let Member::Several(group) = member {
            once_in_groups(&group.members, awards);
            if group.matter_once {
                once(&group.members, awards);
            }
        }
    }
}

/// One matter counts once, at its highest, over all these clauses.
fn once(members: &[Member], awards: &mut [Award]) {
    let within = orders(members);
    let mut matters: Vec<i128> = awards.iter().filter_map(|award| award.matter).collect();
    matters.sort_unstable();
    matters.dedup();
    for matter in matters {
        let same = |award: &Award| award.matter == Some(matter) && within.contains(&award.order);
        let still = |award: &Award| same(award) && !award.counts.is_zero();
        let highest = awards.iter().filter(|a| still(a)).map(|a| a.for_one);
        let Some(highest) = highest.reduce(Exact::max) else { continue };
        let kept = awards.iter().position(|award| still(award) && award.for_one == highest);
        for (place, award) in awards.iter_mut().enumerate() {
            if award.matter == Some(matter) && within.contains(&award.order) {
                award.counts = if Some(place) == kept { highest } else { Exact::ZERO };
            }
        }
    }
}

fn added(members: &[Member], awards: &[Award], best: bool) -> Exact {
    let each = members.iter().map(|member| match member {
        Member::One(clause) => {
            let of_clause = |award: &&Award| clause.rows.iter().any(|row| row.order == award.order);
            let all = awards.iter().filter(of_clause).map(|award| award.counts).sum();
            clause.max.map_or(all, |max| max.min(all))
        }
        Member::Several(group) => {
            let all = added(&group.members, awards, group.best);
            group.cap.map_or(all, |cap| all.min(cap))
        }
    });
    if best { each.fold(Exact::ZERO, Exact::max) } else { each.sum() }
}
