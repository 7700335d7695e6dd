-- Requests that somebody is still filling in, without an account: kept for a day, sealed as a whole, and
-- found only with what the browser holds. No dump and no backup takes them along.
CREATE TABLE request_draft (
    mark TEXT PRIMARY KEY NOT NULL,
    sealed TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX request_draft_by_expiry ON request_draft (expires_at);
