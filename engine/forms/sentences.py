"""What a person is told about an answer: what to do, naming the field, in both languages.

Source: GOV.UK Design System, Error message: say what to do, in the words of the question.
"""

from engine.records.forms import Fault, Field

_CHOOSING = frozenset(("select", "radio", "checklist", "decision"))


def missing(field: Field) -> Fault:
    """Return the sentence for a required answer that is not there."""
    vi, en = _names(field)
    if field.kind in ("checkbox", "signature"):
        return _fault(field, f"Đánh dấu vào ô “{field.label_vi}”", f"Tick “{field.label_en}”")
    if field.kind in _CHOOSING:
        return _fault(field, f"Chọn {vi}", f"Choose {en}")
    if field.kind == "files":
        return _fault(field, f"Tải lên {vi}", f"Upload {en}")
    if field.kind == "phone":
        return phone(field)
    if field.kind == "email":
        return email(field)
    if field.kind == "personal":
        return personal(field)
    if field.kind == "date":
        return _fault(field, f"Nhập {vi}, ví dụ 24/11/2026", f"Enter {en}, for example 24/11/2026")
    return _fault(field, f"Nhập {vi}", f"Enter {en}")


def phone(field: Field) -> Fault:
    """Return the sentence for what is no telephone number of Viet Nam."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Nhập {vi} gồm 10 chữ số, ví dụ 0912345678",
        f"Enter {en} of 10 digits, for example 0912345678",
    )


def email(field: Field) -> Fault:
    """Return the sentence for what is no mail address."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Nhập {vi} theo dạng ten@example.vn",
        f"Enter {en} in the form name@example.vn",
    )


def personal(field: Field) -> Fault:
    """Return the sentence for what is no personal number."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Nhập {vi} gồm 12 chữ số như trên thẻ căn cước",
        f"Enter {en} of 12 digits as on the identity card",
    )


def other_year(field: Field, year: int) -> Fault:
    """Return the sentence for a personal number of another year of birth."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Kiểm tra lại {vi}: số này ghi năm sinh {year}, khác với ngày sinh đã nhập",
        f"Check {en}: it says born in {year}, another year than the day of birth given",
    )


def no_paper(field: Field) -> Fault:
    """Return the sentence for a paper that must be handed in and is not."""
    name_vi, name_en = (
        (field.label_vi, field.label_en)
        if field.kind == "files"
        else (field.within_vi, field.within_en)
    )
    if field.kind == "files":
        return _fault(
            field,
            f"Tải lên hoặc ghi số bản sẽ nộp: {name_vi}",
            f"Upload, or say how many you hand in: {name_en}",
        )
    return _fault(field, f"Ghi số bản nộp: {name_vi}", f"Say how many you hand in: {name_en}")


def no_number(field: Field) -> Fault:
    """Return the sentence for what is no number."""
    vi, en = _names(field)
    whole = field.step == 1
    example = ("12", "12") if whole else ("12,5", "12.5")
    return _fault(
        field,
        f"Nhập {vi} bằng chữ số, ví dụ {example[0]}",
        f"Enter {en} in figures, for example {example[1]}",
    )


def no_date(field: Field) -> Fault:
    """Return the sentence for a day that does not exist or cannot be read."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Nhập {vi} là một ngày có thật, ví dụ 24/11/2026",
        f"Enter {en} as a real date, for example 24/11/2026",
    )


def no_choice(field: Field) -> Fault:
    """Return the sentence for a value that was not offered."""
    vi, en = _names(field)
    return _fault(field, f"Chọn {vi} trong danh sách", f"Choose {en} from the list")


def no_text(field: Field) -> Fault:
    """Return the sentence for text with characters that nothing can show."""
    vi, en = _names(field)
    return _fault(
        field,
        f"Nhập lại {vi}, không dùng ký tự điều khiển",
        f"Enter {en} again without control characters",
    )


def pattern(field: Field) -> Fault:
    """Return the designer's sentence, or a general one."""
    vi, en = _names(field)
    return _fault(
        field,
        field.pattern_vi or f"Nhập {vi} đúng dạng yêu cầu",
        field.pattern_en or field.pattern_vi or f"Enter {en} in the form asked for",
    )


def too_short(field: Field) -> Fault:
    """Return the sentence for a text with too few letters."""
    vi, en = _names(field)
    least = _figure(field.minimum)
    return _fault(
        field, f"Nhập {vi} từ {least} ký tự trở lên", f"Enter {en} of at least {least} characters"
    )


def too_long(field: Field, most: float) -> Fault:
    """Return the sentence for a text with too many letters."""
    vi, en = _names(field)
    limit = _figure(most)
    return _fault(
        field, f"Nhập {vi} không quá {limit} ký tự", f"Enter {en} of at most {limit} characters"
    )


def out_of_range(field: Field) -> Fault:
    """Return the sentence for a number below the minimum or above the maximum."""
    vi, en = _names(field)
    least, most = field.minimum, field.maximum
    if least is not None and most is not None:
        return _fault(
            field,
            f"Nhập {vi} từ {_comma(least)} đến {_comma(most)}",
            f"Enter {en} from {_figure(least)} to {_figure(most)}",
        )
    if least is not None:
        return _fault(
            field,
            f"Nhập {vi} từ {_comma(least)} trở lên",
            f"Enter {en} of {_figure(least)} or more",
        )
    return _fault(
        field,
        f"Nhập {vi} không quá {_comma(most)}",
        f"Enter {en} of {_figure(most)} or less",
    )


def no_step(field: Field) -> Fault:
    """Return the sentence for a number with too many decimals."""
    vi, en = _names(field)
    if field.step == 1:
        return _fault(field, f"Nhập {vi} là số nguyên", f"Enter {en} as a whole number")
    places = f"{field.step:f}".rstrip("0").partition(".")[2]
    return _fault(
        field,
        f"Nhập {vi} với không quá {len(places)} chữ số thập phân",
        f"Enter {en} with at most {len(places)} decimals",
    )


def file_count(field: Field) -> Fault:
    """Return the sentence for too few or too many files."""
    vi, en = _names(field)
    least, most = _figure(field.minimum or 0), _figure(field.maximum)
    return _fault(
        field,
        f"Tải lên {vi}: từ {least} đến {most} tệp",
        f"Upload {en}: {least} to {most} files",
    )


def file_kind(field: Field, name: str) -> Fault:
    """Return the sentence for a file of a kind that is not accepted."""
    kinds = ", ".join(one.upper() for one in field.accept)
    return _fault(
        field,
        f"Tệp “{name}” không đúng loại. Chọn tệp {kinds}",
        f"The file “{name}” is of another kind. Choose a file of the kinds {kinds}",
    )


def _fault(field: Field, vi: str, en: str) -> Fault:
    return Fault(key=field.key, vi=vi, en=en)


def _names(field: Field) -> tuple[str, str]:
    """Return the labels as they stand inside a sentence: "Họ và tên" → "họ và tên", not "CCCD"."""
    vi, en = _inside(field.label_vi), _inside(field.label_en)
    if field.within_vi and field.within_vi != field.label_vi:
        return f"{vi} ({_inside(field.within_vi)})", f"{en} ({_inside(field.within_en)})"
    return vi, en


def _inside(label: str) -> str:
    label = label.rstrip(" ?:*.")
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:,.10g}"


def _comma(number: float | None) -> str:
    """Return the figure as it is written in Viet Nam: 1.234,5."""
    return _figure(number).translate(str.maketrans(",.", ".,"))
