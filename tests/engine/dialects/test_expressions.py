"""Expressions of other tools: translated exactly, or refused with the reason."""

import pytest

from engine.dialects.tools import JUEL
from engine.dialects.translate import Tongue, translate
from engine.dialects.variables import Variables, snake
from engine.expressions.expression import compile_expression
from engine.expressions.faults import Fault

FEEL = Tongue(language="feel", counts_from_zero=False)
PYTHON = Tongue(language="python")

JUEL_SAYS = [
    ("${approved && amount > 1000.5}", "approved and amount > 1000.5"),
    ("#{a ge 5 ? 'x' : \"y\"}", "'x' if a >= 5 else 'y'"),
    ("${empty ds or !x.isEmpty()}", "is_blank(ds) or not is_blank(x)"),
    ("${not (a || b)}", "not (a or b)"),
    ("${execution.getVariable('soLuong') == 3}", "so_luong == 3"),
    ("${don.muc[0].gia * 2}", "don['muc'][0]['gia'] * 2"),
    ("${a div b mod 2}", "a / b % 2"),
    ("Chào ${ten}!", "'Chào ' + ten + '!'"),
    ("${ten.equalsIgnoreCase('An')}", "lower(ten) == lower('An')"),
    ("${loopCounter == 2}", "loopCounter - 1 == 2"),
    ("${nrOfCompletedInstances/nrOfInstances >= 0.6}", None),
    ("${vars:getOrDefault(tien, 5)}", "tien if tien is not null else 5"),
    ("${x == null}", "x is null"),
    ("${execution.processBusinessKey}", "dossier['code']"),
    ("${ghi.toLowerCase().contains('}')}", "contains(lower(ghi), '}')"),
]
FEEL_SAYS = [
    ('= if x > 5 and not(y) then "a" else "b"', "'a' if x > 5 and (not y) else 'b'"),
    ("=count(list) > 3", "len(list) > 3"),
    ("=x in [1..5)", "x >= 1 and x < 5"),
    ("=x in ]1..5]", "x > 1 and x <= 5"),
    ('=x in ("a", "b")', "x in ['a', 'b']"),
    ("=x in < 5", "x < 5"),
    ('=list contains(cacMa, "x")', "'x' in cac_ma"),
    ("=ds[1].ten", "ds[0]['ten']"),
    ("=ds[-1]", "ds[-1]"),
    ("=a between 1 and 5", "a >= 1 and a <= 5"),
    ("=string length(x) >= 3 or is defined(y)", "len(x) >= 3 or y is not null"),
    ("=loopCounter", "loopCounter"),
    ("=get or else(x, 3) + modulo(7, 2)", "(x if x is not null else 3) + 7 % 2"),
]
PYTHON_SAYS = [
    ("soTien > 5 and ten.lower() == 'an'", "so_tien > 5 and lower(ten) == 'an'"),
    ("x is not None and y in ['a', True]", "x is not null and y in ['a', true]"),
    ("data.get('a') == 1", "get(data, 'a') == 1"),
]
REFUSED = [
    ("${bean.doIt(x)}", JUEL, "doIt"),
    ("${a == 'true'}", JUEL, "JUEL converts"),
    ("${a == '12.5'}", JUEL, "JUEL converts"),
    ("${now()}", JUEL, "now"),
    ("${execution.id}", JUEL, "execution.id"),
    ("${a ? b}", JUEL, ":"),
    ("${a", JUEL, "bracket"),
    ("${'a' ~ b}", JUEL, "~"),
    ("${}", JUEL, "value is expected"),
    ("=some x in l satisfies x > 1", FEEL, "some"),
    ("={a: 1}", FEEL, "groups"),
    ("=l[x > 2]", FEEL, "filters"),
    ("=l[i]", FEEL, "filters"),
    ('=@"P1D"', FEEL, "durations"),
    ("=today() > x", FEEL, "today"),
    ("=x **2", FEEL, "cannot stand here"),
    ("=not(a, b)", FEEL, "2 values"),
    ("[x for x in y]", PYTHON, "ListComp"),
    ("lambda: 1", PYTHON, "Lambda"),
    ("__import__('os')", PYTHON, "__import__"),
    ("x = 1", PYTHON, "no Python"),
    ("=" + "(" * 500 + "1" + ")" * 500, FEEL, "nested"),
    ("${" + "!" * 1500 + "a}", JUEL, "nested"),
    ("${" + "a" * 3000 + "}", JUEL, "longer"),
    ("a" + ".b" * 900, PYTHON, "Python expression"),
]


@pytest.mark.parametrize(("text", "wanted"), JUEL_SAYS)
def test_juel_is_written_in_our_language(text: str, wanted: str | None) -> None:
    found = translate(text, JUEL, Variables())
    assert found == (wanted or found)
    compile_expression(found)


@pytest.mark.parametrize(("text", "wanted"), FEEL_SAYS)
def test_feel_is_written_in_our_language(text: str, wanted: str) -> None:
    assert translate(text, FEEL, Variables()) == wanted


@pytest.mark.parametrize(("text", "wanted"), PYTHON_SAYS)
def test_python_is_written_in_our_language(text: str, wanted: str) -> None:
    assert translate(text, PYTHON, Variables()) == wanted


@pytest.mark.parametrize(("text", "tongue", "reason"), REFUSED)
def test_what_cannot_be_said_is_refused_with_the_reason(
    text: str, tongue: Tongue, reason: str
) -> None:
    with pytest.raises(Fault) as refused:
        translate(text, tongue, Variables())
    assert reason in refused.value.words.en
    assert refused.value.words.vi


def test_a_translated_condition_decides_as_the_old_one_did() -> None:
    text = translate("${(so ge 3 or empty ghiChu) and loai != 'x'}", JUEL, Variables())
    condition = compile_expression(text)
    assert condition.value({"so": 2, "ghi_chu": "", "loai": "y"}) is True
    assert condition.value({"so": 2, "ghi_chu": "có", "loai": "y"}) is False
    assert condition.value({"so": 3, "ghi_chu": "có", "loai": "x"}) is False


def test_two_names_never_become_one() -> None:
    variables = Variables()
    names = [variables.name(one) for one in ("soTien", "so_tien", "SoTien", "soTien")]
    assert names == ["so_tien", "so_tien_2", "so_tien_3", "so_tien"]


@pytest.mark.parametrize(
    ("original", "wanted"),
    [("loanAmount", "loan_amount"), ("HTTPCode", "http_code"), ("Số Tiền Đất", "so_tien_dat"),
     ("class", "class_"), ("form", "form_"), ("1a", "gia_tri_1a"), ("你", "gia_tri")],
)  # fmt: skip
def test_a_name_is_written_as_forms_write_it(original: str, wanted: str) -> None:
    assert snake(original, "gia_tri") == wanted
