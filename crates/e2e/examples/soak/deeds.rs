//! Starting, stopping and deleting.

use crate::books::Bad;
use crate::sayings::{Claim, Deed, claimed};
use crate::shift::Shift;
use crate::view::{Shown, View};
use e2e::database::TaskRow;

const TRIES: usize = 6;

/// The outcome of a press, according to the page.
enum Heard {
    Claim(Claim),
    /// The question went away without a word.
    Silence,
}

impl Shift<'_> {
    /// Starts or stops some task, whichever is possible.
    pub async fn switch(&mut self) {
        let rows = self.look().await.rows();
        let Some(row) = self.any(&rows) else { return };
        let deed = if row.status == self.words.running {
            Deed::Stop
        } else {
            Deed::Start
        };
        self.act(deed, &row.name).await;
    }

    /// Deletes one of the tasks the operator made.
    pub async fn delete(&mut self) {
        let rows = self.look().await.rows();
        let own: Vec<Shown> = rows.into_iter().filter(|row| is_own(&row.name)).collect();
        if let Some(row) = self.any(&own) {
            self.act(Deed::Delete, &row.name).await;
        }
    }

    fn any(&mut self, rows: &[Shown]) -> Option<Shown> {
        let at = self.chance.below(rows.len());
        rows.get(at).cloned()
    }

    /// Asks for it, says yes, and does what the page tells until it is done or has been tried often enough.
    pub async fn act(&mut self, deed: Deed, name: &str) {
        let word = deed.word(self.words);
        let is_asked = deed != Deed::Stop;
        if is_asked {
            self.ask(word, name).await;
        } else {
            self.come_home().await;
        }
        let question = self.console().question(word, name);
        for tried in 0..TRIES {
            let before = self.task(name);
            self.listen().await;
            // One press stops; the page asks for a confirmation where the outcome is uncertain.
            match is_asked || tried > 0 {
                true => {
                    self.console().prove(&question).await;
                    question.button(word).click().await;
                }
                false => self.console().row(name).button(word).click().await,
            }
            self.books.count(format!("{deed:?} pressed"));
            let heard = self.deed_claim(deed, name).await;
            match self.book_deed(deed, name, before.as_ref(), heard).await {
                Claim::Done => return,
                // The page then says that another try does no harm.
                Claim::NotDone(said) if !has_changed(&said) => {}
                _ => {
                    self.escape().await;
                    self.refresh().await;
                    return;
                }
            }
        }
        self.books.count("deeds given up");
        self.escape().await;
    }

    /// Opens the question. A button does nothing while the list could not be read.
    async fn ask(&mut self, word: &str, name: &str) {
        loop {
            self.come_home().await;
            self.console().row(name).button(word).click().await;
            let answer = |view: &View| match view.dialog() {
                Some("confirm") => Some(true),
                _ => (!view.alerts().is_empty()).then_some(false),
            };
            if self.until(format!("{word} “{name}” is asked about"), answer).await {
                return;
            }
        }
    }

    async fn deed_claim(&self, deed: Deed, name: &str) -> Heard {
        let look = |view: &View| match view.dialog() {
            Some("confirm") => claimed(view).map(Heard::Claim),
            Some(_) => None,
            None if deed.is_said_done(view, name) => Some(Heard::Claim(Claim::Done)),
            // No question: the request is pending, or the list could not be read and nothing was sent.
            None if deed == Deed::Stop => {
                let unread = view.alerts();
                (!unread.is_empty()).then(|| Heard::Claim(Claim::NotKnown(unread.join("\n"))))
            }
            None => Some(Heard::Silence),
        };
        self.until(format!("the page says what came of {deed:?} “{name}”"), look)
            .await
    }

    /// Holds what the page says against the database; `before` is what that had when the button was pressed.
    async fn book_deed(&mut self, deed: Deed, name: &str, before: Option<&TaskRow>, heard: Heard) -> Claim {
        let now = self.task(name);
        let claim = match heard {
            Heard::Claim(claim) => claim,
            Heard::Silence => {
                let what = format!("{deed:?} “{name}”: the question went away without a word");
                self.books.bad(Bad::WrongStatement, what);
                Claim::NotKnown(String::new())
            }
        };
        let status = |row: Option<&TaskRow>| row.map(|row| row.status);
        let done = match deed {
            Deed::Start => status(now.as_ref()) == Some(1),
            Deed::Stop => status(now.as_ref()) == Some(0),
            Deed::Delete => now.is_none(),
        };
        let (said, is_right) = match &claim {
            Claim::Done => ("done", done),
            Claim::NotDone(_) => ("not done", status(now.as_ref()) == status(before)),
            Claim::NotKnown(_) => ("not known", true),
            Claim::Taken(..) | Claim::Unclear(_) => ("unclear", true),
        };
        self.books.count(format!("{deed:?}: {said}"));
        if !is_right {
            let what = format!("{deed:?} “{name}”: {claim:?}; the database: {now:?}");
            self.books.bad(Bad::WrongStatement, what);
        }
        if let Claim::Unclear(said) = &claim {
            self.books.bad(Bad::Unclear, said.clone());
        }
        if claim == Claim::Done {
            self.row_shows(deed, name).await;
        }
        claim
    }

    /// The row must say the same as the toast, unless the page says too that its rows are older.
    async fn row_shows(&mut self, deed: Deed, name: &str) {
        let view = self.look().await;
        let shown = view.row(name);
        let wanted = match deed {
            Deed::Start => Some(self.words.running),
            Deed::Stop => Some(self.words.stopped),
            Deed::Delete => None,
        };
        if shown.as_ref().map(|row| row.status.as_str()) != wanted && view.alerts().is_empty() {
            let what = format!("{deed:?} “{name}” is called done, and its row is {shown:?}");
            self.books.bad(Bad::WrongStatement, what);
        }
    }
}

/// Whether this script has made it.
pub fn is_own(name: &str) -> bool {
    name.starts_with("Soak ") || name.starts_with("夜班 ")
}

/// Whether the page says that the task has changed since the question.
fn has_changed(said: &str) -> bool {
    [
        "Somebody has changed",
        "已被他人修改",
        "no longer in the list",
        "已没有此任务",
    ]
    .iter()
    .any(|part| said.contains(part))
}
