-- The change feed: what has changed, for those who keep something derived from the rows.
CREATE TABLE change (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  topic text NOT NULL,
  key text NOT NULL,
  request_id text NOT NULL
);

CREATE INDEX change_at ON change (at);
