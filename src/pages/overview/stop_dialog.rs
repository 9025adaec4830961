//! The question before running tasks of products are stopped, and the result of each stop.

use crate::components::{Button, Dialog, Note, NoteTone, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::overview::context::{OverviewPage, use_overview_page};
use crate::pages::overview::question::{StopQuestion, is_read};
use crate::pages::overview::run::{LEAVE, StopRun};
use crate::pages::row_pager::RowPager;
use crate::pages::tasks::bulk::dialog::UnknownTasks;
use crate::pages::tasks::bulk::run::{Phase, TaskStep};
use crate::pages::tasks::bulk::task_list::{RunProgress, StepResult};
use crate::pages::tasks::version_path::VersionPath;
use crate::routing::list_query::RowPage;
use crate::state::task_store::TaskStore;
use crate::web;
use leptos::prelude::*;
use upgrade_api::status::Action;

/// The dialog.
#[component]
pub(crate) fn StopDialog() -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    let question = page.question;
    let open = move || question.with(Option::is_some);
    let title = Memo::new(move |_| {
        question.with(|question| {
            let title = |question: &StopQuestion| m.overview().title(question.targets.len(), question.products());
            question.as_ref().map(title).unwrap_or_default()
        })
    });
    view! {
        <Dialog id="stop-all" question=true open=open title=title on_close=move |()| close(page)>
            <Content />
        </Dialog>
    }
}

/// Content of the open dialog.
#[component]
fn Content() -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    page.question.get_untracked().map(|question| {
        let run = StopRun::new(page, &question);
        let (steps, phase) = (run.steps, run.phase);

        view! {
            <div class="dialog-body">
                <p>{m.stop_effect()}</p>
                <Targets run=run.clone() />
                <Warnings question=question />
                <Show when=move || phase.get() == Phase::Running>
                    <p class="hint">{m.overview().closing_continues()}</p>
                </Show>
                <RunProgress steps=steps phase=phase />
            </div>
            <Foot run=run />
        }
    })
}

/// Tasks to stop, each with its product, its result, and a button that tries again after a failure; in pages.
#[component]
fn Targets(
    /// Run.
    run: StopRun,
) -> impl IntoView {
    let m = use_messages();
    let count = run.targets.len();
    let page = RwSignal::new(RowPage::default());
    let line = move |at: usize| {
        let target = run.targets.get(at)?;
        let (steps, phase) = (run.steps, run.phase);
        let versions = target
            .versions
            .map(|(from, to)| view! { <VersionPath from=from target=to /> }.into_any());
        let unreadable = target.versions.is_none();
        let unreadable = unreadable.then(|| view! { <span class="hint">{m.unreadable_row()}</span> }.into_any());
        let name = visible(&target.task.name);
        let retry_name = m.overview().about(m.retry(), &name);
        let has_failed = move || {
            let is_failure = |step: &TaskStep| matches!(step, TaskStep::NotDone(..));
            phase.get() == Phase::Over && steps.with(|steps| steps.get(at).is_some_and(is_failure))
        };
        let run = run.clone();
        let retry = Callback::new(move |_| {
            // The button disappears.
            web::focus(LEAVE);
            run.retry(at);
        });
        let line = view! {
            <li class="bulk-task">
                <bdi class="name" translate="no">
                    {name}
                </bdi>
                {versions}
                {unreadable}
                <bdi class="hint" translate="no">
                    {visible(&target.store.product().name)}
                </bdi>
                <StepResult at=at steps=steps phase=phase />
                <Show when=has_failed>
                    <Button label=m.retry() on_press=retry attr:aria-label=retry_name.clone() />
                </Show>
            </li>
        };
        Some(line.into_any())
    };
    let lines = move || page.get().range(count).map(&line).collect_view();
    view! {
        <ol class="bulk-list">{move || lines()}</ol>
        <RowPager list=m.tasks() page=page rows=count on_change=move |next| page.set(next) />
    }
}

/// Warnings about tasks that cannot be stopped: those of products that are not read, and those that a list may lack.
#[component]
fn Warnings(
    /// Question.
    question: StopQuestion,
) -> impl IntoView {
    let m = use_messages();
    let name = |store: &TaskStore| visible(&store.product().name);
    let unread: Vec<String> = question.unread().iter().map(name).collect();
    let unread = (!unread.is_empty()).then(|| {
        let text = m.overview().products_not_stopped(&unread.join(m.comma()));
        view! { <Note tone=NoteTone::Warning text=text /> }
    });
    let of_product = |store: &TaskStore| {
        let store = *store;
        view! {
            <section class="stop-warnings">
                <h3>
                    <bdi translate="no">{name(&store)}</bdi>
                </h3>
                {untrack(|| view! { <UnknownTasks store=store /> })}
            </section>
        }
        .into_any()
    };
    let read = question.stores.iter().filter(|store| untrack(|| is_read(**store)));
    view! {
        {unread}
        {read.map(of_product).collect_view()}
    }
}

/// Buttons to leave and to stop. They stay from the question to the results, and so does the focus.
#[component]
fn Foot(
    /// Run.
    run: StopRun,
) -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    let (count, phase) = (run.targets.len(), run.phase);
    let leave_label = move || match phase.get() {
        Phase::Asking => m.cancel(),
        Phase::Running | Phase::Stopping | Phase::Over => m.close(),
    };
    let label = m.view().bulk_confirm(Action::Stop, count);
    let run_label = move || match phase.get() {
        Phase::Asking | Phase::Over => label.clone(),
        Phase::Running | Phase::Stopping => m.working().to_owned(),
    };
    let disabled_reason = move || (phase.get() != Phase::Asking).then(|| m.working().to_owned());
    view! {
        <footer class="dialog-foot">
            <Button label=leave_label on_press=move |_| close(page) attr:id=LEAVE attr:data-focus="" />
            <Button
                tone=Tone::Danger
                label=run_label
                disabled_reason=disabled_reason
                on_press=move |_| run.start()
                attr:hidden=move || phase.get() == Phase::Over
            />
        </footer>
    }
}

/// Closes the dialog. Where the button that opened it is gone, the title of the page gets the focus.
fn close(page: OverviewPage) {
    page.question.set(None);
    web::focus_if_lost(web::PAGE_TITLE);
}
