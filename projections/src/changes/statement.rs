//! The statements. Their parameters are the later position, the earlier one and an award, or null for all.

pub(super) const EVENTS: &str = "
SELECT event_type, count(*) AS events FROM audit_trail
WHERE position > $2 AND position <= $1 AND ($3::text IS NULL OR award = $3)
GROUP BY event_type ORDER BY event_type";

pub(super) const AWARDS: &str = "
SELECT count(*) FILTER (WHERE was) AS count_before, count(*) FILTER (WHERE is_now) AS count_after,
    (coalesce(sum(awarded) FILTER (WHERE was), 0))::numeric(18,2) AS awarded_before,
    (coalesce(sum(awarded) FILTER (WHERE is_now), 0))::numeric(18,2) AS awarded_after,
    (coalesce(sum(committed) FILTER (WHERE was), 0))::numeric(18,2) AS committed_before,
    (coalesce(sum(committed) FILTER (WHERE is_now), 0))::numeric(18,2) AS committed_after
FROM (
    SELECT awarded, committed, valid_from <= $2 AND valid_to > $2 AS was, valid_from <= $1 AND valid_to > $1 AS is_now
    FROM awards WHERE $3::text IS NULL OR award = $3
) AS versions";

pub(super) const AWARD_ACTIONS: &str = "
SELECT * FROM award_actions
WHERE position > $2 AND position <= $1 AND ($3::text IS NULL OR award = $3) ORDER BY position";

pub(super) const SUB_AWARD_ACTIONS: &str = "
SELECT * FROM sub_award_actions
WHERE position > $2 AND position <= $1 AND ($3::text IS NULL OR award = $3) ORDER BY position";

/// Of accounts that were posted to since, what they held; one that holds the same again did not move.
pub(super) const ACCOUNTS: &str = "
SELECT * FROM (
    SELECT a.account, a.kind, a.award,
        coalesce((SELECT balance_after FROM postings AS p WHERE p.account = a.account AND p.position <= $2
                  ORDER BY p.position DESC, p.entry DESC LIMIT 1), 0)::numeric(18,2) AS held_before,
        coalesce((SELECT balance_after FROM postings AS p WHERE p.account = a.account AND p.position <= $1
                  ORDER BY p.position DESC, p.entry DESC LIMIT 1), 0)::numeric(18,2) AS held_after
    FROM accounts AS a
    WHERE a.valid_from <= $1 AND a.valid_to > $1 AND ($3::text IS NULL OR a.award = $3)
) AS held
WHERE held_before <> held_after ORDER BY account";

pub(super) const SHARES: &str = "
SELECT *, award AS row_key, valid_from <= $2 AND valid_to > $2 AS is_before, valid_from <= $1 AND valid_to > $1 AS is_after
FROM sub_award_shares
WHERE ((valid_from <= $2 AND valid_to > $2) OR (valid_from <= $1 AND valid_to > $1))
  AND NOT (valid_from <= $2 AND valid_to > $1) AND ($3::text IS NULL OR award = $3)";

pub(super) const CLAIMS: &str = "
SELECT status, count(*) FILTER (WHERE was) AS count_before, count(*) FILTER (WHERE is_now) AS count_after,
    (coalesce(sum(payable) FILTER (WHERE was), 0))::numeric(18,2) AS payable_before,
    (coalesce(sum(payable) FILTER (WHERE is_now), 0))::numeric(18,2) AS payable_after
FROM (
    SELECT status, payable, valid_from <= $2 AND valid_to > $2 AS was, valid_from <= $1 AND valid_to > $1 AS is_now
    FROM claims WHERE $3::text IS NULL OR award = $3
) AS versions
WHERE was OR is_now
GROUP BY status ORDER BY status";

/// A claim that stands is never taken out of the table: every one of the earlier moment is there at the later one.
pub(super) const CLAIMS_MOVED: &str = "
SELECT b.status AS status_before, n.status AS status_after, count(*) AS claims,
    sum(n.billed)::numeric(18,2) AS billed, sum(n.payable)::numeric(18,2) AS payable
FROM claims AS n LEFT JOIN claims AS b ON b.claim = n.claim AND b.valid_from <= $2 AND b.valid_to > $2
WHERE n.valid_from <= $1 AND n.valid_to > $1 AND n.valid_from > $2 AND ($3::text IS NULL OR n.award = $3)
  AND b.status IS DISTINCT FROM n.status
GROUP BY b.status, n.status ORDER BY b.status NULLS FIRST, n.status";

pub(super) const FILES: &str = "
SELECT *, award || ' ' || entry AS row_key,
    valid_from <= $2 AND valid_to > $2 AS is_before, valid_from <= $1 AND valid_to > $1 AS is_after
FROM oversight_entries
WHERE ((valid_from <= $2 AND valid_to > $2) OR (valid_from <= $1 AND valid_to > $1))
  AND NOT (valid_from <= $2 AND valid_to > $1) AND ($3::text IS NULL OR award = $3)";

pub(super) const CLIENT_DEADLINES: &str = "
SELECT d.kind, count(*) FILTER (WHERE d.is_now) AS set_since, count(*) FILTER (WHERE d.was) AS over_since
FROM (
    SELECT kind, sub_award, valid_from <= $2 AND valid_to > $2 AS was, valid_from <= $1 AND valid_to > $1 AS is_now
    FROM client_deadlines WHERE NOT (valid_from <= $2 AND valid_to > $1)
) AS d
WHERE (d.was OR d.is_now) AND ($3::text IS NULL OR EXISTS (
    SELECT FROM sub_awards AS s WHERE s.sub_award = d.sub_award AND s.award = $3))
GROUP BY d.kind ORDER BY d.kind";

pub(super) const ORGANIZATIONS: &str = "
SELECT *, organization AS row_key,
    valid_from <= $2 AND valid_to > $2 AS is_before, valid_from <= $1 AND valid_to > $1 AS is_after
FROM organizations
WHERE ((valid_from <= $2 AND valid_to > $2) OR (valid_from <= $1 AND valid_to > $1))
  AND NOT (valid_from <= $2 AND valid_to > $1) AND $3::text IS NULL";

pub(super) const CLOSES: &str = "
SELECT *, programme || ' ' || close AS row_key,
    valid_from <= $2 AND valid_to > $2 AS is_before, valid_from <= $1 AND valid_to > $1 AS is_after
FROM period_closes
WHERE ((valid_from <= $2 AND valid_to > $2) OR (valid_from <= $1 AND valid_to > $1))
  AND NOT (valid_from <= $2 AND valid_to > $1) AND $3::text IS NULL";
