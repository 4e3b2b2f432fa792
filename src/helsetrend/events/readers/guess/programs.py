"""The logs of programs: the names of their columns, their words for a view, their format strings."""

from typing import NamedTuple

CANDIDATES = {
    "user": (
        *("user_pseudo_id", "domain_userid", "user_id", "user", "visitor_id", "client_id"),
        *("bruker", "bruker_id", "actor.id", "session_id", "session_user", "request.client_ip"),
        *("request.remote_ip", "httprequest.remoteip", "properties.clientip", "source.ip", "clienthost", "clientip"),
        *("distinct_id", "anonymous_id", "remote_addr", "client_ip", "c-ip", "ip"),
        *("downstream_remote_address", "host"),
    ),
    "time": (
        *("event_timestamp", "collector_tstamp", "@timestamp", "timestamp", "event_time", "startutc", "time_iso8601"),
        *("edgestarttimestamp", "actiondetails_*_timestamp", "tidspunkt", "msec", "time_local", "start_time"),
        *("dt", "ts", "time", "datetime", "date", "tid", "dato", "request_time"),
    ),
    "kind": ("event_name", "event.action", "event_type", "actiondetails_*_type", "kind", "event", "action", "type"),
    "page": (
        *("event_params[page_location]", "page_urlpath", "page_url", "request.uri", "requestpath", "request_uri"),
        *("actiondetails_*_url", "httprequest.requesturl", "properties.requesturi", "url.original", "url.path"),
        *("clientrequesturi", "cs-uri-stem", "page_location", "page", "side", "url", "uri", "pathname"),
        *("uri_path", "path"),
    ),
    "service": ("service", "tjeneste"),
    "status": (
        *("httprequest.status", "properties.httpstatus", "http.response.status_code", "edgeresponsestatus"),
        *("status", "downstreamstatus", "sc-status", "http_status", "response_code", "status_code"),
    ),
    "method": (
        *("request.method", "httprequest.requestmethod", "properties.httpmethod", "http.request.method"),
        *("clientrequestmethod", "requestmethod", "request_method", "method", "cs-method"),
        *("http_method",),
    ),
    "agent": (
        *("request.headers.user-agent[0]", "httprequest.useragent", "properties.useragent", "user_agent.original"),
        *("clientrequestuseragent", "request_user-agent", "http_user_agent", "user_agent", "cs(user-agent)"),
        *("cs_user_agent", "agent"),
    ),
    "forwarded_for": ("http_x_forwarded_for", "x-forwarded-for", "cs(x-forwarded-for)", "xff"),
}
"""The names that columns have in the logs of known programs, in small letters, the most likely first.

What parts the words of a name does not matter: user_id is also userId, user-id and "User ID".
"""

KINDS = {
    "event_name": (
        *("page_view", "login"),
        *("session_start", "first_visit", "user_engagement", "scroll", "click", "file_download", "form_start"),
        *("form_submit", "video_start", "video_progress", "video_complete", "view_search_results"),
    ),
    "snowplow": ("page_view", "login", "page_ping", "struct", "unstruct", "transaction", "transaction_item"),
    "actiondetails_*_type": ("action", "login", "event", "search", "goal", "download", "outlink", "form", "media"),
}
"""The words of known programs, by their column for the kind: that of a view, that of a login, those to ignore."""

DAYS = ("date", "dato", "day", "dag")
"""The names of columns that hold the day of a time whose clock is in another column."""

ENVELOPES = ("_source.", "jsonpayload.", "payload.")
"""The objects in which programs wrap an event, such as an export of Elasticsearch."""


class LineFormat(NamedTuple):
    """The format string of a log, and lines for `[time]`."""

    log_format: str
    time: tuple[str, ...] = ()


_HAPROXY = '$remote_addr:$port [$time_local] $frontend $backend $timers $status $more"$request"'
_HAPROXY_TIME = (
    'form = "%d/%b/%Y:%H:%M:%S.%f"',
    'timezone = "Europe/Oslo"  # of times that do not state one',
)
_BALANCER = '$remote_addr:$port $target $first $second $third $status $target_status $received $sent "$request"'

LINE_FORMATS = (
    LineFormat(f'$type $time_iso8601 $balancer {_BALANCER} "$http_user_agent"'),  # AWS, Application Load Balancer
    LineFormat(f'$time_iso8601 $balancer {_BALANCER} "$http_user_agent"'),  # AWS, Classic Load Balancer
    LineFormat(  # AWS, S3
        '$owner $bucket [$time_local] $remote_addr $requester $id $operation $key "$request" $status $error $bytes '
        '$size $total $turnaround "$http_referer" "$http_user_agent"'
    ),
    LineFormat(f"$head]: {_HAPROXY}", _HAPROXY_TIME),
    LineFormat(_HAPROXY, _HAPROXY_TIME),
    LineFormat(  # Squid
        "$msec $elapsed $remote_addr $result/$status $bytes $request_method $request_uri $remote_user $from $type"
    ),
)
"""The formats of access logs whose lines differ from all others in their shape."""
