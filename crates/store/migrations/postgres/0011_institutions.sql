-- An institution may publish on the column of the agency above it. A public item has an agency, whose
-- it is, and a host, on whose column it stands: lists, tally and index of words go by the host.
ALTER TABLE public_item RENAME COLUMN agency TO host;
ALTER TABLE public_item ADD COLUMN agency TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE public_item SET agency = host;
DROP INDEX public_item_of_agency;
CREATE INDEX public_item_of_host ON public_item (host, number);
-- An agency's items within a column; and for what an agency counts of its own.
CREATE INDEX public_item_of_institution ON public_item (host, agency, number);
CREATE INDEX public_item_of_agency ON public_item (agency, number);
-- The entries of a catalogue are those of the agency whose it is.
DROP INDEX public_item_of_listing;
CREATE INDEX public_item_of_listing ON public_item (agency, listing, number) WHERE listing IS NOT NULL;

ALTER TABLE public_tombstone ADD COLUMN host TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE public_tombstone SET host = agency;

-- Made anew with one thing more to narrow by, the agency. Tally and index of words are empty now;
-- whoever opens the database fills them.
DROP TABLE public_tally;
CREATE TABLE public_tally (
    host TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    category TEXT COLLATE "C" NOT NULL,
    topic BIGINT NOT NULL,
    standing TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    items BIGINT NOT NULL,
    PRIMARY KEY (host, agency, category, topic, standing, year)
);
DELETE FROM public_gram;
