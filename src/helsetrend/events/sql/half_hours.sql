-- Events -> half hours: what a user did in one half hour, folded into one row.
--
-- In:  event(user_id, at_us, kind, page, services), a row an event: at_us in microseconds, kind 0 a view, 1 a login,
--      2 the page was closed, page tells apart what happened at one time, services has a bit for the service touched.
-- Out: half_hour(user_id, half_hour, first_us, last_us, has_close, services, views, logins, closes, copies).
--      copies is the number of events before identical ones were taken together.
--
-- Two events of one half hour are less than 30 minutes apart, in whatever order they come. So nothing is lost but
-- what came before a close and what after, which parts.sql looks up; and there are several times fewer rows to order.
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
