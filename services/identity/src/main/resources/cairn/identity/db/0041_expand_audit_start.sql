-- Where the chain begins, after old events were removed: the last of those, and a proof by the key that is not in the
-- database, so that who has the rows alone cannot cut the beginning off.
CREATE TABLE audit_start (
  one boolean PRIMARY KEY CHECK (one),
  seq bigint NOT NULL,
  mac bytea NOT NULL,
  proof bytea NOT NULL
);
