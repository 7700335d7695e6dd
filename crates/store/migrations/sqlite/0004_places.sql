-- The number of a public item is its place in lists: the day of its first publication as eight
-- digits, then seven digits counting within the day. What is numbered so is in order in every index,
-- that of words among them, and a span of days is a span of numbers.
UPDATE public_item SET number = placed.number FROM (
    SELECT information, CAST(replace(first_published_on, '-', '') AS BIGINT) * 10000000
        + ROW_NUMBER() OVER (PARTITION BY first_published_on ORDER BY information DESC) AS number
    FROM public_item
) AS placed WHERE placed.information = public_item.information;

-- Whether it is in force: a copy out of `facts`, for lists.
ALTER TABLE public_item ADD COLUMN standing TEXT NOT NULL DEFAULT 'in_force';
UPDATE public_item SET standing = 'repealed' WHERE information IN (
    SELECT information FROM public_content WHERE instr(facts, '"validity":{"kind":"repealed"') > 0
);
UPDATE public_item SET standing = 'expired' WHERE information IN (
    SELECT information FROM public_content WHERE instr(facts, '"validity":{"kind":"expired"') > 0
);

DROP INDEX public_item_in_order;
DROP INDEX public_item_of_agency;
DROP INDEX public_item_of_category;
DROP INDEX public_item_of_topic;
CREATE INDEX public_item_of_agency ON public_item (agency, number);
CREATE INDEX public_item_of_category ON public_item (agency, category, number);
CREATE INDEX public_item_of_topic ON public_item (agency, topic, number);
CREATE INDEX public_item_of_standing ON public_item (agency, standing, number);

-- How many items are public, counted with every publication and its end, so that no list has to
-- count. No category is the empty text, no item of article 20 is 0.
CREATE TABLE public_tally (
    agency TEXT NOT NULL REFERENCES agency (id),
    category TEXT NOT NULL,
    topic BIGINT NOT NULL,
    standing TEXT NOT NULL,
    year BIGINT NOT NULL,
    items BIGINT NOT NULL,
    PRIMARY KEY (agency, category, topic, standing, year)
) WITHOUT ROWID;

-- The index of words has besides the words what lists are narrowed by, so that it answers a whole
-- question. It is empty now; whoever opens the database fills it, and the tally.
DROP TABLE public_gram;
CREATE VIRTUAL TABLE public_gram USING fts5 (marks, singles, pairs, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO public_gram (public_gram, rank) VALUES ('secure-delete', 1);
