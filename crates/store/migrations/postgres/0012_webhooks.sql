-- Addresses that are told of what becomes public in an agency and those under it. Kinds of facts as a
-- JSON list of their marks. The secret is kept as it is: it signs what is sent.
CREATE TABLE webhook (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    name TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    kinds TEXT COLLATE "C" NOT NULL,
    secret TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX webhook_of_agency ON webhook (agency);

-- What they are to be told, written with the change itself: in the order of the event log, and of the
-- facts of one change. A body names things and holds nothing of what they say.
CREATE TABLE webhook_delivery (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    webhook TEXT COLLATE "C" NOT NULL REFERENCES webhook (id),
    sequence BIGINT NOT NULL,
    place BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    next_at TEXT COLLATE "C" NOT NULL,
    last_at TEXT COLLATE "C",
    outcome TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX webhook_delivery_order ON webhook_delivery (webhook, sequence, place);
CREATE INDEX webhook_delivery_state ON webhook_delivery (state, next_at);

-- Calls of the interface for programs that carry a key, so that one sent twice is done once: what was
-- asked as a digest, what it did, and what was answered. Kept for a day.
CREATE TABLE api_call (
    token TEXT COLLATE "C" NOT NULL,
    call_key TEXT COLLATE "C" NOT NULL,
    request TEXT COLLATE "C" NOT NULL,
    claim TEXT COLLATE "C" NOT NULL,
    begun_at TEXT COLLATE "C" NOT NULL,
    effect TEXT COLLATE "C",
    status BIGINT,
    location TEXT COLLATE "C",
    answer TEXT COLLATE "C",
    PRIMARY KEY (token, call_key)
);
CREATE INDEX api_call_begun ON api_call (begun_at);
