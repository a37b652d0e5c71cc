//! Sets two projections side by side: how many lines agree, and which don't.

use crate::projection::Projection;

/// How far an engine's trace agrees with the recording.
#[derive(Debug, PartialEq)]
pub(crate) struct Verdict {
    /// The lines that agree, each in its order.
    pub(crate) matched: usize,
    /// The lines there are, in the longer of the two traces.
    pub(crate) total: usize,
    /// The lines that only one of them has: `-` expected and missing, `+` unexpected.
    pub(crate) differences: Vec<String>,
}

impl Verdict {
    pub(crate) fn of(expected: &Projection, actual: &Projection) -> Self {
        let mut verdict = Self {
            matched: 0,
            total: 0,
            differences: Vec::new(),
        };
        verdict.add_lines(&expected.caller, &actual.caller);
        verdict.add_lines(&expected.sdk, &actual.sdk);
        verdict.add_lines(&expected.media, &actual.media);
        verdict.add_stats(expected, actual);
        if expected.ended && !actual.ended {
            verdict
                .differences
                .push("- the end of the scenario".to_owned());
        }
        verdict
    }

    /// Nothing differs.
    pub(crate) fn is_same(&self) -> bool {
        self.matched == self.total && self.differences.is_empty()
    }

    fn add_lines(&mut self, expected: &[String], actual: &[String]) {
        let lengths = common_lengths(expected, actual);
        self.matched += lengths[0][0];
        self.total += expected.len().max(actual.len());
        let (mut e, mut a) = (0, 0);
        while e < expected.len() || a < actual.len() {
            if e < expected.len() && a < actual.len() && expected[e] == actual[a] {
                (e, a) = (e + 1, a + 1);
            } else if a == actual.len()
                || e < expected.len() && lengths[e + 1][a] >= lengths[e][a + 1]
            {
                self.differences.push(format!("- {}", expected[e]));
                e += 1;
            } else {
                self.differences.push(format!("+ {}", actual[a]));
                a += 1;
            }
        }
    }

    fn add_stats(&mut self, expected: &Projection, actual: &Projection) {
        let (expected, actual) = (&expected.stats, &actual.stats);
        self.total += expected.len().max(actual.len());
        for (expected, actual) in expected.iter().zip(actual) {
            if expected.agrees(actual) {
                self.matched += 1;
            } else {
                self.differences.push(format!("- {expected:?}"));
                self.differences.push(format!("+ {actual:?}"));
            }
        }
        let missing = expected.iter().skip(actual.len());
        let surplus = actual.iter().skip(expected.len());
        self.differences
            .extend(missing.map(|stat| format!("- {stat:?}")));
        self.differences
            .extend(surplus.map(|stat| format!("+ {stat:?}")));
    }
}

/// For each pair of ends of the two lists, the length of their longest common subsequence.
fn common_lengths(left: &[String], right: &[String]) -> Vec<Vec<usize>> {
    let mut lengths = vec![vec![0; right.len() + 1]; left.len() + 1];
    for (l, line) in left.iter().enumerate().rev() {
        for (r, other) in right.iter().enumerate().rev() {
            lengths[l][r] = if line == other {
                lengths[l + 1][r + 1] + 1
            } else {
                lengths[l + 1][r].max(lengths[l][r + 1])
            };
        }
    }
    lengths
}
