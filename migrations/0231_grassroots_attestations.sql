-- That an organization is a qualified local grassroots one is attested by an officer, on evidence, and may be withdrawn.
-- Those that entered the register as such are so without an attestation, as before.

alter table organizations
    add column attestation text,
    add column attested_by text,
    add column attested_on date,
    add column withdrawal text,
    add column withdrawn_by text,
    add column withdrawn_on date;
alter table organizations
    add constraint organizations_attestation_is_whole check (
        (attestation is null) = (attested_by is null) and (attestation is null) = (attested_on is null)),
    add constraint organizations_withdrawal_is_whole check (
        (withdrawal is null) = (withdrawn_by is null) and (withdrawal is null) = (withdrawn_on is null));
