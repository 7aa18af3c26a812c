//! Values.
use super::{Value, Word};
use crate::text::Document;
/// None yet.
pub fn values(_: &Document, _: &[Word]) -> Vec<Value> { Vec::new() }
