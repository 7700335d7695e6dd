-- Disclosure requests. What is said of the person who asks, and whatever was typed freely, stands here
-- only sealed, under a key of the request's own that is itself sealed by a key outside the database.
CREATE TABLE request (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- 2026-0001: the number of registration.
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    arrived_at TEXT COLLATE "C" NOT NULL,
    -- Copies of what the entries say, for lists.
    stage TEXT COLLATE "C" NOT NULL,
    received_on TEXT COLLATE "C",
    due_on TEXT COLLATE "C",
    outcome TEXT COLLATE "C",
    ended_on TEXT COLLATE "C",
    handler TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    -- None after erasure.
    sealed_key TEXT COLLATE "C",
    sealed TEXT COLLATE "C",
    -- Digests with a key: of who asks, of the form that was sent, of the receipt's code.
    applicant_mark TEXT COLLATE "C" NOT NULL,
    form_mark TEXT COLLATE "C" NOT NULL UNIQUE,
    code_mark TEXT COLLATE "C" NOT NULL,
    opened_on TEXT COLLATE "C",
    retain_until TEXT COLLATE "C",
    erased_on TEXT COLLATE "C",
    UNIQUE (agency, number)
);
CREATE INDEX request_of_agency ON request (agency, ended_on, due_on);
CREATE INDEX request_of_applicant ON request (agency, applicant_mark);
CREATE INDEX request_by_code ON request (code_mark);

CREATE TABLE request_entry (
    request TEXT COLLATE "C" NOT NULL REFERENCES request (id),
    position BIGINT NOT NULL,
    happened_on TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    -- What was typed with it, sealed.
    words TEXT COLLATE "C",
    noted_at TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (request, position)
);

-- Files of a request: sealed like its words.
CREATE TABLE request_file (
    request TEXT COLLATE "C" NOT NULL REFERENCES request (id),
    position BIGINT NOT NULL,
    -- application, identity, correction, letter, supplied, evidence.
    kind TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL REFERENCES file (digest),
    name TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    added_at TEXT COLLATE "C" NOT NULL,
    -- The requester may fetch it with the receipt.
    open BIGINT NOT NULL,
    PRIMARY KEY (request, position)
);

-- Reconsideration and litigation about a request, or about disclosure without one.
CREATE TABLE dispute (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    request TEXT COLLATE "C" REFERENCES request (id),
    content TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX dispute_of_agency ON dispute (agency);
