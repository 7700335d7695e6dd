-- The index of words has besides the words what lists are narrowed by, so that it answers a whole
-- question. It is empty now; whoever opens the database fills it, and the tally.
DELETE FROM public_gram;

-- The number of a public item is its place in lists: the day of its first publication as eight
-- digits, then seven digits counting within the day. What is numbered so is in order in every index,
-- and a span of days is a span of numbers.
ALTER TABLE public_item ALTER COLUMN number DROP IDENTITY;
UPDATE public_item SET number = placed.number FROM (
    SELECT information, CAST(replace(first_published_on, '-', '') AS BIGINT) * 10000000
        + ROW_NUMBER() OVER (PARTITION BY first_published_on ORDER BY information DESC) AS number
    FROM public_item
) AS placed WHERE placed.information = public_item.information;

-- Whether it is in force: a copy out of `facts`, for lists.
ALTER TABLE public_item ADD COLUMN standing TEXT COLLATE "C" NOT NULL DEFAULT 'in_force';
UPDATE public_item SET standing = 'repealed' WHERE information IN (
    SELECT information FROM public_content WHERE strpos(facts, '"validity":{"kind":"repealed"') > 0
);
UPDATE public_item SET standing = 'expired' WHERE information IN (
    SELECT information FROM public_content WHERE strpos(facts, '"validity":{"kind":"expired"') > 0
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
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    category TEXT COLLATE "C" NOT NULL,
    topic BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    items BIGINT NOT NULL,
    PRIMARY KEY (agency, category, topic, standing, year)
);
