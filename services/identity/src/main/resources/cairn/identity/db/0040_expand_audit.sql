-- Who did what, as CADF events. Each row's mac covers its event and the mac of the row before, so that a row that is
-- changed, taken out or put in between is found. The other columns repeat what the event says, for searching.
CREATE TABLE audit_event (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  initiator_id text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL,
  request_id text NOT NULL,
  event text NOT NULL,
  mac bytea NOT NULL
);
CREATE INDEX audit_event_initiator ON audit_event (initiator_id, seq);
CREATE INDEX audit_event_at ON audit_event USING brin (at);

-- The end of the chain. Whoever adds to it locks this row.
CREATE TABLE audit_head (
  one boolean PRIMARY KEY CHECK (one),
  seq bigint NOT NULL,
  mac bytea NOT NULL
);
INSERT INTO audit_head (one, seq, mac) VALUES (true, 0, decode(repeat('00', 32), 'hex'));
