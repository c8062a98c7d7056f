-- Whether what a job waits for has happened while its step ran.
ALTER TABLE job ADD COLUMN hurried boolean NOT NULL DEFAULT false;
