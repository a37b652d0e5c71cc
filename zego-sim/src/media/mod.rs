//! Sound and picture on their way between engines of this process.
