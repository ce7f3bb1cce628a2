"""Small procedures drawn by their tests: one file, one or more processes."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.procedures.reader import read_folder
from tests.make import TEST_PROCEDURES

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:motcua="urn:motcua:bpmn:1" id="d" targetNamespace="urn:test">
  <signal id="tin" name="bao_lu"/>
  <message id="yeu_cau" name="yeu_cau"/>
  <message id="tra_loi" name="tra_loi"/>
  <error id="hong" name="Hỏng" errorCode="hong"/>
  <error id="huy" name="Hủy" errorCode="cancelled"/>
"""
SIGNAL = '<signalEventDefinition signalRef="tin"/>'
WORK = '<userTask id="xem" name="Xem" motcua:post="specialist" motcua:form="xem"/>'
FILED = '<startEvent id="nop" name="Nộp" motcua:clock="start"/>'
DONE = '<endEvent id="xong" name="Xong" motcua:ending="done"/>'


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A process: its elements, and the arrows between them as "a b" from a to b."""

    elements: str
    ways: tuple[str, ...]


def chain(*ids: str) -> tuple[str, ...]:
    """Return the arrows of elements one after the other."""
    return tuple(f"{one} {two}" for one, two in zip(ids, ids[1:], strict=False))


def draw(*pools: Pool) -> bytes:
    """Return the file with these processes, the main one first."""
    text = HEAD
    for number, pool in enumerate(pools, 1):
        flows = "".join(
            f'<sequenceFlow id="f{number}_{place}" sourceRef="{source}" targetRef="{target}"/>'
            for place, (source, target) in enumerate(way.split() for way in pool.ways)
        )
        text += (
            f'<process id="p{number}" name="Quy trình {number}" isExecutable="true"'
            f' motcua:term="3 working days">{pool.elements}{flows}</process>'
        )
    return (text + "</definitions>").encode()


def drawn_files(*pools: Pool) -> Mapping[str, bytes]:
    """Return the folder of a procedure with these processes."""
    return {**read_folder(TEST_PROCEDURES / "tin-nhan"), "process.bpmn": draw(*pools)}
