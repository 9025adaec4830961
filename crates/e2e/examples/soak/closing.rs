//! End of the session: faults are switched off, and every row of every product must equal the database.

use crate::LOOK_AGAIN;
use crate::books::Bad;
use crate::shift::{PRODUCTS, Shift};
use crate::view::View;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Time within which page and database must be equal. Devices go on connecting.
const EQUAL_WITHIN: Duration = Duration::from_secs(20);

impl Shift<'_> {
    /// Compares the rows of all products and returns their number.
    pub async fn close(&mut self) -> usize {
        self.books.count(format!(
            "faults switched off: {}",
            remove_faults(self.platform.address())
        ));
        self.browser.waits_up_to(EQUAL_WITHIN, LOOK_AGAIN);
        let mut rows = 0;
        for _ in PRODUCTS {
            self.change_product().await;
            rows += self.equal().await;
        }
        rows
    }

    /// Waits until the rows of the product, including counts, equal the database.
    async fn equal(&mut self) -> usize {
        let (running, stopped) = (self.words.running, self.words.stopped);
        let refresh = self.console().button(self.words.refresh);
        let look = async || {
            refresh.click().await;
            // The database is read before and after the page: only unchanged tasks can be compared.
            let before = self.tasks();
            let view = View::of(self.browser).await?;
            let after = self.tasks();
            let rows = view.rows();
            let same = |(shown, task): (&crate::view::Shown, &e2e::database::TaskRow)| {
                !shown.differs(task, running, stopped) && shown.upgraded == task.upgrade_count
            };
            let is_equal = rows.len() == after.len() && rows.iter().zip(&after).all(same);
            match before == after && is_equal {
                true => Ok(rows.len()),
                false => Err(format!("{rows:?}\n{after:?}")),
            }
        };
        self.browser.until("page and database are equal", look).await
    }

    /// Records unexpected errors in the browser's log, and a stopped console.
    pub async fn close_log(&mut self) {
        if self.look().await.has_stopped() {
            self.books.bad(Bad::Panic, "the console has stopped");
        }
        for line in self.browser.wrong().await {
            self.books.bad(Bad::Panic, line);
        }
    }
}

/// Switches the platform's faults off and returns the response's status, or the error.
fn remove_faults(address: &str) -> String {
    let request = format!("PUT /faults HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    let mut answer = String::new();
    let result = TcpStream::connect(address).and_then(|mut stream| {
        stream.write_all(request.as_bytes())?;
        stream.read_to_string(&mut answer)
    });
    match result {
        Ok(_) => answer.split_whitespace().nth(1).unwrap_or_default().to_owned(),
        Err(error) => error.to_string(),
    }
}
