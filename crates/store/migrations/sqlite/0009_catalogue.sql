-- Under which entry of the agency's catalogue an item is published: a copy out of `facts`, for counts.
-- What was published before the catalogue was linked stands under none.
ALTER TABLE public_item ADD COLUMN listing TEXT REFERENCES record (id);
CREATE INDEX public_item_of_listing ON public_item (agency, listing, number) WHERE listing IS NOT NULL;

-- The last day on which a record stands, of ledgers whose records begin and end: a copy out of
-- `content`, for lists as of a day.
ALTER TABLE record ADD COLUMN ended_on TEXT;
UPDATE record SET ended_on = CASE ledger
    WHEN 'normative' THEN json_extract(content, '$.repealed_on')
    WHEN 'system' THEN json_extract(content, '$.repealed_on')
    WHEN 'problem' THEN json_extract(content, '$.done_on')
    ELSE json_extract(content, '$.until')
END;
