//! Steps that create tasks, and forms that are left incomplete.

use crate::books::Bad;
use crate::sayings::{Claim, Taken, claimed, is_working, says_created};
use crate::shift::{Draft, Shift};
use crate::view::View;
use e2e::typed::{Field, Typed};
use serde_json::json;

/// Number of attempts to create a task.
const TRIES: usize = 6;

impl Shift<'_> {
    /// Fills in the form and creates the task.
    pub async fn create(&mut self) {
        let task = self.open_form(Field::ALL.len()).await;
        self.books.count("tasks typed");
        self.submit(&task).await;
        self.settle_create(&task).await;
    }

    /// Fills in a part of the form and closes it.
    pub async fn begin(&mut self) {
        let fields = 1 + self.chance.below(Field::ALL.len() - 1);
        self.open_form(fields).await;
        self.books.count("forms left incomplete");
        self.close_form().await;
    }

    /// Opens the form and fills in at least this number of fields, including those of a draft.
    pub async fn open_form(&mut self, fields: usize) -> Typed {
        self.console().open_create().await;
        self.check_form("opened again").await;
        let draft = match self.drafts[self.product].take() {
            Some(draft) => {
                self.books.count("incomplete forms continued");
                draft
            }
            None => Draft {
                task: self.next_task(),
                fields: 0,
            },
        };
        for field in Field::ALL.into_iter().take(fields).skip(draft.fields) {
            self.type_into(field, draft.task.text(field)).await;
        }
        let task = draft.task.clone();
        self.drafts[self.product] = Some(Draft {
            fields: fields.max(draft.fields),
            ..draft
        });
        self.check_form("as typed").await;
        task
    }

    /// Enters text into an empty field like an input method.
    async fn type_into(&self, field: Field, text: &str) {
        let script = "document.getElementById('create-' + arguments[0]).focus()";
        let id = json!(field.wire_name());
        self.browser
            .until(format!("{field:?} takes the focus"), async || {
                self.browser.script(script, vec![id.clone()]).await
            })
            .await;
        self.browser.enter(text).await;
    }

    /// A new task with a unique name and unique versions.
    fn next_task(&mut self) -> Typed {
        let number = self.next;
        self.next += 1;
        let name = match self.chance.below(3) {
            0 => format!("夜班 {number}"),
            1 => format!("Soak <b>{number}</b> & co"),
            _ => format!("Soak {number}"),
        };
        // No device runs these versions, and only one task of a product may start at a version.
        Typed::task(&name, 1000 + number, 3000 + number)
    }

    /// Checks that every field of the open form has the text of the draft.
    pub async fn check_form(&mut self, when: &str) {
        let view = self.look().await;
        let draft = self.drafts[self.product].clone();
        for (index, field) in Field::ALL.into_iter().enumerate() {
            let wanted = draft
                .as_ref()
                .filter(|draft| index < draft.fields)
                .map_or("", |draft| draft.task.text(field));
            let found = view.field(field.wire_name());
            if found != wanted {
                let what = format!("{field:?}, {when}: {found:?} instead of {wanted:?}");
                self.books.bad(Bad::LostInput, what);
            }
            if !view.review().is_empty() && !view.review().contains(wanted) {
                let what = format!("{field:?}, {when}: the review does not show {wanted:?}");
                self.books.bad(Bad::WrongStatement, what);
            }
        }
        self.books.count("forms compared with the typed texts");
    }

    /// Closes the form with *Cancel*.
    pub async fn close_form(&mut self) {
        let dialog = self.console().form().dialog;
        let back = dialog.button(self.words.back);
        if back.is_there().await {
            back.click().await;
        }
        dialog.button(self.words.cancel).click().await;
        self.until("the form is closed", |view| view.dialog().is_none().then_some(()))
            .await;
    }

    /// Presses *Create task*.
    pub async fn submit(&mut self, task: &Typed) {
        self.listen().await;
        // The page's statement about an earlier attempt does not apply to this one.
        self.books.denied.retain(|(_, name)| *name != task.name);
        self.console().form().submit().await;
        self.books.count("creates sent");
    }

    /// Follows the page's statements about a create in flight until it is done or the attempts are used up.
    pub async fn settle_create(&mut self, task: &Typed) {
        for _ in 0..TRIES {
            let claim = self.create_claim(task).await;
            self.book_create(task, &claim).await;
            match claim {
                Claim::Done => return self.close_details().await,
                Claim::NotDone(_) => self.submit(task).await,
                Claim::NotKnown(_) | Claim::Unclear(_) | Claim::Taken(..) => {
                    if self.is_listed(task).await {
                        return self.give_up_form().await;
                    }
                    let again = self.open_form(Field::ALL.len()).await;
                    self.submit(&again).await;
                }
            }
        }
        let _ = self.create_claim(task).await;
        self.books.count("creates given up");
        self.come_back_to_list().await;
    }

    /// Waits until the page states the result of a create.
    async fn create_claim(&self, task: &Typed) -> Claim {
        let look = |view: &View| {
            if says_created(view, &task.name) && view.dialog() != Some("create") {
                return Some(Claim::Done);
            }
            match view.dialog() {
                Some("create") => claimed(view),
                _ => None,
            }
        };
        self.until(format!("the page states the result of “{}”", task.name), look)
            .await
    }

    /// Compares the page's statement with the database.
    async fn book_create(&mut self, task: &Typed, claim: &Claim) {
        let row = self.task(&task.name);
        let is_from_taken = || {
            let from = task.from.version.parse::<i64>().unwrap_or_default();
            self.tasks().iter().any(|row| row.from.version == from)
        };
        let exists = row.as_ref().is_some_and(|row| task.is(row, self.product_id()));
        let (outcome, is_right) = match claim {
            Claim::Done => ("done", exists && row.as_ref().is_some_and(|row| row.status == 0)),
            Claim::NotDone(_) => ("not done", row.is_none()),
            Claim::Taken(Taken::Name, _) => ("refused", row.is_some()),
            Claim::Taken(Taken::FromVersion, _) => ("refused", is_from_taken()),
            Claim::NotKnown(_) => ("not known", true),
            Claim::Unclear(_) => ("unclear", true),
        };
        self.books.count(format!("create: {outcome}"));
        if !is_right {
            let what = format!("create “{}”: {claim:?}; the database: {row:?}", task.name);
            self.books.bad(Bad::WrongStatement, what);
        }
        match claim {
            Claim::NotDone(_) => self.books.denied.push((self.product_id(), task.name.clone())),
            Claim::Unclear(text) => self.books.bad(Bad::Unclear, text.clone()),
            Claim::Done => {
                self.drafts[self.product] = None;
                self.check_row(&task.name).await;
            }
            _ => {}
        }
        if !matches!(claim, Claim::Done) {
            self.check_form("after a create without success").await;
        }
    }

    /// Checks that a created task has a row, unless the page reports that its rows are old.
    async fn check_row(&mut self, name: &str) {
        let view = self.look().await;
        if view.row(name).is_none() && view.alerts().is_empty() {
            self.books.bad(
                Bad::WrongStatement,
                format!("“{name}” is reported as created and has no row"),
            );
        }
    }

    /// Closes the details, which the console opens for a task that it has found in the list.
    async fn close_details(&mut self) {
        if self.look().await.dialog().is_some() {
            self.books.count("tasks found after a lost response");
            self.escape().await;
        }
    }

    /// Closes the form, refreshes the list and returns whether it has the task.
    async fn is_listed(&mut self, task: &Typed) -> bool {
        self.come_back_to_list().await;
        self.refresh().await;
        let listed = self.look().await.row(&task.name).is_some();
        if listed {
            self.books.denied.retain(|(_, name)| *name != task.name);
        }
        listed
    }

    /// Waits until no request is in flight, closes the form and returns to the list.
    async fn come_back_to_list(&mut self) {
        self.until("no request of the form is in flight", |view| {
            (!is_working(view)).then_some(())
        })
        .await;
        if self.look().await.dialog().is_some() {
            self.close_form().await;
        }
        self.come_home().await;
    }

    /// Discards the draft of a task that exists, after an interrupted step.
    pub async fn forget_what_exists(&mut self) {
        let draft = self.drafts[self.product].as_ref();
        if draft.and_then(|draft| self.task(&draft.task.name)).is_none() {
            return;
        }
        self.drafts[self.product] = None;
        self.console().open_create().await;
        let discard = self.console().form().dialog.button(self.more().discard);
        if discard.is_there().await {
            discard.click().await;
        }
        self.close_form().await;
    }

    /// Discards the draft of a task that exists, and checks that the form is then empty.
    pub async fn give_up_form(&mut self) {
        self.console().open_create().await;
        self.check_form("before it is discarded").await;
        let discard = self.more().discard;
        self.console().form().dialog.button(discard).click().await;
        self.drafts[self.product] = None;
        self.check_form("discarded").await;
        self.close_form().await;
    }
}
