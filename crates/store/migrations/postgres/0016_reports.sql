-- The work on annual reports: numbers and paragraphs of people, and the report as it was locked.
CREATE TABLE annual_report (
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- 2020, four digits.
    year TEXT COLLATE "C" NOT NULL,
    -- JSON: by cell the number, who typed it and when.
    typed TEXT COLLATE "C" NOT NULL,
    -- JSON: by paragraph the text, who wrote it and when.
    written TEXT COLLATE "C" NOT NULL,
    -- JSON: cells and text as they were locked; none before.
    frozen TEXT COLLATE "C",
    -- JSON: what was changed since.
    amendments TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (agency, year)
);
