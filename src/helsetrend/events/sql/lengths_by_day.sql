-- Visits -> lengths: how many visits of each length in whole seconds started on each day.
--
-- In:  visit as visits.sql returns it; day(half_hour, day), the day of each half hour in the portal's time zone.
-- Out: length(day, seconds, visits).
SELECT day, (last_us - first_us) // 1000000 AS seconds, COUNT(*) AS visits
FROM visit
JOIN day ON day.half_hour = visit.first_us // 1800000000
WHERE services IS NOT NULL
GROUP BY day, (last_us - first_us) // 1000000
