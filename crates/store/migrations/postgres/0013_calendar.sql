-- Notices on working days entered in this installation, as the text of a file of statutes/workdays/. An
-- empty region is the whole country.
CREATE TABLE calendar_notice (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    region TEXT COLLATE "C" NOT NULL,
    year BIGINT NOT NULL,
    issued_on TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL
);
