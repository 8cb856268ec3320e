//! The JSON Schemas of `docs/schema` say what the readers do: the same keys, the
//! same required keys and alternatives, the same limits.
//!
//! `schema/rubric.yaml` and `schema/session.yaml` hold every key once. They are
//! changed in one place after the other, and what the reader and the schema say
//! of each change is compared. Known differences: the reader takes a number in
//! quotes and `true` for words, which the schema marks; a schema cannot count
//! decimals exactly, add points up or know which ids there are.

mod differences;

use crate::fixtures::project_file;
use boon::{Compiler, SchemaIndex, Schemas};
use kaohe::rubric::check::ProblemKind as Unsound;
use kaohe::storage::problem::{FileProblem, FileProblemKind as Kind};
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::schema::{RUBRIC, SESSION, rubric_keys, session_keys};
use kaohe::storage::session_file::parse_session;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// One of the two formats.
struct Format {
    schema: Value,
    schemas: Schemas,
    index: SchemaIndex,
    /// The file that holds every key.
    example: Value,
    keys: fn(&str) -> Vec<Vec<&'static str>>,
    read: fn(&str) -> Vec<FileProblem>,
}

fn read_rubric(text: &str) -> Vec<FileProblem> {
    let mut problems = match parse_rubric("every-key.yaml", text) {
        Ok(parsed) => parsed.warnings,
        Err(problems) => problems,
    };
    // What only a missing neighbour causes is not the matter here.
    let sums = |kind: &Kind| {
        matches!(kind, Kind::Rubric(Unsound::SumDiffers { .. } | Unsound::PointsMissing { .. }))
    };
    problems.retain(|problem| problem.is_error() && !sums(&problem.kind));
    problems
}

fn read_session(text: &str) -> Vec<FileProblem> {
    parse_session("session", text).err().unwrap_or_default()
}

fn format(name: &str) -> Format {
    let rubric = name == "rubric";
    let schema: Value =
        serde_json::from_str(if rubric { RUBRIC } else { SESSION }).expect("a schema in JSON");
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema.clone()).expect("a resource");
    let mut schemas = Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).expect("a valid schema");
    let path = project_file(&format!("tests/it/schema/{name}.yaml"));
    let example = from_yaml(&fs::read_to_string(path).expect("the example")).expect("YAML");
    let keys = if rubric { rubric_keys } else { session_keys };
    let read = if rubric { read_rubric } else { read_session };
    Format { schema, schemas, index, example, keys, read }
}

fn both() -> [Format; 2] {
    [format("rubric"), format("session")]
}

