"""The elements at which something is done, as against gateways and events, which are passed."""

ACTIVITY_TAGS = frozenset(
    (
        "userTask",
        "manualTask",
        "task",
        "scriptTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "subProcess",
    )
)
