-- Quarterly returns: what a person typed, and the figures as they were handed in.
CREATE TABLE quarterly_return (
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- The table's name in statutes/returns/.
    form TEXT COLLATE "C" NOT NULL,
    -- 2020-Q1.
    period TEXT COLLATE "C" NOT NULL,
    -- JSON: by indicator the number, who typed it and when.
    typed TEXT COLLATE "C" NOT NULL,
    -- JSON: the rows with who and when; none until it is handed in.
    handed_in TEXT COLLATE "C",
    revision BIGINT NOT NULL,
    PRIMARY KEY (agency, form, period)
);
