-- Addresses that are told of what becomes public in an agency and those under it. Kinds of facts as a
-- JSON list of their marks. The secret is kept as it is: it signs what is sent.
CREATE TABLE webhook (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX webhook_of_agency ON webhook (agency);

-- What they are to be told, written with the change itself: in the order of the event log, and of the
-- facts of one change. A body names things and holds nothing of what they say.
CREATE TABLE webhook_delivery (
    id TEXT PRIMARY KEY NOT NULL,
    webhook TEXT NOT NULL REFERENCES webhook (id),
    sequence INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    last_at TEXT,
    outcome TEXT NOT NULL
);
CREATE UNIQUE INDEX webhook_delivery_order ON webhook_delivery (webhook, sequence, place);
CREATE INDEX webhook_delivery_state ON webhook_delivery (state, next_at);

-- Calls of the interface for programs that carry a key, so that one sent twice is done once: what was
-- asked as a digest, what it did, and what was answered. Kept for a day.
CREATE TABLE api_call (
    token TEXT NOT NULL,
    call_key TEXT NOT NULL,
    request TEXT NOT NULL,
    claim TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    effect TEXT,
    status INTEGER,
    location TEXT,
    answer TEXT,
    PRIMARY KEY (token, call_key)
);
CREATE INDEX api_call_begun ON api_call (begun_at);
