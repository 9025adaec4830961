//! State that the views of the overview share.

use crate::i18n::Messages;
use crate::pages::overview::question::StopQuestion;
use crate::pages::workspaces::Workspaces;
use crate::state::overview::Overview;
use leptos::prelude::*;
use upgrade_api::overview::Amount;

/// State of the overview page.
#[derive(Clone, Copy)]
pub(crate) struct OverviewPage {
    /// State of each product, open or not.
    pub workspaces: Workspaces,
    /// Tasks of all products.
    pub overview: Overview,
    /// Question before running tasks are stopped. Polls pause while it is open.
    pub question: RwSignal<Option<StopQuestion>>,
}

impl OverviewPage {
    /// State without a question.
    pub fn new(workspaces: Workspaces) -> Self {
        Self {
            workspaces,
            overview: workspaces.overview(),
            question: RwSignal::new(None),
        }
    }
}

/// The state of the overview page.
pub(crate) fn use_overview_page() -> OverviewPage {
    expect_context()
}

/// Text of a number that may be incomplete. An unknown number is not shown as 0.
pub(crate) fn amount_text(m: &dyn Messages, amount: Amount) -> String {
    if amount.is_unknown() {
        return m.view().unknown().to_owned();
    }
    let number = m.number(amount.number);
    match amount.is_exact {
        true => number,
        false => m.overview().at_least(&number),
    }
}
