-- What a projection does, as a trigger: totals of each anchor and month, once a statement.
TRUNCATE events;
CREATE TABLE monthly_totals (
  anchor text NOT NULL,
  month date NOT NULL,
  minor bigint NOT NULL,
  purchases bigint NOT NULL,
  PRIMARY KEY (anchor, month)
);
CREATE FUNCTION add_to_monthly_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO monthly_totals AS total (anchor, month, minor, purchases)
  SELECT anchor, date_trunc('month', effective_on), sum((body ->> 'minor')::bigint), count(*)
  FROM fresh GROUP BY 1, 2
  ON CONFLICT (anchor, month) DO UPDATE
  SET minor = total.minor + excluded.minor, purchases = total.purchases + excluded.purchases;
  RETURN NULL;
END $$;
CREATE TRIGGER monthly_totals AFTER INSERT ON events
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION add_to_monthly_totals();
