-- Who is in which group now, whoever says so.
CREATE VIEW current_member AS
  SELECT group_id, user_id FROM group_member
  UNION
  SELECT group_id, user_id FROM expiring_member WHERE expires_at > now();
