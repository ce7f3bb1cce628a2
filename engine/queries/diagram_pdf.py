"""A picture of a diagram as PDF."""

from engine.letters.pdf import svg_to_pdf


def draw_pdf(svg: str) -> bytes:
    """Return a PDF of one page, as large as the picture; raise DrawingRefused, LetterStopped."""
    return svg_to_pdf(svg.encode("utf-8", "surrogatepass"))
