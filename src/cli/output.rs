//! Where results go: standard output, with colours and readers that go away, and files.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

use crate::report::Colour;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColourChoice {
    pub(super) fn resolve(self) -> Colour {
        let wanted = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => wants_colour(&io::stdout()),
        };
        if wanted { Colour::Ansi } else { Colour::None }
    }
}

/// Whether a stream is a terminal whose user has not asked for plain text.
pub(super) fn wants_colour(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stream.is_terminal() && !set("NO_COLOR") && !dumb
}

/// Writes to standard output. A reader that has seen enough (`| head`) ends the writing, not the run.
pub(super) fn write(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match content(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
