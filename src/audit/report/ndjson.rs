//! One object a line, each with its `type`: `plan` as plans finish, then `unread` for each file that could not be read, and
//! `summary` as the last.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Plan, Summary, Unread};
use crate::audit::{Audit, Entry, PlanAudit};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Plan(Plan<'a>),
    Unread(Unread<'a>),
    Summary(Summary<'a>),
}

fn line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

pub(super) fn plan(plan: &PlanAudit, findings: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    line(&Line::Plan(Plan::new(plan, findings)), out)
}

pub(super) fn end(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    for unread in &audit.unread {
        line(&Line::Unread(Unread { file: &unread.file, reason: &unread.reason }), out)?;
    }
    line(&Line::Summary(Summary::new(audit)), out)
}
