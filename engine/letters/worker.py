"""The process in which templates are set: it opens no file and no connection, and ends itself.

It is run by path, alone (`python -I worker.py FONTS`), in an empty folder and without environment.
A job is one line of JSON; the answer is one line of JSON, and behind it the parts it announces.
ADR 0016 tells why each of its limits is there.
"""

import json
import resource
import signal
import sys
from typing import Any, BinaryIO, Final

import typst

MEMORY: Final = 1 << 30
SECONDS: Final = 3.0
MOST_BYTES: Final = 20_000_000
MOST_LETTERS: Final = 20_000
MOST_WARNINGS: Final = 20
# What makes the compiler read each typeface once, while files can still be opened.
WARM: Final = (
    '#set text(font: "Tinos", lang: "vi")\nạ *ạ* _ạ_ *_ạ_*\n'
    '#text(font: "Be Vietnam Pro")[ạ *ạ*] #raw("x") ☐ $x$ '
    '#text(font: "Libertinus Serif")[x *x* _x_]'
)


def main(fonts: str) -> None:
    """Answer jobs until there are no more."""
    signal.setitimer(signal.ITIMER_REAL, 2 * SECONDS)
    compiler = _make_compiler(fonts)
    signal.setitimer(signal.ITIMER_REAL, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # From here on no file and no connection can be opened, whatever a template finds.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    for line in sys.stdin.buffer:
        job = json.loads(line)
        # The signal is not handled, so it ends the process even in the middle of a compilation.
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        answer, parts = _set(compiler, job)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _write(sys.stdout.buffer, answer, parts)


def _make_compiler(fonts: str) -> typst.Compiler:
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[fonts])
    compiler = typst.Compiler(
        b"",
        root=".",
        font_paths=found,
        ignore_system_fonts=True,
        package_path=".",
        package_cache_path=".",
    )
    for kind in ("pdf", "png"):
        compiler.compile(input=WARM.encode(), format=kind)
    return compiler


def _set(compiler: typst.Compiler, job: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        found, warnings = compiler.compile_with_warnings(
            input=job["source"].encode(),
            format=job["format"],
            ppi=job["ppi"],
            sys_inputs=job["inputs"],
            pdf_standards=job["standards"],
            timestamp=job["timestamp"],
            pdf_tags=job["tagged"],
        )
    except typst.TypstError as error:
        return _told(error.message, error.diagnostic), []
    parts = found if isinstance(found, list) else [found or b""]
    if sum(map(len, parts)) > MOST_BYTES:
        return _told("too large", ""), []
    told = [_told(one.message, one.diagnostic) for one in warnings[:MOST_WARNINGS]]
    return {"sizes": [len(one) for one in parts], "warnings": told}, parts


def _told(message: str, diagnostic: str) -> dict[str, str]:
    """The compiler quotes the lines it complains of, however long they are."""
    return {"message": message[:MOST_LETTERS], "diagnostic": diagnostic[:MOST_LETTERS]}


def _write(out: BinaryIO, answer: dict[str, Any], parts: list[bytes]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    for part in parts:
        out.write(part)
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
