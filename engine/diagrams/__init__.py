"""BPMN diagrams: read safely from XML into plain values."""
