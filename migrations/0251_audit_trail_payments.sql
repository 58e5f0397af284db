-- What leads to a paid cent is asked for by payment too.

create index audit_trail_payment_idx on audit_trail (payment, position) where payment is not null;
