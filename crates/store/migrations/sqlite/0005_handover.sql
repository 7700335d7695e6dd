-- Hand-over to archive and library: batches, and what stands in their lists.
CREATE TABLE handover_batch (
    id TEXT PRIMARY KEY NOT NULL,
    agency TEXT NOT NULL REFERENCES agency (id),
    -- The order in which they were made.
    sequence BIGINT NOT NULL UNIQUE,
    -- 2020年第5期.
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    due_on TEXT,
    made_on TEXT NOT NULL,
    stage TEXT NOT NULL,
    -- Copy out of `state`, for the year's figures.
    delivered_on TEXT,
    package TEXT NOT NULL REFERENCES file (digest),
    manifest TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- JSON: what kind, to whom, where it stands, who took it over.
    ground TEXT NOT NULL,
    receivers TEXT NOT NULL,
    state TEXT NOT NULL,
    receipts TEXT NOT NULL,
    UNIQUE (agency, number)
);
CREATE INDEX handover_batch_of_agency ON handover_batch (agency, sequence);

CREATE TABLE handover_item (
    batch TEXT NOT NULL REFERENCES handover_batch (id),
    position BIGINT NOT NULL,
    information TEXT NOT NULL REFERENCES information (id),
    version BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    -- The item again, in a regular list that was not thrown away: it stands in one only.
    once TEXT UNIQUE,
    -- JSON: the line as printed.
    line TEXT NOT NULL,
    PRIMARY KEY (batch, position)
);
CREATE INDEX handover_item_of_information ON handover_item (information);
