-- Hand-over to archive and library: batches, and what stands in their lists.
CREATE TABLE handover_batch (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    agency TEXT COLLATE "C" NOT NULL REFERENCES agency (id),
    -- The order in which they were made.
    sequence BIGINT NOT NULL UNIQUE,
    -- 2020年第5期.
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    period_from TEXT COLLATE "C" NOT NULL,
    period_to TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C",
    made_on TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    -- Copy out of `state`, for the year's figures.
    delivered_on TEXT COLLATE "C",
    package TEXT COLLATE "C" NOT NULL REFERENCES file (digest),
    manifest TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    -- JSON: what kind, to whom, where it stands, who took it over.
    ground TEXT COLLATE "C" NOT NULL,
    receivers TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    receipts TEXT COLLATE "C" NOT NULL,
    UNIQUE (agency, number)
);
CREATE INDEX handover_batch_of_agency ON handover_batch (agency, sequence);

CREATE TABLE handover_item (
    batch TEXT COLLATE "C" NOT NULL REFERENCES handover_batch (id),
    position BIGINT NOT NULL,
    information TEXT COLLATE "C" NOT NULL REFERENCES information (id),
    version BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    -- The item again, in a regular list that was not thrown away: it stands in one only.
    once TEXT COLLATE "C" UNIQUE,
    -- JSON: the line as printed.
    line TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (batch, position)
);
CREATE INDEX handover_item_of_information ON handover_item (information);
