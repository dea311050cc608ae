//! The options that choose the rules of a run, for every command that judges plans.

use clap::Args;

use super::failure::Failure;
use crate::nearest::nearest;
use crate::project::ProjectError;
use crate::rule::{Catalogue, CatalogueError, Selection};

/// Which rules run.
#[derive(Debug, Args)]
pub(super) struct RuleChoice {
    /// Rules to run in place of the profile's: ids, groups or globs, separated by commas.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,
    /// Rules not to run: ids, groups or globs, separated by commas; taken away last.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// The profile, in place of the one that planlint.yaml or the plan names.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

impl RuleChoice {
    /// The rules that were asked for.
    pub(super) fn selection(&self) -> Selection {
        Selection { select: self.select.clone(), ignore: self.ignore.clone() }
    }

    /// The profile that was asked for.
    ///
    /// # Errors
    /// There is none of that name, which is told once and not for every plan.
    pub(super) fn profile(&self) -> Result<Option<String>, Failure> {
        self.profile.as_deref().map_or(Ok(()), known_profile)?;
        Ok(self.profile.clone())
    }
}

/// A failure where there is no profile of this name.
pub(super) fn known_profile(name: &str) -> Result<(), Failure> {
    if Catalogue::profile_names().any(|known| known == name) {
        return Ok(());
    }
    let nearest = nearest(name, Catalogue::profile_names()).map(str::to_owned);
    let known = Catalogue::profile_names().map(str::to_owned).collect();
    let error = CatalogueError::UnknownProfile { name: name.to_owned(), nearest, known };
    Err(ProjectError::from(error).into())
}
