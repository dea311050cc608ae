//! Graphviz: `dot -Tpdf`. What is broken is an octagon, what is unfunded has a double outline, and both say so.

use std::fmt::Write;

use super::drawing::{Drawing, Shape, Sort};
use super::wrapping::wrap;

pub(super) fn write(drawing: &Drawing) -> String {
    let mut out = String::new();
    put(&mut out, drawing).expect("a String takes all");
    out
}

fn put(out: &mut String, drawing: &Drawing) -> std::fmt::Result {
    writeln!(out, "digraph plan {{")?;
    let title = [Some(drawing.title.as_str()), drawing.remark.as_deref()].into_iter().flatten().collect::<Vec<_>>();
    let (title, tooltip) = (quoted(&title.join("\n")), quoted(&drawing.description));
    writeln!(out, "  graph [label={title}, tooltip={tooltip}, labelloc=t, rankdir={}]", direction(drawing))?;
    writeln!(out, "  node [shape=box, fontname=\"sans-serif\", fontsize=11, margin=\"0.15,0.08\"]")?;
    writeln!(out, "  edge [color=\"#5f6773\"]")?;
    for (at, shape) in drawing.boxes.iter().enumerate() {
        writeln!(out, "  n{at} [label={}{}]", quoted(&label(shape)), look(shape))?;
    }
    for column in 0..drawing.headings.len() {
        let here = drawing.boxes.iter().enumerate().filter(|(_, shape)| shape.column == column);
        let names: Vec<String> = here.map(|(at, _)| format!("n{at}")).collect();
        writeln!(out, "  {{ rank=same; {} }}", names.join("; "))?;
    }
    for line in &drawing.lines {
        let look = match line.sort {
            Sort::Part => " [style=dotted, arrowhead=none]".to_owned(),
            Sort::Link => String::new(),
            Sort::Broken => {
                format!(
                    " [style=dashed, color=\"#b3261e\", fontcolor=\"#b3261e\", label={}]",
                    quoted(&drawing.words.broken)
                )
            }
        };
        writeln!(out, "  n{} -> n{}{look}", line.from, line.to)?;
    }
    writeln!(out, "}}")
}

const fn direction(drawing: &Drawing) -> &'static str {
    if drawing.right_to_left { "RL" } else { "LR" }
}

fn label(shape: &Shape) -> String {
    let mut lines = vec![shape.head.clone()];
    lines.extend(wrap(&shape.label, 20.0, 6));
    lines.extend(shape.notes.iter().cloned());
    lines.extend(shape.faults.iter().cloned());
    lines.join("\n")
}

fn look(shape: &Shape) -> String {
    let mut look = String::new();
    if shape.state.missing {
        look.push_str(", shape=octagon, style=dashed, color=\"#b3261e\"");
    } else if shape.state.broken {
        look.push_str(", shape=octagon, penwidth=2, color=\"#b3261e\"");
    }
    if shape.state.unfunded {
        look.push_str(", peripheries=2");
        if !shape.state.broken {
            look.push_str(", color=\"#8a5300\"");
        }
    }
    look
}

/// A string of the language; line breaks become centred ones.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', ""))
}
