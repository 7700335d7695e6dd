-- Disclosure requests. What is said of the person who asks, and whatever was typed freely, stands here
-- only sealed, under a key of the request's own that is itself sealed by a key outside the database.
CREATE TABLE request (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    -- 2026-0001: the number of registration.
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    -- Copies of what the entries say, for lists.
    stage TEXT NOT NULL,
    received_on TEXT,
    due_on TEXT,
    outcome TEXT,
    ended_on TEXT,
    handler TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- None after erasure.
    sealed_key TEXT,
    sealed TEXT,
    -- Digests with a key: of who asks, of the form that was sent, of the receipt's code.
    applicant_mark TEXT NOT NULL,
    form_mark TEXT NOT NULL UNIQUE,
    code_mark TEXT NOT NULL,
    opened_on TEXT,
    retain_until TEXT,
    erased_on TEXT,
    UNIQUE (agency, number)
);
CREATE INDEX request_of_agency ON request (agency, ended_on, due_on);
CREATE INDEX request_of_applicant ON request (agency, applicant_mark);
CREATE INDEX request_by_code ON request (code_mark);

CREATE TABLE request_entry (
    request TEXT NOT NULL REFERENCES request (id),
    position BIGINT NOT NULL,
    happened_on TEXT NOT NULL,
    act TEXT NOT NULL,
    -- What was typed with it, sealed.
    words TEXT,
    noted_at TEXT NOT NULL,
    account TEXT,
    name TEXT NOT NULL,
    PRIMARY KEY (request, position)
);

-- Files of a request: sealed like its words.
CREATE TABLE request_file (
    request TEXT NOT NULL REFERENCES request (id),
    position BIGINT NOT NULL,
    -- application, identity, correction, letter, supplied, evidence.
    kind TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES file (digest),
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    added_at TEXT NOT NULL,
    -- The requester may fetch it with the receipt.
    open BIGINT NOT NULL,
    PRIMARY KEY (request, position)
);

-- Reconsideration and litigation about a request, or about disclosure without one.
CREATE TABLE dispute (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    request TEXT REFERENCES request (id),
    content TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX dispute_of_agency ON dispute (agency);
