-- Parts -> visits: the definition of a visit.
--
-- A new visit starts with a user's first event and with every event that comes 30 minutes or more after the same
-- user's last one, or after the page was closed. Midnight, month and New Year do not end a visit.
--
-- In:  part(user_id, first_us, last_us, is_closed, services), what a user did from first_us to last_us without a new
--      visit in between: a single event, the events of a half hour (parts.sql), or what one chunk has of a visit.
--      is_closed: the page was closed at last_us. No two parts of a user begin at the same time.
-- Out: visit(user_id, first_us, last_us, is_closed, services), which can be used as parts again.
--      services is NULL for a visit that is only a close; such a visit is not counted.
WITH
-- A visit is open until 30 minutes after its last event, or until its page is closed.
part_before AS (
    SELECT
        *,
        LAG(CASE WHEN is_closed THEN last_us ELSE last_us + 1800000000 END) OVER (
            PARTITION BY user_id ORDER BY first_us
        ) AS open_until_us
    FROM part
),

-- What begins while the one before it is open belongs to the same visit; anything else starts a new one.
part_of_visit AS (
    SELECT
        *,
        SUM(CASE WHEN first_us < open_until_us THEN 0 ELSE 1 END) OVER (
            PARTITION BY user_id ORDER BY first_us
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS visit
    FROM part_before
)

-- A visit counts once for each service that it touched.
SELECT
    user_id,
    MIN(first_us) AS first_us,
    MAX(last_us) AS last_us,
    MAX(is_closed) AS is_closed,
    BIT_OR(services) AS services
FROM part_of_visit
GROUP BY user_id, visit
