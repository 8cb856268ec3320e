//! The program: arguments, environment and clock in, exit code out.

use kaohe::cli::{self, Environment, Exit, Next, Screens};
use kaohe::lang::cli as say;
use kaohe::session::Date;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::storage::save::sweep;
use kaohe::tui::{self, Launch, files::Files};
use std::env;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::time::SystemTime;

fn main() -> ExitCode {
    let now = jiff::Zoned::now();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut environment = Environment {
        arguments: env::args_os().collect(),
        data_folder: env::var_os("KAOHE_DATA_DIR").filter(|folder| !folder.is_empty()),
        locale: locale(),
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        now: now.strftime("%Y-%m-%dT%H:%M").to_string(),
        holder: holder(&now),
        clock: now_exactly,
        input: &mut io::stdin(),
        output: &mut output,
        messages: &mut io::stderr(),
    };
    let next = cli::run(&mut environment);
    drop(environment);
    // A reader that closed early (`kaohe show … | head`) is no failure.
    let _ = output.flush();
    drop(output);
    match next {
        Next::Exit(exit) => exit.into(),
        Next::Screens(screens) => open_screens(screens, &now).into(),
    }
}

fn open_screens(screens: Screens, now: &jiff::Zoned) -> Exit {
    let launch = Launch {
        lang: screens.lang,
        color: !screens.no_color,
        ascii: false,
        today: Date::parse(&now.strftime("%Y-%m-%d").to_string()),
        open: screens.session,
    };
    let catalogue = Catalogue::load(&screens.rubric_folders);
    let folder = screens.folder.clone();
    let files = Files::new(screens.lang, catalogue, screens.folder, holder(now), now_exactly);
    let files = if screens.read_only { files.read_only() } else { files };
    let end = tui::run(&launch, files);
    // What a killed program left behind, when nobody waits any more; how many says nothing.
    let _ = sweep(&folder, SystemTime::now());
    match end {
        Ok(None) => Exit::Done,
        Ok(Some(unsaved)) => {
            cli::tell(&mut io::stderr(), &unsaved);
            Exit::FileTrouble
        }
        Err(error) => {
            cli::tell(&mut io::stderr(), &say::no_terminal(screens.lang, &error));
            Exit::FileTrouble
        }
    }
}

/// Who is here, for locks and journals.
fn holder(now: &jiff::Zoned) -> Holder {
    Holder {
        user: env::var("USER").unwrap_or_default(),
        host: host(),
        since: now.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The time of a change, for its line in the journal.
fn now_exactly() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The locale of messages, in the order the system looks for it.
fn locale() -> String {
    let names = ["KAOHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let mut values = names.into_iter().filter_map(|name| env::var(name).ok());
    values.find(|value| !value.is_empty()).unwrap_or_default()
}

/// The machine's name, for the lock another user sees.
fn host() -> String {
    let told = env::var("HOSTNAME").ok().filter(|name| !name.is_empty());
    let known = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    told.or_else(known).unwrap_or_default().trim().to_owned()
}
