//! `kaohe delete FILE…` and `kaohe restore FILE…`: into the trash and out of it.

use super::{Context, Exit, Failure, paths};
use crate::lang::storage_errors::trash_error;
use crate::storage::disk::SystemDisk;
use crate::storage::lock::Holder;
use crate::storage::trash::{TrashError, delete, restore};
use crate::visible::path_words;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

pub(super) fn run_delete(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    run(context, matches, |file, holder| delete(&SystemDisk, file, holder))
}

pub(super) fn run_restore(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    run(context, matches, |file, holder| restore(&SystemDisk, file, holder))
}

/// Moves each file and prints where it is now.
fn run(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
    move_one: impl Fn(&Path, &Holder) -> Result<PathBuf, TrashError>,
) -> Result<Exit, Failure> {
    let holder = Holder { since: context.environment.now.clone(), ..Holder::default() };
    let mut exit = Exit::Done;
    for file in paths(matches, "FILE") {
        match move_one(&file, &holder) {
            Ok(moved) => context.print(&path_words(&moved))?,
            Err(error) => {
                context.tell(&trash_error(context.lang, &error));
                exit = Exit::FileTrouble;
            }
        }
    }
    Ok(exit)
}
