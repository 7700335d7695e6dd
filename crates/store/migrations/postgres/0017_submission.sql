-- Reports as the supervising office gets them: what went to and fro, and each report as handed in.
CREATE TABLE submission (
    agency TEXT NOT NULL REFERENCES agency (id),
    -- 2020, four digits.
    year TEXT NOT NULL,
    -- JSON: when, by whom, from where, what was found, what was said.
    rounds TEXT NOT NULL,
    -- JSON: when the agency was reminded, by whom, with which words.
    reminders TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (agency, year)
);
CREATE INDEX submission_of_year ON submission (year);

CREATE TABLE submission_report (
    agency TEXT NOT NULL REFERENCES agency (id),
    year TEXT NOT NULL,
    -- The number of the round, from 1.
    round BIGINT NOT NULL,
    -- The report in the exchange format.
    report TEXT NOT NULL,
    -- JSON: by section the text in people's own words.
    words TEXT NOT NULL,
    PRIMARY KEY (agency, year, round)
);
CREATE INDEX submission_report_of_year ON submission_report (year);

-- A copy of the day in frozen, for lists.
ALTER TABLE annual_report ADD COLUMN locked_on TEXT;
-- The item of information with which it is published.
ALTER TABLE annual_report ADD COLUMN item TEXT REFERENCES information (id);
CREATE INDEX annual_report_of_year ON annual_report (year);
