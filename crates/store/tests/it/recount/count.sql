-- Counting the flat facts of all sets into cells.

-- Section three. A request is seen by the year that it came in or before, unless it was over before; it is
-- either newly received or carried in, and either over, then under its outcome and the total, or carried out.
WITH seen AS (
  SELECT r.*, y.form, y.first, y.last FROM request r JOIN report y USING (set_no)
  WHERE r.received <= y.last AND (r.ended IS NULL OR r.ended >= y.first)
), counted AS (
  SELECT set_no, id, kind, CASE WHEN received < first THEN 'requests.carried_in' ELSE 'requests.new' END AS row
    FROM seen
  UNION ALL
  SELECT set_no, id, kind, 'requests.total' FROM seen WHERE ended <= last
  UNION ALL
  SELECT set_no, id, kind, CASE form WHEN '2019' THEN form_2019 ELSE form_2021 END
    FROM seen JOIN outcome_row USING (outcome) WHERE ended <= last
  UNION ALL
  SELECT set_no, id, kind, 'requests.carried_out' FROM seen WHERE ended IS NULL OR ended > last
)
INSERT INTO contribution
SELECT set_no, id, '', row || '.' || kind, 1 FROM counted
UNION ALL
SELECT set_no, id, '', row || '.total', 1 FROM counted;

-- Section four. What was filed by the end of the year is pending while it is not decided, or was appealed
-- and is not decided again; otherwise it stands in the year of the decision that ended it.
WITH ended AS (
  SELECT d.set_no, d.id, d.road, CASE
      WHEN ruled IS NULL OR ruled > last THEN 'pending'
      WHEN appealed <= last AND (ruled_again IS NULL OR ruled_again > last) THEN 'pending'
      WHEN appealed <= last AND ruled_again >= first THEN ruling_again
      WHEN appealed <= last THEN NULL
      WHEN ruled >= first THEN ruling
    END AS how
  FROM dispute d JOIN report y USING (set_no) WHERE d.filed <= y.last
), counted AS (
  SELECT set_no, id, row, coalesce(col, 'pending') AS col
  FROM ended JOIN road_row USING (road) LEFT JOIN ruling_column ON ruling = how
  WHERE how IS NOT NULL
)
INSERT INTO contribution
SELECT set_no, id, '', row || '.' || col, 1 FROM counted
UNION ALL
SELECT set_no, id, '', row || '.total', 1 FROM counted;

-- A ledger that nobody had begun by the end of the year says nothing of the year, not zero.
INSERT INTO in_use
SELECT DISTINCT set_no, 'normative' FROM normative JOIN report USING (set_no) WHERE made <= last
UNION ALL SELECT DISTINCT set_no, 'power' FROM power JOIN report USING (set_no) WHERE since <= last
UNION ALL SELECT DISTINCT set_no, 'fee' FROM fee JOIN report USING (set_no) WHERE since <= last
UNION ALL SELECT DISTINCT set_no, 'decision' FROM decision JOIN report USING (set_no) WHERE day <= last
UNION ALL SELECT DISTINCT set_no, 'procurement' FROM procurement JOIN report USING (set_no) WHERE day <= last;

-- Section two, item (一). 2019: made, published, and public in all: a document published by the end of the
-- year and repealed no earlier than its last day. 2021: made, repealed, and in force when the year is over.
INSERT INTO contribution
SELECT set_no, id, 'normative', 'proactive.normative_documents.' || col, 1 FROM (
  SELECT n.set_no, n.id, CASE form WHEN '2019' THEN 'made' ELSE 'issued' END AS col
    FROM normative n JOIN report USING (set_no) WHERE made BETWEEN first AND last
  UNION ALL
  SELECT n.set_no, n.id, 'published' FROM normative n JOIN report USING (set_no)
    WHERE form = '2019' AND published BETWEEN first AND last
  UNION ALL
  SELECT n.set_no, n.id, 'total' FROM normative n JOIN report USING (set_no)
    WHERE form = '2019' AND published <= last AND (repealed IS NULL OR repealed >= last)
  UNION ALL
  SELECT n.set_no, n.id, 'repealed' FROM normative n JOIN report USING (set_no)
    WHERE form = '2021' AND repealed BETWEEN first AND last
  UNION ALL
  SELECT n.set_no, n.id, 'in_force' FROM normative n JOIN report USING (set_no)
    WHERE form = '2021' AND made <= last AND (repealed IS NULL OR repealed > last)
);

