//! The index of words: characters and pairs of neighbours, in letters that no engine alters.
//!
//! SQLite keeps the pairs in their order, so that a word is found as a phrase. PostgreSQL keeps
//! them as a set, and what has all pairs of a word is then looked through for the word.

use crate::database::{Engine, Tx};
use crate::{Store, StoreError};
use std::collections::BTreeSet;

/// Pairs asked for at most of one word: the rest of a long word is left to a look at the text.
const ASKED: usize = 32;

/// What stands between two fields: no phrase goes across it.
const GAP: &str = "x";

/// The characters of a folded text, each once.
fn singles(folded: &str) -> BTreeSet<String> {
    let characters: BTreeSet<char> = folded.chars().filter(|one| *one != '\n').collect();
    characters.into_iter().map(single).collect()
}

/// Its pairs of neighbours in their order, field by field. Line breaks part the fields.
fn pairs(folded: &str) -> impl Iterator<Item = String> {
    folded.split('\n').flat_map(|field| {
        let neighbours = field.chars().zip(field.chars().skip(1));
        let pairs = neighbours.map(|(one, next)| pair(one, next));
        pairs.chain([GAP.to_owned()])
    })
}

/// The grams that every text with this word has: its pairs, or its only character.
fn of_word(folded: &str) -> Vec<String> {
    let neighbours = folded.chars().zip(folded.chars().skip(1));
    let pairs: Vec<String> = neighbours
        .take(ASKED)
        .map(|(one, next)| pair(one, next))
        .collect();
    if pairs.is_empty() {
        folded.chars().map(single).collect()
    } else {
        pairs
    }
}

/// Marks and words as a question to SQLite.
pub(super) fn phrases(marks: &[String], words: &[String]) -> String {
    let mark = |mark: &String| format!("marks : \"{mark}\"");
    let word = |word: &String| {
        let one = word.chars().nth(1).is_none();
        let column = if one { "singles" } else { "pairs" };
        format!("{column} : \"{}\"", of_word(word).join(" "))
    };
    let all: Vec<String> = words
        .iter()
        .map(word)
        .chain(marks.iter().map(mark))
        .collect();
    all.join(" AND ")
}

/// Whether SQLite's answer is exact for a word.
pub(super) fn is_exact_phrase(word: &str) -> bool {
    word.chars().nth(ASKED.saturating_add(1)).is_none()
}

/// Marks and words as a question to PostgreSQL.
pub(super) fn set(marks: &[String], words: &[String]) -> String {
    let grams = words.iter().flat_map(|word| of_word(word));
    let all: BTreeSet<String> = grams.chain(marks.iter().cloned()).collect();
    joined(all)
}

/// Whether PostgreSQL's answer is exact for a word.
pub(super) fn is_exact_set(word: &str) -> bool {
    word.chars().nth(2).is_none()
}

/// Adds a text and its marks to the index under a number.
pub(super) async fn index(
    tx: &mut Tx,
    number: i64,
    marks: &[String],
    folded: &str,
) -> Result<(), StoreError> {
    match tx.on() {
        Engine::Sqlite(on) => {
            let sql = "INSERT INTO public_gram (rowid, marks, singles, pairs) \
                       VALUES ($1, $2, $3, $4)";
            let query = sqlx::query(sql).bind(number).bind(marks.join(" "));
            let query = query.bind(joined(singles(folded)));
            query.bind(joined(pairs(folded))).execute(on).await?;
        }
        Engine::Pg(on) => {
            let sql = "INSERT INTO public_gram (number, grams) \
                       VALUES ($1, string_to_array($2, ' '))";
            let mut grams = singles(folded);
            grams.extend(pairs(folded));
            grams.extend(marks.iter().cloned());
            let query = sqlx::query(sql).bind(number).bind(joined(grams));
            query.execute(on).await?;
        }
    }
    Ok(())
}

/// Takes out of the index what was added under a number. SQLite keeps no copy of what it indexed
/// and has to be told.
pub(super) async fn unindex(
    tx: &mut Tx,
    number: i64,
    marks: &[String],
    folded: &str,
) -> Result<(), StoreError> {
    match tx.on() {
        Engine::Sqlite(on) => {
            let sql = "INSERT INTO public_gram (public_gram, rowid, marks, singles, pairs) \
                       VALUES ('delete', $1, $2, $3, $4)";
            let query = sqlx::query(sql).bind(number).bind(marks.join(" "));
            let query = query.bind(joined(singles(folded)));
            query.bind(joined(pairs(folded))).execute(on).await?;
        }
        Engine::Pg(on) => {
            let sql = "DELETE FROM public_gram WHERE number = $1";
            sqlx::query(sql).bind(number).execute(on).await?;
        }
    }
    Ok(())
}

impl Store {
    /// Merges the parts in which SQLite keeps the index of words: each publication adds one, and a
    /// search has to look into all of them. Where there is one part it is nothing to do; PostgreSQL
    /// keeps its own index in order.
    pub async fn merge_index(&self) -> Result<(), StoreError> {
        if let Engine::Sqlite(on) = self.writer() {
            let sql = "INSERT INTO public_gram (public_gram) VALUES ('optimize')";
            sqlx::query(sql).execute(on).await?;
        }
        Ok(())
    }

    /// Lets nothing that was overwritten lie on in the log of SQLite; PostgreSQL does that by itself.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        if let Engine::Sqlite(on) = self.writer() {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(on)
                .await?;
        }
        Ok(())
    }
}

fn single(one: char) -> String {
    format!("{:x}", u32::from(one))
}

fn pair(one: char, next: char) -> String {
    format!("{:x}g{:x}", u32::from(one), u32::from(next))
}

fn joined(grams: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for gram in grams {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&gram);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_phrase_of_its_text_and_none_stands_across_two_fields() {
        let text = joined(pairs("信息公开\n开年报"));
        let has = |word: &str| text.contains(&of_word(word).join(" "));
        assert!(has("信息公开") && has("年报"));
        assert!(!has("公开年") && !has("公开开"));
    }
}
