-- The work on annual reports: numbers and paragraphs of people, and the report as it was locked.
CREATE TABLE annual_report (
    agency TEXT NOT NULL REFERENCES agency (id),
    -- 2020, four digits.
    year TEXT NOT NULL,
    -- JSON: by cell the number, who typed it and when.
    typed TEXT NOT NULL,
    -- JSON: by paragraph the text, who wrote it and when.
    written TEXT NOT NULL,
    -- JSON: cells and text as they were locked; none before.
    frozen TEXT,
    -- JSON: what was changed since.
    amendments TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (agency, year)
);