-- Items (五), (六), (八) in 2019: items at the end of the year before, and the change until the end of this.
WITH item AS (
  SELECT set_no, id, 'power' AS ledger, kind, since, until FROM power
    WHERE kind IN ('permits', 'other_services', 'penalties', 'coercive_measures')
  UNION ALL
  SELECT set_no, id, 'fee', 'fees', since, until FROM fee
), stood AS (
  SELECT i.*, since <= last AND (until IS NULL OR until >= last) AS now,
         since <= last_before AND (until IS NULL OR until >= last_before) AS before
  FROM item i JOIN report USING (set_no) WHERE form = '2019'
)
INSERT INTO contribution
SELECT set_no, id, ledger, 'proactive.' || kind || '.prior_items', 1 FROM stood WHERE before
UNION ALL
SELECT set_no, id, ledger, 'proactive.' || kind || '.change', now - before FROM stood WHERE now <> before;

-- Decisions of the year; the form of 2021 does not ask for those on other services.
INSERT INTO contribution
SELECT set_no, id, 'decision', 'proactive.' || kind || '.decisions', number
FROM decision JOIN report USING (set_no)
WHERE day BETWEEN first AND last AND (form = '2019' OR kind <> 'other_services');

-- Item (九) in 2019: projects of the year.
INSERT INTO contribution
SELECT set_no, id, 'procurement', 'proactive.procurement.items', projects
FROM procurement JOIN report USING (set_no) WHERE form = '2019' AND day BETWEEN first AND last;

-- What each cell says. Sections three and four: a cell that is not here is zero.
INSERT INTO cell
SELECT set_no, cell, sum(n) FROM contribution WHERE ledger = '' GROUP BY set_no, cell;

-- Section two, counts and changes.
INSERT INTO cell
SELECT y.set_no, a.cell, CASE
    WHEN u.ledger IS NOT NULL THEN
      (SELECT coalesce(sum(n), 0) FROM contribution c WHERE c.set_no = y.set_no AND c.cell = a.cell)
    ELSE coalesce(t.text, 'blank')
  END
FROM report y JOIN asked a ON a.form = y.form
LEFT JOIN in_use u ON u.set_no = y.set_no AND u.ledger = a.ledger
LEFT JOIN typed t ON t.set_no = y.set_no AND t.cell = a.cell
WHERE a.cell NOT LIKE '%.amount';

-- Money that was typed: in its unit, or in the one that the form prints (2021: 万元; 2019: none). Nothing is
-- nothing in every unit.
INSERT INTO cell
SELECT y.set_no, a.cell, CASE
    WHEN t.text IS NULL THEN 'blank'
    WHEN CAST(t.text AS INTEGER) = 0 THEN 'yuan 0'
    WHEN t.text LIKE '%万元' THEN 'yuan ' || (CAST(t.text AS INTEGER) * 10000)
    WHEN t.text LIKE '%元' THEN 'yuan ' || CAST(t.text AS INTEGER)
    WHEN y.form = '2021' THEN 'yuan ' || (CAST(t.text AS INTEGER) * 10000)
    ELSE 'bare ' || CAST(t.text AS INTEGER)
  END
FROM report y JOIN asked a ON a.form = y.form AND a.cell LIKE '%.amount'
LEFT JOIN in_use u ON u.set_no = y.set_no AND u.ledger = a.ledger
LEFT JOIN typed t ON t.set_no = y.set_no AND t.cell = a.cell
WHERE u.ledger IS NULL;

-- Money that was counted: in yuan where every amount has a unit; digits where none has; else no sum.
WITH spent AS (
  SELECT set_no, CAST(amount AS INTEGER) AS figure,
         CASE WHEN amount LIKE '%万元' THEN 10000 WHEN amount LIKE '%元' THEN 1 END AS unit
  FROM procurement JOIN report USING (set_no) WHERE day BETWEEN first AND last AND amount IS NOT NULL
), summed AS (
  SELECT set_no, sum(figure * unit) AS yuan, sum(figure) AS digits,
         sum(unit IS NULL AND figure <> 0) AS bare, sum(unit IS NOT NULL AND figure <> 0) AS with_unit
  FROM spent GROUP BY set_no
)
INSERT INTO cell
SELECT y.set_no, 'proactive.procurement.amount', CASE
    WHEN coalesce(bare, 0) = 0 THEN 'yuan ' || coalesce(yuan, 0)
    WHEN with_unit = 0 THEN 'bare ' || digits
    ELSE 'unclear'
  END
FROM report y JOIN in_use u ON u.set_no = y.set_no AND u.ledger = 'procurement'
LEFT JOIN summed s ON s.set_no = y.set_no
WHERE y.form = '2019';
