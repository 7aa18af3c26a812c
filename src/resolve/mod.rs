//! Resolve: [`Statement`](crate::extract::Statement)s → [`Resolved`] (mentions become entities, statements become claims).

mod model;

pub use model::{Claim, Condition, Entity, Object, Resolved};
