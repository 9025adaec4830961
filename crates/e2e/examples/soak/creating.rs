//! Creating tasks by typing, and forms left half typed.

use crate::books::Bad;
use crate::sayings::{Claim, Taken, claimed, is_working, says_created};
use crate::shift::{Draft, Shift};
use crate::view::View;
use e2e::typed::{Field, Typed};
use serde_json::json;

/// How often the operator tries before they leave the form as it is.
const TRIES: usize = 6;

impl Shift<'_> {
    /// Opens the form, types, and creates the task.
    pub async fn create(&mut self) {
        let task = self.open_form(Field::ALL.len()).await;
        self.books.count("tasks typed");
        self.submit(&task).await;
        self.settle_create(&task).await;
    }

    /// Opens the form, types some of it, and closes it.
    pub async fn begin(&mut self) {
        let fields = 1 + self.chance.below(Field::ALL.len() - 1);
        self.open_form(fields).await;
        self.books.count("forms left half typed");
        self.close_form().await;
    }

    /// Opens the form and types at least this number of fields, counting those of a draft.
    pub async fn open_form(&mut self, fields: usize) -> Typed {
        self.console().open_create().await;
        self.check_form("opened again").await;
        let draft = match self.drafts[self.product].take() {
            Some(draft) => {
                self.books.count("half typed forms gone on with");
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
        self.check_form("as it was typed").await;
        task
    }

    /// Types into an empty field, as an input method does.
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

    fn next_task(&mut self) -> Typed {
        let number = self.next;
        self.next += 1;
        let name = match self.chance.below(3) {
            0 => format!("夜班 {number}"),
            1 => format!("Soak <b>{number}</b> & co"),
            _ => format!("Soak {number}"),
        };
        // No device runs these, and no two tasks of a product may start at one version.
        Typed::task(&name, 1000 + number, 3000 + number)
    }

    /// Every text of the open form must be as it was left.
    pub async fn check_form(&mut self, when: &str) {
        let view = self.look().await;
        let draft = self.drafts[self.product].clone();
        for (at, field) in Field::ALL.into_iter().enumerate() {
            let wanted = draft
                .as_ref()
                .filter(|draft| at < draft.fields)
                .map_or("", |draft| draft.task.text(field));
            let found = view.field(field.wire_name());
            if found != wanted {
                let what = format!("{field:?}, {when}: {found:?} in the place of {wanted:?}");
                self.books.bad(Bad::LostInput, what);
            }
            if !view.review().is_empty() && !view.review().contains(wanted) {
                let what = format!("{field:?}, {when}: the review does not say {wanted:?}");
                self.books.bad(Bad::WrongStatement, what);
            }
        }
        self.books.count("forms compared with what was typed");
    }

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
        // The denial of an earlier try does not apply to this one.
        self.books.denied.retain(|(_, name)| *name != task.name);
        self.console().form().submit().await;
        self.books.count("creates sent");
    }

    /// Follows what the page says about a create that is under way.
    pub async fn settle_create(&mut self, task: &Typed) {
        for _ in 0..TRIES {
            let claim = self.create_claim(task).await;
            self.book_create(task, &claim).await;
            match claim {
                Claim::Done => return self.created().await,
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
        self.until(format!("the page says what came of “{}”", task.name), look)
            .await
    }

    /// Holds what the page says against the database.
    async fn book_create(&mut self, task: &Typed, claim: &Claim) {
        let row = self.task(&task.name);
        let from_taken = || {
            let from = task.from.version.parse::<i64>().unwrap_or_default();
            self.tasks().iter().any(|row| row.from.version == from)
        };
        let exists = row.as_ref().is_some_and(|row| task.is(row, self.product_id()));
        let (said, is_right) = match claim {
            Claim::Done => ("done", exists && row.as_ref().is_some_and(|row| row.status == 0)),
            Claim::NotDone(_) => ("not done", row.is_none()),
            Claim::Taken(Taken::Name, _) => ("refused", row.is_some()),
            Claim::Taken(Taken::FromVersion, _) => ("refused", from_taken()),
            Claim::NotKnown(_) => ("not known", true),
            Claim::Unclear(_) => ("unclear", true),
        };
        self.books.count(format!("create: {said}"));
        if !is_right {
            let what = format!("create “{}”: {claim:?}; the database: {row:?}", task.name);
            self.books.bad(Bad::WrongStatement, what);
        }
        match claim {
            Claim::NotDone(_) => self.books.denied.push((self.product_id(), task.name.clone())),
            Claim::Unclear(said) => self.books.bad(Bad::Unclear, said.clone()),
            Claim::Done => {
                self.drafts[self.product] = None;
                self.row_is_there(&task.name).await;
            }
            _ => {}
        }
        if !matches!(claim, Claim::Done) {
            self.check_form("after a create that was not done").await;
        }
    }

    /// The row must be there when the page says so, unless it says too that its rows are older.
    async fn row_is_there(&mut self, name: &str) {
        let view = self.look().await;
        if view.row(name).is_none() && view.alerts().is_empty() {
            self.books.bad(
                Bad::WrongStatement,
                format!("“{name}” is called created and has no row"),
            );
        }
    }

    /// A task that was found opens its details.
    async fn created(&mut self) {
        if self.look().await.dialog().is_some() {
            self.books.count("tasks found after a lost answer");
            self.escape().await;
        }
    }

    /// Closes the form, reads the list and looks for the task.
    async fn is_listed(&mut self, task: &Typed) -> bool {
        self.come_back_to_list().await;
        self.refresh().await;
        let listed = self.look().await.row(&task.name).is_some();
        if listed {
            self.books.denied.retain(|(_, name)| *name != task.name);
        }
        listed
    }

    async fn come_back_to_list(&mut self) {
        self.until("the form has ended its work", |view| (!is_working(view)).then_some(()))
            .await;
        if self.look().await.dialog().is_some() {
            self.close_form().await;
        }
        self.come_home().await;
    }

    /// After a step that was broken off: a task that exists by now is not missed in a form that has been emptied since.
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

    /// The task exists: the text of the form is not needed any more.
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
