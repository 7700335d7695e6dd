-- The index of words: for each public item the characters of its folded text and the pairs of
-- neighbours, each once. An array and not a tsvector, which ends at one megabyte.
-- What it finds is verified in `folded`.
CREATE TABLE public_gram (
    number BIGINT PRIMARY KEY REFERENCES public_item (number),
    grams TEXT[] NOT NULL
);
-- Without the pending list every search costs the same.
CREATE INDEX public_gram_grams ON public_gram USING GIN (grams) WITH (fastupdate = off);
