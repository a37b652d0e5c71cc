//! Every fault that the cloud can make, times everything that can be pending and every stream:
//! a table that says for each cell what the user sees. No cell hangs: what waits for an answer
//! that never comes ends with its deadline, and with its engine.
//!
//! Time is moved by hand, so the twenty minutes for which the SDK tries pass at once.

mod operations;
mod streams;
#[path = "../support/mod.rs"]
mod support;
mod troubles;

use std::fmt::Write as _;

/// Compares a table that was run with the one that is expected, line by line.
fn assert_table(ran: &[Vec<String>], expected: &str) {
    let expected: Vec<Vec<&str>> = expected
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let mut wrong = String::new();
    for (row, line) in ran.iter().enumerate() {
        let wanted = expected.get(row).map_or(&[][..], Vec::as_slice);
        for (column, cell) in line.iter().enumerate() {
            let wanted = wanted.get(column).copied().unwrap_or("(missing)");
            if cell != wanted {
                let heading = &ran[0][column];
                let _ = writeln!(wrong, "{} × {heading}: {cell}, not {wanted}", line[0]);
            }
        }
    }
    let whole = render(ran);
    assert!(wrong.is_empty(), "\n{wrong}\nthe whole table:\n{whole}");
    assert_eq!(ran.len(), expected.len(), "rows of\n{whole}");
}

fn render(table: &[Vec<String>]) -> String {
    let columns = table.first().map_or(0, Vec::len);
    let width = |column: usize| table.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    table
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths);
            let cells: Vec<String> = cells
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            format!("{}\n", cells.join(" | ").trim_end())
        })
        .collect()
}
