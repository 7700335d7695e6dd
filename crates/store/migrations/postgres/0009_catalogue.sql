-- Under which entry of the agency's catalogue an item is published: a copy out of `facts`, for counts.
-- What was published before the catalogue was linked stands under none.
ALTER TABLE public_item ADD COLUMN listing TEXT REFERENCES record (id);
CREATE INDEX public_item_of_listing ON public_item (agency, listing, number) WHERE listing IS NOT NULL;

-- The last day on which a record stands, of ledgers whose records begin and end: a copy out of
-- `content`, for lists as of a day.
ALTER TABLE record ADD COLUMN ended_on TEXT;
UPDATE record SET ended_on = CASE ledger
    WHEN 'normative' THEN CAST(content AS JSON) ->> 'repealed_on'
    WHEN 'system' THEN CAST(content AS JSON) ->> 'repealed_on'
    WHEN 'problem' THEN CAST(content AS JSON) ->> 'done_on'
    ELSE CAST(content AS JSON) ->> 'until'
END;
