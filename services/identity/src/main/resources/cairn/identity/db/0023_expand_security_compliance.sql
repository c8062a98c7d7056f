-- What the rules about passwords and unused accounts need to know.
ALTER TABLE user_account
  ADD COLUMN created_at timestamptz,
  ADD COLUMN last_active_on date,
  ADD COLUMN failed_logins integer NOT NULL DEFAULT 0,
  ADD COLUMN failed_at timestamptz,
  -- whether the user has chosen the password, not an administrator for them
  ADD COLUMN password_self_chosen boolean NOT NULL DEFAULT false;

-- The passwords of a user, so many of them as may not be used again.
CREATE TABLE password_history (
  user_id text NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  number integer NOT NULL,
  password_hash text NOT NULL,
  PRIMARY KEY (user_id, number)
);
INSERT INTO password_history (user_id, number, password_hash)
SELECT id, 1, password_hash FROM user_account WHERE password_hash IS NOT NULL;
