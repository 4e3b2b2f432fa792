"""All definitions in their order on the page."""

from spec import (
    bridge,
    change,
    claims,
    comparability,
    conflict,
    counting,
    ended,
    hedge_and_rounding,
    in_force,
    jumping,
    logins_and_persons,
    part_of_a_year,
    periods,
    producers,
    ranks,
    revision,
    revision_size,
    slips,
    statements,
    states,
    stocks,
    sums,
)

DEFINITIONS = tuple(
    module.DEFINITION
    for module in (
        hedge_and_rounding,
        in_force,
        producers,
        revision,
        revision_size,
        conflict,
        states,
        periods,
        comparability,
        part_of_a_year,
        stocks,
        ended,
        change,
        bridge,
        claims,
        slips,
        ranks,
        sums,
        jumping,
        counting,
        logins_and_persons,
        statements,
    )
)
