//! How busy the machine and this process are, as the system counts it; all zero where the system
//! doesn't say so in `/proc`.

use crate::event::MediaEvent;

/// Time spent by the processors, in the system's ticks.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Load {
    app: f64,
    busy: f64,
    all: f64,
}

impl Load {
    /// What was spent until now.
    pub(crate) fn now() -> Self {
        Self::read().unwrap_or_default()
    }

    /// The shares since the last reading, and the memory in use.
    pub(crate) fn since(&mut self) -> MediaEvent {
        let now = Self::now();
        let all = (now.all - self.all).max(1.0);
        let share = |part: f64| (part / all).clamp(0.0, 1.0);
        let (cpu_app, cpu_system) = (share(now.app - self.app), share(now.busy - self.busy));
        *self = now;
        let (app_kb, used_kb, total_kb) = memory().unwrap_or((0.0, 0.0, 1.0));
        MediaEvent::Performance {
            cpu_app,
            cpu_system,
            memory_app: app_kb / total_kb,
            memory_system: used_kb / total_kb,
            memory_app_mb: app_kb / 1024.0,
        }
    }

    fn read() -> Option<Self> {
        let machine = std::fs::read_to_string("/proc/stat").ok()?;
        let ticks: Vec<f64> = numbers(machine.lines().next()?.strip_prefix("cpu")?);
        let idle = ticks.get(3)? + ticks.get(4).unwrap_or(&0.0);
        let all: f64 = ticks.iter().take(8).sum();
        let process = std::fs::read_to_string("/proc/self/stat").ok()?;
        // The name in parentheses may hold anything; what is counted comes behind it.
        let fields = numbers(process.rsplit_once(')')?.1.get(2..)?);
        Some(Self {
            app: fields.get(10)? + fields.get(11)?,
            busy: all - idle,
            all,
        })
    }
}

/// Kilobytes: of this process, of all, and what the machine has.
fn memory() -> Option<(f64, f64, f64)> {
    let of = |file: &str, name: &str| {
        let text = std::fs::read_to_string(file).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        numbers(line).first().copied()
    };
    let app = of("/proc/self/status", "VmRSS:")?;
    let total = of("/proc/meminfo", "MemTotal:")?;
    let free = of("/proc/meminfo", "MemAvailable:")?;
    Some((app, total - free, total))
}

/// The numbers of a line; a word that is none counts as zero, so that places stay what they are.
fn numbers(text: &str) -> Vec<f64> {
    let words = text.split_whitespace();
    words.map(|word| word.parse().unwrap_or(0.0)).collect()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn shares_lie_between_nothing_and_all() {
        let mut load = Load::now();
        let MediaEvent::Performance {
            cpu_app,
            memory_app,
            memory_system,
            memory_app_mb,
            ..
        } = load.since()
        else {
            panic!("a performance event");
        };
        assert!((0.0..=1.0).contains(&cpu_app));
        assert!(memory_app > 0.0 && memory_app < 1.0);
        assert!(memory_system > 0.0 && memory_system <= 1.0);
        assert!(memory_app_mb > 0.5);
    }
}
