CREATE TABLE broken (id int);
CREATE TABLE broken (id int);
