//! `node:crypto`, in a Node that stays alive: starting one would be measured, too.

use crate::Outcome;
use crate::files::Sample;
use e2e::places;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A Node that has read a file. It is ended when dropped.
pub struct Node {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
    expected: String,
}

impl Node {
    /// Starts one.
    pub fn start(sample: &Sample) -> Outcome<Self> {
        let mut command = Command::new("node");
        command.arg(places::dist().join("bench/node.mjs")).arg(&sample.path);
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| format!("node does not start ({error}): install Node 20 or newer"))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(asks), Some(answers)) => Ok(Self {
                child,
                asks,
                answers: BufReader::new(answers),
                expected: sample.md5.clone(),
            }),
            _ => Err("node has no input or output".to_owned()),
        }
    }

    /// Milliseconds of one digest, averaged over some.
    pub fn memory(&mut self, way: &str, times: u32) -> Outcome<f64> {
        let mut line = String::new();
        let asked = writeln!(self.asks, "{way} {times}").and_then(|()| self.answers.read_line(&mut line));
        asked.map_err(|error| format!("node has ended: {error}"))?;
        let answer: Value = serde_json::from_str(&line).map_err(|_| format!("node says {line:?} instead of a time"))?;
        let md5 = answer["md5"].as_str().unwrap_or_default();
        if md5 != self.expected {
            return Err(format!("node:crypto says {md5}, md5sum {}", self.expected));
        }
        answer["ms"]
            .as_f64()
            .ok_or_else(|| format!("node says {line:?} instead of a time"))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
