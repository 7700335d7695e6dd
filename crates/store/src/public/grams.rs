//! The index of words: characters and pairs of neighbours, each once, in letters that no engine
//! alters.

use crate::StoreError;
use crate::database::{Engine, Tx};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Pairs asked for at most of one word: the rest of a long word is left to verification.
const ASKED: usize = 32;

/// All grams of a folded text. Line breaks part its fields, and no gram stands across one.
pub(super) fn of_text(folded: &str) -> String {
    let mut grams = BTreeSet::new();
    for field in folded.split('\n') {
        let mut before = None;
        for character in field.chars() {
            grams.insert((character, None));
            if let Some(before) = before {
                grams.insert((before, Some(character)));
            }
            before = Some(character);
        }
    }
    joined(grams)
}

/// The grams that every text with this word has: its pairs, or its only character.
pub(super) fn of_word(folded: &str) -> String {
    let neighbours = folded.chars().zip(folded.chars().skip(1));
    let mut grams: BTreeSet<_> = neighbours
        .map(|(one, next)| (one, Some(next)))
        .take(ASKED)
        .collect();
    if grams.is_empty() {
        grams.extend(folded.chars().map(|only| (only, None)));
    }
    joined(grams)
}

/// Whether having the grams of a word is having the word.
pub(super) fn are_the_word(folded: &str) -> bool {
    folded.chars().count() <= 2
}

/// Adds a text to the index under a number.
pub(super) async fn index(tx: &mut Tx, number: i64, folded: &str) -> Result<(), StoreError> {
    let grams = of_text(folded);
    match tx.on() {
        Engine::Sqlite(on) => {
            let sql = "INSERT INTO public_gram (rowid, grams) VALUES ($1, $2)";
            sqlx::query(sql)
                .bind(number)
                .bind(grams)
                .execute(on)
                .await?;
        }
        Engine::Pg(on) => {
            let sql = "INSERT INTO public_gram (number, grams) \
                       VALUES ($1, string_to_array($2, ' '))";
            sqlx::query(sql)
                .bind(number)
                .bind(grams)
                .execute(on)
                .await?;
        }
    }
    Ok(())
}

/// Takes out of the index what was added under a number. SQLite keeps no copy of what it indexed
/// and has to be told.
pub(super) async fn unindex(tx: &mut Tx, number: i64, folded: &str) -> Result<(), StoreError> {
    match tx.on() {
        Engine::Sqlite(on) => {
            let sql = "INSERT INTO public_gram (public_gram, rowid, grams) \
                       VALUES ('delete', $1, $2)";
            let grams = of_text(folded);
            sqlx::query(sql)
                .bind(number)
                .bind(grams)
                .execute(on)
                .await?;
        }
        Engine::Pg(on) => {
            let sql = "DELETE FROM public_gram WHERE number = $1";
            sqlx::query(sql).bind(number).execute(on).await?;
        }
    }
    Ok(())
}

fn joined(grams: BTreeSet<(char, Option<char>)>) -> String {
    let mut text = String::new();
    for (one, next) in grams {
        if !text.is_empty() {
            text.push(' ');
        }
        let _infallible = write!(text, "{:x}", u32::from(one));
        if let Some(next) = next {
            let _infallible = write!(text, "g{:x}", u32::from(next));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_text_has_grams_of_the_text_and_none_stands_across_two_fields() {
        let text = of_text("公开\n年报");
        let has = |word: &str| {
            of_word(word)
                .split(' ')
                .all(|gram| text.split(' ').any(|g| g == gram))
        };
        assert!(has("公开") && has("报") && has("年报"));
        assert!(!has("开年"));
    }
}
