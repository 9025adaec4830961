//! Steps that start, stop and delete tasks.

use crate::books::Bad;
use crate::sayings::{Claim, Deed, claimed, stated_in_toast};
use crate::shift::Shift;
use crate::view::{Shown, View};
use e2e::database::TaskRow;

/// Number of attempts of an action.
const TRIES: usize = 6;

/// Reaction of the page to a press.
enum Reaction {
    Claim(Claim),
    /// The confirmation closed without a message.
    NoMessage,
}

impl Shift<'_> {
    /// Starts or stops a random task.
    pub async fn switch(&mut self) {
        let rows = self.look().await.rows();
        let Some(row) = self.random(&rows) else { return };
        let deed = if row.status == self.words.running {
            Deed::Stop
        } else {
            Deed::Start
        };
        self.act(deed, &row.name).await;
    }

    /// Deletes a random task that the script has created.
    pub async fn delete(&mut self) {
        let rows = self.look().await.rows();
        let own: Vec<Shown> = rows.into_iter().filter(|row| is_own(&row.name)).collect();
        if let Some(row) = self.random(&own) {
            self.act(Deed::Delete, &row.name).await;
        }
    }

    /// A random row.
    fn random(&mut self, rows: &[Shown]) -> Option<Shown> {
        let index = self.chance.below(rows.len());
        rows.get(index).cloned()
    }

    /// Performs and confirms an action, and follows the page's instructions until it is done or the attempts are used
    /// up.
    pub async fn act(&mut self, deed: Deed, name: &str) {
        let word = deed.word(self.words);
        let needs_confirmation = deed != Deed::Stop;
        if needs_confirmation {
            self.ask(word, name).await;
        } else {
            self.come_home().await;
        }
        let question = self.console().question(word, name);
        for tried in 0..TRIES {
            let before = self.task(name);
            self.listen().await;
            // The first press of *Stop* needs no confirmation. A dialog opens if the result is uncertain.
            match needs_confirmation || tried > 0 {
                true => self.console().confirm(&question, word).await,
                false => self.console().row(name).button(word).click().await,
            }
            self.books.count(format!("{deed:?} pressed"));
            let reaction = self.deed_claim(deed, name).await;
            match self.book_deed(deed, name, before.as_ref(), reaction).await {
                Claim::Done => return,
                // The page then states that another attempt is safe.
                Claim::NotDone(text) if !has_changed(&text) => {}
                _ => {
                    self.escape().await;
                    self.refresh().await;
                    return;
                }
            }
        }
        self.books.count("actions given up");
        self.escape().await;
    }

    /// Opens the confirmation. The button is disabled while the list cannot be read.
    async fn ask(&mut self, word: &str, name: &str) {
        loop {
            self.come_home().await;
            self.console().row(name).button(word).click().await;
            let opened = |view: &View| match view.dialog() {
                Some("confirm") => Some(true),
                _ => (!view.alerts().is_empty()).then_some(false),
            };
            if self
                .until(format!("the confirmation of {word} “{name}” opens"), opened)
                .await
            {
                return;
            }
        }
    }

    /// Waits until the page reacts to a press.
    async fn deed_claim(&self, deed: Deed, name: &str) -> Reaction {
        let look = |view: &View| match view.dialog() {
            Some("confirm") => claimed(view).map(Reaction::Claim),
            Some(_) => None,
            None if deed.is_said_done(view, name) => Some(Reaction::Claim(Claim::Done)),
            // Without a dialog the request is in flight, the platform accepted the stop and no list confirms it, or the
            // list could not be read and nothing was sent.
            None if deed == Deed::Stop => {
                let alerts = view.alerts().join("\n");
                stated_in_toast(view, name)
                    .or_else(|| (!alerts.is_empty()).then_some(Claim::NotKnown(alerts)))
                    .map(Reaction::Claim)
            }
            None => Some(Reaction::NoMessage),
        };
        self.until(format!("the page states the result of {deed:?} “{name}”"), look)
            .await
    }

    /// Compares the page's statement with the database. `before` is the task before the press.
    async fn book_deed(&mut self, deed: Deed, name: &str, before: Option<&TaskRow>, reaction: Reaction) -> Claim {
        let after = self.task(name);
        let claim = match reaction {
            Reaction::Claim(claim) => claim,
            Reaction::NoMessage => {
                let what = format!("{deed:?} “{name}”: the confirmation closed without a message");
                self.books.bad(Bad::WrongStatement, what);
                Claim::NotKnown(String::new())
            }
        };
        let status = |row: Option<&TaskRow>| row.map(|row| row.status);
        let done = match deed {
            Deed::Start => status(after.as_ref()) == Some(1),
            Deed::Stop => status(after.as_ref()) == Some(0),
            Deed::Delete => after.is_none(),
        };
        let (outcome, is_right) = match &claim {
            Claim::Done => ("done", done),
            // The delete of a running task may end after the stop.
            Claim::NotDone(_) if deed == Deed::Delete => ("not done", after.is_some() == before.is_some()),
            Claim::NotDone(_) => ("not done", status(after.as_ref()) == status(before)),
            Claim::NotKnown(_) => ("not known", true),
            Claim::Taken(..) | Claim::Unclear(_) => ("unclear", true),
        };
        self.books.count(format!("{deed:?}: {outcome}"));
        if !is_right {
            let what = format!("{deed:?} “{name}”: {claim:?}; the database: {after:?}");
            self.books.bad(Bad::WrongStatement, what);
        }
        if let Claim::Unclear(text) = &claim {
            self.books.bad(Bad::Unclear, text.clone());
        }
        if claim == Claim::Done {
            self.check_row_of(deed, name).await;
        }
        claim
    }

    /// Checks that the row shows the same as the toast, unless the page reports that its rows are old.
    async fn check_row_of(&mut self, deed: Deed, name: &str) {
        let view = self.look().await;
        let shown = view.row(name);
        let wanted = match deed {
            Deed::Start => Some(self.words.running),
            Deed::Stop => Some(self.words.stopped),
            Deed::Delete => None,
        };
        if shown.as_ref().map(|row| row.status.as_str()) != wanted && view.alerts().is_empty() {
            let what = format!("{deed:?} “{name}” is reported as done, but its row is {shown:?}");
            self.books.bad(Bad::WrongStatement, what);
        }
    }
}

/// Whether the script has created the task of this name.
pub fn is_own(name: &str) -> bool {
    name.starts_with("Soak ") || name.starts_with("夜班 ")
}

/// Whether a text states that the task has changed since the confirmation opened.
fn has_changed(text: &str) -> bool {
    ["Somebody has changed", "已被他人修改", "no longer exists", "已不存在"]
        .iter()
        .any(|part| text.contains(part))
}
