-- Events -> half hours: what a user did in one half hour, in one row.
--
-- In:  event(user_id, at_us, kind, page, services), one row per event: at_us in microseconds; kind 0 for a view, 1 for
--      a login, 2 for a close; page distinguishes events at one time; services has the bit of the service.
-- Out: half_hour(user_id, half_hour, first_us, last_us, has_close, services, views, logins, closes, copies).
--      copies is the number of events before identical ones were merged.
--
-- Two events of one half hour are less than 30 minutes apart, so their order only matters where there is a close:
-- parts.sql looks these up. There are several times fewer rows to sort than events.
WITH
-- Identical events count once.
event_once AS (
    SELECT user_id, at_us, kind, page, services, COUNT(*) AS copies
    FROM event
    GROUP BY user_id, at_us, kind, page, services
)

SELECT
    user_id,
    at_us // 1800000000 AS half_hour,
    MIN(at_us) AS first_us,
    MAX(at_us) AS last_us,
    MAX(kind) = 2 AS has_close,
    BIT_OR(services) AS services,
    SUM(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS views,
    SUM(CASE WHEN kind = 1 THEN 1 ELSE 0 END) AS logins,
    SUM(CASE WHEN kind = 2 THEN 1 ELSE 0 END) AS closes,
    SUM(copies) AS copies
FROM event_once
GROUP BY user_id, at_us // 1800000000
