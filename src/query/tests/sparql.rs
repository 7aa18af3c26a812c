//! Questions and the SPARQL they become.

use super::fixture::Graph;

/// The query without its prefixes.
fn sparql(text: &str) -> String {
    let compiled = Graph::new().compile(text).unwrap_or_else(|error| panic!("{}", error.render("q", text, false)));
    let printed = compiled.sparql();
    let body: Vec<&str> = printed.lines().filter(|line| !line.starts_with("PREFIX")).collect();
    body.join("\n")
}

#[test]
fn dump() {
    for q in [
        "who invested_in OpenAI [amount, since, by]",
        "who partners_with what [rumoured, by] where who < what",
        "organization partners_with Microsoft and competes_with Microsoft",
        "who relation what [by], who relation what [denied, by as denied_by]",
        "person linked+2 \"Sam Altman\"",
        "article count per article.publisher, article.published.month",
        "who relation what [denied, by, quote]",
        "company mentioned_with AWS and not mentioned_with Azure",
        "Microsoft (relation, ^relation) OpenAI [any, status, by]",
        "Microsoft acquired \"Activision Blizzard\"",
        "OpenAI",
        "who invested_in OpenAI [any, amount, status] timeline",
        "who invested_in what [confirmed, amount USD, since]\nsum amount per who\nsort sum_amount desc\nlimit 10",
        "who invested_in what [confirmed, amount > 1B USD, since 2023]",
        "company subsidiary_of+ Alphabet\nshow company, company.headquartered_in as hq",
        "article contains \"data center\" and mentions energy_company sort article.published desc limit 10 offset 10",
        "who invested_in company, not company headquartered_in what show company",
        "person (founded, leads) company, (Google, Microsoft) acquired company",
        "who relation what [article.publisher] count publisher per who, relation, what where count = 1 sort who",
        "Microsoft partners_with who [since >= 2019] graph",
        "{ who acquired Fitbit } or { who acquired Perplexity [since] }",
        "company headquartered_in place and maybe acquired company@target",
        "{ article mentions company count per company where count >= 3 }, company headquartered_in place",
        "who acquired what [since 2021..2023]",
        "who invested_in OpenAI [@deal, amount > 1B USD] show who, @deal.quote, @deal.article.publisher as publisher",
        "who invested_in what [article.published >= 2024-06, article.publisher]",
        "company is Alphabet or subsidiary_of+ Alphabet",
        "define @a co_invested_with @b as { @a invested_in @t, @b invested_in @t, @a is not @b } @x co_invested_with Microsoft and co_invested_with \"Thrive Capital\"",
        "Google (acquired, ^subsidiary_of) company",
        "claim count per claim.by where count > 2 sort count desc limit 3 show by, count",
        "company employees > 1000",
        "company revenue > 1B USD",
        "claim status rumoured and by Reuters",
        "who invested_in what [not by Reuters, if, disputed, origins >= 2]",
        "company describe",
    ] {
        println!("## {q}\n{}\n", sparql(q));
    }
}
