-- The office: agencies, people, the register, the public column, the log.
--
-- Identities, dates (ISO 8601), instants (RFC 3339 in UTC with six decimals, so that the order of
-- the text is the order of time) and JSON are TEXT; numbers and yes/no are BIGINT: the same row
-- reads the same on both engines.

CREATE TABLE agency (
    id TEXT PRIMARY KEY NOT NULL,
    -- Deferred, so that a dump can be loaded in the order of identities.
    parent TEXT REFERENCES agency (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL,
    successor TEXT,
    settings TEXT NOT NULL
);

CREATE TABLE category (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    topic BIGINT,
    position BIGINT NOT NULL
);
CREATE INDEX category_of_agency ON category (agency, position);

CREATE TABLE channel (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    -- The order in which they were set up, which is the order of lists.
    position BIGINT NOT NULL
);
CREATE INDEX channel_of_agency ON channel (agency, position);

CREATE TABLE account (
    id TEXT PRIMARY KEY NOT NULL,
    login TEXT NOT NULL,
    -- The login as it is compared: without regard to case and width.
    login_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    password_set_at TEXT NOT NULL,
    password_is_temporary BIGINT NOT NULL,
    totp TEXT,
    totp_step BIGINT NOT NULL,
    active BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    signed_in_at TEXT
);

CREATE TABLE account_grant (
    account TEXT NOT NULL REFERENCES account (id),
    position BIGINT NOT NULL,
    role TEXT NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    PRIMARY KEY (account, position),
    UNIQUE (account, role, agency)
);

CREATE TABLE session (
    digest TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    origin TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_of_account ON session (account);

-- One-time secrets by name, as digests.
CREATE TABLE secret (
    name TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    expires_at TEXT NOT NULL
);

-- The last serial given in each scope of index numbers.
CREATE TABLE serial (
    scope TEXT PRIMARY KEY NOT NULL,
    last BIGINT NOT NULL
);

CREATE TABLE information (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    -- Over the whole installation, and for good: rows are never deleted.
    index_number TEXT NOT NULL UNIQUE,
    stage TEXT NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    author TEXT NOT NULL REFERENCES account (id),
    reassessed_on TEXT,
    due_on TEXT,
    changed_at TEXT NOT NULL,
    -- Copies out of `facts` and `round`, for lists.
    attribute TEXT NOT NULL,
    category TEXT,
    formed_on TEXT,
    awaited TEXT,
    interprets TEXT,
    -- Of the first publication; they outlive a withdrawal, for the year's figures.
    first_published_on TEXT,
    in_time BIGINT,
    published_category TEXT,
    title TEXT NOT NULL,
    document_number TEXT NOT NULL,
    -- Title and numbers, folded for search at the desk.
    folded TEXT NOT NULL,
    -- What is long stands last: lists do not read as far.
    tombstone TEXT,
    leak_override TEXT,
    round TEXT NOT NULL,
    facts TEXT NOT NULL
);
CREATE INDEX information_of_agency ON information (agency, changed_at, id);
CREATE INDEX information_published ON information (agency, first_published_on);
CREATE INDEX information_interprets ON information (interprets) WHERE interprets IS NOT NULL;

CREATE TABLE posting (
    id TEXT PRIMARY KEY NOT NULL,
    information TEXT NOT NULL REFERENCES information (id),
    channel TEXT NOT NULL REFERENCES channel (id),
    posted_on TEXT NOT NULL,
    done BIGINT NOT NULL,
    place TEXT NOT NULL
);
CREATE INDEX posting_of_information ON posting (information);
CREATE INDEX posting_of_channel ON posting (channel, posted_on);
CREATE INDEX posting_planned ON posting (posted_on) WHERE done = 0;

-- Files by the digest of their bytes; the bytes are in the file store.
CREATE TABLE file (
    digest TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    size BIGINT NOT NULL,
    text TEXT,
    unread TEXT NOT NULL
);

-- What the public sees, and nothing else is read for public pages: here what lists are narrowed
-- and ordered by, so that a search that finds much reads little.
CREATE TABLE public_item (
    -- What the index of words calls the item; of no meaning elsewhere.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    information TEXT NOT NULL UNIQUE REFERENCES information (id),
    agency TEXT NOT NULL REFERENCES agency (id),
    first_published_on TEXT NOT NULL,
    category TEXT,
    topic BIGINT,
    interprets TEXT
);
CREATE INDEX public_item_in_order ON public_item (first_published_on DESC, information);
CREATE INDEX public_item_of_agency ON public_item (agency, first_published_on DESC, information);
CREATE INDEX public_item_interprets ON public_item (interprets) WHERE interprets IS NOT NULL;

-- And here what is read of the items that are shown.
CREATE TABLE public_content (
    information TEXT PRIMARY KEY NOT NULL REFERENCES public_item (information),
    index_number TEXT NOT NULL,
    category_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    published_at TEXT NOT NULL,
    due_on TEXT,
    in_time BIGINT,
    title TEXT NOT NULL,
    document_number TEXT NOT NULL,
    dated_on TEXT,
    summary TEXT NOT NULL,
    facts TEXT NOT NULL,
    attachment_text TEXT NOT NULL,
    -- All that search looks in, folded; from it the grams are made and unmade.
    folded TEXT NOT NULL
);

-- What is left of what was withdrawn. An item is public or a tombstone, never both.
CREATE TABLE public_tombstone (
    information TEXT PRIMARY KEY NOT NULL REFERENCES information (id),
    agency TEXT NOT NULL REFERENCES agency (id),
    tombstone TEXT NOT NULL
);

-- Which public items hold which file: a file is handed out to the public by this alone.
CREATE TABLE public_file (
    information TEXT NOT NULL REFERENCES public_item (information),
    position BIGINT NOT NULL,
    digest TEXT NOT NULL REFERENCES file (digest),
    PRIMARY KEY (information, position)
);
CREATE INDEX public_file_by_digest ON public_file (digest);

-- The log. Rows are only ever added.
CREATE TABLE event (
    sequence BIGINT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    happened_at TEXT NOT NULL,
    account TEXT,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    agency TEXT,
    object TEXT NOT NULL,
    action TEXT NOT NULL,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX event_of_object ON event (object, sequence);
CREATE INDEX event_of_agency ON event (agency, sequence);

-- The end of the log, kept beside it: a log whose tail was cut off does not reach it, and what is
-- added after the cut does not join on.
CREATE TABLE event_head (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    sequence BIGINT NOT NULL,
    digest TEXT NOT NULL
);
