//! Texts of documents, read: each clause with its rule as the file has it.

use crate::fixtures::project_file;
use kaohe::points::{Limit, Points};
use kaohe::rubric::{Amount, Effect, Required, Rule, Side};
use kaohe::wording::{Certainty, Consequence, Context, Criteria, Meaning, Section, Terms, read};
use std::fs;

const SENTENCES: &str = "tests/it/wording/sentences.txt";

#[test]
fn texts_of_documents_are_read_as_they_are_meant() {
    let path = project_file(SENTENCES);
    let stated = fs::read_to_string(&path).expect("the sentences");
    let mut shown = String::new();
    let mut texts = 0;
    for line in stated.lines() {
        if let Some(asked) = line.strip_prefix("> ") {
            texts += 1;
            shown.extend([line, "\n", &read_as(asked)]);
        } else if line.starts_with('#') {
            shown.extend([line, "\n"]);
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, shown).expect("the sentences written");
        return;
    }
    assert!(texts > 100, "{texts} texts");
    let pairs = stated.lines().zip(shown.lines()).find(|(stated, shown)| stated != shown);
    assert_eq!(pairs.map(|pair| pair.0), pairs.map(|pair| pair.1));
    assert_eq!(stated, shown);
}

fn read_as(asked: &str) -> String {
    let parts: Vec<&str> = asked.splitn(4, " | ").collect();
    let [section, points, content, text] = parts[..] else { panic!("{asked}") };
    let section = match section {
        "bonus" => Section::Bonus,
        "direct" => Section::Direct,
        "notes" => Section::Notes,
        _ => Section::Item,
    };
    let points = Points::parse(points, Limit::Amount).ok();
    let criteria = read(text, &Context { content, points, section, ..Context::default() });
    let mut shown = String::new();
    for part in &criteria.parts {
        let joined = part.continues.as_deref().unwrap_or_default();
        let look = match part.certainty {
            Certainty::Certain => "",
            Certainty::Look => " ?",
            Certainty::Unknown => " ??",
        };
        let words = &text[part.span.clone()];
        let meaning = part.meanings.first().map(meaning).unwrap_or_default();
        shown.extend([joined, words, " = ", &meaning, look, "\n"]);
    }
    shown + &limits(&criteria)
}

fn limits(criteria: &Criteria) -> String {
    let shown = criteria.limits.iter().map(|limit| {
        let cap = limit.cap.map(|cap| format!("cap: {cap}"));
        let best = limit.best.then(|| "best: true".to_owned());
        let once = limit.matter_once.then(|| "matter_once: true".to_owned());
        let says: Vec<String> = cap.into_iter().chain(best).chain(once).collect();
        format!("{}–{}: {}\n", limit.parts.start + 1, limit.parts.end, says.join(", "))
    });
    shown.collect()
}

fn meaning(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Clause(terms) => rule(terms),
        Meaning::Veto(Consequence::Score(points)) => format!("veto: score {points}"),
        Meaning::Veto(Consequence::Grade(name)) => format!("veto: grade {name}"),
        Meaning::Veto(Consequence::Bars(name)) => format!("veto: bars {name}"),
        Meaning::Veto(Consequence::Down(grades)) => format!("veto: down {grades}"),
        Meaning::Veto(Consequence::Flag(name)) => format!("veto: flag {name}"),
        Meaning::Method => "method".to_owned(),
        Meaning::Words => "words".to_owned(),
    }
}

fn rule(terms: &Terms) -> String {
    let key = match terms.effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
        Effect::Fine => "fine",
    };
    let mut says = vec![format!("{key}: {}", amount(&terms.amount))];
    says.extend(terms.unit.as_ref().map(|unit| format!("per: {unit}")));
    says.extend(quantity(&terms.rule));
    says.extend(terms.max.map(|max| format!("max: {max}")));
    says.extend(terms.beyond.map(|beyond| format!("beyond: {beyond}")));
    says.extend(terms.star.then(|| "star: true".to_owned()));
    let shares = terms.shares.iter().map(|share| format!("{} × {}", share.name, share.share));
    says.extend(shares);
    says.extend(terms.exempt.as_ref().map(|exempt| format!("exempt: {exempt}")));
    for (key, tags) in [("only", &terms.applies.only), ("except", &terms.applies.except)] {
        if !tags.is_empty() {
            says.push(format!("{key}: {}", tags.join("、")));
        }
    }
    if terms.section == Section::Direct {
        says.push("direct".to_owned());
    }
    says.join(", ")
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Fixed(points) => points.to_string(),
        Amount::Range { from, to } => format!("{from}–{to}"),
        Amount::Levels(levels) => {
            let levels = levels.iter().map(|level| format!("{} {}", level.name, level.points));
            levels.collect::<Vec<_>>().join("; ")
        }
        Amount::All => "all".to_owned(),
    }
}

fn quantity(rule: &Rule) -> Option<String> {
    let side = |side: Side| if side == Side::Below { "below" } else { "above" };
    Some(match rule {
        Rule::Shortfall(Required::One(number)) => format!("required: {number}"),
        Rule::Shortfall(Required::Named(counters)) => {
            let shown = counters.iter().map(|(name, number)| format!("{name} {number}"));
            format!("required: {}", shown.collect::<Vec<_>>().join("; "))
        }
        Rule::Rate(rate) => {
            format!("rate {} {} step {}", side(rate.side), rate.reference, rate.step)
        }
        Rule::Baseline(baseline) => {
            let percent = if baseline.percent { " in percent" } else { "" };
            format!("mean of {} step {}{percent}", baseline.mean_of, baseline.step)
        }
        Rule::Threshold(threshold) => {
            let percent = if threshold.percent { "%" } else { "" };
            format!("measure {} {}{percent}", side(threshold.side), threshold.limit)
        }
        Rule::Converted { full } => format!("convert {full}"),
        _ => return None,
    })
}
