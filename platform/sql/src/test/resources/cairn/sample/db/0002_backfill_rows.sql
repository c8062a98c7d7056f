INSERT INTO sample (name) VALUES ('one; two'), ('three');