/// What an editor sees of a file; `None` where it is not YAML.
fn from_yaml(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

/// A file that both readers take: JSON is YAML.
fn text_of(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("JSON")
}

impl Format {
    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }

    /// What the schema says of a value that is not valid.
    fn told(&self, value: &Value) -> String {
        self.schemas
            .validate(value, self.index)
            .map_or_else(|e| format!("{e:#}"), |()| String::new())
    }

    /// The part of the schema that lists the keys of a mapping, with its name; `None` where
    /// the keys are data.
    fn shape<'a>(
        &'a self,
        schema: &'a Value,
        name: &str,
        keys: &[&String],
    ) -> Option<(String, &'a Value)> {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object)
            && schema["additionalProperties"] == false
        {
            let all = keys.iter().all(|key| properties.contains_key(*key));
            return all.then(|| (name.to_owned(), schema));
        }
        let reference = schema.get("$ref").and_then(Value::as_str).map(|path| {
            let target = self.schema.pointer(path.trim_start_matches('#')).expect("a target");
            (target, path)
        });
        let alternatives = ["anyOf", "oneOf", "allOf"].into_iter();
        let alternatives = alternatives.filter_map(|key| schema.get(key)?.as_array()).flatten();
        let branches = ["then", "else"].into_iter().filter_map(|key| schema.get(key));
        let all = reference.into_iter().chain(alternatives.chain(branches).map(|s| (s, name)));
        all.into_iter().find_map(|(schema, name)| self.shape(schema, name, keys))
    }

    /// The schema of the element behind a key of a mapping or in a list.
    fn below<'a>(&'a self, schema: &'a Value, key: Option<&str>) -> Option<&'a Value> {
        let own = match key {
            Some(key) => schema
                .get("properties")
                .and_then(|all| all.get(key))
                .or_else(|| schema.get("additionalProperties").filter(|all| all.is_object())),
            None => schema.get("items"),
        };
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|path| self.schema.pointer(path.trim_start_matches('#')));
        own.or_else(|| target.and_then(|target| self.below(target, key))).or_else(|| {
            let parts = schema.get("anyOf").or_else(|| schema.get("allOf"))?.as_array()?;
            parts.iter().find_map(|part| self.below(part, key))
        })
    }

    /// Every mapping of a value whose keys the schema lists, in the order of the text:
    /// where it is, which shape it has, its keys.
    fn shapes(&self) -> Vec<Shape<'_>> {
        let mut found = Vec::new();
        self.collect(&self.schema, "", &self.example, "", &mut found);
        found
    }

    fn collect<'a>(
        &'a self,
        schema: &'a Value,
        name: &str,
        value: &'a Value,
        path: &str,
        found: &mut Vec<Shape<'a>>,
    ) {
        match value {
            Value::Object(map) => {
                let keys: Vec<&String> = map.keys().collect();
                let shape = self.shape(schema, name, &keys);
                let inner = shape.as_ref().map_or(schema, |(_, schema)| *schema);
                if let Some((name, schema)) = shape {
                    found.push(Shape { path: path.to_owned(), name, schema, map });
                }
                for (key, value) in map {
                    let below = self.below(inner, Some(key));
                    let below =
                        below.unwrap_or_else(|| panic!("{path}/{key} is not in the schema"));
                    let path = format!("{path}/{}", key.replace('/', "~1"));
                    self.collect(below, "?", value, &path, found);
                }
            }
            Value::Array(items) => {
                let below = self.below(schema, None).unwrap_or(&Value::Null);
                for (place, value) in items.iter().enumerate() {
                    self.collect(below, "?", value, &format!("{path}/{place}"), found);
                }
            }
            _ => {}
        }
    }

    /// The paths of all values: of those behind one key of one shape, the first of each kind,
    /// and the first value in it where it is a list or its keys are data.
    fn places(&self) -> Vec<String> {
        let shapes = self.shapes();
        let mut seen = BTreeSet::new();
        let mut found = vec![String::new()];
        for shape in &shapes {
            for (key, value) in shape.map {
                let kind = match value {
                    Value::Object(_) => 0,
                    Value::Array(_) => 1,
                    _ => 2,
                };
                if !seen.insert((shape.name.clone(), key, kind)) {
                    continue;
                }
                let path = format!("{}/{}", shape.path, key.replace('/', "~1"));
                let first = match value {
                    Value::Array(items) if !items.is_empty() => Some("0".to_owned()),
                    Value::Object(map) if shapes.iter().all(|shape| shape.path != path) => {
                        map.keys().next().map(|key| key.replace('/', "~1"))
                    }
                    _ => None,
                };
                found.extend(first.map(|first| format!("{path}/{first}")));
                found.push(path);
            }
        }
        found
    }

    /// What reader and schema say of the example with a change, where they differ.
    /// What was put in is known because `true` in place of words is only marked by the schema.
    fn difference(&self, what: &str, put_in: &Value, changed: &Value) -> Option<String> {
        let problems = (self.read)(&text_of(changed));
        let accepted = self.accepts(changed);
        let unseen = |problem: &FileProblem| {
            matches!(
                problem.kind,
                Kind::Rubric(_) | Kind::NoSuchName { .. } | Kind::CountDiffers { .. }
            )
        };
        if accepted && !problems.iter().all(unseen) {
            return Some(format!("{what}: only the reader refuses: {:?}", problems[0].kind));
        }
        if !accepted && problems.is_empty() && !put_in.is_boolean() {
            return Some(format!("{what}: only the schema refuses: {}", self.told(changed)));
        }
        None
    }
}

/// A mapping of the example.
struct Shape<'a> {
    path: String,
    name: String,
    schema: &'a Value,
    map: &'a Map<String, Value>,
}

impl Shape<'_> {
    fn properties(&self) -> BTreeSet<&str> {
        let properties = self.schema["properties"].as_object().expect("keys");
        properties.keys().map(String::as_str).collect()
    }
}

