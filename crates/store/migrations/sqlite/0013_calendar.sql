-- Notices on working days entered in this installation, as the text of a file of statutes/workdays/. An
-- empty region is the whole country.
CREATE TABLE calendar_notice (
    id TEXT PRIMARY KEY NOT NULL,
    region TEXT NOT NULL,
    year BIGINT NOT NULL,
    issued_on TEXT NOT NULL,
    content TEXT NOT NULL
);
