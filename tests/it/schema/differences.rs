//! The example that holds every key, changed in one place after the other: what reads
//! differently is told by `kaohe diff`, and `kaohe show --json` has all of it.

use super::{format, text_of};
use crate::commands::{home, kaohe};
use kaohe::rubric::changes::changes;
use kaohe::storage::rubric_file::parse_rubric;
use serde_json::{Value, json};
use std::fs;

/// What may stand in the place of a value so that the file is most likely still right.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => vec![json!(format!("{text}改")), json!("2023-03-01")],
        Value::Number(number) => {
            let next = number.as_i64().map_or(json!(0.25), |number| json!(number + 1));
            vec![next, json!(0.75)]
        }
        Value::Bool(flag) => vec![json!(!flag)],
        _ => Vec::new(),
    }
}

fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    let next = |key: &str| format!("{path}/{}", key.replace('/', "~1"));
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| leaves(value, &next(key), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(place, value)| leaves(value, &next(&place.to_string()), found)),
        _ => found.push(path.to_owned()),
    }
}

/// Whatever of a rubric reads differently, `kaohe diff` tells: every value of the example is
/// changed, and every key left out.
#[test]
fn every_difference_is_told() {
    let format = format("rubric");
    let read = |value: &Value| parse_rubric("every-key.yaml", &text_of(value)).ok();
    let old = read(&format.example).expect("the example").rubric;
    let (mut untold, mut compared) = (Vec::new(), 0);
    let mut compare = |what: String, value: &Value| {
        let Some(new) = read(value).map(|parsed| parsed.rubric) else { return };
        let id = new.head.id == old.head.id;
        if id && format!("{old:?}") != format!("{new:?}") {
            compared += 1;
            if changes(&old, &new).is_empty() {
                untold.push(what);
            }
        }
    };
    let mut all = Vec::new();
    leaves(&format.example, "", &mut all);
    for place in all {
        for other in others(format.example.pointer(&place).expect("a value")) {
            let mut value = format.example.clone();
            *value.pointer_mut(&place).expect("a value") = other;
            compare(place.clone(), &value);
        }
    }
    for shape in format.shapes() {
        // What is counted is counted in 次 where nothing else is said.
        let is_usual = |(key, value): &(&String, &Value)| *key == "per" && **value == json!("次");
        for (key, _) in shape.map.iter().filter(|pair| !is_usual(pair)) {
            let mut value = format.example.clone();
            let held = value.pointer_mut(&shape.path).and_then(Value::as_object_mut);
            held.expect("a mapping").shift_remove(key);
            compare(format!("{} without {key}", shape.path), &value);
        }
    }
    assert!(compared > 150, "only {compared} compared");
    assert!(untold.is_empty(), "not told:\n{}", untold.join("\n"));
}

/// Every word and every number of a rubric is in what `kaohe show --json` prints.
#[test]
fn the_json_of_a_rubric_holds_everything() {
    let format = format("rubric");
    let home = home();
    let path = home.path().join("every-key.yaml");
    fs::write(&path, text_of(&format.example)).expect("a file");
    let line = format!("show {} --json", path.display());
    let shown = kaohe(home.path(), &line, "").output;
    let mut all = Vec::new();
    leaves(&format.example, "", &mut all);
    let missing: Vec<String> = all
        .into_iter()
        .filter(|place| !matches!(place.as_str(), "/format" | "/not_applicable"))
        .filter(|place| {
            let words = match format.example.pointer(place) {
                Some(Value::String(text)) => json!(text).to_string(),
                Some(Value::Number(number)) => format!("\"{number}\""),
                _ => return false,
            };
            // Counts are numbers, and some words are the name of a key.
            let bare = words.trim_matches('"');
            let is_there = [
                words.clone(),
                format!(": {bare},"),
                format!(": {bare}\n"),
                format!("\"{bare}\":"),
            ];
            !is_there.iter().any(|words| shown.contains(words.as_str()))
        })
        .collect();
    assert!(missing.is_empty(), "not in it:\n{}\n{shown}", missing.join("\n"));
}
