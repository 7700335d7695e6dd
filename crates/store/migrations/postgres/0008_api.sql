-- Tokens of the interface for programs: of the token itself only its digest is kept. Scopes as a JSON
-- list of their marks.
CREATE TABLE api_token (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    name TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL UNIQUE,
    scopes TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    expires_on TEXT COLLATE "C" NOT NULL,
    used_on TEXT COLLATE "C"
);
CREATE INDEX api_token_of_account ON api_token (account);
