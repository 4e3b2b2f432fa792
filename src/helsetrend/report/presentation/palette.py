"""The colours by their use, for light and dark pages; their contrasts are tested."""

LIGHT = {
    "page": "#ffffff",
    "ink": "#1b2026",
    "muted": "#59626d",
    "rule": "#dfe3e8",
    "accent": "#12436d",
    "other": "#8a929b",
    "good": "#1d6b3a",
    "bad": "#a3123a",
}
DARK = {
    "page": "#14181d",
    "ink": "#eceff2",
    "muted": "#a9b2bc",
    "rule": "#323a43",
    "accent": "#a9d0f7",
    "other": "#656d76",
    "good": "#7fd6a0",
    "bad": "#ff9db4",
}
