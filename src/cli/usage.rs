//! Wrong use in the user's language, completions and the manual page.

use super::{Context, Environment, Exit, Failure, command, output};
use crate::lang::{Lang, cli as say};
use crate::visible::visible;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Error};

/// Says what is wrong with the command line, or prints the help that was asked for.
pub(super) fn tell(lang: Lang, error: &Error, environment: &mut Environment<'_>) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        output::print_help(environment, &error.render().to_string());
        return Exit::Done;
    }
    output::tell(environment.messages, &visible(&sentence(lang, error)));
    output::tell(environment.messages, say::see_help(lang));
    Exit::WrongUse
}

fn sentence(lang: Lang, error: &Error) -> String {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(lang.enumeration_comma()),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => say::argument_missing(lang, &argument),
        ErrorKind::UnknownArgument => {
            let better = context(ContextKind::SuggestedArg);
            if better.is_empty() {
                say::argument_unknown(lang, &argument)
            } else {
                say::argument_unknown_but(lang, &argument, &better)
            }
        }
        ErrorKind::InvalidSubcommand => {
            say::command_unknown(lang, &context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => say::value_missing(lang, &argument),
        ErrorKind::InvalidValue => {
            say::value_unknown(lang, &argument, &value, &context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => say::value_unusable(lang, &argument, &value),
        ErrorKind::InvalidUtf8 => say::not_utf8(lang).to_owned(),
        _ => say::argument_conflict(lang, &argument),
    }
}

/// `kaohe completions SHELL`.
pub(super) fn completions(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("SHELL") {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut command(context.lang), "kaohe", &mut script);
        output::print_own(context.environment, &script)?;
    }
    Ok(Exit::Done)
}

/// `kaohe man`: every command in one page.
pub(super) fn man(context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let mut whole = command(context.lang);
    whole.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(whole.clone()).render(&mut page)?;
    for sub in whole.get_subcommands() {
        let name = format!("kaohe {}", sub.get_name());
        clap_mangen::Man::new(sub.clone().name(name)).render(&mut page)?;
    }
    output::print_own(context.environment, &page)?;
    Ok(Exit::Done)
}
