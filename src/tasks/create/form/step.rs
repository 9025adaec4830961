//! Where in the flow the operator is: filling in, or looking once more at what is about to be sent.

use super::{CreateForm, Spot};
use leptos::prelude::*;

/// A step of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The form.
    Firmware,
    /// Everything that is about to be sent, side by side.
    Review,
}

impl CreateForm {
    /// Where the operator is.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step.get()
    }

    /// Goes on to the review, where nothing is wrong.
    ///
    /// # Errors
    /// The first place where something is.
    pub fn review(&self) -> Result<(), Option<Spot>> {
        untrack(|| self.checked())?;
        self.step.set(Step::Review);
        Ok(())
    }

    /// Goes back to the form.
    pub fn go_back(&self) {
        self.step.set(Step::Firmware);
    }
}
