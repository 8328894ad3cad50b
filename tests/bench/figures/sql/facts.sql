-- Purchases as narrow typed rows, anchor 0 with a tenth of them, with an index that covers the
-- question: more than an event store would offer it.
CREATE TABLE suppliers (
  id integer PRIMARY KEY,
  is_local boolean NOT NULL,
  community_wealth boolean NOT NULL
);
INSERT INTO suppliers
SELECT i, i % 2 = 0, i % 6 = 0 FROM generate_series(0, 79999) AS i;
CREATE TABLE purchases (
  anchor integer NOT NULL,
  partnership integer NOT NULL,
  phase smallint NOT NULL,
  supplier integer NOT NULL,
  invoice_date date NOT NULL,
  minor bigint NOT NULL
);
INSERT INTO purchases
SELECT CASE WHEN i % 10 = 0 THEN 0 ELSE 1 + i % 199 END,
       CASE WHEN random() < 0.25 THEN 1 + (random() * 5)::integer ELSE 0 END,
       (random() * 3)::smallint, (random() * 400)::integer,
       '2016-01-01'::date + (i * 3650 / :events)::integer, (random() * 25000000)::bigint
FROM generate_series(1, :events::bigint) AS i;
CREATE INDEX ON purchases (anchor, invoice_date)
INCLUDE (partnership, phase, supplier, minor);
VACUUM ANALYZE purchases;
VACUUM ANALYZE suppliers;
