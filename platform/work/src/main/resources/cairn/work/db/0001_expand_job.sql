-- Long work: one row for each job, at the step that it is in.
CREATE TABLE job (
  id uuid CONSTRAINT job_pkey PRIMARY KEY,
  name text NOT NULL,
  subject uuid NOT NULL,
  label text NOT NULL,
  label_at timestamptz NOT NULL,
  arguments jsonb NOT NULL,
  request_id text NOT NULL,
  status text NOT NULL CONSTRAINT job_status CHECK (status IN ('READY', 'DONE', 'DEAD')),
  attempts integer NOT NULL DEFAULT 0,
  last_error text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  deadline_at timestamptz NOT NULL,
  ended_at timestamptz,
  lease_token uuid,
  lease_until timestamptz
);

CREATE INDEX job_due ON job (due_at) WHERE status = 'READY';
CREATE INDEX job_ended ON job (status, ended_at) WHERE status <> 'READY';
CREATE INDEX job_subject ON job (subject);

-- Work that one server at a time may do.
CREATE TABLE lease (
  name text CONSTRAINT lease_pkey PRIMARY KEY,
  token uuid NOT NULL,
  until timestamptz NOT NULL
);
