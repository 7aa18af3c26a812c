//! The IRIs that the program itself knows, each once. Relations are never among them.

use oxigraph::model::NamedNodeRef;

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $iri:literal;)*) => {
        $($(#[$doc])* pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

/// Namespace of Byline's own terms.
pub const BY: &str = "https://w3id.org/byline/ns#";
/// Default base of the data.
pub const DATA: &str = "https://w3id.org/byline/data/";
/// Namespace of open relations, which no ontology lists.
pub const OPEN: &str = "https://w3id.org/byline/open#";
/// Namespace of schema.org.
pub const SCHEMA: &str = "https://schema.org/";
/// Namespace of PROV-O.
pub const PROV: &str = "http://www.w3.org/ns/prov#";

/// Every prefix that output uses, in the order it is written.
pub const PREFIXES: &[(&str, &str)] = &[
    ("by", BY),
    ("open", OPEN),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", PROV),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", SCHEMA),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

terms! {
    /// A holder's stance towards a proposition in one article.
    CLAIM = "https://w3id.org/byline/ns#Claim";
    /// The neutral content that claims agree or disagree on.
    PROPOSITION = "https://w3id.org/byline/ns#Proposition";
    /// One name under which one article mentions one thing.
    MENTION = "https://w3id.org/byline/ns#Mention";
    /// The class of claimable relations.
    RELATION = "https://w3id.org/byline/ns#Relation";
    /// The class of relations that no ontology lists.
    OPEN_RELATION = "https://w3id.org/byline/ns#OpenRelation";
    /// Folded key of an open relation's name, for look-up.
    RELATION_KEY = "https://w3id.org/byline/ns#relationKey";
    /// The neutral content of a claim.
    PROPOSITION_OF = "https://w3id.org/byline/ns#proposition";
    /// What a proposition says, in words.
    STATEMENT = "https://w3id.org/byline/ns#statement";
    /// How a claim is asserted.
    STATUS = "https://w3id.org/byline/ns#status";
    /// How sure the holder is.
    CERTAINTY = "https://w3id.org/byline/ns#certainty";
    /// Whether the holder affirms or denies.
    POLARITY = "https://w3id.org/byline/ns#polarity";
    /// What kind of source the holder is.
    SOURCE_KIND = "https://w3id.org/byline/ns#sourceKind";
    /// Who passed a claim on.
    RELAYED_BY = "https://w3id.org/byline/ns#relayedBy";
    /// The words that gave a claim its stance.
    CUE = "https://w3id.org/byline/ns#cue";
    /// The proposition on which a claim depends.
    IF_PROPOSITION = "https://w3id.org/byline/ns#ifProposition";
    /// The words of the proposition on which a claim depends.
    CONDITION = "https://w3id.org/byline/ns#condition";
    /// Those who passed a claim on, as IRIs in order, where there are several.
    RELAY_ORDER = "https://w3id.org/byline/ns#relayOrder";
    /// The article that a version is of.
    VERSION_OF = "https://w3id.org/byline/ns#versionOf";
    /// The place of a version, from 1.
    VERSION_NUMBER = "https://w3id.org/byline/ns#versionNumber";
    /// What differs between versions of the program or its ontology.
    MADE_WITH = "https://w3id.org/byline/ns#madeWith";
    /// The statements of an earlier version, as N-Quads.
    ARCHIVE = "https://w3id.org/byline/ns#archive";
    /// What near-duplicates of an article's text share most of.
    SKETCH = "https://w3id.org/byline/ns#sketch";
    /// Hash of all that an article's graph says, by which a change is seen.
    CONTENT_HASH = "https://w3id.org/byline/ns#contentHash";
    /// The status of what is known for sure.
    CONFIRMED = "https://w3id.org/byline/ns#confirmed";
    /// The plain status: somebody says so.
    REPORTED = "https://w3id.org/byline/ns#reported";
    /// The status of a judgement.
    OPINION = "https://w3id.org/byline/ns#opinion";
    /// The status of what depends on something else.
    CONDITIONAL = "https://w3id.org/byline/ns#conditional";
    /// The status of what the holder denies.
    DENIED = "https://w3id.org/byline/ns#denied";
    /// The holder affirms.
    POSITIVE = "https://w3id.org/byline/ns#positive";
    /// The holder says that it is not so.
    NEGATIVE = "https://w3id.org/byline/ns#negative";
    /// When a claim was made.
    CLAIMED_AT = "https://w3id.org/byline/ns#claimedAt";
    /// The exact words of a claim.
    QUOTE = "https://w3id.org/byline/ns#quote";
    /// First code point of the quote in the article's text.
    QUOTE_START = "https://w3id.org/byline/ns#quoteStart";
    /// Code point behind the quote in the article's text.
    QUOTE_END = "https://w3id.org/byline/ns#quoteEnd";
    /// A sum in base units.
    AMOUNT = "https://w3id.org/byline/ns#amount";
    /// ISO 4217 code of a sum.
    CURRENCY = "https://w3id.org/byline/ns#currency";
    /// How a sum is meant: exact, about, at least, at most.
    AMOUNT_BOUND = "https://w3id.org/byline/ns#amountBound";
    /// Since when it holds.
    VALID_FROM = "https://w3id.org/byline/ns#validFrom";
    /// Until when it holds.
    VALID_UNTIL = "https://w3id.org/byline/ns#validUntil";
    /// When it happened.
    AT = "https://w3id.org/byline/ns#at";
    /// Where it happened.
    PLACE_OF = "https://w3id.org/byline/ns#place";
    /// In what role, as the text words it.
    ROLE = "https://w3id.org/byline/ns#role";
    /// In what tense a state is told.
    TENSE = "https://w3id.org/byline/ns#tense";
    /// A share of a hundred.
    PERCENT = "https://w3id.org/byline/ns#percent";
    /// The stored text of an article.
    TEXT = "https://w3id.org/byline/ns#text";
    /// The thing that a mention names.
    MENTION_OF = "https://w3id.org/byline/ns#mentionOf";
    /// The name that a mention uses.
    MENTION_NAME = "https://w3id.org/byline/ns#mentionName";
    /// A class that a mention gives its thing.
    MENTION_TYPE = "https://w3id.org/byline/ns#mentionType";
    /// How often a mention occurs in its article.
    MENTION_COUNT = "https://w3id.org/byline/ns#mentionCount";
    /// The thing that a mention names, in another data set.
    MENTION_SAME_AS = "https://w3id.org/byline/ns#mentionSameAs";
    /// Whether a mention's name is the preferred one.
    MENTION_PREFERRED = "https://w3id.org/byline/ns#mentionPreferred";
    /// Folded key of a name, for look-up.
    NAME_KEY = "https://w3id.org/byline/ns#nameKey";
    /// Some accepted relation holds between two things.
    RELATED = "https://w3id.org/byline/ns#related";
    /// Whether claims on a proposition oppose each other.
    DISPUTED = "https://w3id.org/byline/ns#disputed";
    /// Who, in the end, claims a proposition: the holder, or the publisher where the article speaks for itself.
    ORIGIN = "https://w3id.org/byline/ns#origin";
    /// A polarity with which a proposition has been claimed.
    CLAIMED_POLARITY = "https://w3id.org/byline/ns#claimedPolarity";
    /// Key of what can have one answer at a time; asserted propositions that share one clash.
    SLOT = "https://w3id.org/byline/ns#slot";
    /// Number of independent origins of a proposition.
    ORIGINS = "https://w3id.org/byline/ns#origins";
    /// Earliest claim of a proposition.
    FIRST_CLAIMED = "https://w3id.org/byline/ns#firstClaimed";
    /// Latest claim of a proposition.
    LAST_CLAIMED = "https://w3id.org/byline/ns#lastClaimed";
    /// A sum of money, as the range of a property.
    MONEY = "https://w3id.org/byline/ns#Money";
    /// Something that can be named.
    THING = "https://w3id.org/byline/ns#Thing";
    /// A person.
    PERSON = "https://w3id.org/byline/ns#Person";
    /// An organisation.
    ORGANIZATION = "https://w3id.org/byline/ns#Organization";
    /// A place.
    PLACE = "https://w3id.org/byline/ns#Place";
    /// A product or service.
    PRODUCT = "https://w3id.org/byline/ns#Product";
    /// A creative or legal work.
    WORK = "https://w3id.org/byline/ns#Work";
    /// An event.
    EVENT = "https://w3id.org/byline/ns#Event";
    /// A people, nationality, religion or other group.
    GROUP = "https://w3id.org/byline/ns#Group";
    /// An agreement or one of its clauses.
    AGREEMENT = "https://w3id.org/byline/ns#Agreement";
    /// A body that is no business: a council, a charity.
    INSTITUTION = "https://w3id.org/byline/ns#Institution";
    /// The body that governs a state, or a department of it.
    GOVERNMENT = "https://w3id.org/byline/ns#Government";
    /// A body that makes laws.
    PARLIAMENT = "https://w3id.org/byline/ns#Parliament";
    /// A country.
    COUNTRY = "https://w3id.org/byline/ns#Country";
    /// A news outlet.
    OUTLET = "https://w3id.org/byline/ns#Outlet";
    /// Who makes a claim.
    ATTRIBUTED_TO = "http://www.w3.org/ns/prov#wasAttributedTo";
    /// The article in which a claim stands.
    APPEARANCE = "https://schema.org/appearance";
    /// A news article.
    NEWS_ARTICLE = "https://schema.org/NewsArticle";
    /// The title of an article.
    HEADLINE = "https://schema.org/headline";
    /// When an article was published.
    DATE_PUBLISHED = "https://schema.org/datePublished";
    /// When an article was last changed.
    DATE_MODIFIED = "https://schema.org/dateModified";
    /// Who wrote an article.
    AUTHOR = "https://schema.org/author";
    /// Who published an article.
    PUBLISHER = "https://schema.org/publisher";
    /// The agency that an article's text comes from.
    SOURCE_ORGANIZATION = "https://schema.org/sourceOrganization";
    /// Where something that is recorded of an article was read.
    METADATA_ORIGIN = "https://w3id.org/byline/ns#metadataOrigin";
    /// The address of an article.
    URL = "https://schema.org/url";
    /// The language of an article.
    IN_LANGUAGE = "https://schema.org/inLanguage";
    /// A keyword of an article.
    KEYWORDS = "https://schema.org/keywords";
    /// A point of the publisher's own summary.
    ABSTRACT = "https://schema.org/abstract";
    /// The publisher's description.
    DESCRIPTION = "https://schema.org/description";
    /// The section of an article.
    ARTICLE_SECTION = "https://schema.org/articleSection";
    /// Reading time.
    TIME_REQUIRED = "https://schema.org/timeRequired";
    /// A thing that an article mentions.
    MENTIONS = "https://schema.org/mentions";
    /// A further name.
    ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    /// The same thing elsewhere.
    SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
}
