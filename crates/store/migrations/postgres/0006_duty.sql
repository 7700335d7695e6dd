-- What a person said was done of a recurring duty. What postings fulfil is read from postings.
CREATE TABLE duty_done (
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- Its identifier in statutes/duties/.
    duty TEXT COLLATE "C" NOT NULL,
    -- 2020-03, 2020-Q1, 2020, since-2020-03-01, first.
    period TEXT COLLATE "C" NOT NULL,
    done_on TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL REFERENCES account (id),
    -- The name as it was then.
    name TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    information TEXT COLLATE "C" REFERENCES information (id),
    PRIMARY KEY (agency, duty, period)
);