/// The example with a change at one place. Of lists of mappings only the one on the way is
/// kept, else the first: many changes are compared, and a short file is read fast.
fn changed(example: &Value, path: &str, change: impl FnOnce(&mut Value)) -> Value {
    let way: Vec<&str> = path.split('/').skip(1).collect();
    let mut new_path = String::new();
    let mut changed = shortened(example, Some(&way), &mut new_path);
    change(changed.pointer_mut(&new_path).expect("a place"));
    changed
}

fn shortened(value: &Value, way: Option<&[&str]>, new_path: &mut String) -> Value {
    let next = way.and_then(<[&str]>::split_first);
    match value {
        Value::Object(map) => {
            let part = |(key, value): (&String, &Value)| {
                let on_the_way = next.filter(|(step, _)| step.replace("~1", "/") == *key);
                if let Some((step, _)) = on_the_way {
                    *new_path = format!("{new_path}/{step}");
                }
                (key.clone(), shortened(value, on_the_way.map(|(_, rest)| rest), new_path))
            };
            map.iter().map(part).collect()
        }
        Value::Array(items) if items.iter().all(Value::is_object) && !items.is_empty() => {
            let place = next.and_then(|(step, _)| step.parse().ok()).unwrap_or(0);
            if next.is_some() {
                new_path.push_str("/0");
            }
            json!([shortened(&items[place], next.map(|(_, rest)| rest), new_path)])
        }
        other => {
            if let Some((step, _)) = next {
                *new_path = format!("{new_path}/{step}");
            }
            other.clone()
        }
    }
}

#[test]
fn the_examples_are_valid() {
    for format in both() {
        assert_eq!((format.read)(&text_of(&format.example)), Vec::new());
        assert!(format.accepts(&format.example), "{}", format.told(&format.example));
    }
}

#[test]
fn reader_and_schema_know_the_same_keys() {
    for format in both() {
        let shapes = format.shapes();
        let read = (format.keys)(&text_of(&format.example));
        assert_eq!(read.len(), shapes.len(), "mappings with keys of their own");
        let mut of_reader: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut in_example: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (shape, keys) in shapes.iter().zip(read) {
            of_reader.entry(&shape.name).or_default().extend(keys);
            in_example.entry(&shape.name).or_default().extend(shape.map.keys().map(String::as_str));
        }
        for shape in &shapes {
            let (name, keys) = (shape.name.as_str(), shape.properties());
            assert_eq!(of_reader[name], keys, "{name}: keys of the reader and of the schema");
            assert_eq!(in_example[name], keys, "{name}: every key stands in the example");
        }
        for (name, part) in format.schema["$defs"].as_object().expect("parts") {
            let lists_keys = part["additionalProperties"] == false;
            let visited = of_reader.contains_key(format!("#/$defs/{name}").as_str());
            assert!(visited || !lists_keys, "the example has no {name}");
        }
    }
}

#[test]
fn every_key_is_described_in_chinese() {
    for format in both() {
        for shape in format.shapes() {
            for (key, part) in shape.schema["properties"].as_object().expect("keys") {
                let target =
                    part["$ref"].as_str().and_then(|path| format.schema.pointer(&path[1..]));
                let words = part.get("description").or_else(|| target?.get("description"));
                let words = words.and_then(Value::as_str).unwrap_or_default();
                let chinese = words.chars().any(|c| ('一'..='龥').contains(&c));
                assert!(chinese, "{} {key}: “{words}”", shape.name);
            }
        }
    }
}

#[test]
fn a_key_left_out_or_put_in_is_seen_by_both() {
    for format in both() {
        let shapes = format.shapes();
        let mut different = Vec::new();
        for shape in &shapes {
            let mut compare = |what: String, change: &dyn Fn(&mut Map<String, Value>)| {
                let value = changed(&format.example, &shape.path, |value| {
                    change(value.as_object_mut().expect("a mapping"));
                });
                let what = format!("{} {what}", shape.path);
                different.extend(format.difference(&what, &Value::Null, &value));
            };
            compare("with an unknown key".to_owned(), &|map| {
                map.insert("未知".to_owned(), json!(1));
            });
            for key in shape.map.keys() {
                compare(format!("without {key}"), &|map| drop(map.shift_remove(key)));
            }
            // Every other key of the shape, as it first stands elsewhere in the example.
            let alike = shapes.iter().filter(|other| other.name == shape.name);
            let others: BTreeMap<&String, &Value> =
                alike.rev().flat_map(|other| other.map.iter()).collect();
            for (key, value) in others.into_iter().filter(|(key, _)| !shape.map.contains_key(*key))
            {
                compare(format!("with {key}: {value}"), &|map| {
                    map.insert(key.clone(), value.clone());
                });
            }
        }
        assert!(different.is_empty(), "{}", different.join("\n"));
    }
}

