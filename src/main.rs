//! The program: arguments, environment and clock in, exit code out.

mod machine;

use kaohe::cli::{self, Ends, Environment, Exit, Next, Screens};
use kaohe::lang::{Lang, cli as say, storage_errors};
use kaohe::session::Date;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::storage::reach::{self, kernel::is_refused};
use kaohe::storage::save::sweep;
use kaohe::tui::plain::Lines;
use kaohe::tui::{self, Launch, Settings, files::Files};
use std::env;
use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;
use std::time::SystemTime;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    machine::find_zone(cli::is_restricted(&arguments));
    let now = machine::now();
    let holder = machine::holder(cli::is_restricted(&arguments), &now);
    let mut output = BufWriter::new(io::stdout().lock());
    let mut environment = Environment {
        arguments,
        data_folder: env::var_os("KAOHE_DATA_DIR").filter(|folder| !folder.is_empty()),
        locale: machine::locale(),
        language: env::var("KAOHE_LANG").ok().filter(|lang| !lang.is_empty()),
        config: machine::config(),
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        now: now.strftime("%Y-%m-%dT%H:%M").to_string(),
        holder: holder.clone(),
        clock: machine::now_exactly,
        elapsed: io::stderr().is_terminal().then_some(machine::elapsed),
        is_output_seen: io::stdout().is_terminal(),
        input: &mut io::stdin(),
        output: &mut output,
        output_is_terminal: io::stdout().is_terminal(),
        messages: &mut io::stderr(),
    };
    let next = cli::run(&mut environment);
    drop(environment);
    drop(output);
    match next {
        Next::Exit(exit) => exit.into(),
        Next::Screens(screens) => open_screens(*screens, holder, &now).into(),
    }
}

fn open_screens(screens: Screens, holder: Holder, now: &jiff::Zoned) -> Exit {
    let config = &screens.config;
    let mut settings = Settings {
        theme: config.colours.into(),
        keys: cli::keymap(config),
        mouse: config.mouse,
        templates: config.templates.clone(),
        report_template: config.report_template.clone(),
        ambiguous: config.ambiguous,
        notice: screens.notice.clone(),
    };
    let launch = Launch {
        lang: screens.lang,
        color: !screens.no_color,
        ascii: config.is_ascii,
        today: Date::parse(&now.strftime("%Y-%m-%d").to_string()),
        open: screens.session,
    };
    let is_restricted = screens.confined.is_some();
    // Asked last: what the machine says of itself stands outside.
    let inside = screens.confined.as_ref().map(|root| root.folder().to_owned());
    match screens.confined.map(reach::confine) {
        Some(Err(error)) => {
            let cause = storage_errors::system(screens.lang, &error);
            return trouble(&storage_errors::not_confined(screens.lang, &cause));
        }
        Some(Ok(enforced)) if screens.ends == Ends::Told => {
            // What the kernel says it took is tried.
            let files = enforced.files && inside.as_deref().is_some_and(is_refused);
            return told(screens.lang, reach::Enforced { files, ..enforced });
        }
        Some(Ok(enforced)) if !enforced.files => {
            let words = say::doors_alone(screens.lang);
            let before = settings.notice.take().map(|notice| notice + " ").unwrap_or_default();
            settings.notice = Some(before + words);
        }
        _ => {}
    }
    let catalogue = Catalogue::load(&screens.rubric_folders);
    let folder = screens.folder.clone();
    let files = Files::new(screens.lang, catalogue, screens.folder, holder, machine::now_exactly);
    let files = if screens.read_only { files.read_only() } else { files };
    let end = if screens.plain {
        Lines::open()
            .and_then(|lines| tui::plain::run(&launch, settings, files, lines, &mut io::stdout()))
    } else {
        tui::run(&launch, settings, files)
    };
    // What a killed program left behind, when nobody waits any more; how many says nothing.
    let _ = sweep(&folder, SystemTime::now());
    match end {
        Ok(None) => Exit::Done,
        Ok(Some(unsaved)) => trouble(&unsaved),
        Err(_) if is_restricted => trouble(say::screens_only(screens.lang)),
        Err(error) => trouble(&say::no_terminal(screens.lang, &error)),
    }
}

/// Tells what restricted mode comes to on this machine.
fn told(lang: Lang, enforced: reach::Enforced) -> Exit {
    for line in say::in_force(lang, enforced) {
        cli::tell(&mut io::stdout(), line);
    }
    if enforced.files { Exit::Done } else { Exit::NotInOrder }
}

/// The last word before the program ends with trouble.
fn trouble(why: &str) -> Exit {
    cli::tell(&mut io::stderr(), why);
    Exit::FileTrouble
}
