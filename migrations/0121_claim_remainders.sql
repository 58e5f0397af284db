-- A claim that is paid in part leaves a claim that waits for the rest, and a line may be for a family member.

alter table claims
    add column remainder_of text,
    add column remainder text;
alter table claim_lines
    add column dependent text;
