-- The index of words: of each public item the characters of its folded text, each once, and the
-- pairs of neighbours in their order, written as hexadecimal code points so that no tokenizer
-- alters them. A word is a phrase of pairs, found to the letter without reading the text; so the
-- index keeps positions, and no content of its own.
CREATE VIRTUAL TABLE public_gram USING fts5 (singles, pairs, content = '', columnsize = 0, tokenize = 'ascii');

-- What is deleted is removed from the pages at once, not at the next merge.
INSERT INTO public_gram (public_gram, rank) VALUES ('secure-delete', 1);
