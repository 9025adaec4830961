//! Comparison of page and database.

use crate::POLL_INTERVAL;
use crate::journal::Failure;
use crate::operator::{Operator, PRODUCTS};
use e2e::{Labels, RowSnapshot, TaskDraft, TaskRow};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Time within which page and database must be equal at the end. Devices go on connecting.
const EQUAL_WITHIN: Duration = Duration::from_secs(20);

/// Whether name, versions and status of a row are those of the task.
fn is_same(row: &RowSnapshot, task: &TaskRow, labels: &Labels) -> bool {
    let status = [labels.stopped, labels.running][usize::from(task.is_running)];
    let TaskDraft { name, from, target, .. } = &task.typed;
    row.name == *name && row.versions == [&*from.version, &target.version] && row.status == status
}

impl Operator<'_> {
    /// Waits until the page equals the database. Counts of the page may be older, but not ahead.
    pub async fn compare(&mut self) {
        let started = Instant::now();
        let look = async || {
            self.show_all_rows().await?;
            let page = self.browser.try_snapshot().await.map_err(|error| error.to_string())?;
            let (rows, tasks) = (page.tasks(), self.tasks());
            if !page.is_task_page || page.dialog.is_some() || rows.len() != tasks.len() {
                return Err(format!("{} rows, {} tasks", rows.len(), tasks.len()));
            }
            if page.loops.is_empty() == has_loop(&tasks) {
                return Err(format!("the page warns of {:?}", page.loops));
            }
            let task_of = |row: &RowSnapshot| tasks.iter().find(|task| task.typed.name == row.name);
            let is_right = |row: &&&RowSnapshot| task_of(row).is_some_and(|task| is_same(row, task, self.labels));
            if let Some(different) = rows.iter().find(|row| !is_right(row)) {
                return Err(format!("{different:?}"));
            }
            let is_ahead = |row: &&&RowSnapshot| task_of(row).is_some_and(|task| row.upgraded > task.upgrade_count);
            Ok(rows.iter().find(is_ahead).map(|row| format!("{row:?}")))
        };
        if let Some(row) = self.browser.wait_for("the page equals the database", look).await {
            let what = format!("the upgrade count is ahead of the database: {row}");
            self.journal.fail(Failure::WrongStatement, what);
        }
        self.journal.equal_after.push(started.elapsed().as_secs_f64() * 1e3);
        self.journal.count("comparisons of all rows with the database");
        let mut names: Vec<String> = self.tasks().into_iter().map(|task| task.typed.name).collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.journal.fail(Failure::Duplicate, &pair[0]);
        }
        for (product, name) in std::mem::take(&mut self.journal.denied) {
            if self.platform.database().task(product, &name).is_some() {
                let what = format!("“{name}” was reported as not created, but exists later");
                self.journal.fail(Failure::WrongStatement, what);
            }
        }
    }

    /// Shows the rows of all pages, if the table has several.
    pub async fn show_all_rows(&self) -> Result<(), String> {
        let choose = "const size = document.querySelector('main .pager select');
            if (size && size.value !== 'all') {
                size.value = 'all';
                size.dispatchEvent(new Event('change', { bubbles: true }));
            }";
        let chosen = self.browser.try_run(choose, Vec::new()).await;
        chosen.map(drop).map_err(|error| error.to_string())
    }

    /// Switches the faults off, waits until the rows of every product, including counts, equal the database, and returns
    /// the number of rows.
    pub async fn compare_all_products(&mut self) -> usize {
        self.platform.set_faults("");
        self.browser.set_timeout(EQUAL_WITHIN, POLL_INTERVAL);
        let mut rows = 0;
        for _ in PRODUCTS {
            self.change_product().await;
            let refresh = self.console().button(self.labels.refresh);
            let look = async || {
                refresh.click().await;
                self.show_all_rows().await?;
                // The database is read before and after the page: only unchanged tasks can be compared.
                let before = self.tasks();
                let page = self.browser.snapshot().await;
                let after = self.tasks();
                let rows = page.tasks();
                let is_equal = |(row, task): (&&RowSnapshot, &TaskRow)| {
                    is_same(row, task, self.labels) && row.upgraded == task.upgrade_count
                };
                let are_equal = rows.len() == after.len() && rows.iter().zip(&after).all(is_equal);
                match before == after && are_equal {
                    true => Ok(rows.len()),
                    false => Err(format!("{rows:?}; the database: {after:?}")),
                }
            };
            rows += self.browser.wait_for("page and database are equal", look).await;
        }
        rows
    }

    /// Records unexpected errors in the browser's log, and a stopped console.
    pub async fn check_log(&mut self) {
        if self.browser.snapshot().await.has_stopped {
            self.journal.fail(Failure::Panic, "the console has stopped");
        }
        for line in self.browser.violations().await {
            self.journal.fail(Failure::Panic, line);
        }
    }
}

/// Whether running tasks form a loop. At most one of them starts at a version, so every version has one successor. MCU
/// tasks number their versions separately, but start at versions at which no WIFI task starts.
fn has_loop(tasks: &[TaskRow]) -> bool {
    let running = tasks.iter().filter(|task| task.is_running).map(|task| &task.typed);
    let next: HashMap<&str, &str> = running
        .map(|task| (&*task.from.version, &*task.target.version))
        .collect();
    next.keys().any(|start| {
        let path = std::iter::successors(next.get(start), |version| next.get(*version));
        path.take(tasks.len()).any(|version| version == start)
    })
}
