//! How far a meter goes for a sound level.

/// What a meter can show: from this many decibels below the loudest there is.
const RANGE: f32 = 60.0;

/// From a level of the SDK, which is linear from 0 to 100, to a part of the meter, 0 to 1: ears are
/// logarithmic, and so are meters.
pub(crate) fn shown(level: f32) -> f32 {
    (1.0 + 20.0 * (level / 100.0).log10() / RANGE).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_shows_nothing_and_the_loudest_sound_everything() {
        assert_eq!(shown(0.0), 0.0);
        assert_eq!(shown(100.0), 1.0);
        assert!((shown(0.1)).abs() < 0.01);
        assert!((shown(3.16) - 0.5).abs() < 0.01);
    }
}
