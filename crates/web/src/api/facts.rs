//! The facts of an item as JSON: the members of [`Facts`], each read for itself, so that an error names
//! its field. What is not given stays as it was.

use super::Problem;
use super::call::Call;
use super::given::Given;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::Facts;
use gongkai_office::OfficeError;
use serde_json::{Value, json};

/// Characters of a line, and of the body.
pub(super) const LINE: usize = 200;
pub(super) const BODY: usize = 200_000;

/// Facts with what was given in the place of what they had. Files are not given here.
pub(super) async fn read(
    call: &Call,
    agency: &AgencyId,
    base: Facts,
    given: &mut Given,
) -> Result<Facts, Problem> {
    let mut facts = base;
    for name in given.names() {
        let whole = to_value(&facts);
        if name == "attachments" || whole.get(&name).is_none() {
            continue;
        }
        let value = given.take(&name).unwrap_or_default();
        match with(whole, &name, &value) {
            Some(read) => facts = read,
            None => given.wrong(&name, "内容不符合要求，请对照接口说明。"),
        }
    }
    check_links(call, agency, &facts, given).await?;
    Ok(facts)
}

fn to_value(facts: &Facts) -> Value {
    serde_json::to_value(facts).unwrap_or_default()
}

/// The facts with one member as given, if that is what it says: read and written again it is the same.
fn with(mut whole: Value, name: &str, value: &Value) -> Option<Facts> {
    let most = if name == "body" { BODY } else { LINE };
    if value
        .as_str()
        .is_some_and(|text| text.chars().count() > most)
    {
        return None;
    }
    *whole.get_mut(name)? = value.clone();
    let facts: Facts = serde_json::from_value(whole).ok()?;
    // The elements of an interpretation are a set: their order is not kept. Of an entry of the
    // catalogue only its identity is given; the rest is what the catalogue says.
    let same =
        ["interpretation", "listing"].contains(&name) || to_value(&facts).get(name) == Some(value);
    let limit = facts
        .publish_within
        .is_none_or(|days| (1..=20).contains(&days));
    (same && limit).then_some(facts)
}

/// That the category is the agency's, and that the document interpreted is one the caller may read.
async fn check_links(
    call: &Call,
    agency: &AgencyId,
    facts: &Facts,
    given: &mut Given,
) -> Result<(), Problem> {
    let office = &call.site.office;
    if let Some(category) = &facts.category {
        let own = office.categories(agency).await?;
        if !own.iter().any(|one| one.id == *category) {
            given.wrong("category", "本单位没有这个类别。");
        }
    }
    if let Some(interpretation) = &facts.interpretation {
        let seen = office.view(call.cx(), &interpretation.of).await;
        if matches!(seen, Err(OfficeError::Refusal(_))) {
            given.wrong("interpretation", "没有这份被解读的文件。");
        } else {
            seen?;
        }
    }
    Ok(())
}

/// Facts as they are answered.
pub(super) fn shown(facts: &Facts) -> Value {
    let mut value = to_value(facts);
    let files = facts.attachments.iter();
    let files =
        files.map(|file| json!({ "name": file.name, "kind": file.kind, "size": file.size }));
    if let Some(own) = value.get_mut("attachments") {
        *own = files.collect();
    }
    value
}
