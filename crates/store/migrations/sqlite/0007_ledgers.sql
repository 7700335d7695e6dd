-- Records of ledgers: what an office writes down besides the register. Which columns there are, the
-- ledger's file says; here stand the values as JSON, and what lists are ordered and searched by.
-- A record without a day has an empty one, which both engines put last.
CREATE TABLE record (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    ledger TEXT NOT NULL,
    content TEXT NOT NULL,
    revision BIGINT NOT NULL,
    struck TEXT,
    dated_on TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX record_in_order ON record (agency, ledger, dated_on DESC, id);
