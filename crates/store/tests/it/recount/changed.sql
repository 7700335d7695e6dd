-- The cells that one changed record changes: those to which it adds something else than before. What is
-- typed, and money, is no sum over records: those cells by what they say before and after.
SELECT set_no, cell FROM (
  SELECT c.set_no, c.id, c.cell, c.n FROM contribution c WHERE c.set_no < 1000000
  UNION ALL
  SELECT c.set_no - 1000000, c.id, c.cell, -c.n FROM contribution c WHERE c.set_no >= 1000000
) JOIN touched USING (set_no, id)
GROUP BY set_no, cell HAVING sum(n) <> 0
UNION
SELECT b.set_no, b.cell FROM cell b
JOIN cell a ON a.set_no = b.set_no + 1000000 AND a.cell = b.cell
JOIN report y ON y.set_no = b.set_no JOIN asked q ON q.form = y.form AND q.cell = b.cell
LEFT JOIN in_use u ON u.set_no = b.set_no AND u.ledger = q.ledger
WHERE b.said <> a.said AND (u.ledger IS NULL OR b.cell LIKE '%.amount')
ORDER BY 1, 2;
