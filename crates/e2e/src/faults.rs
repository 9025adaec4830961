//! Access to the platform's fault mode (`docs/faults.md`).

use crate::platform::Platform;
use std::io::{Read, Write};
use std::net::TcpStream;

impl Platform {
    /// Replaces the fault rules, one per line. The platform must run with `--faults`.
    pub fn faults(&self, rules: &str) {
        let answer = self.request_faults("PUT", rules);
        assert!(answer.starts_with("HTTP/1.1 200"), "{rules}: {answer}");
    }

    /// Number of times an active rule has been applied.
    #[must_use]
    pub fn applied(&self, rule: &str) -> u32 {
        let answer = self.request_faults("GET", "");
        let line = answer
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{rule} applied=")));
        line.and_then(|count| count.parse().ok())
            .unwrap_or_else(|| panic!("{rule} is not active: {answer}"))
    }

    fn request_faults(&self, method: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.address()).expect("a platform that listens");
        let request = format!(
            "{method} /faults HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: text/plain\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.address(),
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("a platform that reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("a platform that answers");
        answer
    }
}
