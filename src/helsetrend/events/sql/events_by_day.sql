-- Half hours -> numbers: how many events there are on each day.
--
-- In:  half_hour as half_hours.sql returns it; day(half_hour, day), the day of each half hour in the portal's time zone.
--      The cells of half_hour may be shorter than a half hour, so they are joined by their first event.
-- Out: number(measure, service, day, value), measure one of views, logins, closes, copies; service is empty.
--      copies is the number of events before identical ones were merged.
WITH
event_of_day AS (
    SELECT day, SUM(views) AS views, SUM(logins) AS logins, SUM(closes) AS closes, SUM(copies) AS copies
    FROM half_hour
    JOIN day ON day.half_hour = half_hour.first_us // 1800000000
    GROUP BY day
)

SELECT 'views' AS measure, '' AS service, day, CAST(views AS BIGINT) AS value FROM event_of_day
UNION ALL
SELECT 'logins', '', day, CAST(logins AS BIGINT) FROM event_of_day
UNION ALL
SELECT 'closes', '', day, CAST(closes AS BIGINT) FROM event_of_day
UNION ALL
SELECT 'copies', '', day, CAST(copies AS BIGINT) FROM event_of_day