/// Values to put in the place of another: of every kind, and of its own kind at the limits.
fn probes(value: &Value) -> Vec<Value> {
    let kinds = json!([null, true, 1, "文字", [], [1, 2], {}, {"甲": 1}]);
    let own = match value {
        Value::Number(_) => json!([
            -100_001,
            -100_000,
            -1,
            0,
            0.5,
            6,
            7,
            20,
            21,
            100,
            101,
            100_000,
            100_001,
            1_000_000,
            1_000_001,
            1_000_000_000,
            1_000_000_001,
            -1_000_000_000,
            -1_000_000_001
        ]),
        Value::String(_) => json!([
            "",
            " ",
            "（一）",
            "１",
            "a b",
            "a/b",
            "a:b",
            "1/3",
            "1/0",
            "all",
            "2024-02-29",
            "2023-02-29",
            "2024年1月1日",
            "01234567"
        ]),
        _ => json!([false, []]),
    };
    [kinds, own].into_iter().flat_map(|all| all.as_array().cloned().unwrap_or_default()).collect()
}

#[test]
fn a_value_of_another_kind_or_size_is_seen_by_both() {
    for format in both() {
        let mut different = Vec::new();
        for place in format.places() {
            for probe in probes(format.example.pointer(&place).expect("a place")) {
                let value = changed(&format.example, &place, |value| *value = probe.clone());
                let what = format!("{place} = {probe}");
                different.extend(format.difference(&what, &probe, &value));
            }
        }
        assert!(different.is_empty(), "{} differ\n{}", different.len(), different.join("\n"));
    }
}

#[test]
fn every_file_of_the_project_is_valid() {
    let [rubric, session] = both();
    let mut files = 0;
    for folder in ["rubrics", "sessions", "tests/it/rubrics"] {
        let Ok(entries) = fs::read_dir(project_file(folder)) else { continue };
        for entry in entries {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|ending| ending != "yaml") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("text");
            let value = from_yaml(&text).unwrap_or_else(|| panic!("{}", path.display()));
            let format = if folder == "sessions" { &session } else { &rubric };
            assert!(format.accepts(&value), "{}: {}", path.display(), format.told(&value));
            files += 1;
        }
    }
    assert!(files >= 8, "only {files} files");
}

/// Broken files whose defect no schema can see: the file's name; keys that stand twice (every
/// YAML editor tells that by itself).
const UNSEEN: [&str; 2] = ["file_name.yaml", "duplicate_keys.yaml"];

#[test]
fn broken_files_are_refused_by_the_schema_too() {
    let [rubric, session] = both();
    for (folder, format) in [("rubrics", rubric), ("sessions", session)] {
        for entry in fs::read_dir(project_file(&format!("tests/it/bad/{folder}"))).expect("files") {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("text");
            let seen = from_yaml(&text).is_none_or(|value| !format.accepts(&value));
            assert_eq!(seen, !UNSEEN.contains(&name.as_str()), "{folder}/{name}");
        }
    }
}

#[test]
fn what_editors_offer_is_valid() {
    let format = format("rubric");
    let snippets = format.schema.pointer("/$defs/clause/defaultSnippets").expect("snippets");
    for snippet in snippets.as_array().expect("a list") {
        let body = filled(&snippet["body"]);
        let changed = changed(&format.example, "/indicators/0/indicators/0/clauses", |clauses| {
            clauses.as_array_mut().expect("clauses").push(body);
        });
        assert!(format.accepts(&changed), "{}: {}", snippet["label"], format.told(&changed));
    }
}

/// A snippet as the editor puts it in: `"${1:5}"` becomes 5.
fn filled(body: &Value) -> Value {
    match body {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), filled(value))).collect(),
        Value::Array(items) => items.iter().map(filled).collect(),
        Value::String(text) => {
            let plain = text.split_once(':').map_or(text.as_str(), |(_, rest)| rest);
            let words = plain.trim_end_matches('"').trim_end_matches('}');
            if text.starts_with('"') { json!(words) } else { from_yaml(words).expect("YAML") }
        }
        other => other.clone(),
    }
}
