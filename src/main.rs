//! The program: arguments, environment and clock in, exit code out.

use kaohe::cli::{self, Environment, Next};
use std::env;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut output = BufWriter::new(io::stdout().lock());
    let mut environment = Environment {
        arguments: env::args_os().collect(),
        data_folder: env::var_os("KAOHE_DATA_DIR"),
        locale: locale(),
        no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        user: env::var("USER").unwrap_or_default(),
        host: env::var("HOSTNAME").unwrap_or_default(),
        now: jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M").to_string(),
        input: &mut io::stdin(),
        output: &mut output,
        messages: &mut io::stderr(),
    };
    let next = cli::run(&mut environment);
    drop(environment);
    // A reader that closed early (`kaohe show … | head`) is no failure.
    let _ = output.flush();
    match next {
        Next::Exit(exit) => exit.into(),
        Next::Screens(_) => ExitCode::SUCCESS,
    }
}

/// The locale of messages, in the order the system looks for it.
fn locale() -> String {
    let names = ["KAOHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let mut values = names.into_iter().filter_map(|name| env::var(name).ok());
    values.find(|value| !value.is_empty()).unwrap_or_default()
}
