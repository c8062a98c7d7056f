-- Services ask since when.
ALTER TABLE token_revocation ADD COLUMN revoked_at timestamptz NOT NULL DEFAULT now();
