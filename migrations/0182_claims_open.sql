-- The claims that wait for somebody, oldest first: what an officer works through. Only what is valid now is in the index,
-- so that it stays as small as the work that is left; of an earlier moment, claims_status_idx finds what has changed since.

create index claims_open_idx on claims (received_at, claim)
    where valid_to = 9223372036854775807 and status in ('PAYABLE', 'PENDED');
