-- PostgreSQL as an event store: every event once by id, every version of a stream once.
CREATE TABLE events (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  stream text NOT NULL,
  version integer NOT NULL,
  event_type smallint NOT NULL,
  anchor text NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  body jsonb NOT NULL,
  UNIQUE (stream, version)
);
