//! The rule of a clause, with its key.

use super::in_flow;
use crate::points::Points;
use crate::rubric::{Baseline, Required, Rule, Side};
use std::fmt::Write;

pub(super) fn rule(rule: &Rule) -> Option<String> {
    let side = |side: Side| if side == Side::Below { "below" } else { "above" };
    let pro_rata = |exact: bool| if exact { ", exact: true" } else { "" };
    Some(match rule {
        Rule::Flat | Rule::Occurrence => return None,
        Rule::Shortfall(Required::One(required)) => format!("required: {required}"),
        Rule::Shortfall(Required::Named(counters)) => {
            let counter =
                |(name, required): &(String, Points)| format!("{}: {required}", in_flow(name));
            let counters: Vec<String> = counters.iter().map(counter).collect();
            format!("required: {{{}}}", counters.join(", "))
        }
        Rule::Rate(rate) => {
            let exact = pro_rata(rate.exact);
            format!("rate: {{{}: {}, step: {}{exact}}}", side(rate.side), rate.reference, rate.step)
        }
        Rule::Baseline(Baseline { given: Some(given), side: beyond, step, exact, .. })
            if given.rate =>
        {
            let name = Some(in_flow(&given.name)).filter(|_| !given.name.is_empty());
            let name = name.map_or_else(String::new, |name| format!(", against: {name}"));
            format!("rate: {{{}: given{name}, step: {step}{}}}", side(*beyond), pro_rata(*exact))
        }
        Rule::Baseline(baseline) => {
            let mut inner = match &baseline.given {
                Some(given) => format!("against: {}", in_flow(&given.name)),
                None => format!("mean_of: {}", baseline.mean_of),
            };
            if let Some(decimals) = baseline.decimals {
                let _ = write!(inner, ", decimals: {decimals}");
            }
            let _ = write!(inner, ", step: {}", baseline.step);
            if baseline.percent {
                inner.push_str(", as: percent");
            }
            if baseline.exact {
                inner.push_str(", exact: true");
            }
            if baseline.side == Side::Below {
                inner.push_str(", under: true");
            }
            format!("baseline: {{{inner}}}")
        }
        Rule::Threshold(threshold) => {
            let percent = if threshold.percent { ", percent: true" } else { "" };
            format!("measure: {{{}: {}{percent}}}", side(threshold.side), threshold.limit)
        }
        Rule::Converted { full } => format!("convert: {{full: {full}}}"),
    })
}
