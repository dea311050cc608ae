//! Mermaid, which code hosts draw inside Markdown. What is broken is a hexagon, what is unfunded has double sides, what
//! does not exist is rounded, and each says so.

use std::fmt::Write;

use super::drawing::{Drawing, Shape, Sort};

pub(super) fn write(drawing: &Drawing) -> String {
    let mut out = String::new();
    put(&mut out, drawing).expect("a String takes all");
    out
}

fn put(out: &mut String, drawing: &Drawing) -> std::fmt::Result {
    writeln!(out, "flowchart {}", if drawing.right_to_left { "RL" } else { "LR" })?;
    writeln!(out, "  accTitle: {}", in_one_line(&drawing.title))?;
    let description = [Some(drawing.description.as_str()), drawing.remark.as_deref()];
    let description: Vec<&str> = description.into_iter().flatten().collect();
    writeln!(out, "  accDescr: {}", in_one_line(&description.join(" ")))?;
    for (at, shape) in drawing.boxes.iter().enumerate() {
        let (open, close) = match shape.state {
            state if state.missing => ("([", "])"),
            state if state.broken => ("{{", "}}"),
            state if state.unfunded => ("[[", "]]"),
            _ => ("[", "]"),
        };
        writeln!(out, "  n{at}{open}\"{}\"{close}", label(shape))?;
    }
    for line in &drawing.lines {
        match line.sort {
            Sort::Part => writeln!(out, "  n{} -.- n{}", line.from, line.to)?,
            Sort::Link => writeln!(out, "  n{} --> n{}", line.from, line.to)?,
            Sort::Broken => {
                writeln!(out, "  n{} --x|\"{}\"| n{}", line.from, escaped(&drawing.words.broken), line.to)?;
            }
        }
    }
    let of = |is: fn(&Shape) -> bool| -> Vec<String> {
        let all = drawing.boxes.iter().enumerate().filter(|(_, shape)| is(shape));
        all.map(|(at, _)| format!("n{at}")).collect()
    };
    let classes = [
        ("broken", "stroke:#b3261e,stroke-width:3px", of(|shape| shape.state.broken && !shape.state.missing)),
        ("missing", "stroke:#b3261e,stroke-dasharray:5 3", of(|shape| shape.state.missing)),
        ("unfunded", "stroke:#8a5300,stroke-width:3px", of(|shape| shape.state.unfunded && !shape.state.broken)),
    ];
    for (name, look, members) in classes.into_iter().filter(|(.., members)| !members.is_empty()) {
        writeln!(out, "  classDef {name} {look}")?;
        writeln!(out, "  class {} {name}", members.join(","))?;
    }
    Ok(())
}

fn label(shape: &Shape) -> String {
    let mut lines = vec![escaped(&shape.head)];
    lines.extend((!shape.label.is_empty()).then(|| escaped(&shape.label)));
    lines.extend(shape.notes.iter().map(|note| escaped(note)));
    lines.extend(shape.faults.iter().map(|fault| escaped(fault)));
    lines.join("<br>")
}

/// Text inside quotes: markup and what Mermaid itself reads become entities, in its own notation.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// Text up to the end of a line, where `;` and `#` would end or begin something else.
fn in_one_line(text: &str) -> String {
    text.replace(['\n', '\r', ';', '#'], " ")
}
