-- Half hours -> parts: what a user did without a new visit in between.
--
-- In:  half_hour as half_hours.sql returns it, and the table event that it was made from.
-- Out: part(user_id, first_us, last_us, is_closed, services), as visits.sql reads it.
--      services is NULL for a part that is only a close.
WITH
event_beside_close AS (
    SELECT event.user_id, half_hour.half_hour, event.at_us, event.kind, event.services
    FROM event
    JOIN half_hour
        ON half_hour.has_close
        AND half_hour.user_id = event.user_id
        AND half_hour.half_hour = event.at_us // 1800000000
),

-- Each close ends a part. An event at exactly the time of a close belongs to the part that it closes.
event_of_part AS (
    SELECT
        *,
        COALESCE(
            SUM(CASE WHEN kind = 2 THEN 1 ELSE 0 END) OVER (
                PARTITION BY user_id, half_hour
                ORDER BY at_us
                RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            0
        ) AS closes_before
    FROM event_beside_close
)

SELECT user_id, first_us, last_us, FALSE AS is_closed, services
FROM half_hour
WHERE NOT has_close

UNION ALL

SELECT
    user_id,
    MIN(at_us) AS first_us,
    MAX(at_us) AS last_us,
    MAX(kind) = 2 AS is_closed,
    BIT_OR(CASE WHEN kind < 2 THEN services END) AS services
FROM event_of_part
GROUP BY user_id, half_hour, closes_before
