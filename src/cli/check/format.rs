//! The formats that `--format` and `--output` name.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::report::ReportFormat;

impl ValueEnum for ReportFormat {
    fn value_variants<'v>() -> &'v [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}
