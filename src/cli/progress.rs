//! A progress bar on standard error, for runs that take long.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Fewer plans than this are done before a bar could be read.
const MANY: usize = 8;

/// A bar over `plans` plans: shown on a terminal only, and where there are many.
pub(super) fn bar(plans: usize) -> ProgressBar {
    if plans < MANY {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(Some(plans as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} plans, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
