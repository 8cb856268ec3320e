//! `kaohe delete FILE…` and `kaohe restore FILE…`: into the trash and out of it.

use super::{Context, Exit, Failure, paths};
use crate::lang::storage_errors::{rebuild_error, trash_error};
use crate::storage::disk::SystemDisk;
use crate::storage::lock::Holder;
use crate::storage::orphans::{is_journal, rebuild};
use crate::storage::trash::{delete, restore};
use crate::visible::path_words;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run_delete(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let lang = context.lang;
    run(context, matches, |file, holder| {
        delete(&SystemDisk, file, holder).map_err(|error| trash_error(lang, &error))
    })
}

pub(super) fn run_restore(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    let lang = context.lang;
    run(context, matches, |file, holder| {
        let is_in_trash = file.parent().is_some_and(|folder| folder.ends_with("trash"));
        if is_journal(file) && !is_in_trash {
            let made = rebuild(&SystemDisk, &catalogue, file, holder);
            return made.map_err(|error| rebuild_error(lang, &error));
        }
        restore(&SystemDisk, file, holder).map_err(|error| trash_error(lang, &error))
    })
}

/// Moves each file and prints where it is now.
fn run(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
    move_one: impl Fn(&Path, &Holder) -> Result<PathBuf, String>,
) -> Result<Exit, Failure> {
    let holder = Holder { since: context.environment.now.clone(), ..Holder::default() };
    let mut exit = Exit::Done;
    for file in paths(matches, "FILE") {
        match move_one(&file, &holder) {
            Ok(moved) => context.print(&path_words(&moved))?,
            Err(error) => {
                context.tell(&error);
                exit = Exit::FileTrouble;
            }
        }
    }
    Ok(exit)
}
