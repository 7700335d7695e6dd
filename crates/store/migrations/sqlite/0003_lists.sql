-- Lists and counts of one category and of one item of article 20, in order.
CREATE INDEX public_item_of_category ON public_item (agency, category, first_published_on DESC, information);
CREATE INDEX public_item_of_topic ON public_item (agency, topic, first_published_on DESC, information);
