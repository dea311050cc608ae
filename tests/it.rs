//! All tests of the whole, as one program: it is linked once.

mod cli;
mod comfort;
mod configuration;
mod docs;
mod examples;
mod fixes;
mod gate;
mod graph;
mod import;
mod init;
mod judging_again;
mod messages;
mod overlap;
mod own_rules;
mod parameters;
mod properties;
mod reading;
mod report;
mod rules;
mod schema;
mod sdg;
mod server;
mod statements;
mod suppressed;
mod thesaurus;
mod watch;
