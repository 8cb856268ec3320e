//! `kaohe rubrics`: the rubrics known.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, flag, json};
use crate::lang::{cli as say, file_problems};
use crate::points::Points;
use crate::storage::catalogue::{LoadedRubric, Origin};
use crate::visible::path_words;
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    if flag(matches, "json") {
        context.print_json(&json::rubrics(&catalogue))?;
    } else {
        let rows: Vec<Vec<String>> =
            catalogue.rubrics().map(|rubric| row(context, rubric)).collect();
        for line in lines(&[Align::Left, Align::Right, Align::Left, Align::Left], &rows) {
            context.print(&line)?;
        }
    }
    for problem in catalogue.broken.iter().flat_map(|broken| &broken.problems) {
        let sentence = file_problems::file_problem(context.lang, problem);
        context.tell(&sentence);
    }
    for (_, problem) in catalogue.same_ids() {
        let sentence = file_problems::file_problem(context.lang, &problem);
        context.tell(&sentence);
    }
    Ok(if catalogue.broken.is_empty() { Exit::Done } else { Exit::NotInOrder })
}

fn row(context: &Context<'_, '_>, loaded: &LoadedRubric) -> Vec<String> {
    let head = &loaded.rubric.head;
    let origin = match &loaded.origin {
        Origin::BuiltIn => say::built_in(context.lang).to_owned(),
        Origin::File(path) => path_words(path),
    };
    let total = head.total.as_ref().map_or_else(|| "-".to_owned(), Points::to_string);
    vec![head.id.clone(), total, head.title.clone(), origin]
}
