-- Visits -> numbers: how many visits there are on each day, in total and to each service.
--
-- In:  visit as visits.sql returns it; day(half_hour, day), the day of each half hour in the portal's time zone;
--      service(bit, service), the bit that visit.services has for each service.
-- Out: number(measure, service, day, value), measure visits or service_visits; service is empty for visits.
WITH
-- A visit belongs to the half hour, and so to the day, in which it started. A close alone is not a visit.
visit_of_day AS (
    SELECT day, services, COUNT(*) AS visits
    FROM visit
    JOIN day ON day.half_hour = visit.first_us // 1800000000
    WHERE services IS NOT NULL
    GROUP BY day, services
)

SELECT 'visits' AS measure, '' AS service, day, CAST(SUM(visits) AS BIGINT) AS value
FROM visit_of_day
GROUP BY day

UNION ALL

SELECT 'service_visits', service, day, CAST(SUM(visits) AS BIGINT)
FROM visit_of_day
JOIN service ON (visit_of_day.services & service.bit) <> 0
GROUP BY service, day
