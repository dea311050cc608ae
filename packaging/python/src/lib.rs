//! planlint for Python: the module `planlint._native`. It gives JSON; `planlint` makes objects of it.

mod choosing;
mod reading;

use planlint::cli::Failure;
use planlint::report::Colour;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

create_exception!(
    planlint,
    PlanlintError,
    PyException,
    "What planlint could not do: what happened, where, and what to do about it."
);

/// A failure as the command line shows it, without its colours.
fn raised(failure: Failure) -> PyErr {
    PlanlintError::new_err(failure.to_text(Colour::None))
}

/// The functions behind `planlint`.
#[pymodule]
mod _native {
    use std::path::PathBuf;

    use planlint::cli::{Checkable, check_as_json};
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::PlanlintError;
    use super::choosing::choices;
    use super::{raised, reading};

    /// The report on a plan in memory, as JSON.
    #[pyfunction]
    fn check_text(
        py: Python<'_>,
        text: &str,
        filename: PathBuf,
        profile: Option<String>,
        language: Option<String>,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> PyResult<String> {
        let choices = choices(profile, language, select, ignore).map_err(PlanlintError::new_err)?;
        py.detach(|| check_as_json(Checkable::Text { text, filename: &filename }, &choices)).map_err(raised)
    }

    /// The report on the plans of a file or directory, as JSON.
    #[pyfunction]
    fn check_path(
        py: Python<'_>,
        path: PathBuf,
        profile: Option<String>,
        language: Option<String>,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> PyResult<String> {
        let choices = choices(profile, language, select, ignore).map_err(PlanlintError::new_err)?;
        py.detach(|| check_as_json(Checkable::Path(&path), &choices)).map_err(raised)
    }

    /// What is understood of a sentence, as JSON.
    #[pyfunction]
    fn statement(py: Python<'_>, text: &str, language: Option<&str>) -> PyResult<String> {
        let language = language.map(reading::language).transpose().map_err(PlanlintError::new_err)?;
        py.detach(|| reading::statement(text, language)).map_err(raised)
    }

    /// The rules, as JSON.
    #[pyfunction]
    fn rules(py: Python<'_>, profile: Option<String>) -> PyResult<String> {
        py.detach(|| planlint::cli::rules_as_json(profile)).map_err(raised)
    }
}
