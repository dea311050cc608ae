//! The one thread on which plans are judged for what is shown: what it makes and drops, pass after pass, is made and
//! dropped in one place, so that the allocator gives back the same memory to the next pass.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use tokio::sync::mpsc::WeakUnboundedSender;

use super::event::Event;
use super::plan_view::PlanView;

/// Judges plans beside the owner. Its thread ends when it is dropped.
pub(super) struct Judge {
    due: Sender<Vec<Arc<PlanView>>>,
}

impl Judge {
    /// Starts it; whatever it has judged is said in `queue`.
    pub(super) fn start(queue: WeakUnboundedSender<Event>) -> Self {
        let (due, passes) = mpsc::channel::<Vec<Arc<PlanView>>>();
        std::thread::Builder::new()
            .name("planlint-judge".to_owned())
            .spawn(move || {
                for pass in passes {
                    for view in &pass {
                        view.judge();
                    }
                    let Some(queue) = queue.upgrade() else { return };
                    let _ = queue.send(Event::Judged(pass));
                }
            })
            .expect("a server has a thread for judging");
        Self { due }
    }

    /// Has these judged, in this order, after those that wait.
    pub(super) fn begin(&self, due: Vec<Arc<PlanView>>) {
        let _ = self.due.send(due);
    }
}
