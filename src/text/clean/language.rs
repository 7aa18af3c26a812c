//! The words of an article → its language.

use whatlang::Lang;

use crate::article::{Field, Metadata, Origin, Part};

/// How much text is enough to tell.
const SAMPLE: usize = 2000;
/// Below this many bytes the page knows better.
const ENOUGH: usize = 200;

/// Sets the language where the page declares none, or one that the words plainly contradict.
pub(super) fn settle(metadata: &mut Metadata, parts: &[Part]) {
    let mut sample = String::new();
    for part in parts {
        sample.extend(part.text.chars().take(SAMPLE));
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let Some(info) = whatlang::detect(&sample) else {
        return;
    };
    let Some(tag) = tag(info.lang()) else { return };
    let declared = metadata
        .language
        .as_deref()
        .and_then(|language| language.split('-').next())
        .map(str::to_lowercase);
    let sure = info.is_reliable() && sample.len() >= ENOUGH;
    let replace = match declared.as_deref() {
        None => info.is_reliable() || sample.len() >= ENOUGH,
        Some(declared) => sure && info.confidence() > 0.9 && declared != tag,
    };
    if replace {
        metadata.language = Some(tag.to_owned());
        metadata.origins.insert(Field::Language, Origin::Text);
    }
}

/// Each language with the tag that BCP 47 prefers for it.
const TAGS: &str = "\
    afr:af aka:ak amh:am ara:ar aze:az bel:be ben:bn bul:bg cat:ca ces:cs cmn:zh cym:cy dan:da deu:de ell:el \
    eng:en epo:eo est:et fin:fi fra:fr guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy ind:id ita:it jav:jv jpn:ja \
    kan:kn kat:ka khm:km kor:ko lat:la lav:lv lit:lt mal:ml mar:mr mkd:mk mya:my nep:ne nld:nl nob:nb ori:or \
    pan:pa pes:fa pol:pl por:pt ron:ro rus:ru sin:si slk:sk slv:sl sna:sn spa:es srp:sr swe:sv tam:ta tel:te \
    tgl:tl tha:th tuk:tk tur:tr ukr:uk urd:ur uzb:uz vie:vi yid:yi zul:zu";

/// Whether a BCP 47 tag such as `en-GB` names English.
pub fn is_english(tag: &str) -> bool {
    let language = tag.split(['-', '_']).next();
    language.is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// Returns the English name of the language that a BCP 47 tag such as `de-AT` names.
pub fn language_name(tag: &str) -> Option<&'static str> {
    let language = tag.split(['-', '_']).next()?.to_lowercase();
    let mut pairs = TAGS.split(' ').filter_map(|pair| pair.split_once(':'));
    let (code, _) = pairs.find(|(_, known)| *known == language)?;
    Lang::from_code(code).map(Lang::eng_name)
}

/// The tag that BCP 47 prefers for a language.
fn tag(lang: Lang) -> Option<&'static str> {
    let code = lang.code();
    TAGS.split(' ')
        .find_map(|pair| pair.strip_prefix(code)?.strip_prefix(':'))
}

#[cfg(test)]
mod tests {
    use super::{language_name, settle};
    use crate::article::{Metadata, Part};
    use crate::text::BlockKind;

    fn language(declared: Option<&str>, text: &str) -> Option<String> {
        let mut metadata = Metadata {
            language: declared.map(str::to_owned),
            ..Metadata::default()
        };
        settle(
            &mut metadata,
            &[Part {
                kind: BlockKind::Paragraph,
                text: text.to_owned(),
            }],
        );
        metadata.language
    }

    #[test]
    fn words_outweigh_a_wrong_declaration_only() {
        let german = "Der Sturm traf die Küste am Montag und zerstörte in der Nacht neun Häuser, wie der Bürgermeister der Stadt am Dienstag sagte. \
                      Niemand wurde verletzt, doch die Straße bleibt gesperrt, bis die Feuerwehr alle Bäume von der Fahrbahn geräumt hat.";
        let english = "The storm hit the coast on Monday and destroyed nine houses during the night, the mayor of the town said on Tuesday.";
        assert_eq!(language(None, german).as_deref(), Some("de"));
        assert_eq!(language(Some("en"), german).as_deref(), Some("de"));
        assert_eq!(language(Some("en-GB"), english).as_deref(), Some("en-GB"));
    }

    #[test]
    fn tags_have_names() {
        assert_eq!(language_name("de-AT"), Some("German"));
        assert_eq!(language_name("EN_gb"), Some("English"));
        assert_eq!(language_name("tlh"), None);
    }
}
