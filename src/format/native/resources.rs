//! `resources:`: totals, the level promised, allocations.

use super::reader::Reader;
use crate::plan::schema::{self, FieldSpec, FieldType};
use crate::plan::{Element, ElementId, Form, InvalidReason, Kind, Total};
use crate::yaml::{Entry, Value};

impl Reader<'_> {
    pub(super) fn resources(&mut self, spec: &'static FieldSpec, entry: Entry, plan: ElementId) {
        // `resources:` with nothing behind it still says that the plan speaks of resources.
        let Some(entries) = self.section(spec, entry, plan) else { return };
        let mut resources = self.loose(spec.name, entry);
        for (key, inner) in entries {
            let known = schema::RESOURCES.iter().find(|known| known.name == key);
            match (key, known) {
                ("total", _) => self.totals(inner, plan),
                ("allocations", Some(known)) => self.children(known, Kind::Allocation, inner, plan),
                (_, Some(known)) => {
                    let field = self.field(known, inner, plan);
                    resources.fields.push(field);
                }
                (_, None) => self.unknown_key(key, inner, schema::RESOURCES.iter().map(|s| s.name), Some(plan)),
            }
        }
        self.plan.resources(resources);
    }

    fn totals(&mut self, entry: Entry, plan: ElementId) {
        for item in self.items(entry.value) {
            if !matches!(self.peek(item), Value::Mapping(_)) {
                self.invalid("total", item, InvalidReason::WrongType, Form::TotalMapping, Some(plan));
                continue;
            }
            let fields = self.small_mapping("total", Entry { key: entry.key, value: item }, schema::TOTAL, plan);
            self.plan.total(Total { at: self.at(item), fields });
        }
    }

    /// A mapping that is no element but is read as one: its fields by a schema of its own.
    pub(super) fn small_mapping(
        &mut self,
        name: &str,
        entry: Entry,
        known: &'static [FieldSpec],
        owner: ElementId,
    ) -> Element {
        let mut read = self.loose(name, entry);
        if !matches!(self.peek(entry.value), Value::Mapping(_) | Value::Absent) {
            self.invalid(name, entry.value, InvalidReason::WrongType, Form::Mapping, Some(owner));
            return read;
        }
        for (key, inner) in self.entries(entry.value, Some(owner)) {
            match known.iter().find(|spec| spec.name == key) {
                Some(spec) if matches!(spec.holds, FieldType::Children(_)) => {}
                Some(spec) => {
                    let field = self.field(spec, inner, owner);
                    read.fields.push(field);
                }
                None => self.unknown_key(key, inner, known.iter().map(|spec| spec.name), Some(owner)),
            }
        }
        read
    }

    /// A holder of fields outside the plan's elements.
    pub(super) fn loose(&self, name: &str, entry: Entry) -> Element {
        let (key, at) = (self.at(entry.key), self.entry_at(entry));
        Element { id: name.into(), kind: Kind::Plan, parent: None, key, at, fields: Vec::new() }
    }
}
