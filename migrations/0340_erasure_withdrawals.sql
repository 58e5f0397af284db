-- A request for an erasure can be withdrawn before anybody approves it: who withdrew it, when and why.

alter table clients add column erasure_withdrawn_by text;
alter table clients add column erasure_withdrawn_on date;
alter table clients add column erasure_withdrawal_reason text;
alter table clients drop constraint clients_erasure_is_a_step;
alter table clients add constraint clients_erasure_is_a_step check (erasure in ('REQUESTED', 'WITHDRAWN', 'APPROVED', 'ERASED'));
alter table clients add constraint clients_erasure_withdrawal_is_whole check (
    (erasure_withdrawn_by is null) = (erasure_withdrawn_on is null)
    and (erasure_withdrawn_by is null) = (erasure_withdrawal_reason is null)
);
