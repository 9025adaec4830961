//! Lists of tasks in the dialog for several tasks: the tasks of the plan with their results, and the excluded tasks.

use crate::components::visible;
use crate::i18n::use_messages;
use crate::pages::row_pager::RowPager;
use crate::pages::tasks::bulk::plan::{BulkQuestion, Exclusion, Plan};
use crate::pages::tasks::bulk::run::{Phase, Run, TaskStep, result_text};
use crate::pages::tasks::version_path::VersionPath;
use crate::routing::list_query::RowPage;
use crate::state::activity_log::Outcome;
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Tasks of the plan in their order, each with its result, in pages.
#[component]
pub(crate) fn PlannedTasks(
    /// Question.
    bulk: BulkQuestion,
    /// Run.
    run: Run,
) -> impl IntoView {
    let m = use_messages();
    let BulkQuestion { action, plan, .. } = bulk;
    if plan.len() == 0 {
        return view! { <p>{m.view().bulk_empty()}</p> }.into_any();
    }
    let count = plan.len();
    let line = move |at: usize| match plan.todo.get(at) {
        Some((task, impact)) => {
            // Only a start affects devices.
            let devices = impact.affected.filter(|_| action == Action::Start);
            let devices = devices.map(|devices| m.map().devices(&m.number(devices)));
            view! {
                <TaskLine task=task
                    .clone()>
                    {devices.map(|devices| view! { <span class="hint">{devices}</span> })}
                    <StepResult at=at steps=run.steps phase=run.phase />
                </TaskLine>
            }
            .into_any()
        }
        None => {
            let id = plan.unreadable.get(at - plan.todo.len()).map(ToString::to_string);
            view! {
                <li class="bulk-task">
                    <code>{id.unwrap_or_default()}</code>
                    <span class="hint">{m.unreadable_row()}</span>
                    <StepResult at=at steps=run.steps phase=run.phase />
                </li>
            }
            .into_any()
        }
    };
    let page = RwSignal::new(RowPage::default());
    let lines = move || page.get().range(count).map(&line).collect_view();
    view! {
        <ol class="bulk-list">{move || lines()}</ol>
        <RowPager list=m.tasks() page=page rows=count on_change=move |next| page.set(next) />
    }
    .into_any()
}

/// Tasks that the plan excludes, with the reasons, in pages.
#[component]
pub(crate) fn ExcludedTasks(
    /// Plan.
    plan: Arc<Plan>,
) -> impl IntoView {
    let m = use_messages();
    let count = plan.excluded.len();
    let line = |(task, exclusion): &(Task, Exclusion)| {
        let reason = match exclusion {
            Exclusion::State(refusal) => m.refusal(*refusal),
            Exclusion::Downgrade => m.view().excluded_downgrade(),
            Exclusion::Loop => m.view().excluded_loop(),
            Exclusion::Many => m.view().excluded_many_devices(),
        };
        view! {
            <TaskLine task=task.clone()>
                <p class="bulk-why">{reason}</p>
            </TaskLine>
        }
        .into_any()
    };
    let page = RwSignal::new(RowPage::default());
    let lines = move || {
        let shown = plan.excluded.get(page.get().range(count)).unwrap_or_default();
        shown.iter().map(line).collect_view()
    };
    (count > 0).then(|| {
        let title = m.view().bulk_excluded();
        view! {
            <section class="bulk-left-out">
                <h3>{title}</h3>
                <ul class="bulk-list" aria-label=title>
                    {move || lines()}
                </ul>
                <RowPager list=title page=page rows=count on_change=move |next| page.set(next) />
            </section>
        }
    })
}

/// List item of a task: its name and versions.
#[component]
fn TaskLine(
    /// Task.
    task: Task,
    /// Content after the versions.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="bulk-task">
            <bdi class="name" translate="no">
                {visible(&task.name)}
            </bdi>
            <VersionPath from=task.from.version target=task.target.version />
            {children()}
        </li>
    }
}

/// Result of one task.
#[component]
pub(crate) fn StepResult(
    /// Index of the task in the run.
    at: usize,
    /// State of each task.
    steps: RwSignal<Vec<TaskStep>>,
    /// State of the run.
    phase: RwSignal<Phase>,
) -> impl IntoView {
    let m = use_messages();
    let step = Memo::new(move |_| steps.with(|steps| steps.get(at).cloned()));
    let result = move || {
        let (class, word, reason) = match step.get()? {
            TaskStep::Working => ("badge badge-working", m.working(), None),
            TaskStep::Accepted => ("badge badge-working", m.stop_unconfirmed(), None),
            TaskStep::Done => ("badge badge-running", m.outcome_done(), None),
            TaskStep::NotDone(Outcome::Unknown, reason) => ("badge badge-unknown", m.outcome_unknown(), Some(reason)),
            TaskStep::NotDone(_, reason) => ("badge badge-refused", m.outcome_not_done(), Some(reason)),
            TaskStep::Skipped => ("badge", m.outcome_not_done(), Some(m.view().skipped().to_owned())),
            TaskStep::Waiting if phase.get() == Phase::Asking => return None,
            TaskStep::Waiting => ("badge", m.view().waiting(), None),
        };
        let result = view! {
            <span class=class prop:textContent=word />
            {reason.map(|reason| view! { <p class="bulk-why" prop:textContent=reason /> })}
        };
        Some(result.into_any())
    };
    view! { {move || result()} }
}

/// Number of done tasks. Empty before the run.
#[component]
pub(crate) fn RunProgress(
    /// State of each task.
    steps: RwSignal<Vec<TaskStep>>,
    /// State of the run.
    phase: RwSignal<Phase>,
) -> impl IntoView {
    let m = use_messages();
    // A live region: the memo keeps a screen reader from hearing the same text twice.
    let text = Memo::new(move |_| match phase.get() {
        Phase::Asking => String::new(),
        Phase::Running | Phase::Stopping | Phase::Over => steps.with(|steps| {
            let done = steps.iter().filter(|step| **step == TaskStep::Done).count();
            result_text(m, done, steps.len())
        }),
    });
    view! { <p role="status" prop:textContent=move || text.get() /> }
}
