//! The kernel's part: Linux can take away from a process what it will not need (Landlock).
//!
//! It stands behind the doors of [`super`], for what would not ask there: a mistake of
//! ours, a link that is swapped between two looks. Where the kernel knows nothing of it the
//! doors stand alone.

use std::io;
use std::path::Path;

/// How far the kernel goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enforced {
    /// It refuses all of it, or all of it but what it does not know yet.
    Yes,
    /// It cannot.
    No,
}

/// Leaves this thread, and those it will start, the files below a folder, the terminal, and
/// nothing else: no other file, no program to run, no network.
///
/// # Errors
/// The kernel can and does not.
#[cfg(target_os = "linux")]
pub fn confine(folder: &Path) -> io::Result<Enforced> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetStatus, Scope,
    };
    let known = ABI::V6;
    let everything = AccessFs::from_all(known);
    let files = everything & !AccessFs::Execute;
    let terminal = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::IoctlDev;
    let rules = || {
        let rules = Ruleset::default()
            .handle_access(everything)?
            .handle_access(AccessNet::from_all(known))?
            .scope(Scope::from_all(known))?
            .create()?
            .add_rule(PathBeneath::new(PathFd::new(folder)?, files))?;
        // Standard input may be something else than the terminal the keys come from.
        let rules = match PathFd::new("/dev/tty") {
            Ok(tty) => rules.add_rule(PathBeneath::new(tty, terminal))?,
            Err(_) => rules,
        };
        Ok(rules.restrict_self()?)
    };
    let status = rules().map_err(|error: Error| io::Error::other(error.to_string()))?;
    Ok(match status.ruleset {
        RulesetStatus::NotEnforced => Enforced::No,
        RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Enforced::Yes,
    })
}

/// Any of what can go wrong while the rules are made.
#[cfg(target_os = "linux")]
type Error = Box<dyn std::error::Error>;

/// Elsewhere the doors stand alone.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn confine(_: &Path) -> io::Result<Enforced> {
    Ok(Enforced::No)
}
