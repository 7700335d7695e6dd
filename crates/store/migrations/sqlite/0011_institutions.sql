-- An institution may publish on the column of the agency above it. A public item has an agency, whose
-- it is, and a host, on whose column it stands: lists, tally and index of words go by the host.
ALTER TABLE public_item RENAME COLUMN agency TO host;
ALTER TABLE public_item ADD COLUMN agency TEXT NOT NULL DEFAULT '';
UPDATE public_item SET agency = host;
DROP INDEX public_item_of_agency;
CREATE INDEX public_item_of_host ON public_item (host, number);
-- An agency's items within a column; and for what an agency counts of its own.
CREATE INDEX public_item_of_institution ON public_item (host, agency, number);
CREATE INDEX public_item_of_agency ON public_item (agency, number);
-- The entries of a catalogue are those of the agency whose it is.
DROP INDEX public_item_of_listing;
CREATE INDEX public_item_of_listing ON public_item (agency, listing, number) WHERE listing IS NOT NULL;

ALTER TABLE public_tombstone ADD COLUMN host TEXT NOT NULL DEFAULT '';
UPDATE public_tombstone SET host = agency;

-- Made anew with one thing more to narrow by, the agency. Tally and index of words are empty now;
-- whoever opens the database fills them.
DROP TABLE public_tally;
CREATE TABLE public_tally (
    host TEXT NOT NULL REFERENCES agency (id),
    agency TEXT NOT NULL REFERENCES agency (id),
    category TEXT NOT NULL,
    topic BIGINT NOT NULL,
    standing TEXT NOT NULL,
    year BIGINT NOT NULL,
    items BIGINT NOT NULL,
    PRIMARY KEY (host, agency, category, topic, standing, year)
) WITHOUT ROWID;
DROP TABLE public_gram;
CREATE VIRTUAL TABLE public_gram USING fts5 (marks, singles, pairs, content = '', columnsize = 0, tokenize = 'ascii');
INSERT INTO public_gram (public_gram, rank) VALUES ('secure-delete', 1);
