"""The connectors that a procedure can call; what they do stands in engine/jobs/connectors.py."""

REGISTER_LOOKUP, NOTICE = "register-lookup", "notice"
CONNECTOR_NAMES: tuple[str, ...] = (REGISTER_LOOKUP, NOTICE)
