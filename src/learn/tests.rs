//! Frames are learned from what sentences say.
