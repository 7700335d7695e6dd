-- The office: agencies, people, the register, the public column, the log.
--
-- Identities, dates (ISO 8601), instants (RFC 3339 in UTC with six decimals, so that the order of
-- the text is the order of time) and JSON are TEXT; numbers and yes/no are BIGINT: the same row
-- reads the same on both engines. COLLATE "C" makes the order of text that of SQLite.

CREATE TABLE agency (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    -- Deferred, so that a dump can be loaded in the order of identities.
    parent TEXT COLLATE "C" REFERENCES agency (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT COLLATE "C" NOT NULL,
    slug TEXT COLLATE "C" NOT NULL UNIQUE,
    names TEXT COLLATE "C" NOT NULL,
    successor TEXT COLLATE "C",
    settings TEXT COLLATE "C" NOT NULL
);

CREATE TABLE category (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    topic BIGINT,
    position BIGINT NOT NULL
);
CREATE INDEX category_of_agency ON category (agency, position);

CREATE TABLE channel (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    -- The order in which they were set up, which is the order of lists.
    position BIGINT NOT NULL
);
CREATE INDEX channel_of_agency ON channel (agency, position);

CREATE TABLE account (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    login TEXT COLLATE "C" NOT NULL,
    -- The login as it is compared: without regard to case and width.
    login_key TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    password TEXT COLLATE "C" NOT NULL,
    password_set_at TEXT COLLATE "C" NOT NULL,
    password_is_temporary BIGINT NOT NULL,
    totp TEXT COLLATE "C",
    totp_step BIGINT NOT NULL,
    active BIGINT NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    signed_in_at TEXT COLLATE "C"
);

CREATE TABLE account_grant (
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    position BIGINT NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    PRIMARY KEY (account, position),
    UNIQUE (account, role, agency)
);

CREATE TABLE session (
    digest TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    created_at TEXT COLLATE "C" NOT NULL,
    seen_at TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    agent TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_of_account ON session (account);

-- One-time secrets by name, as digests.
CREATE TABLE secret (
    name TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    expires_at TEXT COLLATE "C" NOT NULL
);

-- The last serial given in each scope of index numbers.
CREATE TABLE serial (
    scope TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    last BIGINT NOT NULL
);

CREATE TABLE information (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- Over the whole installation, and for good: rows are never deleted.
    index_number TEXT COLLATE "C" NOT NULL UNIQUE,
    stage TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    reassessed_on TEXT COLLATE "C",
    due_on TEXT COLLATE "C",
    changed_at TEXT COLLATE "C" NOT NULL,
    -- Copies out of `facts` and `round`, for lists.
    attribute TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C",
    formed_on TEXT COLLATE "C",
    awaited TEXT COLLATE "C",
    interprets TEXT COLLATE "C",
    -- Of the first publication; they outlive a withdrawal, for the year's figures.
    first_published_on TEXT COLLATE "C",
    in_time BIGINT,
    published_category TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    document_number TEXT COLLATE "C" NOT NULL,
    -- Title and numbers, folded for search at the desk.
    folded TEXT COLLATE "C" NOT NULL,
    -- What is long stands last: lists do not read as far.
    tombstone TEXT COLLATE "C",
    leak_override TEXT COLLATE "C",
    round TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL
);
CREATE INDEX information_of_agency ON information (agency, changed_at, id);
CREATE INDEX information_published ON information (agency, first_published_on);
CREATE INDEX information_interprets ON information (interprets) WHERE interprets IS NOT NULL;

CREATE TABLE posting (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    information TEXT COLLATE "C" NOT NULL REFERENCES information (id),
    channel TEXT COLLATE "C" NOT NULL REFERENCES channel (id),
    posted_on TEXT COLLATE "C" NOT NULL,
    done BIGINT NOT NULL,
    place TEXT COLLATE "C" NOT NULL
);
CREATE INDEX posting_of_information ON posting (information);
CREATE INDEX posting_of_channel ON posting (channel, posted_on);
CREATE INDEX posting_planned ON posting (posted_on) WHERE done = 0;

-- Files by the digest of their bytes; the bytes are in the file store.
CREATE TABLE file (
    digest TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    text TEXT COLLATE "C",
    unread TEXT COLLATE "C" NOT NULL
);

-- What the public sees, and nothing else is read for public pages: here what lists are narrowed
-- and ordered by, so that a search that finds much reads little.
CREATE TABLE public_item (
    -- What the index of words calls the item; of no meaning elsewhere.
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    information TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES information (id),
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    first_published_on TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C",
    topic BIGINT,
    interprets TEXT COLLATE "C"
);
CREATE INDEX public_item_in_order ON public_item (first_published_on DESC, information);
CREATE INDEX public_item_of_agency ON public_item (agency, first_published_on DESC, information);
CREATE INDEX public_item_interprets ON public_item (interprets) WHERE interprets IS NOT NULL;

-- And here what is read of the items that are shown.
CREATE TABLE public_content (
    information TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES public_item (information),
    index_number TEXT COLLATE "C" NOT NULL,
    category_name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    published_at TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    in_time BIGINT,
    title TEXT COLLATE "C" NOT NULL,
    document_number TEXT COLLATE "C" NOT NULL,
    dated_on TEXT COLLATE "C",
    summary TEXT COLLATE "C" NOT NULL,
    facts TEXT COLLATE "C" NOT NULL,
    attachment_text TEXT COLLATE "C" NOT NULL,
    -- All that search looks in, folded; from it the grams are made and unmade.
    folded TEXT COLLATE "C" NOT NULL
);

-- What is left of what was withdrawn. An item is public or a tombstone, never both.
CREATE TABLE public_tombstone (
    information TEXT COLLATE "C" PRIMARY KEY NOT NULL REFERENCES information (id),
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    tombstone TEXT COLLATE "C" NOT NULL
);

-- Which public items hold which file: a file is handed out to the public by this alone.
CREATE TABLE public_file (
    information TEXT COLLATE "C" NOT NULL REFERENCES public_item (information),
    position BIGINT NOT NULL,
    digest TEXT COLLATE "C" NOT NULL REFERENCES file (digest),
    PRIMARY KEY (information, position)
);
CREATE INDEX public_file_by_digest ON public_file (digest);

-- The log. Rows are only ever added.
CREATE TABLE event (
    sequence BIGINT PRIMARY KEY NOT NULL,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    happened_at TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    agency TEXT COLLATE "C",
    object TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    state_before TEXT COLLATE "C" NOT NULL,
    state_after TEXT COLLATE "C" NOT NULL,
    previous TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL
);
CREATE INDEX event_of_object ON event (object, sequence);
CREATE INDEX event_of_agency ON event (agency, sequence);

-- The end of the log, kept beside it: a log whose tail was cut off does not reach it, and what is
-- added after the cut does not join on.
CREATE TABLE event_head (
    id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
    sequence BIGINT NOT NULL,
    digest TEXT COLLATE "C" NOT NULL
);
