-- Visits -> lengths: how many visits of each length in whole seconds started on each day.
--
-- In:  visit as visits.sql returns it; day(half_hour, day), the day of each half hour in the portal's time zone.
-- Out: length(day, seconds, visits).
WITH
length_of_half_hour AS (
    SELECT first_us // 1800000000 AS half_hour, (last_us - first_us) // 1000000 AS seconds, COUNT(*) AS visits
    FROM visit
    WHERE services IS NOT NULL
    GROUP BY first_us // 1800000000, (last_us - first_us) // 1000000
)

SELECT day, seconds, CAST(SUM(visits) AS BIGINT) AS visits
FROM length_of_half_hour
JOIN day ON day.half_hour = length_of_half_hour.half_hour
GROUP BY day, seconds
