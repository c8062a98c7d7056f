-- It's a sample; several statements.
CREATE TABLE sample (name text, old text);
CREATE FUNCTION sample_count() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT count(*) FROM sample);
END $$;
