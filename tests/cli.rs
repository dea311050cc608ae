//! The command line as a person sees it: commands, their output and exit codes, in `tests/cmd/`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[test]
fn command_line() {
    trycmd::TestCases::new().env("LC_ALL", "en_US.UTF-8").case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
