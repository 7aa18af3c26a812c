//! Dump.
fn main() {
    let ontology = byline::ontology::Ontology::builtin();
    let text = std::env::args().nth(1).unwrap();
    let mut docs = Vec::new();
    byline::article::read_bytes("a.txt", text.as_bytes(), &byline::article::Metadata{published: Some("2025-11-20".into()), ..Default::default()}, &mut |a| docs.push(byline::text::clean(a.unwrap())));
    for d in docs {
        let a = byline::analysis::Analyser::new(ontology).analyse(d);
        for (i, w) in a.words.iter().enumerate() {
            println!("{i}\t{}\t{}\t{}\t{}\t{:?}\t{}", a.document.tokens[i].of(&a.document.text), w.lemma, w.pos.as_str(), w.tag, w.head, w.rel.as_str());
        }
        for m in &a.mentions { println!("M {:?} {:?} {:?} {:?} {:?}", m.span.of(&a.document.text), m.kind, m.name_type, m.class.as_ref().map(|c| c.as_str().rsplit('#').next().unwrap().to_string()), m.head); }
        for v in &a.values { println!("V {:?} {:?} {}", v.span.of(&a.document.text), v.kind, v.head); }
        let s = byline::extract::Extractor::new(ontology).extract(&a);
        for s in &s { println!("S {} {:?} {:?} {:?} {:?}", s.relation, s.subject, s.object, s.stance, s.qualifiers); }
    }
}
