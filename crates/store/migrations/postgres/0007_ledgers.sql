-- Records of ledgers: what an office writes down besides the register. Which columns there are, the
-- ledger's file says; here stand the values as JSON, and what lists are ordered and searched by.
-- A record without a day has an empty one, which both engines put last.
CREATE TABLE record (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    ledger TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    struck TEXT COLLATE "C",
    dated_on TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL
);
CREATE INDEX record_in_order ON record (agency, ledger, dated_on DESC, id);
