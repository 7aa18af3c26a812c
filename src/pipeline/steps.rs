//! A document → what each step of understanding made of it, for those who look inside.

use super::Pipeline;
use crate::analysis::Analysis;
use crate::extract::Statement;
use crate::resolve::{Traced, trace};
use crate::text::Document;

/// What the steps from the cleaned text to the claims gave.
#[derive(Clone, Debug)]
pub struct Steps {
    /// Words, mentions and values.
    pub analysis: Analysis,
    /// What the sentences say.
    pub statements: Vec<Statement>,
    /// What the mentions stand for, and what the statements became.
    pub traced: Traced,
}

impl Pipeline<'_> {
    /// Understands a document as adding it would, and keeps what every step made.
    pub fn steps(&self, document: Document) -> Steps {
        let analysis = self.analyser.analyse(document);
        let statements = self.extractor.extract(&analysis);
        let traced = trace(analysis.clone(), &statements, self.ontology);
        Steps {
            analysis,
            statements,
            traced,
        }
    }
}
