-- Under which entry of the agency's catalogue an item is published: a copy out of `facts`, for counts.
-- What was published before the catalogue was linked stands under none.
ALTER TABLE public_item ADD COLUMN listing TEXT REFERENCES record (id);
CREATE INDEX public_item_of_listing ON public_item (agency, listing, number) WHERE listing IS NOT NULL;
