//! Two ways to do the same, measured in turns in one run: only their ratio is a result.

/// What a comparison gave.
pub(crate) struct Compared {
    pub(crate) ours: f64,
    pub(crate) other: f64,
    /// Of each turn, sorted.
    ratios: Vec<f64>,
}

/// Measures in turns, ABAB; the first turn of each is for warming up and not counted.
pub(crate) fn in_turns(
    rounds: usize,
    mut ours: impl FnMut() -> f64,
    mut other: impl FnMut() -> f64,
) -> Compared {
    let _ = (ours(), other());
    let turns: Vec<(f64, f64)> = (0..rounds).map(|_| (ours(), other())).collect();
    of_turns(&turns)
}

/// From what was measured in turns.
pub(crate) fn of_turns(turns: &[(f64, f64)]) -> Compared {
    let mut ratios: Vec<f64> = turns.iter().map(|(ours, other)| ours / other).collect();
    ratios.sort_by(f64::total_cmp);
    Compared {
        ours: median(turns.iter().map(|turn| turn.0)),
        other: median(turns.iter().map(|turn| turn.1)),
        ratios,
    }
}

impl Compared {
    /// The median of the turns' ratios, ours to the other.
    pub(crate) fn ratio(&self) -> f64 {
        quantile(&self.ratios, 0.5)
    }

    /// Between which ratios half of the turns lie.
    pub(crate) fn spread(&self) -> (f64, f64) {
        (quantile(&self.ratios, 0.25), quantile(&self.ratios, 0.75))
    }
}

pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    quantile(&values, 0.5)
}

fn quantile(sorted: &[f64], at: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * at).round() as usize]
}
