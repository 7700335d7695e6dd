-- Tokens of the interface for programs: of the token itself only its digest is kept. Scopes as a JSON
-- list of their marks.
CREATE TABLE api_token (
    id TEXT PRIMARY KEY NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    used_on TEXT
);
CREATE INDEX api_token_of_account ON api_token (account);
