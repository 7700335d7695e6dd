-- What a person said was done of a recurring duty. What postings fulfil is read from postings.
CREATE TABLE duty_done (
    agency TEXT NOT NULL REFERENCES agency (id),
    -- Its identifier in statutes/duties/.
    duty TEXT NOT NULL,
    -- 2020-03, 2020-Q1, 2020, since-2020-03-01, first.
    period TEXT NOT NULL,
    done_on TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    -- The name as it was then.
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    information TEXT REFERENCES information (id),
    PRIMARY KEY (agency, duty, period)
);
