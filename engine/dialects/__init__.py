"""The BPMN files of other tools, rewritten in our attributes; what is lost is listed."""
