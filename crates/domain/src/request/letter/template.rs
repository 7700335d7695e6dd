//! A text with fields in braces: `{申请人}` must be known, `{定密依据?}` may be missing.

use std::collections::BTreeMap;

/// What is known, by the Chinese name of the field. A blank text is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Nothing known.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a fact; a blank text says nothing and takes nothing away.
    pub fn put(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.0.insert(name.to_owned(), text.trim().to_owned());
        }
    }

    /// Adds a fact where there is one.
    pub fn put_some(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text {
            self.put(name, &text);
        }
    }

    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All of them by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// A text with fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Field { name: String, optional: bool },
}

/// Stops that may close a value and the sentence around it at once.
const STOPS: [char; 4] = ['。', '；', '，', '.'];

impl Template {
    /// Reads a text; an error says what is wrong with its braces.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind
                .split_once('}')
                .ok_or_else(|| format!("a brace is not closed: {behind}"))?;
            let optional = name.ends_with('?');
            let name = name.trim_end_matches('?');
            if name.is_empty() || before.contains('}') {
                return Err(format!("braces without a field: {before}{{{name}}}"));
            }
            pieces.push(Piece::Text(before.to_owned()));
            let name = name.to_owned();
            pieces.push(Piece::Field { name, optional });
            rest = after;
        }
        if rest.contains('}') {
            return Err(format!("a brace was not opened: {rest}"));
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        let text = text.to_owned();
        Ok(Self { text, pieces })
    }

    /// A text of nothing.
    pub(super) const fn empty() -> Self {
        Self {
            text: String::new(),
            pieces: Vec::new(),
        }
    }

    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The names of its fields, and whether each may be missing.
    pub fn fields(&self) -> impl Iterator<Item = (&str, bool)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Field { name, optional } => Some((name.as_str(), *optional)),
        })
    }

    /// The fields that must be known and are not.
    pub fn missing<'t>(&'t self, facts: &Facts) -> Vec<&'t str> {
        let unknown = |(name, optional): &(&str, bool)| !optional && facts.get(name).is_none();
        self.fields()
            .filter(unknown)
            .map(|(name, _)| name)
            .collect()
    }

    /// The text with its fields filled in; none if one of them is not known.
    pub fn fill(&self, facts: &Facts) -> Option<String> {
        let known = self.fields().all(|(name, _)| facts.get(name).is_some());
        known.then(|| self.fill_blank(facts))
    }

    /// The text with blanks for what is not known.
    pub fn fill_blank(&self, facts: &Facts) -> String {
        let mut text = String::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Field { name, .. } => {
                    let value = facts.get(name).unwrap_or_default();
                    text.push_str(if self.stops_after(at) {
                        value.trim_end_matches(STOPS)
                    } else {
                        value
                    });
                }
            }
        }
        text
    }

    /// Whether the words behind a field begin with a stop or close a bracket, so that the value needs no
    /// stop of its own.
    fn stops_after(&self, at: usize) -> bool {
        match self.pieces.get(at.saturating_add(1)) {
            Some(Piece::Text(words)) => words.starts_with(STOPS) || words.starts_with('）'),
            Some(Piece::Field { .. }) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_closed_once_whether_the_value_closes_itself_or_not() {
        let template = Template::parse("理由是：{理由}。根据").unwrap();
        for value in ["不掌握", "不掌握。"] {
            let mut facts = Facts::new();
            facts.put("理由", value);
            assert_eq!(template.fill(&facts).unwrap(), "理由是：不掌握。根据");
        }
    }

    #[test]
    fn a_field_with_a_question_mark_may_be_missing_and_another_may_not() {
        let template = Template::parse("{甲}、{乙?}").unwrap();
        let mut facts = Facts::new();
        assert_eq!(template.missing(&facts), ["甲"]);
        facts.put("甲", "一");
        facts.put("乙", "  ");
        assert!(template.missing(&facts).is_empty());
        assert_eq!(template.fill(&facts), None);
        assert_eq!(template.fill_blank(&facts), "一、");
        for wrong in ["{甲", "甲}", "{}", "{?}"] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
