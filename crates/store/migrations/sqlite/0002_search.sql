-- The index of words: for each public item the characters of its folded text and the pairs of
-- neighbours, each once, written as hexadecimal code points so that no tokenizer alters them.
-- Without content of its own and without positions: what it finds is verified in `folded`.
CREATE VIRTUAL TABLE public_gram USING fts5 (grams, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

-- What is deleted is removed from the pages at once, not at the next merge.
INSERT INTO public_gram (public_gram, rank) VALUES ('secure-delete', 1);
