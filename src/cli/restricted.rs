//! `kaohe --restricted --dir DIR`: the screens and one folder, for a forced command.

use super::{Failure, flag, path};
use crate::lang::{Lang, cli as say, storage_errors};
use crate::storage::reach::Root;
use clap::ArgMatches;

/// The folder to be confined to; `None` where restricted mode is not asked for. Whatever
/// else the command line asks for is refused before any file is looked at.
pub(super) fn root(lang: Lang, matches: &ArgMatches) -> Result<Option<Root>, Failure> {
    if !flag(matches, "restricted") {
        return Ok(None);
    }
    if let Some(command) = matches.subcommand_name() {
        return Err(Failure::Use(say::not_restricted(lang, command)));
    }
    if matches.contains_id("rubrics") {
        return Err(Failure::Use(say::not_restricted(lang, "--rubrics")));
    }
    let Some(folder) = path(matches, "dir") else {
        return Err(Failure::Use(say::restricted_where(lang).to_owned()));
    };
    let root = Root::find(&folder);
    root.map(Some).map_err(|error| Failure::File(storage_errors::root_error(lang, &folder, &error)))
}
