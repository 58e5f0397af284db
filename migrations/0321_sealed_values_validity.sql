-- Which sealed values changed between two positions is one range of an index, as of every other table.

create index sealed_values_validity_idx on sealed_values (valid_to, valid_from);
