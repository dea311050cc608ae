//! The command line as a person sees it: commands, their output and exit codes, in `tests/cmd/`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[test]
fn command_line() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
